import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestOfAll, isExact } from './exhaustive.judge.ts';
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
import { faultsOf, objectiveOf } from './solution.judge.ts';
import type { Solution } from './solution.ts';
import { solve } from './solve.ts';

/** What the planner has not learned yet. */
const unknown: Kind[] = [
  'types',
  'speed_factor',
  'per_task_hour',
  'matrix costs',
  'max_load',
  'compartments',
  'goods',
  'reloads',
  'presence',
  'working_time',
  'wanted_window',
  'wanted_transit_time',
  'needed_by',
  'precedences',
  'balance',
  'preferred_vehicles',
  'unassigned_cost',
  'speed_by_time',
  'locked_steps',
  'pinned'
];
const learned: ReadonlySet<Kind> = allKinds.difference(new Set(unknown));

test('a stranger finds no fault in any plan', async () => {
  await fc.assert(
    fc.asyncProperty(randomProblems(learned, smallDay), async (problem) => {
      expect(faultsOf(problem, await solve(problem, { iterations: 30 }))).toEqual([]);
    }),
    { numRuns: 1500 }
  );
});

test('of all orders and all times, the planner finds the best there is for one vehicle', async () => {
  await fc.assert(
    fc.asyncProperty(randomProblems(learned, { ...fewSeconds, vehicles: 1 }), async (problem) => {
      fc.pre(isExact(problem));
      const [priority, left, cost] = bestOfAll(problem);
      const plan = await solve(problem, { iterations: 300 });
      expect(objectiveOf(problem, plan)).toEqual([priority, left, expect.closeTo(cost, 2)]);
    }),
    { numRuns: 500 }
  );
});

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
    fc.asyncProperty(impossibleProblems(learned, smallDay), async (problem) => {
      const plan = await planOrRefusal(problem);
      if (plan) expect(faultsOf(problem, plan)).toEqual([]);
    }),
    { numRuns: 500 }
  );
});

test('what is damaged is refused, or planned without fault', async () => {
  await fc.assert(
    fc.asyncProperty(damagedProblems(learned, smallDay), async (damaged) => {
      const problem = damaged as ProblemInput;
      const plan = await planOrRefusal(problem);
      if (plan) expect(faultsOf(problem, plan)).toEqual([]);
    }),
    { numRuns: 1000 }
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
