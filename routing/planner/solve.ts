import type { Router } from '../roads/questions.ts';
import { spentOf, timeForReasons, type Budget } from './budget.ts';
import { reasonsFor, type Reason } from './explain/reasons.ts';
import { fromGivenRoutes, toGivenRoutes, type GivenRoutes } from './given-routes.ts';
import type { GivenSteps } from './model/given-steps.ts';
import { createModel, type Model } from './model/model.ts';
import { withGeometry } from './print/geometry.ts';
import { printRoute } from './print/route.ts';
import { toSolution } from './print/solution.ts';
import type { Solution } from './print/words.ts';
import { checkProblem, type Problem, type ProblemInput } from './problem.ts';
import { seededRandom } from './random.ts';
import { judgeAnyway } from './schedule/anyway.ts';
import { refuseImpossibleBreaks } from './schedule/impossible-breaks.ts';
import { withLocked } from './schedule/locked.ts';
import { settle } from './schedule/settle.ts';
import { createTiming, type Judged } from './schedule/timing.ts';
import type { Objective, Plan, PlannedRoute } from './search/contract.ts';
import { search } from './search/search.ts';
import { startingPlan } from './starting-plan.ts';

export interface SolveOptions extends Budget {
  /** Answers for the places of a problem without matrices. */
  readonly router?: (Pick<Router, 'table'> & Partial<Pick<Router, 'route'>>) | undefined;
  /** Another number, another search. */
  readonly seed?: number | undefined;
  /** Told of every better plan, the first one at once. */
  readonly onProgress?: ((event: Progress) => void) | undefined;
  /** Told of every better plan, so that other threads can be; read when they are shown it. */
  readonly onBetter?: ((routes: () => GivenRoutes) => void) | undefined;
  /** Asked every few iterations: what it promises is waited for, so that a thread can hear what others say. */
  readonly pause?: (() => Promise<void> | undefined) | undefined;
  /** What another thread has found, asked now and then: all threads go on from the best of them. */
  readonly adopt?: (() => GivenRoutes | undefined) | undefined;
}

export interface Progress {
  /** Since the planner was asked. */
  readonly milliseconds: number;
  readonly cost: number;
  /** Tasks left out. */
  readonly unassigned: number;
  readonly vehicles: number;
}

/**
 * Plans a day: who drives where in which order, and why what is left out does not fit.
 * @param input a problem in VROOM's words; see PROBLEM.md
 * @throws PlannerError code 2 for a wrong or contradictory problem, code 3 for a place without a road
 */
export async function solve(input: ProblemInput, options: SolveOptions = {}): Promise<Solution> {
  const { router, seed = 1, onProgress, onBetter, pause, adopt, now = () => 0 } = options;
  const began = now();
  const problem = checkProblem(input);
  const budget = withVroomOptions(options, problem);
  let left = Infinity;
  const spent = spentOf(budget, problem.jobs.length + problem.shipments.length, () => left > 0);
  const model = await createModel(problem, router);
  refuseImpossibleBreaks(model);
  const locked = withLocked(model);
  const timing = createTiming(locked.model);
  const { plan, pinned, isFree } = startingPlan(locked, timing);
  const tell = (found: () => Plan, { cost }: Objective) => {
    const { routes, absent } = found();
    const unassigned = absent.reduce((sum, request) => sum + model.requests[request]!.size, 0);
    left = absent.length;
    onBetter?.(() => toGivenRoutes(model, found()));
    onProgress?.({ milliseconds: now() - began, cost, unassigned, vehicles: routes.length + pinned.size });
  };
  const planOf = (routes: GivenRoutes | undefined) => routes && fromGivenRoutes(locked.model, routes, isFree);
  const found =
    plan.routes.length + plan.absent.length === 0
      ? plan
      : await ended(
          search(locked.model, timing, {
            spent,
            random: seededRandom(seed),
            initial: plan,
            lockedNodes: locked.counts,
            isFree,
            onBetter: tell,
            ...(adopt && { adopt: () => planOf(adopt()) })
          }),
          pause
        );
  const judged: [PlannedRoute, Judged, isOwn: boolean][] = [...pinned].map(([number, given]) => [
    { vehicle: number, nodes: given.nodes },
    settle(model, model.vehicles[number]!, judgeAnyway(model, model.vehicles[number]!, given)),
    true
  ]);
  for (const route of found.routes) {
    const vehicle = locked.model.vehicles[route.vehicle]!;
    // Events and times are written over by the next judgement.
    const { events, times, ...rest } = timing.judge(vehicle, route.nodes, route.nodes.length)!;
    const day = { ...rest, events: structuredClone(events), times: structuredClone(times) };
    judged.push([route, settle(locked.model, vehicle, day), locked.given[route.vehicle] !== undefined]);
  }
  const routes = judged
    .toSorted(([a], [b]) => a.vehicle - b.vehicle)
    .map(([route, day, isOwn]) => printRoute(model, route, day, isOwn));
  const drawn = problem.options.g && !problem.matrices ? await withGeometry(routes, router) : routes;
  const patience = options.now && { now: options.now, milliseconds: timeForReasons(budget) };
  const reasonsOf = (request: number): Reason[] =>
    isFree(request)
      ? reasonsFor(locked.model, timing, found, request, patience)
      : heldBy(model, pinned, request).map((vehicle) => ({ vehicle, code: 'locked' }));
  return toSolution(model, drawn, reasonsOf);
}

/** What a search ends with. @param pause where it may be interrupted */
async function ended(search: Generator<void, Plan>, pause: SolveOptions['pause']): Promise<Plan> {
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    const others = pause?.();
    if (others) await others;
  }
}

/** What vroom-express was told beside the problem counts where the caller says nothing else. */
function withVroomOptions(budget: Budget, { options }: Problem): Budget {
  if (budget.iterations !== undefined || budget.seconds !== undefined) return budget;
  return { ...budget, seconds: budget.now && options.l, exploration: options.x };
}

/** Whose pinned order has a part of a request. */
function heldBy({ stops, vehicles }: Model, pinned: ReadonlyMap<number, GivenSteps>, request: number): number[] {
  const holds = ({ nodes }: GivenSteps) =>
    nodes.some((node) => node >= 0 && stops.request[node % stops.count] === request);
  return [...pinned].filter(([, given]) => holds(given)).map(([number]) => vehicles[number]!.id);
}
