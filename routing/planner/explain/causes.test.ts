import { expect, test } from 'vitest';
import { createModel } from '../model/model.ts';
import { checkProblem, type ProblemInput } from '../problem.ts';
import { createTiming } from '../schedule/timing.ts';
import { causesOf, type Cause } from './causes.ts';

/* Places on a line, ten minutes apart. */
const durations = [0, 1, 2, 3, 4].map((from) => [0, 1, 2, 3, 4].map((to) => Math.abs(from - to) * 600));
const wanted = (from: number, until: number) => ({
  wanted_window: [from, until] as [number, number],
  early_per_hour: 3600,
  late_per_hour: 3600
});
const at = (from: number, until = from) => ({ time_windows: [[from, until]] as [number, number][] });

/** What the stops of a problem's one vehicle, in the order of the problem, do not keep. */
async function causes(problem: Omit<ProblemInput, 'matrices' | 'vehicles'>, vehicle: object = {}): Promise<Cause[]> {
  const vehicles = [{ id: 1, start_index: 0, end_index: 0, time_window: [0, 30_000] as [number, number], ...vehicle }];
  const model = await createModel(checkProblem({ matrices: { car: { durations } }, vehicles, ...problem }), undefined);
  const nodes = [...Array(model.stops.count).keys()];
  return causesOf(model, model.vehicles[0]!, createTiming(model).judge(model.vehicles[0]!, nodes, nodes.length)!);
}

const name = (id: number, type: 'job' | 'pickup' | 'delivery' = 'job') => ({ type, id });
const late = (id: number, by: number, ...because: Cause['because']) => ({
  promise: name(id),
  code: 'late',
  by,
  because
});

test.each<[string, Parameters<typeof causes>, object[]]>([
  ['who is in time has no cause', [{ jobs: [{ id: 1, location_index: 1, ...wanted(600, 700) }] }], []],
  [
    'the shift begins too late',
    [{ jobs: [{ id: 1, location_index: 2, ...wanted(0, 1000) }] }, { time_window: [100, 30_000] }],
    [late(1, 300, { code: 'departure', at: 100 })]
  ],
  [
    'a window that opens, and not the departure before it',
    [
      {
        jobs: [
          { id: 1, location_index: 1, ...at(3000, 4000) },
          { id: 2, location_index: 2 },
          { id: 3, location_index: 3, ...wanted(0, 3600) }
        ]
      }
    ],
    [late(3, 600, { code: 'opens', stop: name(1), at: 3000 })]
  ],
  [
    'its own window opens after the wish',
    [{ jobs: [{ id: 1, location_index: 1, ...at(3000, 4000), ...wanted(0, 2000) }] }],
    [late(1, 1000, { code: 'opens', stop: name(1), at: 3000 })]
  ],
  [
    'a promised stay, and not the window before it',
    [
      {
        jobs: [
          { id: 1, location_index: 1, ...at(1000) },
          { id: 2, location_index: 2, presence: [2000, 5000] },
          { id: 3, location_index: 3, ...wanted(0, 5000) }
        ]
      }
    ],
    [late(3, 600, { code: 'stay', stop: name(2), until: 5000 })]
  ],
  [
    'a break on the way, after the departure',
    [
      { jobs: [{ id: 1, location_index: 4, needed_by: 2500, missed_cost: 5 }] },
      { breaks: [{ id: 6, service: 500, time_windows: [[1000, 1000]] }] }
    ],
    [
      {
        promise: name(1),
        code: 'needed_by',
        by: 400,
        because: [
          { code: 'departure', at: 0 },
          { code: 'break', id: 6, from: 1000, until: 1500 }
        ]
      }
    ]
  ],
  [
    'a load that rides longer than wished, by way of another',
    [
      {
        shipments: [
          {
            pickup: { id: 1, location_index: 1 },
            delivery: { id: 2, location_index: 3 },
            wanted_transit_time: 1000,
            over_transit_per_hour: 3600
          }
        ]
      }
    ],
    [
      {
        promise: name(2, 'delivery'),
        code: 'wanted_transit_time',
        by: 200,
        because: [{ code: 'load', stop: name(1, 'pickup'), at: 600, stops: 0 }]
      }
    ]
  ],
  [
    'too early, because the next one would be shut',
    [
      {
        jobs: [
          { id: 1, location_index: 1, ...wanted(5000, 6000) },
          { id: 2, location_index: 2, ...at(0, 2000) }
        ]
      }
    ],
    [{ promise: name(1), code: 'early', by: 3600, because: [{ code: 'closes', stop: name(2), at: 2000 }] }]
  ]
])('%s', async (_, [problem, vehicle], expected) => {
  expect(await causes(problem, vehicle)).toEqual(expected);
});

test("in an order that is not the planner's, what is promised for sure is told as well", async () => {
  const problem = checkProblem({
    matrices: { car: { durations } },
    vehicles: [{ id: 1, start_index: 0, end_index: 0, time_window: [0, 2000] }],
    jobs: [
      { id: 1, location_index: 2, ...at(0, 1000) },
      { id: 2, location_index: 1, presence: [1500, 1700] }
    ]
  });
  const model = await createModel(problem, undefined);
  const lenient = await createModel(
    checkProblem({
      ...problem,
      vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
      jobs: [
        { id: 1, location_index: 2 },
        { id: 2, location_index: 1, presence: [1800, 1800] }
      ]
    }),
    undefined
  );
  const judged = createTiming(lenient).judge(lenient.vehicles[0]!, [0, 1], 2)!;
  expect(causesOf(model, model.vehicles[0]!, judged)).toEqual([
    { promise: name(1), code: 'time_window', by: 200, because: [{ code: 'departure', at: 0 }] },
    { promise: name(2), code: 'presence', by: 300, because: [{ code: 'departure', at: 0 }] },
    { code: 'shift_too_short', by: 400, because: [{ code: 'departure', at: 0 }] }
  ]);
});
