import { expect, test } from 'vitest';
import { faultsOf, idlenessOf } from '../solution.judge.ts';
import { line, printed } from './printed.fixture.ts';
import type { JobWords, VehicleWords } from './words.judge.ts';

/** A customer at place 1, and a meal from place 1 to place 2 that is wanted at 1000, a hundred seconds from each other. */
function day(
  departure: number,
  pickup: number,
  words: Partial<JobWords> = {},
  van: Partial<VehicleWords> = {},
  soft_cost = 0
) {
  const problem = {
    jobs: [{ id: 1, location_index: 1, ...words }],
    shipments: [
      {
        pickup: { id: 1, location_index: 1 },
        delivery: { id: 1, location_index: 2, time_windows: [[1000, 1000] as const] }
      }
    ],
    vehicles: [{ id: 1, start_index: 0, ...van }],
    matrices: { car: line(3, 100) }
  };
  const [first, then] = [departure + 100, pickup - departure - 100];
  const solution = printed(
    1,
    [
      { type: 'start', arrival: departure, distance: 0 },
      { type: 'job', id: 1, arrival: first, duration: 100, distance: 1000 },
      { type: 'pickup', id: 1, arrival: first, waiting_time: then, duration: 100, distance: 1000 },
      { type: 'delivery', id: 1, arrival: pickup + 100, waiting_time: 900 - pickup, duration: 200, distance: 2000 }
    ],
    { cost: 200 + soft_cost, soft_cost, priority: 0 }
  );
  expect(faultsOf(problem, solution)).toEqual([]);
  return idlenessOf(problem, solution);
}

test('who leaves in time waits for nothing', () => {
  expect(day(800, 900)).toEqual([]);
});

test('who leaves early waits, with or without the load', () => {
  expect(day(0, 900)).toEqual(['vehicle 1, start: leaves early to wait at pickup 1']);
  expect(day(799, 899)).toEqual([
    'vehicle 1, start: leaves early to wait at delivery 1',
    'vehicle 1, pickup 1: keeps its load waiting aboard'
  ]);
  expect(day(0, 500)).toEqual([
    'vehicle 1, start: leaves early to wait at pickup 1',
    'vehicle 1, pickup 1: keeps its load waiting aboard'
  ]);
});

test.each<Partial<JobWords>>([
  { time_windows: [[0, 100]] },
  {
    time_windows: [
      [0, 100],
      [300, 900]
    ]
  },
  { needed_by: 100, missed_cost: 1 },
  { wanted_window: [0, 100], late_per_hour: 1 },
  { presence: [100, 100] }
])('somebody on the way is not made to wait for it: %o', (words) => {
  expect(day(0, 900, words)).toEqual([]);
});

test('who has wished for later, or is late anyhow, can wait', () => {
  expect(day(0, 900, { wanted_window: [900, 950], early_per_hour: 0, late_per_hour: 1 })).toHaveLength(1);
  expect(day(0, 900, { needed_by: 99, missed_cost: 1 }, {}, 1)).toHaveLength(1);
});

test('where rests are counted a wait may be one', () => {
  expect(day(0, 900, {}, { working_time: { break_after: 100, break_service: 100 } })).toEqual([]);
});

test('a vehicle that starts anywhere need not be there before its first customer', () => {
  const problem = {
    jobs: [{ id: 1, location_index: 1, time_windows: [[500, 600] as const] }],
    vehicles: [{ id: 1, end_index: 0 }],
    matrices: { car: line(2, 100) }
  };
  const idle = (arrival: number) =>
    idlenessOf(
      problem,
      printed(
        1,
        [
          { type: 'job', id: 1, arrival, waiting_time: 500 - arrival, distance: 0 },
          { type: 'end', arrival: 600, duration: 100, distance: 1000 }
        ],
        { cost: 100, priority: 0 }
      )
    );
  expect(idle(500)).toEqual([]);
  expect(idle(0)).toEqual(['vehicle 1, job 1: leaves early to wait at job 1']);
});
