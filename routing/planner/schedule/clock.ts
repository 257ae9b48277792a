import type { Vehicle } from '../model/vehicles.ts';

/* How long a way takes where speeds change over the day. Who leaves later is never there sooner. */

/**
 * When a way that is begun at a moment is driven to its end.
 * @param way microseconds at the vehicle's usual speed
 */
export function driveUntil({ speeds }: Pick<Vehicle, 'speeds'>, from: number, way: number): number {
  if (!speeds || way === 0 || way === Infinity) return from + way;
  let time = from;
  let left = way;
  for (let span = -1; span < speeds.length; span++) {
    const until = speeds[span + 1]?.from ?? Infinity;
    if (until <= time) continue;
    const factor = speeds[span]?.factor ?? 1;
    const possible = (until - time) * factor;
    if (possible >= left) return Math.ceil(time + left / factor);
    left -= possible;
    time = until;
  }
  return time;
}

/** How much of a way is driven between two moments, in microseconds at the vehicle's usual speed. */
export function drivenBetween({ speeds }: Pick<Vehicle, 'speeds'>, from: number, until: number): number {
  if (!speeds) return until - from;
  let made = 0;
  for (let span = -1; span < speeds.length; span++) {
    const begins = Math.max(from, speeds[span]?.from ?? -Infinity);
    const ends = Math.min(until, speeds[span + 1]?.from ?? Infinity);
    if (ends > begins) made += (ends - begins) * (speeds[span]?.factor ?? 1);
  }
  return made;
}
