import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createModel, type Model } from '../model/model.ts';
import { PlannerError } from '../planner-error.ts';
import { checkProblem, type ProblemInput } from '../problem.ts';
import { allKinds, randomProblems, smallDay, type Kind } from '../random-problems.fixture.ts';
import { seededRandom } from '../random.ts';
import { createTiming } from '../schedule/timing.ts';
import { freeAfter, isInTime } from './drive-on.ts';
import { groundOf, type Ground } from './ground.ts';
import { Insertions } from './insertions.ts';
import { Reckoner } from './reckoner.ts';
import { RichInsertions } from './rich-insertions.ts';
import { Route } from './route.ts';
import { insert, spot } from './spot.ts';

const plain: ReadonlySet<Kind> = new Set<Kind>([
  'windows',
  'setup',
  'amounts',
  'shipments',
  'open routes',
  'max_tasks',
  'costs',
  'roads missing',
  'per_task_hour',
  'preferred_vehicles'
]);

/**
 * All but what is tried together with more than one node, reloads and what is done on foot; and without prices of times, by
 * which a stop more may make another one cheaper, so that a bound is none.
 */
const rich = allKinds.difference(
  new Set<Kind>([
    ...(['reloads', 'presence', 'pinned', 'locked_steps', 'balance'] as const),
    ...(['wanted_window', 'wanted_transit_time', 'needed_by'] as const)
  ])
);
/** So few that every candidate is judged. */
const fewStops = { ...smallDay, requests: 5 };

/** The cheapest insertion of all, each judged as a whole route. */
function cheapest(model: Model, route: Route, request: number): number {
  const timing = createTiming(model);
  const { first, size } = model.requests[request]!;
  const { vehicle } = route.twins;
  const scratch = new Route(route.twins);
  let least = Infinity;
  for (let at = 0; at <= route.length; at++)
    for (let on = at; on <= (size === 1 ? at : route.length); on++) {
      insert(route, scratch, spot(at, on), first, size, model.stops.count, 1);
      least = Math.min(least, timing.costOf(vehicle, scratch.nodes.slice(1), scratch.length));
    }
  return least - route.cost;
}

async function compareAll(problem: ProblemInput, seed: number, isPlain: boolean): Promise<number> {
  const model = await modelOf(problem);
  if (!model) return 0;
  const ground = groundOf(model);
  if (isPlain) expect(ground.hasRich).toBe(false);
  const reckoner = new Reckoner(ground, createTiming(model));
  const insertions = new Insertions(ground, new RichInsertions(ground, reckoner));
  const random = seededRandom(seed);
  let compared = 0;
  for (const vehicle of model.vehicles) {
    const route = new Route(ground.twinsOf[vehicle.number]!);
    insert(route, route, 0, 0, 0, model.stops.count, ground.kinds);
    reckoner.compute(route);
    for (const { number, first, size } of model.requests.toSorted(() => random() - 0.5)) {
      const cost = insertions.isRich(number, route)
        ? insertions.richCostOf(number, vehicle.number, route, Infinity)
        : insertions.costOf(number, vehicle.number, route);
      const expected = cheapest(model, route, number);
      if (expected === Infinity) expect(cost).toBe(Infinity);
      else expect(cost).toBeCloseTo(expected, 4);
      if (cost === Infinity) continue;
      compared++;
      const where = insertions.spotOf(number, vehicle.number, route);
      insert(route, route, where, first, size, model.stops.count, ground.kinds);
      expect(reckoner.compute(route)).toBe(true);
      expectToDriveOn(route, ground);
    }
  }
  return compared;
}

/** Whoever comes when the route does is free when the route is, and in time for the rest. */
function expectToDriveOn(route: Route, ground: Ground) {
  const { finish, legTime, place, length } = route;
  for (let at = 1; at <= length; at++) {
    const arrival = finish[at - 1]! + legTime[at - 1]!;
    expect(freeAfter(route, ground, at, arrival, place[at - 1]!)).toBe(finish[at]!);
    if (ground.isOneWindow && !route.isRich) continue;
    expect(isInTime(route, at, arrival, place[at - 1]!)).toBe(true);
  }
}

async function modelOf(problem: ProblemInput): Promise<Model | undefined> {
  try {
    return await createModel(checkProblem(problem), undefined);
  } catch (error) {
    if (error instanceof PlannerError) return undefined;
    throw error;
  }
}

test('where all rules are plain, an insertion tested in constant time is the cheapest that the judge finds', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(randomProblems(plain, smallDay), fc.nat(), async (problem, seed) => {
      compared += await compareAll(problem, seed, true);
    }),
    { numRuns: 60, seed: 2026 }
  );
  expect(compared).toBeGreaterThan(100);
});

test('where they are not, the bounds leave out no position that would be cheaper', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(randomProblems(rich, fewStops), fc.nat(), async (problem, seed) => {
      compared += await compareAll(problem, seed, false);
    }),
    { numRuns: 60, seed: 2026 }
  );
  expect(compared).toBeGreaterThan(100);
});
