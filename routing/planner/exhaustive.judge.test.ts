import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestOfAll, bestPlan } from './exhaustive.judge.ts';
import { line } from './judge/printed.fixture.ts';
import type { JobWords, ProblemWords, ShipmentWords, VehicleWords } from './judge/words.judge.ts';
import { allKinds, fewSeconds, randomProblems, type Kind } from './random-problems.fixture.ts';
import { faultsOf, objectiveOf } from './solution.judge.ts';

const van: VehicleWords = { id: 1, start_index: 0, end_index: 0, time_window: [0, 40] };
const job = (id: number, words: Partial<JobWords> = {}): JobWords => ({ id, location_index: id, ...words });
const meal = (words: Partial<ShipmentWords> = {}): ShipmentWords => ({
  pickup: { id: 1, location_index: 1 },
  delivery: { id: 1, location_index: 2 },
  ...words
});
const delivery = [1];

/** Places on a line, four seconds apart: what the problem is, and the priority left, tasks left and cost of the best. */
const worked: [name: string, problem: Omit<ProblemWords, 'matrices'>, best: [number, number, number]][] = [
  ['there and back', { vehicles: [van], jobs: [job(1), job(3), job(2)] }, [0, 0, 24]],
  ['no time for the farthest', { vehicles: [{ ...van, time_window: [0, 20] }], jobs: [job(1), job(3)] }, [0, 1, 8]],
  ['the more important', { vehicles: [{ ...van, max_tasks: 1 }], jobs: [job(1), job(3, { priority: 2 })] }, [0, 1, 24]],
  ['an open end', { vehicles: [{ id: 1, start_index: 0, time_window: [0, 40] }], jobs: [job(3)] }, [0, 0, 12]],
  [
    'a skill',
    { vehicles: [van, { ...van, id: 2, skills: [1], costs: { fixed: 5 } }], jobs: [job(1, { skills: [1] })] },
    [0, 0, 13]
  ],
  [
    'a break at the only time',
    {
      vehicles: [{ ...van, breaks: [{ id: 1, service: 5, time_windows: [[2, 2]] }] }],
      jobs: [job(1, { time_windows: [[9, 9]] })]
    },
    [0, 0, 8]
  ],
  [
    'a break in the way',
    {
      vehicles: [{ ...van, breaks: [{ id: 1, service: 6, time_windows: [[2, 2]] }] }],
      jobs: [job(1, { time_windows: [[9, 9]] })]
    },
    [0, 1, 0]
  ],
  [
    'a break with nothing aboard',
    {
      vehicles: [{ ...van, capacity: [1], time_window: [0, 12], breaks: [{ id: 1, service: 4, max_load: [0] }] }],
      jobs: [job(1, { delivery })]
    },
    [0, 0, 8]
  ],
  [
    'no break with nothing aboard',
    {
      vehicles: [
        {
          ...van,
          capacity: [1],
          time_window: [0, 12],
          breaks: [{ id: 1, service: 4, time_windows: [[0, 3]], max_load: [0] }]
        }
      ],
      jobs: [job(1, { delivery })]
    },
    [0, 1, 0]
  ],
  [
    'one load at a time',
    { vehicles: [{ ...van, capacity: [1] }], jobs: [job(1, { delivery }), job(2, { delivery })] },
    [0, 1, 8]
  ],
  [
    'a reload between',
    {
      vehicles: [{ ...van, capacity: [1], reloads: [{ id: 1, location_index: 0 }] }],
      jobs: [job(1, { delivery }), job(2, { delivery })]
    },
    [0, 0, 24]
  ],
  [
    'a compartment',
    {
      vehicles: [
        {
          ...van,
          compartments: [
            { id: 1, offers: ['chilled'], capacity: [1], dedicated: true },
            { id: 2, capacity: [1] }
          ]
        }
      ],
      jobs: [job(1, { delivery }), job(2, { delivery, needs: ['chilled'] })]
    },
    [0, 0, 16]
  ],
  [
    'a compartment kept for others',
    {
      vehicles: [
        {
          ...van,
          compartments: [
            { id: 1, offers: ['chilled'], capacity: [2], dedicated: true },
            { id: 2, capacity: [1] }
          ]
        }
      ],
      jobs: [job(1, { delivery }), job(2, { delivery })]
    },
    [0, 1, 8]
  ],
  [
    'goods that must not meet',
    {
      incompatible_loads: [['food', 'waste']],
      vehicles: [van],
      jobs: [job(1, { pickup: [1], goods: 'waste' }), job(2, { delivery, goods: 'food' })]
    },
    [0, 0, 16]
  ],
  [
    'goods that cannot but meet',
    {
      incompatible_loads: [['food', 'waste']],
      vehicles: [van],
      jobs: [job(2, { pickup: [1], goods: 'waste' }), job(2, { id: 3, pickup: [1], goods: 'food' })]
    },
    [0, 1, 16]
  ],
  [
    'on foot meanwhile',
    { vehicles: [van], jobs: [job(1, { presence: [4, 9], walk_time: 2 }), job(2, { service: 1 })] },
    [0, 0, 8]
  ],
  [
    'too far on foot',
    { vehicles: [van], jobs: [job(1, { presence: [4, 9], walk_time: 1 }), job(2, { service: 1 })] },
    [0, 0, 16]
  ],
  [
    'no time on foot, and none to drive',
    {
      vehicles: [{ ...van, time_window: [0, 13] }],
      jobs: [job(1, { presence: [4, 8], walk_time: 2 }), job(2, { time_windows: [[0, 5]] })]
    },
    [0, 1, 8]
  ],
  [
    'a rest every four seconds',
    { vehicles: [{ ...van, working_time: { break_after: 4, break_service: 1, max_shift: 19 } }], jobs: [job(2)] },
    [0, 0, 16]
  ],
  [
    'a shift too short for its rests',
    { vehicles: [{ ...van, working_time: { break_after: 4, break_service: 1, max_shift: 18 } }], jobs: [job(2)] },
    [0, 1, 0]
  ],
  [
    'a wait is a rest',
    {
      vehicles: [{ ...van, working_time: { break_after: 5, break_service: 2, max_shift: 40 } }],
      jobs: [job(1, { time_windows: [[6, 6]] })]
    },
    [0, 0, 8]
  ],
  [
    'a meal that is picked up late',
    {
      vehicles: [van],
      shipments: [meal({ max_transit_time: 4, delivery: { id: 1, location_index: 2, time_windows: [[30, 30]] } })]
    },
    [0, 0, 16]
  ],
  [
    'a meal that is eaten where it is cooked',
    {
      vehicles: [van],
      shipments: [meal({ max_transit_time: 0, delivery: { id: 1, location_index: 1, time_windows: [[30, 30]] } })]
    },
    [0, 0, 8]
  ],
  ['a meal that would be cold', { vehicles: [van], shipments: [meal({ max_transit_time: 3 })] }, [0, 1, 0]],
  [
    'a meal that gets a little cold',
    { vehicles: [van], shipments: [meal({ wanted_transit_time: 3, over_transit_per_hour: 7200 })] },
    [0, 0, 18]
  ],
  [
    'a wish that is waited for',
    { vehicles: [van], jobs: [job(1, { wanted_window: [20, 21], early_per_hour: 3600, late_per_hour: 3600 })] },
    [0, 0, 8]
  ],
  [
    'a wish that cannot be met',
    { vehicles: [van], jobs: [job(1, { wanted_window: [0, 1], early_per_hour: 3600, late_per_hour: 3600 })] },
    [0, 0, 11]
  ],
  [
    'two wishes for one moment',
    {
      vehicles: [van],
      jobs: [
        job(1, { wanted_window: [10, 10], early_per_hour: 3600, late_per_hour: 3600 }),
        job(2, { wanted_window: [10, 10], early_per_hour: 7200, late_per_hour: 7200 })
      ]
    },
    [0, 0, 20]
  ],
  [
    'medicine first',
    {
      vehicles: [{ ...van, end_index: 2 }],
      jobs: [job(1), job(2, { needed_by: 8, missed_cost: 9 }), job(0, { id: 3, service: 4 })]
    },
    [0, 0, 9 + 8]
  ],
  [
    'one before another',
    {
      precedences: [{ first: { type: 'job', id: 3 }, then: { type: 'job', id: 1 } }],
      vehicles: [{ ...van, end_index: 3 }],
      jobs: [job(1), job(3)]
    },
    [0, 0, 12 + 8 + 8]
  ],
  [
    'not without the other',
    {
      precedences: [{ first: { type: 'job', id: 1 }, then: { type: 'job', id: 2 } }],
      vehicles: [van],
      jobs: [job(1, { skills: [9] }), job(2)]
    },
    [0, 2, 0]
  ],
  [
    'work for both',
    { balance_per_hour: 7200, vehicles: [van, { ...van, id: 2 }], jobs: [job(1), job(0, { id: 2, service: 8 })] },
    [0, 0, 8]
  ],
  [
    'whom she knows',
    {
      vehicles: [van, { ...van, id: 2, costs: { fixed: 3 } }],
      jobs: [job(1, { preferred_vehicles: [2], other_vehicle_cost: 4 })]
    },
    [0, 0, 11]
  ],
  ['not worth the way', { vehicles: [van], jobs: [job(1), job(3, { unassigned_cost: 15 })] }, [0, 0, 23]],
  ['worth the way', { vehicles: [van], jobs: [job(1), job(3, { unassigned_cost: 17 })] }, [0, 0, 24]],
  [
    'locked at the front',
    { vehicles: [{ ...van, end_index: 3, locked_steps: 1, steps: [{ type: 'job', id: 3 }] }], jobs: [job(1), job(3)] },
    [0, 0, 28]
  ],
  [
    'paid by the hour at doors',
    { vehicles: [{ ...van, costs: { per_task_hour: 7200 } }], jobs: [job(1, { setup: 1, service: 2 })] },
    [0, 0, 14]
  ],
  [
    'another type',
    {
      vehicles: [{ ...van, type: 'bike', costs: { per_task_hour: 7200 } }],
      jobs: [job(1, { service: 2, service_per_type: { bike: 3 } })]
    },
    [0, 0, 14]
  ],
  ['twice as fast', { vehicles: [{ ...van, speed_factor: 2 }], jobs: [job(1)] }, [0, 0, 4]],
  ['by the kilometre', { vehicles: [{ ...van, costs: { per_hour: 0, per_km: 1000 } }], jobs: [job(1)] }, [0, 0, 80]],
  ['not so far', { vehicles: [{ ...van, max_distance: 79 }], jobs: [job(1)] }, [0, 1, 0]],
  ['not so long', { vehicles: [{ ...van, max_travel_time: 7 }], jobs: [job(1)] }, [0, 1, 0]]
];

test.each(worked)('%s', (_, problem, best) => {
  const whole = { ...problem, matrices: { car: line(4, 4), foot: { durations: line(4, 2).durations } } };
  const { objective, solution } = bestPlan(whole);
  expect(objective).toEqual(best.map((value) => expect.closeTo(value, 6)));
  expect(faultsOf(whole, solution)).toEqual([]);
});

test('a matrix of costs, and speeds that change', () => {
  const problem = (words: object) => ({
    vehicles: [van],
    jobs: [job(1)],
    matrices: { car: { ...line(2, 4), ...words } }
  });
  expect(bestOfAll(problem({ costs: line(2, 7).durations }))).toEqual([0, 0, 14]);
  expect(bestOfAll(problem({ speed_by_time: [{ from: 0, factor: 0.5 }] }))).toEqual([0, 0, expect.closeTo(16)]);
  // All waits until the roads are free.
  const rush = [
    { from: 0, factor: 0.5 },
    { from: 6, factor: 2 }
  ];
  expect(bestOfAll(problem({ speed_by_time: rush }))).toEqual([0, 0, expect.closeTo(4)]);
});

test('what is locked and cannot be is no plan', () => {
  const vehicle = { ...van, locked_steps: 1, steps: [{ type: 'job', id: 1 }] };
  const problem = { vehicles: [vehicle], jobs: [job(1, { time_windows: [[0, 3]] })], matrices: { car: line(2, 4) } };
  expect(bestOfAll(problem)[2]).toBe(Infinity);
});

const fourStops = { ...fewSeconds, requests: 2 };

test('the judge finds no fault in the best plan, of whatever kind the problem is', () => {
  const kinds = allKinds.difference(new Set<Kind>(['pinned']));
  fc.assert(
    fc.property(randomProblems(kinds, fourStops), (problem) => {
      const { objective, solution } = bestPlan(problem);
      if (objective[2] === Infinity) return;
      expect(faultsOf(problem, solution)).toEqual([]);
      expect(objectiveOf(problem, solution)).toEqual([objective[0], objective[1], expect.closeTo(objective[2], 5)]);
    }),
    { numRuns: 150 }
  );
});

/** Twins can take each other's place; who walks may go sooner or later; how far along the way a break is is not told. */
const mayDiffer = (holder: object, key: string) =>
  key === 'vehicle' ||
  key === 'compartment' ||
  ('on_foot' in holder && /arrival|waiting_time/.test(key)) ||
  ('type' in holder && holder.type === 'break' && key === 'distance');

test('the judge sees each single number of a best plan that is changed', () => {
  const kinds = allKinds.difference(new Set<Kind>(['pinned']));
  fc.assert(
    fc.property(randomProblems(kinds, fourStops), fc.nat(), fc.constantFrom(-1, 1), (problem, where, change) => {
      const { objective, solution } = bestPlan(problem);
      fc.pre(objective[2] < Infinity);
      const numbers = [solution.summary, ...solution.routes, ...solution.routes.flatMap(({ steps }) => steps)].flatMap(
        (holder) =>
          Object.entries(holder)
            .filter(([key, value]) => typeof value === 'number' && !mayDiffer(holder, key))
            .map(([key]) => [holder as unknown as Record<string, number>, key] as const)
      );
      const [holder, key] = numbers[where % numbers.length]!;
      holder[key]! += change;
      expect(faultsOf(problem, solution), `${key} + ${change}`).not.toEqual([]);
    }),
    { numRuns: 150 }
  );
});
