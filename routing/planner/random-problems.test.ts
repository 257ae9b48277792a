import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestOfAll } from './exhaustive.judge.ts';
import { PlannerError } from './planner-error.ts';
import { checkProblem, type ProblemInput } from './problem.ts';
import {
  allKinds,
  damagedProblems,
  fewSeconds,
  impossibleProblems,
  randomProblems,
  smallDay,
  type Kind
} from './random-problems.fixture.ts';
import { faultsOf, idlenessOf, objectiveOf } from './solution.judge.ts';
import type { Solution } from './print/words.ts';
import { solve } from './solve.ts';

/** `npm test` asks the same problems every time; `npm run exact -- planner N` asks N times as many, and others each time. */
const times = process.env['RAITTI_TIMES'];
const asked = (usual: number) => ({ numRuns: usual * Number(times ?? 1), ...(times === undefined && { seed: 2026 }) });
const withoutKinds = (...kinds: Kind[]): ReadonlySet<Kind> => allKinds.difference(new Set(kinds));
/** An order that is pinned where no road leads is refused, so it is no plan. */
const withRoads = withoutKinds('roads missing');

test('a stranger finds no fault in any plan', async () => {
  await fc.assert(
    fc.asyncProperty(randomProblems(withRoads, smallDay), async (problem) => {
      expect(faultsOf(problem, await solve(problem, { iterations: 30 }))).toEqual([]);
    }),
    asked(400)
  );
}, 600_000);

test('nobody leaves, and nothing is loaded, before it is of use', async () => {
  const planned = withoutKinds('pinned', 'locked_steps', 'balance');
  await fc.assert(
    fc.asyncProperty(randomProblems(planned, smallDay), async (problem) => {
      expect(idlenessOf(problem, await solve(problem, { iterations: 10 }))).toEqual([]);
    }),
    asked(100)
  );
}, 600_000);

test('of all orders, vehicles and times, the planner finds the best there is', async () => {
  const compared = withoutKinds('pinned', 'locked_steps', 'balance', 'speed_by_time');
  await fc.assert(
    fc.asyncProperty(randomProblems(compared, { ...fewSeconds, day: 12 }), async (problem) => {
      const [priority, left, cost] = bestOfAll(problem);
      const plan = await solve(problem, { iterations: 2000 });
      expect(objectiveOf(problem, plan)).toEqual([priority, left, expect.closeTo(cost, 2)]);
    }),
    asked(40)
  );
}, 600_000);

/** A plan, or nothing where the planner refuses. Any other failure is a defect. */
async function planOrRefusal(problem: ProblemInput): Promise<Solution | undefined> {
  try {
    return await solve(problem, { iterations: 5 });
  } catch (error) {
    if (error instanceof PlannerError && error.code === 2) return undefined;
    throw error;
  }
}

test('what is impossible is refused, or left out of a plan without fault', async () => {
  await fc.assert(
    fc.asyncProperty(impossibleProblems(allKinds, smallDay), async (problem) => {
      const plan = await planOrRefusal(problem);
      if (plan) expect(faultsOf(problem, plan)).toEqual([]);
    }),
    asked(200)
  );
});

test('what is damaged is refused, or planned without fault', async () => {
  await fc.assert(
    fc.asyncProperty(damagedProblems(allKinds, smallDay), async (damaged) => {
      const problem = damaged as ProblemInput;
      const plan = await planOrRefusal(problem);
      if (plan) expect(faultsOf(problem, plan)).toEqual([]);
    }),
    asked(300)
  );
});

test('every random problem can be read, of whatever kind', () => {
  fc.assert(
    fc.property(randomProblems(allKinds, smallDay), (problem) => {
      checkProblem(problem);
    }),
    { numRuns: 1000 }
  );
});

test('random problems are about everything that a problem can be about', () => {
  const text = JSON.stringify(fc.sample(randomProblems(allKinds, smallDay), { numRuns: 300, seed: 1 }));
  const words = [
    ...['time_windows', 'setup', 'service', 'skills', 'priority', 'delivery', 'pickup', 'amount', 'capacity', 'breaks'],
    ...['max_tasks', 'max_travel_time', 'max_distance', 'fixed', 'per_task_hour', 'costs', 'bike', 'null', 'type'],
    ...['setup_per_type', 'service_per_type', 'speed_factor', 'max_load', 'max_transit_time', 'wanted_transit_time'],
    ...['over_transit_per_hour', 'compartments', 'offers', 'dedicated', 'needs', 'goods', 'incompatible_loads'],
    ...['reloads', 'presence', 'walk_time', 'foot', 'working_time', 'break_after', 'break_service', 'max_shift'],
    ...['wanted_window', 'early_per_hour', 'late_per_hour', 'needed_by', 'missed_cost', 'precedences', 'steps'],
    ...['balance_per_hour', 'preferred_vehicles', 'other_vehicle_cost', 'unassigned_cost', 'speed_by_time'],
    ...['locked_steps', 'pinned']
  ];
  expect(words.filter((word) => !text.includes(word === 'null' ? word : `"${word}"`))).toEqual([]);
});
