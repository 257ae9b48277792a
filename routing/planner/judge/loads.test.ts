import { expect, test } from 'vitest';
import { faultsOf } from '../solution.judge.ts';
import { change, job, shipment, van, type Change, type Day } from './plain-day.fixture.ts';
import { line, printed } from './printed.fixture.ts';

/** Chilled food out, back for chilled waste bags, and parcels that are aboard over the reload. */
function twoTrips(): Day {
  return {
    problem: {
      jobs: [
        { id: 1, location_index: 1, delivery: [1], needs: ['chilled'], goods: 'food' },
        { id: 2, location_index: 1, delivery: [1], needs: ['chilled'], goods: 'waste' }
      ],
      shipments: [
        { pickup: { id: 1, location_index: 1 }, delivery: { id: 1, location_index: 2 }, amount: [2], goods: 'post' }
      ],
      vehicles: [
        {
          id: 1,
          start_index: 0,
          end_index: 0,
          compartments: [
            { id: 1, offers: ['chilled'], capacity: [1], dedicated: true },
            { id: 2, capacity: [2] }
          ],
          reloads: [{ id: 9, location_index: 0, setup: 5, service: 60, time_windows: [[250, 250]], max: 1 }]
        }
      ],
      matrices: { car: line(3, 100) },
      incompatible_loads: [
        ['food', 'waste'],
        ['food', 'post']
      ]
    },
    solution: printed(
      1,
      [
        { type: 'start', arrival: 0, load: [1], distance: 0 },
        { type: 'job', id: 1, arrival: 100, duration: 100, load: [0], distance: 1000, compartment: 1 },
        { type: 'pickup', id: 1, arrival: 100, duration: 100, load: [2], distance: 1000, compartment: 2 },
        {
          ...{ type: 'reload', id: 9, arrival: 200, duration: 200, load: [3], distance: 2000 },
          ...{ waiting_time: 50, setup: 5, service: 60 }
        },
        { type: 'job', id: 2, arrival: 415, duration: 300, load: [2], distance: 3000, compartment: 1 },
        { type: 'delivery', id: 1, arrival: 515, duration: 400, load: [0], distance: 4000, compartment: 2 },
        { type: 'end', arrival: 715, duration: 600, load: [0], distance: 6000 }
      ],
      { cost: 600, priority: 0, delivery: [4], pickup: [2] }
    )
  };
}
const compartments = (day: Day) => van(day).compartments as unknown as Record<string, unknown>[];

test('two trips with compartments and a reload are good', () => {
  const { problem, solution } = twoTrips();
  expect(faultsOf(problem, solution)).toEqual([]);
});

const changes: Change[] = [
  [(day) => (compartments(day)[0]!['offers'] = ['dry']), /compartment that does not offer its needs/],
  [(day) => (job(day).needs = ['chilled', 'locked']), /job 1: rides in a compartment that does not offer its needs/],
  [(day) => (job(day).needs = []), /job 1: rides in a compartment kept for others/],
  [(day) => (compartments(day)[0]!['capacity'] = [0]), /is overloaded/],
  [(day) => (compartments(day)[1]!['capacity'] = [1]), /is overloaded/],
  [(day) => (shipment(day).amount = [3]), /is overloaded/, /wrong load|counts/],
  [(day) => (van(day).compartments = undefined), /rides in a vehicle that offers nothing/],
  [({ route }) => (route.steps[1]!.compartment = undefined), /job 1: rides in no compartment/],
  [({ route }) => (route.steps[1]!.compartment = 7), /job 1: rides in a compartment that there is not/],
  [({ route }) => (route.steps[1]!.compartment = 2), /job 1: rides in a compartment that does not offer/],
  [
    (day) => {
      compartments(day)[0]!['dedicated'] = false;
      day.route.steps[5]!.compartment = 1;
    },
    /delivery 1: changes its compartment/,
    /pickup 1: changes its compartment/
  ],
  [(day) => (van(day).reloads![0]!.max = 0), /reloads at 9 too often/],
  [(day) => (van(day).reloads![0]!.service = 61), /reload 9: is served for another time/],
  [(day) => (van(day).reloads![0]!.setup = 6), /reload 9: sets up wrongly/],
  [(day) => (van(day).reloads![0]!.time_windows = [[251, 900]]), /reload 9: misses its window/],
  [(day) => (van(day).reloads![0]!.location_index = 1), /reload 9: drives other than the matrix/, /./],
  [(day) => (van(day).reloads = []), /nothing like reload 9/],
  [
    ({ problem }) => (problem.incompatible_loads = [['waste', 'post']]),
    /reload 9: carries what must not ride together/
  ],
  [({ problem }) => (problem.jobs[1]!.goods = 'food'), /reload 9: carries what must not ride together/],
  [({ route }) => (route.steps[3]!.load = [2]), /reload 9: tells a wrong load/]
];
test.each(changes.map((row) => ({ row })))('$row', ({ row }) => change(twoTrips(), row));

test('a vehicle that starts anywhere is loaded before its first stop', () => {
  const day = twoTrips();
  const vehicle = { id: 1, end_index: 0, capacity: [0] };
  const solution = printed(
    1,
    [
      { type: 'job', id: 1, arrival: 0, load: [0], distance: 0 },
      { type: 'end', arrival: 100, duration: 100, load: [0], distance: 1000 }
    ],
    { cost: 100, priority: 0 }
  );
  const problem = { ...day.problem, jobs: [{ ...job(day), needs: [] }], shipments: [], vehicles: [vehicle] };
  expect(faultsOf(problem, solution)).toEqual(['vehicle 1, job 1: is overloaded']);
  expect(faultsOf({ ...problem, vehicles: [{ ...vehicle, capacity: [1] }] }, solution)).toEqual([]);
});

test('what needs a compartment rides in one, whatever it weighs, and what weighs does, whatever it needs', () => {
  const { problem, solution } = twoTrips();
  const job = { id: 3, location_index: 1, needs: ['chilled'] };
  const route = solution.routes[0]!;
  const steps = route.steps.toSpliced(2, 0, { ...route.steps[1]!, id: 3 });
  delete steps[2]!.compartment;
  const visited = { ...solution, routes: [{ ...route, steps }] };
  const faults = (words: object) => faultsOf({ ...problem, jobs: [...problem.jobs, { ...job, ...words }] }, visited);
  expect(faults({ needs: [] })).toEqual([]);
  expect(faults({})).toEqual(['vehicle 1, job 3: rides in no compartment']);
  expect(faults({ needs: [], pickup: [1] }).join()).toContain('job 3: rides in no compartment');
});

test('what jobs bring back is unloaded at the reload', () => {
  const { problem, solution } = twoTrips();
  Object.assign(problem.jobs[0]!, { pickup: [1] });
  problem.incompatible_loads = [['food', 'waste']];
  const [route] = solution.routes;
  for (const [index, load] of [1, 1, 3, 3, 2, 0, 0].entries()) route!.steps[index]!.load = [load];
  route!.pickup = solution.summary.pickup = [3];
  expect(faultsOf(problem, solution)).toEqual([]);
});
