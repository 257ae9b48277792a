import { holdOf } from './every-hold.judge.ts';
import type { Tried, TriedStep } from './tried.judge.ts';
import type { PrintedRoute, PrintedSolution, PrintedStep, ProblemWords, VehicleWords } from './words.judge.ts';

/** Writes routes that were tried as a solution, in VROOM's words. */
export function printTried(
  problem: ProblemWords,
  tried: readonly Tried[],
  unassigned: PrintedSolution['unassigned'],
  cost: number
): PrintedSolution {
  const routes = tried.flatMap((one, index) => (one.steps ? [printRoute(problem, problem.vehicles[index]!, one)] : []));
  const sum = (
    key: 'setup' | 'service' | 'waiting_time' | 'duration' | 'priority' | 'cost' | 'soft_cost' | 'distance'
  ) => routes.reduce((total, route) => total + (route[key] ?? 0), 0);
  const summary = {
    ...{ cost, setup: sum('setup'), service: sum('service'), duration: sum('duration'), distance: sum('distance') },
    ...{ waiting_time: sum('waiting_time'), priority: sum('priority'), violations: [] },
    soft_cost: sum('soft_cost') + cost - sum('cost')
  };
  return { summary: { ...summary, routes: routes.length, unassigned: unassigned.length }, routes, unassigned };
}

function printRoute(problem: ProblemWords, vehicle: VehicleWords, { cost, soft, steps }: Tried): PrintedRoute {
  const { distances } = problem.matrices![vehicle.profile ?? 'car']!;
  const { loadOf } = holdOf(problem, vehicle);
  const printed: PrintedStep[] = [];
  let [duration, distance] = [0, 0];
  let place: number | undefined;
  let standing: TriedStep | undefined;
  let standingStep: PrintedStep | undefined;
  for (let chain = steps; chain; chain = chain.next) {
    const { step } = chain;
    const { type, id, description, arrival, begin, setup, service, aboard, compartment = -1, walk } = step;
    if (type === 'leave') {
      standingStep!.service = arrival - standing!.begin;
      continue;
    }
    duration += step.driving;
    if (step.place !== undefined && step.place !== null) {
      if (distances && place !== undefined) distance += distances[place]![step.place]!;
      place = step.place;
    }
    printed.push({
      ...{ type, id, description, arrival, duration, distance, setup, service, waiting_time: begin - arrival },
      ...{ load: loadOf(aboard), violations: [] },
      ...(vehicle.compartments && compartment >= 0 && { compartment: vehicle.compartments[compartment]!.id }),
      ...(walk !== undefined && { on_foot: true, walk })
    });
    if (walk === undefined) [standing, standingStep] = [step, printed.at(-1)];
  }
  const sum = (key: 'setup' | 'service' | 'waiting_time') =>
    printed.reduce((total, step) => total + (step.on_foot ? 0 : step[key]), 0);
  const jobs = (problem.jobs ?? []).filter(({ id }) => printed.some((step) => step.type === 'job' && step.id === id));
  const shipments = (problem.shipments ?? []).filter(({ pickup }) =>
    printed.some((step) => step.type === 'pickup' && step.id === pickup.id)
  );
  return {
    ...{ vehicle: vehicle.id, cost, setup: sum('setup'), service: sum('service'), duration },
    ...{ waiting_time: sum('waiting_time'), soft_cost: soft, violations: [], steps: printed },
    priority: [...jobs, ...shipments].reduce((total, { priority = 0 }) => total + priority, 0),
    ...(distances && { distance })
  };
}
