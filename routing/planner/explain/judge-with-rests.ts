import type { Vehicle } from '../model/vehicles.ts';
import { hasRests } from '../schedule/rests.ts';
import type { Judged, Timing } from '../schedule/timing.ts';

/** Where breaks have to find their places, a route is judged so many times again. */
const moreWithRests = 5;

/**
 * As `Timing.judge`, but no places for breaks are looked for in a day that is impossible without them.
 * @returns what was found, and how many nodes were judged for it, more or less
 */
export function judgeWithRests(
  timing: Timing,
  vehicle: Vehicle,
  nodes: readonly number[]
): { work: number; judged: Judged | undefined } {
  const work = nodes.length + 2;
  if (!hasRests(vehicle)) return { work, judged: timing.judge(vehicle, nodes, nodes.length) };
  if (!mayHaveRests(timing, vehicle, nodes)) return { work, judged: undefined };
  return { work: (1 + moreWithRests) * work, judged: timing.judge(vehicle, nodes, nodes.length) };
}

/** Whether a day would be possible if its breaks could lie anywhere. */
function mayHaveRests(timing: Timing, vehicle: Vehicle, nodes: readonly number[]): boolean {
  const restless = { ...vehicle, breaks: [], breakAfter: Infinity, taskPrice: 0 };
  const judged = timing.judge(restless, nodes, nodes.length);
  if (!judged) return false;
  const { events, times } = judged;
  let busy = vehicle.breaks.reduce((sum, { service }) => sum + service, 0);
  for (let at = 1; at < events.count; at++) busy += times.driving[at]! + events.setup[at]! + events.service[at]!;
  return vehicle.speeds !== undefined || busy <= Math.min(vehicle.maxShift, vehicle.closes - vehicle.opens);
}
