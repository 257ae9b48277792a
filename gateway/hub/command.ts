import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import * as v from 'valibot';
import { publicKeySchema } from '#domain/signing.ts';
import type { Clock } from '#domain/units.ts';
import { instant, milliseconds } from '#domain/units.ts';
import { obey, readOrigin, readPort, toldToStop, type ExitCode, type Streams } from '../command-line.ts';
import { RequestError } from '../web/problem.ts';
import { openSite } from '../web/site.ts';
import { openHub, startHub } from './hub.ts';
import type { Setup } from './setup.ts';

const help = `Usage: raitti hub [OPTIONS]
       raitti hub set-up FILE.json [OPTIONS]
       raitti hub enrol-van OPERATOR VAN KEY.json [OPTIONS]

Answers on a port: consoles, the courier's app, planning, evidence, public stop pages.
set-up writes an operator's settings (who, where, what may be carried) and ends;
gateway/hub/set-up.example.json shows what the file says.
enrol-van takes a van of the set-up into use by its public key, which "raitti van key"
prints on the van. It prints the van's enrolment (JSON), a secret that belongs in
enrolment.json of the van's data directory. Both want the hub stopped.

  --host ADDRESS  the address to listen on (127.0.0.1)
  --port N        the port (8080)
  --data DIR      where database and keys are kept (data/hub)
  --region DIR    the region pack, made by "raitti region build" (data/region)
  --site DIR      the built pages, made by "npm run build" (build)
  --origin URL    the public origin, when a proxy stands before that adds
                  the caller's address to X-Forwarded-For
  --help          this text

Ctrl-C stops.
`;

interface Options {
  host: string;
  port: number;
  data: string;
  region: string;
  site: string;
  origin: string | undefined;
  task: Task;
}

type Task =
  | { word: 'serve' }
  | { word: 'set-up'; file: string }
  | { word: 'enrol-van'; operator: string; van: string; keyFile: string };

const realClock: Clock = { now: () => instant(Date.now()), monotonic: () => milliseconds(performance.now()) };

/** `raitti hub`: exits with 0 when it was stopped, 1 when it failed, 2 when it was asked wrongly. */
export const hubCommand = (args: string[], io: Streams): Promise<ExitCode> =>
  obey(io, {
    help,
    read: () => readOptions(args),
    perform: (options) => perform(options, io)
  });

function readOptions(args: string[]): Options | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '8080' },
      data: { type: 'string', default: join('data', 'hub') },
      region: { type: 'string', default: join('data', 'region') },
      site: { type: 'string', default: 'build' },
      origin: { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  });
  if (values.help) return null;
  const { host, data, region, site, origin } = values;
  return {
    host,
    data,
    region,
    site,
    origin: origin === undefined ? undefined : readOrigin('--origin', origin, 'https://raitti.example.fi'),
    task: readTask(positionals),
    port: readPort('--port', values.port)
  };
}

function readTask([word, ...rest]: string[]): Task {
  if (word === undefined) return { word: 'serve' };
  if (word === 'set-up') {
    const [file, ...more] = rest;
    if (file === undefined || more.length > 0) throw new Error('set-up takes one JSON file.');
    return { word, file };
  }
  if (word === 'enrol-van') {
    const [operator, van, keyFile, ...more] = rest;
    if (operator === undefined || van === undefined || keyFile === undefined || more.length > 0)
      throw new Error('enrol-van takes the operator, the van and the file with its key.');
    return { word, operator, van, keyFile };
  }
  throw new Error(`raitti hub does not know the word "${word}".`);
}

async function perform(options: Options, io: Streams) {
  const { task } = options;
  if (task.word === 'set-up') await setUp(options, task.file, io);
  else if (task.word === 'enrol-van') await enrolVan(options, task, io);
  else await serve(options, io);
}

async function serve({ data, region, site, ...rest }: Options, io: Streams) {
  const log = pino({ name: 'raitti-hub' }, pino.destination(2));
  const running = await startHub({
    ...rest,
    dataDirectory: data,
    region,
    clock: realClock,
    planning: { threads: Math.max(1, Math.min(4, availableParallelism() - 1)), seconds: 10 },
    site: await openSite(site),
    report: (error) => log.error(error)
  });
  if (!running.hub.isSetUp())
    io.stderr.write(
      'No operator is set up, so nobody can sign in. Stop the hub and run: raitti hub set-up FILE.json\n'
    );
  io.stdout.write(`The hub answers at ${running.origin}/console\n`);
  await toldToStop();
  await running.stop();
}

async function setUp({ data, region }: Options, file: string, io: Streams) {
  const hub = await openHub({ dataDirectory: data, region, clock: realClock });
  try {
    await hub.setUp(readSetup(file));
    io.stdout.write('The operator is set up.\n');
  } finally {
    hub.close();
  }
}

function readSetup(file: string): Setup {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as Setup;
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

async function enrolVan(
  { data, region }: Options,
  { operator, van, keyFile }: Extract<Task, { word: 'enrol-van' }>,
  io: Streams
) {
  const key = v.safeParse(v.pipe(v.string(), v.parseJson(), publicKeySchema), readFileSync(keyFile, 'utf8'));
  if (!key.success) throw new Error(`${keyFile} is not the key of a van. Make it on the van: raitti van key`);
  const hub = await openHub({ dataDirectory: data, region, clock: realClock });
  try {
    const { token, hub: hubKey, replaced } = await hub.enrolVan(operator, van, key.output);
    io.stdout.write(`${JSON.stringify({ hubKey, token })}\n`);
    if (replaced)
      io.stderr.write(
        `Van "${van}" had another key, and the hub no longer answers that one. Tablets may still meet it on shifts that ` +
          'were planned before now: keep the old computer switched off.\n'
      );
  } catch (error) {
    if (!(error instanceof RequestError && error.code === 'unknown_van')) throw error;
    const sentence = `Operator "${operator}" has no van "${van}". Write it into the file and run: raitti hub set-up FILE.json`;
    throw new Error(sentence, { cause: error });
  } finally {
    hub.close();
  }
}
