import { dayCost, routeCost, softCost } from './cost.judge.ts';
import { requestOf, tolerance, type Breach, type Reading } from './reading.judge.ts';
import type { Amounts, PrintedSolution, ProblemWords } from './words.judge.ts';

const near = (one: number | undefined, other: number) =>
  one !== undefined && Math.abs(one - other) <= 0.01 + 1e-9 * Math.abs(other);

/** Whether a route's totals are those of its steps. */
export function routeSumBreaches(reading: Reading): Breach[] {
  const { driven, route, visits } = reading;
  const sum = (key: 'setup' | 'service' | 'waiting_time') => driven.reduce((total, { step }) => total + step[key], 0);
  const served = [...new Set(visits.map(requestOf))];
  const expected = {
    setup: sum('setup'),
    service: sum('service'),
    waiting_time: sum('waiting_time'),
    duration: driven.at(-1)?.step.duration ?? 0,
    priority: served.reduce((total, request) => total + (request?.priority ?? 0), 0),
    cost: routeCost(reading)
  };
  const breaches = Object.entries(expected)
    .filter(([key, value]) => !near(route[key as keyof typeof expected], value))
    .map(([key, value]) => ({ sentence: `tells ${key} ${route[key as keyof typeof expected]} where it is ${value}` }));
  if (!near(route.soft_cost ?? 0, softCost(reading)))
    breaches.push({ sentence: `tells soft_cost ${route.soft_cost} where it is ${softCost(reading)}` });
  const moved = movedBy(reading);
  for (const key of ['delivery', 'pickup'] as const)
    if (route[key] && !same(route[key], moved[key])) breaches.push({ sentence: `counts its ${key} wrong` });
  return breaches;
}

/** Whether the summary's totals are those of the routes, and of what is left out. */
export function summaryFaults(
  problem: ProblemWords,
  readings: readonly Reading[],
  solution: PrintedSolution
): string[] {
  const { summary, routes, unassigned } = solution;
  const faults: string[] = [];
  const sum = (
    key: 'setup' | 'service' | 'waiting_time' | 'duration' | 'priority' | 'cost' | 'soft_cost' | 'distance'
  ) => routes.reduce((total, route) => total + (route[key] ?? 0), 0);
  for (const key of ['setup', 'service', 'duration', 'waiting_time', 'priority'] as const)
    if (Math.abs(sum(key) - summary[key]) > routes.length * tolerance)
      faults.push(`the summary's ${key} is not the sum of the routes'`);
  const day = dayCost(problem, readings, solution);
  if (!near(summary.cost, sum('cost') + day)) faults.push(`the summary's cost is not ${sum('cost') + day}`);
  if (!near(summary.soft_cost ?? 0, sum('soft_cost') + day))
    faults.push(`the summary's soft_cost is not ${sum('soft_cost') + day}`);
  if (summary.distance !== undefined && !near(summary.distance, sum('distance')))
    faults.push("the summary's distance is not the sum of the routes'");
  if (summary.routes !== routes.length) faults.push('the summary counts routes wrongly');
  if (summary.unassigned !== unassigned.length) faults.push('the summary counts unassigned wrongly');
  const moved = readings.map(movedBy);
  for (const key of ['delivery', 'pickup'] as const) {
    const told = summary[key];
    const total = told?.map((_, kind) => moved.reduce((all, one) => all + (one[key][kind] ?? 0), 0));
    if (told && !same(told, total!)) faults.push(`the summary counts ${key} wrongly`);
  }
  return faults;
}

/** What a route brings and fetches. A shipment counts as both, as VROOM has it. */
function movedBy({ visits }: Reading): { delivery: Amounts; pickup: Amounts } {
  const total = (amounts: (Amounts | undefined)[]) => {
    const kinds = Math.max(0, ...amounts.map((amount) => amount?.length ?? 0));
    return Array.from({ length: kinds }, (_, kind) => amounts.reduce((all, amount) => all + (amount?.[kind] ?? 0), 0));
  };
  const of = (type: string) => visits.map(({ step, shipment }) => (step.type === type ? shipment?.amount : undefined));
  return {
    delivery: total([...of('delivery'), ...visits.map(({ job }) => job?.delivery)]),
    pickup: total([...of('pickup'), ...visits.map(({ job }) => job?.pickup)])
  };
}

const same = (told: Amounts, counted: Amounts) => told.every((amount, kind) => amount === (counted[kind] ?? 0));
