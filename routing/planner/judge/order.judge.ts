import { requestOf, tolerance, type Breach, type Reading, type Visit } from './reading.judge.ts';
import type { ProblemWords } from './words.judge.ts';

/** Whether what must come first does: a pickup before its delivery, one task before another, what is locked or pinned. */
export function orderBreaches(reading: Reading): Breach[] {
  return [
    ...reading.visits.flatMap((visit) => shipmentBreaches(reading, visit)),
    ...precedenceBreaches(reading),
    ...plannedBreaches(reading)
  ];
}

const precedence = [{ cause: 'precedence' }];

function shipmentBreaches({ visits }: Reading, visit: Visit): Breach[] {
  const { shipment, step } = visit;
  if (!shipment) return [];
  const otherType = step.type === 'pickup' ? 'delivery' : 'pickup';
  const other = visits.find((one) => one.shipment === shipment && one.step.type === otherType);
  if (!other) return [{ visit, sentence: `comes without its ${otherType}`, causes: precedence }];
  if (step.type === 'pickup') return [];
  if (visits.indexOf(other) > visits.indexOf(visit))
    return [{ visit, sentence: 'comes before its pickup', causes: precedence }];
  const aboard = visit.begin - other.leaves;
  const over = aboard - (shipment.max_transit_time ?? Infinity);
  return over > tolerance
    ? [{ visit, sentence: 'is aboard too long', causes: [{ cause: 'transit_time', duration: over }] }]
    : [];
}

function precedenceBreaches({ problem, visits }: Reading): Breach[] {
  return (problem.precedences ?? []).flatMap(({ first, then }) => {
    const [one, other] = [first, then].map(({ type, id }) =>
      visits.find(({ step }) => step.type === type && step.id === id)
    );
    if (!other) return [];
    if (!one) return [{ visit: other, sentence: `is served without ${first.type} ${first.id}`, causes: precedence }];
    return one.leaves > other.begin + tolerance || visits.indexOf(one) > visits.indexOf(other)
      ? [{ visit: other, sentence: `begins before ${first.type} ${first.id} is through`, causes: precedence }]
      : [];
  });
}

/** The steps that a vehicle brings with it: all of them where its order is pinned, else those that are locked. */
function plannedBreaches({ vehicle, visits }: Reading): Breach[] {
  const { steps = [], pinned = false, locked_steps = 0 } = vehicle;
  const kept = steps
    .slice(0, pinned ? undefined : locked_steps)
    .filter(({ type, id }) => type !== 'start' && type !== 'end' && id !== undefined);
  if (kept.length === 0 && !pinned) return [];
  // Breaks and reloads may lie between them, unless the order speaks of such.
  const told = new Set([...kept.map(({ type }) => type), 'job', 'pickup', 'delivery']);
  const printed = visits.filter(({ step, rest }) => told.has(step.type) && (step.type !== 'break' || rest));
  const breaches: Breach[] = [];
  kept.forEach(({ type, id, service_at, service_after = -Infinity, service_before = Infinity }, index) => {
    const visit = printed[index];
    if (visit?.step.type !== type || visit.step.id !== id) {
      breaches.push({ sentence: `${type} ${id} is no longer where it was told to be` });
      return;
    }
    if (!pinned) return;
    const from = service_at ?? service_after;
    const until = service_at ?? service_before;
    if (visit.begin < from - tolerance || visit.begin > until + tolerance)
      breaches.push({ visit, sentence: 'begins at another time than it was told to' });
  });
  if (pinned && printed.length > kept.length) breaches.push({ sentence: 'adds to an order that is pinned' });
  return breaches;
}

/** Tasks that one vehicle must serve before others, over all vehicles: served elsewhere, or not at all, is not served. */
export function lostTasks(
  problem: ProblemWords,
  readings: readonly Reading[],
  unassigned: readonly string[]
): string[] {
  const expected = [
    ...(problem.jobs ?? []).map(({ id }) => `job ${id}`),
    ...(problem.shipments ?? []).flatMap(({ pickup, delivery }) => [`pickup ${pickup.id}`, `delivery ${delivery.id}`])
  ];
  const served = readings.flatMap(({ visits }) => visits.filter(requestOf).map(({ name }) => name));
  const found = [...served, ...unassigned];
  return found.toSorted().join() === expected.toSorted().join() ? [] : [`tasks are lost or doubled: ${found.join()}`];
}
