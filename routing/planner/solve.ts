import type { Router } from '../roads/questions.ts';
import { createModel, type Model } from './model.ts';
import { refuseNotYet } from './not-yet.ts';
import { refused } from './planner-error.ts';
import { checkProblem, type ProblemInput } from './problem.ts';
import { seededRandom } from './random.ts';
import { reasonsFor } from './reasons.ts';
import { search, withBreaks } from './ruin-and-recreate.ts';
import { toSolution, type Solution } from './solution.ts';

export interface SolveOptions {
  /** Answers for the places of a problem without matrices. */
  readonly router?: Pick<Router, 'table'> | undefined;
  /** Numbers from 0 up to 1: the same numbers give the same plan. */
  readonly random?: (() => number) | undefined;
  /** How many changes to try: more make a better plan and take longer. Without it, so many as take some seconds at most. */
  readonly iterations?: number | undefined;
}

/**
 * Plans a day: who drives where in which order, and why what is left out does not fit.
 * @param input a problem in VROOM's words; see PROBLEM.md
 * @throws PlannerError code 2 for a wrong or contradictory problem, code 3 for a place without a road
 */
export async function solve(
  input: ProblemInput,
  { router, random = seededRandom(1), iterations }: SolveOptions = {}
): Promise<Solution> {
  const problem = checkProblem(input);
  refuseNotYet(problem);
  const model = await createModel(problem, router);
  const changes = iterations ?? Math.min(1000, Math.ceil(60_000 / model.requests.length));
  const idle = idleRoutes(model, random);
  const plan = search(model, { routes: idle, absent: model.requests }, { iterations: changes, mostSteps, random });
  return toSolution(problem, plan, (request) => reasonsFor(request, plan, idle));
}

/** Some seconds of a search on a desk computer's one core. */
const mostSteps = 40_000_000;

/** Every vehicle with nothing but its breaks. */
const idleRoutes = (model: Model, random: () => number) =>
  model.vehicles.map((vehicle, index) => {
    const route = withBreaks(vehicle, [], random);
    if (!route) throw refused(`vehicles[${index}].breaks`, 'cannot all be taken in one day: their windows collide.');
    return route;
  });
