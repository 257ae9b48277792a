import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RouterError, type Router } from '../roads/questions.ts';
import { PlannerError } from './planner-error.ts';
import { checkProblem, parseProblem } from './problem.ts';
import { solve } from './solve.ts';

const vehicles = [{ id: 1, start_index: 0 }];
const jobs = [{ id: 1, location_index: 1 }];
const matrices = {
  car: {
    durations: [
      [0, 1],
      [1, 0]
    ]
  }
};
const stop = { id: 1, location_index: 1 };
const shipment = { pickup: stop, delivery: stop };

describe('a wrong problem is refused at its place', () => {
  test.each<[string, unknown, string]>([
    ['nothing', null, 'The problem must be a JSON object'],
    ['a list', [], 'The problem must be a JSON object'],
    ['neither jobs nor shipments', { vehicles }, 'The problem is empty'],
    ['no vehicles', { jobs }, 'vehicles: is missing'],
    ['an empty list of vehicles', { vehicles: [], jobs }, 'vehicles: is empty'],
    ['a misspelt key', { vehicles, jobs: [{ ...stop, servise: 3 }] }, 'jobs[0].servise: is not a word'],
    ['a key that every object has', { vehicles, jobs, toString: 3 }, 'toString: is not a word'],
    ['a missing id', { vehicles, jobs: [{ location_index: 1 }] }, 'jobs[0].id: is missing'],
    ['the same id twice', { vehicles, jobs: [stop, stop] }, 'jobs[1].id: 1 is used twice'],
    [
      'a window that ends before it starts',
      { vehicles, shipments: [{ pickup: stop, delivery: { ...stop, time_windows: [[9, 3]] } }] },
      'shipments[0].delivery.time_windows[0]: ends before it starts'
    ],
    [
      'a negative window',
      { vehicles, jobs: [{ ...stop, time_windows: [[-9, 3]] }] },
      'jobs[0].time_windows[0][0]: must'
    ],
    [
      'windows that overlap',
      {
        vehicles,
        jobs: [
          {
            ...stop,
            time_windows: [
              [0, 5],
              [5, 9]
            ]
          }
        ]
      },
      'jobs[0].time_windows: has windows that overlap'
    ],
    ['a service that is no number', { vehicles, jobs: [{ ...stop, service: NaN }] }, 'jobs[0].service: must be'],
    ['a priority of 101', { vehicles, jobs: [{ ...stop, priority: 101 }] }, 'jobs[0].priority: must be at most 100'],
    [
      'a place off the earth',
      { vehicles, jobs: [{ id: 1, location: [25, 91] }] },
      'jobs[0].location[1]: is no latitude'
    ],
    [
      'amounts of another length',
      { vehicles: [{ ...vehicles[0], capacity: [1, 2] }], shipments: [{ ...shipment, amount: [1] }] },
      'shipments[0].amount: has 1 amounts where'
    ],
    [
      'more tasks than it can take',
      { vehicles, jobs: Array.from({ length: 3001 }, (_, id) => ({ id })) },
      'The problem has'
    ]
  ])('%s', (_, problem, sentence) => {
    const refusal = caught(() => checkProblem(problem));
    expect(refusal.code).toBe(2);
    expect(refusal.message).toContain(sentence);
  });
});

describe('breaks that no route can have are refused at their place', () => {
  test.each<[string, object, string]>([
    [
      'a break outside the shift',
      { time_window: [0, 10], breaks: [{ id: 1, time_windows: [[11, 20]] }] },
      'vehicles[0].breaks[0]: cannot be taken'
    ],
    [
      'breaks at the same moment',
      { breaks: [1, 2].map((id) => ({ id, service: 5, time_windows: [[3, 3]] })) },
      'vehicles[0].breaks: cannot all be taken'
    ]
  ])('%s', async (_, words, sentence) => {
    const problem = { vehicles: [{ ...vehicles[0]!, ...words }], jobs, matrices };
    await expect(solve(problem)).rejects.toMatchObject({ code: 2, message: expect.stringContaining(sentence) });
  });
});

test("a caller's own notes and the defaults of VROOM are taken", () => {
  const problem = checkProblem({ vehicles, jobs: [{ ...stop, 'x-order': 'A7' }], matrices, 'x-day': 'today' });
  expect(problem.jobs[0]).toMatchObject({ setup: 0, service: 0, priority: 0, skills: [] });
});

test('windows may come in any order', () => {
  const time_windows = [
    [20, 30],
    [0, 10]
  ];
  expect(checkProblem({ vehicles, jobs: [{ ...stop, time_windows }], matrices }).jobs[0]!.time_windows).toEqual(
    time_windows.toReversed()
  );
});

test('text that is not JSON is refused without repeating it, for it may name people', () => {
  for (const json of ['', 'Aino Aalto', '{"jobs": [Aino]}', '{"vehicles": [1,}']) {
    const refusal = caught(() => parseProblem(json));
    expect(refusal).toMatchObject({ code: 2, message: expect.stringContaining('not JSON') });
    expect(refusal.message).not.toContain('Aino');
  }
});

test('whatever JSON is read, it is taken or refused with a sentence', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(caught(() => parseProblem(json))).toMatchObject({ code: 2, message: expect.stringMatching(/\.$/) });
    })
  );
});

describe('places on the map', () => {
  const here = [25.1, 66.2] as [number, number];
  const away = [10, 50] as [number, number];
  const router = {
    table: async (positions) => {
      const outside = positions.findIndex(({ latitude }) => latitude < 60);
      if (outside >= 0) throw new RouterError('NoSegment', 'No road is near.', outside);
      const rows = positions.map((_, from) => positions.map((_, to) => (from === to ? 0 : 100.4)));
      return { durations: rows, distances: rows, sources: [], destinations: [] };
    }
  } as Pick<Router, 'table'> as Router;
  const problem = (location: [number, number]) => ({
    vehicles: [{ id: 1, start: here }],
    shipments: [{ pickup: { id: 1, location: here }, delivery: { id: 1, location } }]
  });

  test("the router's times are planned by as they are", async () => {
    const { summary, routes } = await solve(problem([25.2, 66.3]), { router });
    expect(summary).toMatchObject({ duration: 100.4, distance: 100.4, unassigned: 0 });
    expect(routes[0]!.steps.map(({ type }) => type)).toEqual(['start', 'pickup', 'delivery']);
  });

  test('a shipment outside the region is named', async () => {
    await expect(solve(problem(away), { router })).rejects.toMatchObject({
      code: 3,
      message: 'shipments[0].delivery.location: lies outside the region: no road is near it.'
    });
  });

  test('without a router the region is asked for', async () => {
    await expect(solve(problem(away))).rejects.toMatchObject({ code: 3 });
  });
});

function caught(action: () => unknown): PlannerError {
  try {
    action();
  } catch (error) {
    if (error instanceof PlannerError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
