import { between, seconds, type Instant, type Seconds } from '#domain/units.ts';
import type { ShiftReading } from './shift-reading.ts';

/**
 * How late the van is by what was last heard of it: the last arrival or departure against the plan, or, when it should
 * have been at the next visit by then already, at least that much. Negative when it is early.
 *
 * @param heard when the hub last got anything of the shift.
 */
export function delayOf({ plan, visits }: Pick<ShiftReading, 'plan' | 'visits'>, heard: Instant): Seconds {
  const planned = plan?.visits ?? [];
  // What lies before the last sign of life is behind the van, also where nothing was written (it had nothing to do there).
  const last = planned.findLastIndex(({ visit }) => visits.has(visit));
  const here = planned[last];
  if (!here) return seconds(0);
  const { arrived, departed } = visits.get(here.visit)!;
  if (departed === null) {
    const arrival = arrived === null ? 0 : between(here.arrival, arrived);
    return seconds(Math.max(arrival, between(here.departure, heard)));
  }
  const delay = between(here.departure, departed);
  const next = planned[last + 1];
  return seconds(next ? Math.max(delay, between(next.arrival, heard)) : delay);
}
