import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '#domain/units.ts';
import { obey, readPort, toldToStop, type ExitCode, type Streams } from '#gateway/command-line.ts';
import { lockData } from '#gateway/journal/data-lock.ts';
import { startProgram, type Program } from './child.ts';
import { freePort } from './free-port.ts';
import { openDay, keepWorld } from './open-day.ts';
import { demoPassword, demoUsers } from './users.ts';
import { changeWorld, timeIn } from './world.ts';
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

/** `raitti demo`: what `npm start` runs. */
export const demoCommand = (args: string[], io: Streams): Promise<ExitCode> =>
  obey(io, {
    help,
    read: () => readOptions(args),
    async perform(options) {
      const hubPort = await freePort(options.hubPort, '--hub-port');
      const vanPort = await freePort(options.vanPort, '--van-port');
      const { release } = lockData(options.data);
      try {
        await run({ ...options, hubPort, vanPort }, io);
      } finally {
        release();
      }
    }
  });

function readOptions(args: string[]): DemoOptions | null {
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
  if (values.help) return null;
  return {
    hubPort: readPort('--hub-port', values['hub-port']),
    vanPort: readPort('--van-port', values['van-port']),
    data: join(values.data, 'demo'),
    fresh: values.fresh
  };
}

async function run({ hubPort, vanPort, data, fresh }: DemoOptions, io: Streams) {
  const began = realClock.monotonic();
  let world = await openDay({ data, vanPort, fresh }, (what) => io.stdout.write(`${what}\n`));

  const programs: Program[] = [];
  const change = (wanted: Parameters<typeof changeWorld>[1]) => {
    world = changeWorld(world, wanted, realClock.now());
    keepWorld(data, world);
    for (const program of programs) program.tell(world);
  };
  const start = async (entry: string, port: number, other: string) => {
    const args = ['--data', data, '--port', String(port), '--other', other];
    const program = startProgram(new URL(entry, import.meta.url), args, world, change);
    programs.push(program);
    await program.ready;
    return program;
  };
  /** Resolves with the one that ended by itself. */
  const runBoth = async () => {
    const [hubOrigin, vanOrigin] = [hubPort, vanPort].map((port) => `http://127.0.0.1:${port}`) as [string, string];
    const hub = await start('./hub-process.ts', hubPort, vanOrigin);
    const van = await start('./van-process.ts', vanPort, hubOrigin);
    const now = timeIn(world.clock, realClock.now());
    io.stdout.write(welcome(hubOrigin, vanOrigin, now, realClock.monotonic() - began));
    return Promise.race([hub.ended.then(() => 'hub'), van.ended.then(() => 'van')]);
  };
  // So that the demo's clock does not go back should this process be killed.
  const keeping = setInterval(() => keepWorld(data, world), 5000);

  try {
    const ended = await Promise.race([runBoth(), toldToStop(), npmIsGone()]);
    if (ended) throw new Error(`The ${ended} ended by itself; its last words stand above. The other is stopped too.`);
  } finally {
    clearInterval(keeping);
    await Promise.all(programs.map((program) => program.stop()));
    keepWorld(data, world);
  }
}

/** Resolves when npm, which started the demo, was killed and could not pass that on. */
function npmIsGone(): Promise<void> {
  return new Promise((resolve) => {
    if (process.env.npm_lifecycle_event === undefined) return;
    const npm = process.ppid;
    setInterval(() => process.ppid !== npm && resolve(), 500).unref();
  });
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
  Console           ${hub}/console      ${demoUsers.console} or ${demoUsers.orderer}
  Courier           ${hub}/courier      ${demoUsers.courier}
  Resident portal   ${van}/portal

Everybody's password is ${demoPassword}.

Ctrl-C stops. npm start -- --fresh begins a new day.
`;
}
