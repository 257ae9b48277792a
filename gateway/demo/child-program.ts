import { parseArgs } from 'node:util';
import type { Clock } from '#domain/units.ts';
import { mirrorWorld, say } from './world-mirror.ts';
import type { World, WorldChange } from './world.ts';

export interface ChildOptions {
  data: string;
  port: number;
  /** The other program's origin. */
  other: string;
  world: () => World;
  clock: Clock;
  change(change: WorldChange): void;
}

/** Runs hub or van as a child of the demo: says when it is ready, and stops cleanly when it is told to. */
export async function runProgram(start: (options: ChildOptions) => Promise<{ origin: string; stop(): Promise<void> }>) {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '' },
      port: { type: 'string', default: '0' },
      other: { type: 'string', default: '' },
      world: { type: 'string', default: '' }
    }
  });
  const mirror = mirrorWorld(JSON.parse(values.world) as World);
  try {
    const { data, other } = values;
    const program = await start({ data, other, port: Number(values.port), ...mirror });
    const stop = () => void program.stop().then(() => process.disconnect());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    // Should the demo itself be killed, its children must not stay on their ports.
    process.once('disconnect', () => process.exit(0));
    say({ ready: program.origin });
  } catch (error) {
    say({ failed: (error as Error).message });
    process.exitCode = 1;
    process.disconnect();
  }
}
