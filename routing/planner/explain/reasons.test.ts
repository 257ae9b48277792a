import { describe, expect, test } from 'vitest';
import { createModel } from '../model/model.ts';
import { checkProblem, type ProblemInput } from '../problem.ts';
import { createTiming } from '../schedule/timing.ts';
import type { Plan } from '../search/contract.ts';
import { reasonsFor } from './reasons.ts';

/* Places on a line, ten minutes and 600 metres apart; no road leads to the last one where `apart`. */
const durations = [0, 1, 2, 3, 4].map((from) => [0, 1, 2, 3, 4].map((to) => Math.abs(from - to) * 600));
const apart = durations.map((row, from) => row.map((driving, to) => (from === 4 || to === 4 ? null : driving)));
const van = { id: 1, start_index: 0, end_index: 0, time_window: [0, 30_000] as [number, number] };
const job = (location_index: number, rest: object = {}) => ({ id: 7, location_index, ...rest });
const shipment = (from: number, to: number, rest: object = {}, delivery: object = {}) => ({
  pickup: { id: 7, location_index: from, service: 100 },
  delivery: { id: 8, location_index: to, ...delivery },
  ...rest
});
const of = (rest: Partial<ProblemInput>, vehicle: object = {}): ProblemInput => ({
  matrices: { car: { durations, distances: durations } },
  vehicles: [{ ...van, ...vehicle }],
  ...rest
});

/** The reasons of the last request of a problem, where routes are as given. */
async function reasonsOf(problem: ProblemInput, routes: Plan['routes'] = []) {
  const model = await createModel(checkProblem(problem), undefined);
  const request = model.requests.length - 1;
  return reasonsFor(model, createTiming(model), { routes, absent: [request] }, request);
}

test.each<[string, ProblemInput, object[]]>([
  [
    'the vehicle lacks a skill',
    of({ jobs: [job(1, { skills: [4, 5] })] }, { skills: [5] }),
    [{ code: 'skills', missing: [4] }]
  ],
  [
    'it is too large',
    of({ jobs: [job(1, { delivery: [1, 3] })] }, { capacity: [2, 2] }),
    [{ code: 'over_capacity', dimension: 1, amount: 3, capacity: 2 }]
  ],
  [
    'no compartment offers what it needs',
    of(
      { jobs: [job(1, { needs: ['chilled', 'locked'] })] },
      { compartments: [{ id: 1, offers: ['locked'], capacity: [] }] }
    ),
    [{ code: 'compartment', needs: ['chilled'] }]
  ],
  [
    'the vehicle has no compartments',
    of({ jobs: [job(1, { needs: ['chilled'] })] }),
    [{ code: 'compartment', needs: ['chilled'] }]
  ],
  [
    'the compartment that offers it is too small',
    of(
      { jobs: [job(1, { needs: ['chilled'], delivery: [2] })] },
      {
        compartments: [
          { id: 1, offers: ['chilled'], capacity: [1] },
          { id: 2, capacity: [9] }
        ]
      }
    ),
    [{ code: 'compartment', full: [1], from: { type: 'job', id: 7 } }]
  ],
  [
    'it is one task too many',
    of({ shipments: [shipment(1, 2)] }, { max_tasks: 1 }),
    [{ code: 'too_many_tasks', needed: 2, limit: 1 }]
  ],
  ['no road leads there', of({ jobs: [job(4)], matrices: { car: { durations: apart } } }), [{ code: 'no_road' }]],
  [
    'no road leads there, whatever else is wrong',
    of({ jobs: [job(4, { skills: [1], time_windows: [[0, 1]] })], matrices: { car: { durations: apart } } }),
    [{ code: 'no_road' }]
  ],
  [
    'it is too long a drive',
    of({ jobs: [job(4)] }, { max_travel_time: 4700 }),
    [{ code: 'travel_time', needed: 4800, limit: 4700 }]
  ],
  ['it is too far', of({ jobs: [job(4)] }, { max_distance: 4700 }), [{ code: 'distance', needed: 4800, limit: 4700 }]],
  [
    'its window closes before the van can be there',
    of({ shipments: [shipment(1, 2, {}, { time_windows: [[0, 900]] })] }),
    [{ code: 'time_window', stop: 'delivery', earliest: 1300, closes: 900, by: 400 }]
  ],
  [
    'it would be aboard too long',
    of({ shipments: [shipment(1, 4, { max_transit_time: 900 })] }),
    [{ code: 'transit_time', transit: 1800, limit: 900 }]
  ],
  [
    'it would wait aboard too long, its setup taken off',
    of({
      shipments: [
        {
          pickup: { id: 7, location_index: 1, setup: 300, service: 100, time_windows: [[0, 1000]] },
          delivery: { id: 8, location_index: 2, time_windows: [[5000, 6000]] },
          max_transit_time: 3000
        }
      ]
    }),
    [{ code: 'transit_time', transit: 3600, limit: 3000 }]
  ],
  [
    'it would be aboard too long from the only pickup window that can be reached',
    of({
      shipments: [
        {
          pickup: {
            id: 7,
            location_index: 1,
            service: 100,
            time_windows: [
              [0, 10],
              [2000, 2000]
            ]
          },
          delivery: {
            id: 8,
            location_index: 2,
            time_windows: [
              [1200, 1400],
              [9000, 9999]
            ]
          },
          max_transit_time: 3000
        }
      ]
    }),
    [{ code: 'transit_time', transit: 6900, limit: 3000 }]
  ],
  [
    'the shift ends before',
    of({ jobs: [job(2)] }, { time_window: [0, 1000] }),
    [{ code: 'shift_too_short', back: 2400, closes: 1000 }]
  ],
  [
    'the shift may not last so long',
    of({ jobs: [job(2)] }, { working_time: { max_shift: 2000 } }),
    [{ code: 'max_shift', needed: 2400, limit: 2000 }]
  ],
  [
    'who works so long must rest, and there is no time for it',
    of(
      { jobs: [job(2, { time_windows: [[1200, 1200]] })] },
      { time_window: [0, 2400], working_time: { break_after: 1500, break_service: 100 } }
    ),
    [{ code: 'shift_too_short', back: 2500, closes: 2400 }]
  ],
  [
    'a promised stay begins before the van can be there',
    of({ jobs: [{ id: 7, location_index: 2, presence: [900, 2000] }] }),
    [{ code: 'presence', earliest: 1200, from: 900, by: 300 }]
  ],
  [
    'two rules forbid it, each by itself',
    of({ jobs: [job(4, { skills: [1], time_windows: [[0, 10]] })] }),
    [
      { code: 'skills', missing: [1] },
      { code: 'time_window', stop: 'job', earliest: 2400, closes: 10, by: 2390 }
    ]
  ],
  [
    'the break is at that time',
    of(
      { jobs: [job(1, { time_windows: [[1000, 1000]] })] },
      { breaks: [{ id: 1, service: 900, time_windows: [[700, 800]] }] }
    ),
    [{ code: 'breaks' }]
  ],
  [
    'the task that comes first is not served',
    of({
      jobs: [{ id: 1, location_index: 1 }, job(2)],
      precedences: [{ first: { type: 'job', id: 1 }, then: { type: 'job', id: 7 } }]
    }),
    [{ code: 'precedence', others: [{ kind: 'job', id: 1 }] }]
  ],
  ['the search ran out', of({ jobs: [job(2)] }), [{ code: 'search_limit' }]],
  [
    'it is not worth its way',
    of({ jobs: [job(2, { unassigned_cost: 100 })] }),
    [{ code: 'too_dear', cost: 2400, unassigned_cost: 100 }]
  ],
  [
    'it is worth its way, and the search ran out',
    of({ jobs: [job(2, { unassigned_cost: 2400 })] }),
    [{ code: 'search_limit' }]
  ]
])('in an empty vehicle: %s', async (_, problem, reasons) => {
  expect(await reasonsOf(problem)).toEqual(reasons.map((reason) => ({ vehicle: 1, ...reason })));
});

/** Job 1 is at place 4 at 2400; there is no other way to be there then. */
const first = (rest: object = {}) => ({ id: 1, location_index: 4, ...rest });
const promised = { time_windows: [[2400, 2500]] as [number, number][] };

test.each<[string, ProblemInput, object[]]>([
  [
    'of two that are promised for the same moment the other is named, once',
    of({ jobs: [first(promised), job(3, promised)] }),
    [{ vehicle: 1, code: 'promises', others: [{ kind: 'job', id: 1 }] }]
  ],
  [
    'where bending the promise to the other would not help, the own one is named',
    of({ jobs: [first(promised), job(3, { time_windows: [[0, 1700]] })] }),
    [{ vehicle: 1, code: 'time_window', stop: 'job', earliest: 1800, closes: 1700, by: 100 }]
  ],
  [
    'where a longer shift would do, nobody else is asked',
    of({ jobs: [first(promised), job(3, { service: 700 })] }, { time_window: [0, 5400] }),
    [
      { vehicle: 1, code: 'shift_too_short', back: 5500, closes: 5400 },
      { code: 'conflict', others: [{ kind: 'job', id: 1 }] }
    ]
  ],
  [
    'the vehicle is full, from its start on',
    of({ jobs: [first({ delivery: [8] }), job(2, { delivery: [3] })] }, { capacity: [10] }),
    [
      { vehicle: 1, code: 'over_capacity', dimension: 0, amount: 11, capacity: 10 },
      { code: 'conflict', others: [{ kind: 'job', id: 1 }] }
    ]
  ],
  [
    'what may not meet would meet',
    of(
      {
        jobs: [first({ delivery: [1], goods: 'waste' }), job(2, { delivery: [1], goods: 'food' })],
        incompatible_loads: [['food', 'waste']]
      },
      { capacity: [10] }
    ),
    [
      { vehicle: 1, code: 'incompatible_load', with: [{ kind: 'job', id: 1 }] },
      { code: 'conflict', others: [{ kind: 'job', id: 1 }] }
    ]
  ],
  [
    'only the locked order stands in the way',
    of(
      { jobs: [first(promised), job(1, { time_windows: [[0, 700]] })] },
      { steps: [{ type: 'job', id: 1 }], locked_steps: 1 }
    ),
    [{ vehicle: 1, code: 'locked' }]
  ],
  [
    'only the pinned order stands in the way',
    of({ jobs: [first(promised), job(1)] }, { steps: [{ type: 'job', id: 1 }], pinned: true }),
    [{ vehicle: 1, code: 'locked' }]
  ]
])('behind another task: %s', async (_, problem, reasons) => {
  expect(await reasonsOf(problem, [{ vehicle: 0, nodes: [0] }])).toEqual(reasons);
});

describe('several vehicles', () => {
  test('each has reasons of its own', async () => {
    const second = { ...van, id: 2, skills: [1], time_window: [0, 100] as [number, number] };
    expect(await reasonsOf({ ...of({ jobs: [job(1, { skills: [1] })] }), vehicles: [van, second] })).toEqual([
      { vehicle: 2, code: 'shift_too_short', back: 1200, closes: 100 },
      { vehicle: 1, code: 'skills', missing: [1] }
    ]);
  });

  test('what stands in the way of several is told once, and fewest reasons come first', async () => {
    const short = { time_window: [0, 100] as [number, number] };
    const vehicles = [
      { ...van, ...short },
      { ...van, ...short, id: 2 },
      { ...van, id: 3, skills: [1], time_window: [0, 99] as [number, number] }
    ];
    expect(await reasonsOf({ ...of({ jobs: [job(1, { skills: [1] })] }), vehicles })).toEqual([
      { vehicle: 3, code: 'shift_too_short', back: 1200, closes: 99 },
      { vehicle: 1, also: [2], code: 'skills', missing: [1] },
      { vehicle: 1, also: [2], code: 'shift_too_short', back: 1200, closes: 100 }
    ]);
  });
});
