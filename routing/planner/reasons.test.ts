import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProblemInput } from './problem.ts';
import { solve } from './solve.ts';

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
    'it is one task too many',
    of({ shipments: [shipment(1, 2)] }, { max_tasks: 1 }),
    [{ code: 'too_many_tasks', needed: 2, limit: 1 }]
  ],
  ['no road leads there', of({ jobs: [job(4)], matrices: { car: { durations: apart } } }), [{ code: 'no_road' }]],
  [
    'it is too long a drive',
    of({ jobs: [job(4)] }, { max_travel_time: 4700 }),
    [{ code: 'travel_time', needed: 4800, limit: 4700 }]
  ],
  ['it is too far', of({ jobs: [job(4)] }, { max_distance: 4700 }), [{ code: 'distance', needed: 4800, limit: 4700 }]],
  [
    'its window closes before the van can be there',
    of({ shipments: [shipment(1, 2, {}, { time_windows: [[0, 900]] })] }),
    [{ code: 'time_window', stop: 'delivery', earliest: 1300, closes: 900 }]
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
    'two rules forbid it, each by itself',
    of({ jobs: [job(4, { skills: [1], time_windows: [[0, 10]] })] }),
    [
      { code: 'skills', missing: [1] },
      { code: 'time_window', stop: 'job', earliest: 2400, closes: 10 }
    ]
  ],
  [
    'the break is at that time',
    of(
      { jobs: [job(1, { time_windows: [[1000, 1000]] })] },
      { breaks: [{ id: 1, service: 900, time_windows: [[700, 800]] }] }
    ),
    [{ code: 'breaks' }]
  ]
])('in an empty vehicle: %s', async (_, problem, reasons) => {
  const { unassigned, routes } = await solve(problem);
  expect(routes).toEqual([]);
  const expected = reasons.map((reason) => ({ vehicle: 1, ...reason }));
  expect(unassigned.length).toBeGreaterThan(0);
  for (const task of unassigned) expect(task['x-reasons']).toEqual(expected);
});

test('each vehicle has reasons of its own', async () => {
  const second = { ...van, id: 2, skills: [1], time_window: [0, 100] as [number, number] };
  const { unassigned } = await solve({ ...of({ jobs: [job(1, { skills: [1] })] }), vehicles: [van, second] });
  expect(unassigned[0]!['x-reasons']).toEqual([
    { vehicle: 1, code: 'skills', missing: [1] },
    { vehicle: 2, code: 'shift_too_short', back: 1200, closes: 100 }
  ]);
});

const promised = (id: number, location_index: number, priority: number) => ({
  id,
  location_index,
  priority,
  time_windows: [[2400, 2500]] as [number, number][]
});

test('the one task whose place it could have is named, and no other', async () => {
  const jobs = [promised(1, 4, 1), { id: 2, location_index: 2 }, promised(7, 3, 0)];
  const { unassigned } = await solve(of({ jobs }));
  expect(unassigned).toMatchObject([{ id: 7, 'x-reasons': [{ code: 'conflict', others: [{ kind: 'job', id: 1 }] }] }]);
});

test('where no single one makes room, it is said that there are many', async () => {
  const full = [1, 2].map((id) => ({ id, location_index: 1, delivery: [5], priority: 9 }));
  const jobs = [...full, { id: 7, location_index: 2, delivery: [10] }];
  const { unassigned } = await solve(of({ jobs }, { capacity: [10] }));
  expect(unassigned).toMatchObject([{ id: 7, 'x-reasons': [{ code: 'conflict_many' }] }]);
});

test('without the task that is named, the one that was left out is served', async () => {
  const tasks = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(6), fc.nat(3), fc.nat(1)), {
    minLength: 2,
    maxLength: 6
  });
  let named = 0;
  await fc.assert(
    fc.asyncProperty(tasks, async (list) => {
      const jobs = list.map(([location_index, slot, load, priority], id) => ({
        id,
        location_index,
        delivery: [load],
        priority,
        time_windows: [[slot * 600, slot * 600 + 700]] as [number, number][]
      }));
      const problem = of({ jobs }, { capacity: [5], time_window: [0, 6000] });
      const { unassigned, routes } = await solve(problem, { iterations: 30 });
      for (const { id, 'x-reasons': reasons } of unassigned)
        for (const reason of reasons) {
          if (reason.code !== 'conflict') continue;
          for (const other of reason.others) {
            named++;
            const kept = routes[0]!.steps.map((step) => step.id).filter((served) => served !== other.id);
            const again = of(
              { jobs: jobs.filter((job) => kept.includes(job.id) || job.id === id) },
              problem.vehicles[0]
            );
            expect((await solve(again, { iterations: 30 })).unassigned).toEqual([]);
          }
        }
    }),
    { numRuns: 200 }
  );
  expect(named).toBeGreaterThan(20);
});
