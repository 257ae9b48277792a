import { instant, milliseconds, type Clock } from '#domain/units.ts';
import type { FromChild, ToChild } from './child.ts';
import { clockOf, type World, type WorldChange } from './world.ts';

/** The machine's own clock. */
export const realClock: Clock = {
  now: () => instant(Date.now()),
  monotonic: () => milliseconds(performance.now())
};

/** A child process's copy of the demo's world, kept up to date by its parent. */
export function mirrorWorld(initial: World): { world: () => World; clock: Clock; change(change: WorldChange): void } {
  let world = initial;
  process.on('message', (message: ToChild) => {
    world = message.world;
  });
  return { world: () => world, clock: clockOf(() => world, realClock), change: (change) => say({ change }) };
}

export function say(message: FromChild) {
  process.send?.(message);
}
