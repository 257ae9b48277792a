import { tolerance, type Breach, type Reading, type Visit } from './reading.judge.ts';

/**
 * Whether a vehicle leaves, or takes a load aboard, only to wait later on: both could have been later without anything
 * else being later. Where working time or changing speeds make later a question of its own, nothing is said.
 */
export function idleBreaches({ vehicle, matrix, driven }: Reading): Breach[] {
  if (vehicle.working_time || matrix.speed_by_time?.length) return [];
  return driven.flatMap((visit, index) => {
    if (index > 0 && visit.step.type !== 'pickup') return [];
    // A vehicle without a start need not be at its first stop before the service begins.
    const next = index === 0 && visit.step.type !== 'start' ? 0 : index + 1;
    const waiting = driven.findIndex(({ step }, at) => at >= next && step.waiting_time > tolerance);
    if (waiting < 0) return [];
    const later = driven.slice(index, waiting);
    const spare = Math.min(driven[waiting]!.step.waiting_time, ...later.map((one) => slackOf(one, later)));
    const sentence = index === 0 ? `leaves early to wait at ${driven[waiting]!.name}` : 'keeps its load waiting aboard';
    return spare > 2 * tolerance ? [{ visit, sentence }] : [];
  });
}

/** By how much a visit could begin later, together with others, at no harm to anybody. */
function slackOf(visit: Visit, together: readonly Visit[]): number {
  const { job, task, rest, reload, begin, step, shipment } = visit;
  if (job?.presence) return 0;
  const pickedUp = together.some((one) => one.shipment === shipment && one.step.type === 'pickup');
  if (step.type === 'delivery' && !pickedUp) return 0;
  const windows = (task ?? rest ?? reload)?.time_windows;
  const closes =
    windows?.find(([from, until]) => from <= begin + tolerance && begin <= until + tolerance)?.[1] ??
    (windows ? begin : Infinity);
  const wanted = task?.wanted_window?.[1] ?? Infinity;
  const needed = task?.needed_by !== undefined && begin <= task.needed_by ? task.needed_by : Infinity;
  return Math.max(0, Math.min(closes, wanted, needed) - begin);
}
