import { tolerance, type Breach, type Reading, type Visit } from './reading.judge.ts';
import type { PrintedSolution, ViolationWords } from './words.judge.ts';

/**
 * What of a route's breaches is a fault. Where the order is not the planner's a promise may be broken, and must be named;
 * everywhere else it must be kept, and nothing may be named.
 */
export function unexcused(reading: Reading, breaches: readonly Breach[]): string[] {
  const { vehicle, route, visits } = reading;
  const faults: string[] = [];
  for (const breach of breaches) {
    const where = breach.visit ? `, ${breach.visit.name}` : '';
    const named = breach.visit ? breach.visit.step.violations : route.violations;
    const says = (list: readonly ViolationWords[]) =>
      breach.causes?.some((cause) => list.some((one) => tells(one, cause)));
    if (!breach.causes || !mayBreak(reading, breach.visit))
      faults.push(`vehicle ${vehicle.id}${where}: ${breach.sentence}`);
    else if (!says(named)) faults.push(`vehicle ${vehicle.id}${where}: ${breach.sentence}, and does not say so`);
    else if (!breach.causes.some(({ cause }) => route.violations.some((one) => one.cause === cause)))
      faults.push(`vehicle ${vehicle.id}: ${breach.causes[0]!.cause} is in a step's violations and not in the route's`);
  }
  const known = (cause: string, visit?: Breach['visit']) =>
    breaches.some((breach) => (!visit || breach.visit === visit) && breach.causes?.some((one) => one.cause === cause));
  for (const { cause } of route.violations)
    if (!known(cause)) faults.push(`vehicle ${vehicle.id} tells of a violation that there is not: ${cause}`);
  for (const visit of visits)
    for (const { cause } of visit.step.violations)
      if (!known(cause, visit))
        faults.push(`vehicle ${vehicle.id}, ${visit.name}: tells of a violation that there is not`);
  return faults;
}

/** A courier's pinned order, what is locked, and the delivery of a load that is locked aboard. */
function mayBreak({ vehicle, visits }: Reading, visit: Visit | undefined): boolean {
  const locked = (vehicle.steps ?? []).slice(0, vehicle.locked_steps ?? 0);
  const isLocked = ({ step }: Visit) => locked.some(({ type, id }) => type === step.type && id === step.id);
  if (vehicle.pinned || (locked.length > 0 && !(visit && (visit.task ?? visit.reload)))) return true;
  const pickup = visits.find((one) => one.shipment && one.shipment === visit?.shipment && one.step.type === 'pickup');
  return visit !== undefined && (isLocked(visit) || (pickup !== undefined && isLocked(pickup)));
}

const tells = (told: ViolationWords, { cause, duration }: { cause: string; duration?: number }) =>
  told.cause === cause &&
  (duration === undefined || told.duration === undefined || Math.abs(told.duration - duration) <= 2 * tolerance);

/** Whether the summary names what the routes name. */
export function summaryViolationFaults({ summary, routes }: PrintedSolution): string[] {
  const causes = (lists: (readonly ViolationWords[])[]) =>
    [...new Set(lists.flat().map(({ cause }) => cause))].toSorted();
  const told = causes([summary.violations]).join();
  const of = causes(routes.map(({ violations }) => violations)).join();
  return told === of ? [] : [`the summary's violations are ${told} where the routes' are ${of}`];
}
