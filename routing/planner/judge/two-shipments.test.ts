import { expect, test } from 'vitest';
import { costOf, faultsOf, idlenessOf } from '../solution.judge.ts';
import { line, printed } from './printed.fixture.ts';
import type { ProblemWords, ShipmentWords } from './words.judge.ts';

/** Two parcels of one round, late in the day: the first is brought before the second is fetched. */
function round(first: Partial<ShipmentWords> = {}, second: Partial<ShipmentWords> = {}, wait = 0) {
  const stops = (id: number) => ({ pickup: { id, location_index: 1 }, delivery: { id, location_index: 2 } });
  const problem: ProblemWords = {
    shipments: [
      { ...stops(1), amount: [2], ...first },
      { ...stops(2), amount: [1], ...second }
    ],
    vehicles: [{ id: 1, start_index: 0, end_index: 0, capacity: [2], time_window: [1000, 1600 + wait] }],
    matrices: { car: line(3, 100) }
  };
  const solution = printed(
    1,
    [
      { type: 'start', arrival: 1000, load: [0], distance: 0 },
      { type: 'pickup', id: 1, arrival: 1100, duration: 100, load: [2], distance: 1000 },
      { type: 'delivery', id: 1, arrival: 1200, duration: 200, load: [0], distance: 2000 },
      { type: 'pickup', id: 2, arrival: 1300, duration: 300, load: [1], distance: 3000 },
      { type: 'delivery', id: 2, arrival: 1400, duration: 400, waiting_time: wait, load: [0], distance: 4000 },
      { type: 'end', arrival: 1600 + wait, duration: 600, load: [0], distance: 6000 }
    ],
    { cost: 600, priority: 0, delivery: [3], pickup: [3] }
  );
  return { problem, solution };
}

test('each is reckoned from its own pickup', () => {
  const { problem, solution } = round({ max_transit_time: 100 }, { max_transit_time: 100 });
  expect(faultsOf(problem, solution)).toEqual([]);
  const priced = { wanted_transit_time: 90, over_transit_per_hour: 3600 };
  expect(costOf(round({}, priced).problem, solution)).toBeCloseTo(610);
  expect(costOf(round(priced).problem, solution)).toBeCloseTo(610);
  expect(costOf(round(priced, priced).problem, solution)).toBeCloseTo(620);
});

test('a route is as long as it lasts, whenever it begins', () => {
  const { problem, solution } = round();
  const balanced = { ...problem, balance_per_hour: 3600, vehicles: [...problem.vehicles, { id: 2 }] };
  expect(costOf(balanced, solution)).toBeCloseTo(1200);
  const shift = (max_shift: number) => ({
    ...problem,
    vehicles: [{ ...problem.vehicles[0]!, working_time: { max_shift } }]
  });
  expect(faultsOf(shift(600), solution)).toEqual([]);
  expect(faultsOf(shift(599), solution)).toEqual(['vehicle 1: works too long a shift']);
});

test('what is delivered on the way is not to be kept aboard for the sake of another', () => {
  const { problem, solution } = round({}, {}, 50);
  expect(idlenessOf(problem, solution)).toEqual([
    'vehicle 1, start: leaves early to wait at delivery 2',
    'vehicle 1, pickup 1: keeps its load waiting aboard',
    'vehicle 1, pickup 2: keeps its load waiting aboard'
  ]);
  const [start, first, brought, second, then, end] = solution.routes[0]!.steps;
  const nested = {
    ...solution,
    routes: [{ ...solution.routes[0]!, steps: [start!, second!, first!, brought!, then!, end!] }]
  };
  expect(idlenessOf(problem, nested)).toHaveLength(3);
  // The first is aboard when the second is fetched: it would come later for it.
  const crossed = {
    ...solution,
    routes: [{ ...solution.routes[0]!, steps: [start!, first!, second!, brought!, then!, end!] }]
  };
  expect(idlenessOf(problem, crossed)).toEqual([
    'vehicle 1, start: leaves early to wait at delivery 2',
    'vehicle 1, pickup 1: keeps its load waiting aboard'
  ]);
});

test('a shipment that is fetched and not brought is left out, and paid for', () => {
  const { problem, solution } = round({}, { unassigned_cost: 7 });
  const half = { ...solution, unassigned: [{ type: 'delivery', id: 2 }] };
  expect(costOf(problem, half)).toBeCloseTo(607);
  expect(costOf(problem, { ...solution, unassigned: [{ type: 'pickup', id: 2 }] })).toBeCloseTo(607);
});

test('only the shipment that is locked aboard may be late, or the route as a whole', () => {
  const late = { delivery: { id: 2, location_index: 2, time_windows: [[0, 1390]] as const } };
  const steps = [1, 2].flatMap((id) => ['pickup', 'delivery'].map((type) => ({ type, id })));
  const faults = (words: object, locked: object, cause: string, step?: number) => {
    const { problem, solution } = round({}, words);
    const vehicles = [{ ...problem.vehicles[0]!, steps, ...locked }];
    const told = [
      solution.summary,
      solution.routes[0]!,
      ...(step === undefined ? [] : [solution.routes[0]!.steps[step]!])
    ];
    for (const one of told) Object.assign(one, { violations: [{ cause, duration: 10 }] });
    return faultsOf({ ...problem, vehicles }, solution);
  };
  expect(faults(late, { locked_steps: 3 }, 'delay', 4)).toEqual([]);
  expect(faults(late, { locked_steps: 1 }, 'delay', 4)).toEqual(['vehicle 1, delivery 2: misses its window']);
  const long = { working_time: { max_shift: 590 } };
  expect(faults({}, { ...long, locked_steps: 1 }, 'max_shift')).toEqual([]);
  expect(faults({}, { ...long, locked_steps: 0 }, 'max_shift')).toEqual(['vehicle 1: works too long a shift']);
});
