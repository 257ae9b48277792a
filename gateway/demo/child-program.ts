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

/**
 * Runs hub or van as a child of the demo: says when it is ready, stops cleanly when the demo tells it to, and ends with
 * the demo however that ends, so that no port stays taken.
 */
export async function runProgram(start: (options: ChildOptions) => Promise<{ origin: string; stop(): Promise<void> }>) {
  process.once('disconnect', () => process.exit());
  if (!process.connected) process.exit();
  // Ctrl-C reaches every process of the terminal; the demo is the one that answers it, and stops its children in turn.
  process.on('SIGINT', () => {});
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
    process.once('SIGTERM', () => void program.stop().then(() => process.disconnect()));
    say({ ready: program.origin });
  } catch (error) {
    say({ failed: (error as Error).message });
    process.exitCode = 1;
    process.disconnect();
  }
}
