import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '#domain/units.ts';
import { buildDemoRegion } from './build-region.ts';
import { startProgram, type Program } from './child.ts';
import { freePort, readPort } from './ports.ts';
import { morningOf, seedDays } from './seed.ts';
import { changeWorld, newWorld, restoreWorld, storeWorld, timeIn, type World } from './world.ts';
import { realClock } from './world-mirror.ts';

const help = `Usage: raitti demo [OPTIONS]

Starts hub and van on this machine with an invented municipality, and a day to drive.

  --hub-port N    the hub's port on 127.0.0.1 (8080)
  --van-port N    the van's port on 127.0.0.1 (8081)
  --data DIR      where the state is kept (data)
  --fresh         begin a new day: forget the demo's state first
  --help          this text

Ctrl-C stops both.
`;

interface DemoOptions {
  hubPort: number;
  vanPort: number;
  data: string;
  fresh: boolean;
}

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

/** `raitti demo`: what `npm start` runs. */
export async function demoCommand(args: string[], io: Streams): Promise<0 | 1 | 2> {
  const options = readOptions(args);
  if (options === 'help') {
    io.stdout.write(help);
    return 0;
  }
  if (typeof options === 'string') {
    io.stderr.write(`${options}\n\n${help}`);
    return 2;
  }
  const hubPort = await freePort(options.hubPort);
  const vanPort = await freePort(options.vanPort);
  if (hubPort === null || vanPort === null) {
    io.stderr.write(hubPort === null ? taken(options.hubPort, '--hub-port') : taken(options.vanPort, '--van-port'));
    return 1;
  }
  return run({ ...options, hubPort, vanPort }, io);
}

const taken = (port: number, flag: string) =>
  `Port ${port} is taken by another program. Stop that one, or choose another port: npm start -- ${flag} N\n`;

function readOptions(args: string[]): DemoOptions | 'help' | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'hub-port': { type: 'string', default: '8080' },
        'van-port': { type: 'string', default: '8081' },
        data: { type: 'string', default: 'data' },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false }
      }
    });
    if (values.help) return 'help';
    const hubPort = readPort(values['hub-port']);
    const vanPort = readPort(values['van-port']);
    if (hubPort === null) return '--hub-port takes a number from 0 to 65535.';
    if (vanPort === null) return '--van-port takes a number from 0 to 65535.';
    return { hubPort, vanPort, data: join(values.data, 'demo'), fresh: values.fresh };
  } catch (error) {
    return (error as Error).message;
  }
}

async function run({ hubPort, vanPort, data, fresh }: DemoOptions, io: Streams): Promise<0 | 1> {
  const began = realClock.monotonic();
  if (fresh) rmSync(data, { force: true, recursive: true });
  mkdirSync(data, { recursive: true });
  const region = join(data, 'region');
  if (!existsSync(join(region, 'manifest.json'))) {
    io.stdout.write('Drawing the map of the invented municipality …\n');
    await buildDemoRegion(region);
  }
  const worldFile = join(data, 'world.json');
  let world = readWorld(worldFile);
  if (!world) {
    io.stdout.write('Filling yesterday and today …\n');
    const morning = morningOf(realClock.now());
    rmSync(join(data, 'hub'), { force: true, recursive: true });
    rmSync(join(data, 'van'), { force: true, recursive: true });
    await seedDays(data, morning, `http://127.0.0.1:${vanPort}`);
    world = newWorld(morning, realClock.now());
    keepWorld(worldFile, world);
  }

  const programs: Program[] = [];
  const change = (wanted: Parameters<typeof changeWorld>[1]) => {
    world = changeWorld(world as World, wanted, realClock.now());
    keepWorld(worldFile, world);
    for (const program of programs) program.tell(world);
  };
  const start = async (entry: string, port: number, other: string) => {
    const args = ['--data', data, '--port', String(port), '--other', other];
    const program = startProgram(new URL(entry, import.meta.url), args, world as World, change);
    programs.push(program);
    await program.ready;
    return program;
  };
  /** Resolves with the one that ended by itself. */
  const runBoth = async () => {
    const [hubOrigin, vanOrigin] = [hubPort, vanPort].map((port) => `http://127.0.0.1:${port}`) as [string, string];
    const hub = await start('./hub-process.ts', hubPort, vanOrigin);
    const van = await start('./van-process.ts', vanPort, hubOrigin);
    const now = timeIn((world as World).clock, realClock.now());
    io.stdout.write(welcome(hubOrigin, vanOrigin, now, realClock.monotonic() - began));
    return Promise.race([hub.ended.then(() => 'hub'), van.ended.then(() => 'van')]);
  };
  // So that the demo's clock does not go back should this process be killed.
  const keeping = setInterval(() => keepWorld(worldFile, world as World), 5000);

  try {
    const ended = await Promise.race([runBoth(), toldToStop()]);
    if (ended === null) return 0;
    io.stderr.write(`The ${ended} ended by itself; its last words stand above. The other is stopped too.\n`);
    return 1;
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n`);
    return 1;
  } finally {
    clearInterval(keeping);
    await Promise.all(programs.map((program) => program.stop()));
    keepWorld(worldFile, world);
  }
}

/** Ctrl-C, a closed terminal; or npm, which started the demo, was killed and could not pass that on. */
function toldToStop(): Promise<null> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(null));
    if (process.env.npm_lifecycle_event === undefined) return;
    const npm = process.ppid;
    setInterval(() => process.ppid !== npm && resolve(null), 500).unref();
  });
}

function readWorld(file: string): World | null {
  return existsSync(file) ? restoreWorld(readFileSync(file, 'utf8'), realClock.now()) : null;
}

function keepWorld(file: string, world: World) {
  writeFileSync(`${file}.new`, storeWorld(world, realClock.now()));
  renameSync(`${file}.new`, file);
}

function welcome(hub: string, van: string, now: Instant, milliseconds: number): string {
  const time = new Intl.DateTimeFormat('fi-FI', {
    timeZone: 'Europe/Helsinki',
    dateStyle: 'short',
    timeStyle: 'short'
  });
  return `
Raitti is ready (${(milliseconds / 1000).toFixed(1)} s). The demo's clock shows ${time.format(now)}.

  Start here        ${hub}/
  Console           ${hub}/console      tilaaja / raitti-demo
  Courier           ${hub}/courier      kuljettaja / raitti-demo
  Resident portal   ${van}/portal

Ctrl-C stops. npm start -- --fresh begins a new day.
`;
}
