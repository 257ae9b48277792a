import { dayCost, leftOut, routeCost } from './judge/cost.judge.ts';
import { fitnessBreaches } from './judge/fitness.judge.ts';
import { idleBreaches } from './judge/idle.judge.ts';
import { loadBreaches } from './judge/loads.judge.ts';
import { lostTasks, orderBreaches } from './judge/order.judge.ts';
import { readRoute, type Reading } from './judge/reading.judge.ts';
import { restBreaches } from './judge/rest.judge.ts';
import { routeSumBreaches, summaryFaults } from './judge/sums.judge.ts';
import { timeBreaches } from './judge/times.judge.ts';
import { travelBreaches } from './judge/travel.judge.ts';
import { summaryViolationFaults, unexcused } from './judge/violations.judge.ts';
import { walkBreaches } from './judge/walk.judge.ts';
import type { PrintedSolution, ProblemWords } from './judge/words.judge.ts';

const rules = [
  travelBreaches,
  timeBreaches,
  orderBreaches,
  fitnessBreaches,
  restBreaches,
  walkBreaches,
  loadBreaches,
  routeSumBreaches
];

/**
 * Reads a solution the slow, obvious way, from the problem and the printed steps alone.
 * @param problem with matrices
 * @returns a sentence for each rule that is broken
 */
export function faultsOf(problem: ProblemWords, solution: PrintedSolution): string[] {
  const readings = solution.routes.map((route) => readRoute(problem, route));
  const unreadable = readings.filter((reading) => typeof reading === 'string');
  if (unreadable.length > 0) return unreadable;
  const read = readings as Reading[];
  const vehicles = read.map(({ vehicle }) => vehicle.id);
  const unassigned = solution.unassigned.map(({ type, id }) => `${type} ${id}`);
  return [
    ...read.flatMap((reading) =>
      unexcused(
        reading,
        rules.flatMap((rule) => rule(reading))
      )
    ),
    ...(new Set(vehicles).size === vehicles.length ? [] : ['a vehicle has two routes']),
    ...problem.vehicles.flatMap((vehicle) => missingOrder(vehicle, vehicles)),
    ...lostTasks(problem, read, unassigned),
    ...summaryFaults(problem, read, solution),
    ...summaryViolationFaults(solution)
  ];
}

/** A vehicle with locked or pinned steps that has no route at all has lost them. */
function missingOrder(vehicle: ProblemWords['vehicles'][number], driving: readonly number[]): string[] {
  const kept = vehicle.pinned
    ? (vehicle.steps?.length ?? 0)
    : Math.min(vehicle.locked_steps ?? 0, vehicle.steps?.length ?? 0);
  const tasks = vehicle.steps?.slice(0, kept).filter(({ type }) => ['job', 'pickup', 'delivery'].includes(type)) ?? [];
  return tasks.length > 0 && !driving.includes(vehicle.id)
    ? [`vehicle ${vehicle.id} has lost the steps it was to keep`]
    : [];
}

/**
 * Whether a plan is as idle as it need not be: nobody leaves, and nothing is loaded, before it is of use.
 * @returns a sentence for each departure and pickup that could be later at no harm
 */
export function idlenessOf(problem: ProblemWords, solution: PrintedSolution): string[] {
  return solution.routes.flatMap((route) => {
    const reading = readRoute(problem, route);
    if (typeof reading === 'string') return [reading];
    return idleBreaches(reading).map(({ sentence, visit }) => `vehicle ${route.vehicle}, ${visit!.name}: ${sentence}`);
  });
}

/** What a solution costs by the judge's own reckoning: what `summary.cost` must be. */
export function costOf(problem: ProblemWords, solution: PrintedSolution): number {
  const readings = solution.routes.map((route) => readRoute(problem, route) as Reading);
  return readings.reduce((sum, reading) => sum + routeCost(reading), 0) + dayCost(problem, readings, solution);
}

/** What a planner makes small: priority left out, then jobs and shipments left out, then cost. */
export type Objective = readonly [priorityLeft: number, left: number, cost: number];

export function objectiveOf(problem: ProblemWords, solution: PrintedSolution): Objective {
  const left = leftOut(problem, solution).filter(({ unassigned_cost }) => unassigned_cost === undefined);
  return [left.reduce((sum, { priority = 0 }) => sum + priority, 0), left.length, costOf(problem, solution)];
}
