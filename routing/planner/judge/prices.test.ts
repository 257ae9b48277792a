import { expect, test } from 'vitest';
import { costOf, faultsOf, objectiveOf } from '../solution.judge.ts';
import { car, job, plainDay, shipment, van, type Day } from './plain-day.fixture.ts';
import { line, printed } from './printed.fixture.ts';

/** A price, and what it adds to a plain day's 720: job 1 begins at 100, the load is aboard from 310 to 410. */
const routePrices: [change: (day: Day) => unknown, added: number][] = [
  [(day) => Object.assign(job(day), { wanted_window: [0, 90], late_per_hour: 3600 }), 10],
  [(day) => Object.assign(job(day), { wanted_window: [120, 200], early_per_hour: 7200 }), 40],
  [(day) => Object.assign(shipment(day).delivery, { wanted_window: [0, 409], late_per_hour: 3600 }), 1],
  [(day) => Object.assign(shipment(day).pickup, { wanted_window: [291, 900], early_per_hour: 3600 }), 1],
  [(day) => Object.assign(job(day), { needed_by: 99, missed_cost: 5 }), 5],
  [(day) => Object.assign(shipment(day), { wanted_transit_time: 90, over_transit_per_hour: 3600 }), 10],
  [(day) => Object.assign(job(day), { preferred_vehicles: [2], other_vehicle_cost: 7 }), 7],
  [(day) => Object.assign(shipment(day), { preferred_vehicles: [2], other_vehicle_cost: 7 }), 7]
];
const dayPrices: typeof routePrices = [
  [({ problem }) => (problem.jobs[1]!.unassigned_cost = 13), 13],
  [({ problem }) => problem.vehicles.push({ id: 2 }) && (problem.balance_per_hour = 3600), 730]
];
const rows = [
  ...routePrices.map(([make, added]) => ({ make, added, onRoute: true })),
  ...dayPrices.map(([make, added]) => ({ make, added, onRoute: false }))
];

test.each(rows)('$make adds $added', ({ make, added, onRoute }) => {
  const day = plainDay();
  make(day);
  const { problem, solution } = day;
  const total = 720 + added;
  expect(faultsOf(problem, solution).join()).toContain(
    onRoute ? `tells cost 720 where it is ${total}` : `not ${total}`
  );
  expect(costOf(problem, solution)).toBeCloseTo(total);
  for (const told of onRoute ? [solution.routes[0]!, solution.summary] : [solution.summary])
    Object.assign(told, { cost: total, soft_cost: added });
  expect(faultsOf(problem, solution)).toEqual([]);
});

test.each<[free: (day: Day) => unknown]>([
  [(day) => Object.assign(job(day), { wanted_window: [100, 100], early_per_hour: 3600, late_per_hour: 3600 })],
  [(day) => Object.assign(job(day), { needed_by: 100, missed_cost: 5 })],
  [(day) => Object.assign(shipment(day), { wanted_transit_time: 100, over_transit_per_hour: 3600 })],
  [(day) => Object.assign(job(day), { preferred_vehicles: [2, 1], other_vehicle_cost: 7 })],
  [(day) => (job(day).unassigned_cost = 13)],
  [({ problem }) => (problem.balance_per_hour = 3600)]
])('%s costs nothing where the wish is met', (free) => {
  const day = plainDay();
  free(day);
  expect(faultsOf(day.problem, day.solution)).toEqual([]);
});

test('what may be left out at a price is not counted as left out', () => {
  const day = plainDay();
  day.problem.jobs[1]!.priority = 9;
  expect(objectiveOf(day.problem, day.solution)).toEqual([9, 1, expect.closeTo(720)]);
  day.problem.jobs[1]!.unassigned_cost = 13;
  expect(objectiveOf(day.problem, day.solution)).toEqual([0, 0, expect.closeTo(733)]);
});

test('a matrix of costs takes the place of what hours and kilometres cost', () => {
  const day = plainDay();
  car(day).costs = line(6, 1).durations;
  for (const told of [day.solution.summary, day.solution.routes[0]!]) told.cost = 100 + 6 + 8;
  expect(faultsOf(day.problem, day.solution)).toEqual([]);
});

test('speeds differ by vehicle, and by the time of day: a way over a change of speed is split there', () => {
  const way = (arrival: number) =>
    printed(
      1,
      [
        { type: 'start', arrival: 0, distance: 0 },
        { type: 'job', id: 1, arrival, duration: arrival, distance: 1000 }
      ],
      { cost: arrival, priority: 0 }
    );
  const problem = (speed_factor: number, speed_by_time: { from: number; factor: number }[]) => ({
    jobs: [{ id: 1, location_index: 1 }],
    vehicles: [{ id: 1, start_index: 0, speed_factor }],
    matrices: { car: { ...line(2, 100), speed_by_time } }
  });
  const rush = [
    { from: 20, factor: 0.5 },
    { from: 40, factor: 2 }
  ];
  expect(faultsOf(problem(2, []), way(50))).toEqual([]);
  // Twenty seconds as usual, twenty at half the speed, and the seventy that are left at twice the speed.
  expect(faultsOf(problem(1, rush), way(75))).toEqual([]);
  expect(faultsOf(problem(1, rush), way(74)).join()).toContain('drives other than the matrix');
  expect(faultsOf(problem(1, rush), way(100)).join()).toContain('drives other than the matrix');
});

test('setup and service may differ by the type of the vehicle', () => {
  const day = plainDay();
  Object.assign(job(day), { setup: 99, setup_per_type: { van: 10 }, service: 99, service_per_type: { van: 30 } });
  expect(faultsOf(day.problem, day.solution)).toEqual([]);
  van(day).type = 'bike';
  expect(faultsOf(day.problem, day.solution).join()).toContain('sets up wrongly');
});
