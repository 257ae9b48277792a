import type { ShiftState } from '#domain/shift.ts';
import { between, seconds, type Instant, type Seconds } from '#domain/units.ts';

/**
 * How late the van is by what was last heard of it: the last arrival or departure against the plan, or, when it should
 * have been further by then already, at least that much. Negative when it is early.
 *
 * @param heard when the hub last got anything of the shift.
 */
export function delayOf({ visits }: Pick<ShiftState, 'visits'>, heard: Instant): Seconds {
  // What lies before the last sign of life is behind the van, also where nothing was written (it had nothing to do there).
  const last = visits.findLastIndex(({ status }) => status === 'arrived' || status === 'done');
  const here = visits[last];
  if (!here) return seconds(0);
  if (here.departed === null) {
    const arrival = here.arrived === null ? 0 : between(here.arrival, here.arrived);
    return seconds(Math.max(arrival, between(here.departure, heard)));
  }
  const delay = between(here.departure, here.departed);
  const next = visits.slice(last + 1).find(({ status }) => status === 'planned');
  return seconds(next ? Math.max(delay, between(next.arrival, heard)) : delay);
}
