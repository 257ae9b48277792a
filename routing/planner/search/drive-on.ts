import { opening } from '../model/time.ts';
import type { Ground } from './ground.ts';
import type { Route } from './route.ts';

/**
 * When a vehicle is free again after a node of its route to which it comes at another time, or from another place, than it
 * does now; without breaks, so it is never sooner.
 * @param arrival microseconds
 * @param from the place that it comes from
 * @returns microseconds; infinite where it is shut by then
 */
export function freeAfter(
  { nodes, place, twins }: Route,
  { stops }: Ground,
  at: number,
  arrival: number,
  from: number
): number {
  const node = nodes[at]!;
  // On foot everything happens while the vehicle stands where somebody has to be present.
  if (node >= stops.count) return arrival;
  const isThere = from === place[at];
  if (node < 0) {
    const { windows, service, setup } = twins.vehicle.reloads[-1 - node]!;
    return opening(windows, arrival) + service + (isThere ? 0 : setup);
  }
  if (stops.presentFrom[node]! >= 0) return Math.max(arrival, stops.presentUntil[node]!);
  return opening(stops.windows[node]!, arrival) + twins.service[node]! + (isThere ? 0 : twins.setup[node]!);
}

/** Whether a vehicle that comes to a node, or to its end, at that moment is in time for the rest of its route. */
export const isInTime = ({ late, lateHere, place }: Route, at: number, arrival: number, from: number) =>
  arrival <= (from === place[at] ? lateHere[at]! : late[at]!);
