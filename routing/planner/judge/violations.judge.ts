import { tolerance, type Breach, type Reading } from './reading.judge.ts';
import type { PrintedSolution, ViolationWords } from './words.judge.ts';

/**
 * What of a route's breaches is a fault. Where the order is the courier's own a promise may be broken, and must be named;
 * everywhere else it must be kept, and nothing may be named.
 */
export function unexcused({ vehicle, route, visits }: Reading, breaches: readonly Breach[]): string[] {
  const faults: string[] = [];
  const mayBreak = vehicle.pinned === true || (vehicle.locked_steps ?? 0) > 0;
  for (const breach of breaches) {
    const where = breach.visit ? `, ${breach.visit.name}` : '';
    const named = breach.visit ? breach.visit.step.violations : route.violations;
    const says = (list: readonly ViolationWords[]) =>
      breach.causes?.some((cause) => list.some((one) => tells(one, cause)));
    if (!mayBreak || !breach.causes) faults.push(`vehicle ${vehicle.id}${where}: ${breach.sentence}`);
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
