import { describe, expect, test } from 'vitest';
import { checkProblem } from './problem.ts';

/* The features of the examples in VROOM's own documentation, with places and numbers of our own. */

describe("VROOM's examples", () => {
  const inari: [number, number] = [27.02, 68.9];
  const ivalo: [number, number] = [27.54, 68.66];
  const depot = { start: inari, end: inari };

  test('places on the map: skills, capacities, windows, breaks, jobs and a shipment', () => {
    const lunch = (id: number) => [{ id, service: 600, time_windows: [[39_600, 43_200]] }];
    const problem = checkProblem({
      vehicles: [
        { id: 1, ...depot, capacity: [5], skills: [1, 7], time_window: [25_200, 54_000], breaks: lunch(1) },
        { id: 2, ...depot, capacity: [5], skills: [2, 7], time_window: [25_200, 54_000], breaks: lunch(2) }
      ],
      jobs: [
        { id: 1, service: 200, delivery: [1], location: ivalo, skills: [1], time_windows: [[30_000, 36_000]] },
        { id: 2, service: 200, pickup: [1], location: ivalo, skills: [1] },
        { id: 5, service: 200, delivery: [1], location: ivalo, skills: [7] }
      ],
      shipments: [
        {
          amount: [1],
          skills: [2],
          pickup: { id: 4, service: 200, location: ivalo },
          delivery: { id: 3, service: 200, location: inari }
        }
      ]
    });
    expect(problem.matrices).toBeUndefined();
    expect(problem.vehicles[0]).toMatchObject({ profile: 'car', skills: [1, 7], capacity: [5] });
    expect(problem.jobs[1]).toMatchObject({ pickup: [1], delivery: undefined, skills: [1], setup: 0 });
    expect(problem.shipments[0]).toMatchObject({ amount: [1], priority: 0 });
  });

  test('the older word "matrix" is the durations of the profile car', () => {
    const durations = [
      [0, 20, 30],
      [25, 0, 15],
      [35, 10, 0]
    ];
    const { matrices } = checkProblem({
      vehicles: [{ id: 0, start_index: 0, end_index: 2 }],
      jobs: [{ id: 41, location_index: 1 }],
      matrix: durations
    });
    expect(matrices).toEqual({ car: { durations } });
  });

  test('a matrix for each profile', () => {
    const problem = checkProblem({
      vehicles: [
        { id: 1, start_index: 0 },
        { id: 2, profile: 'bike', start_index: 1 }
      ],
      jobs: [{ id: 1, location_index: 1 }],
      matrices: {
        car: {
          durations: [
            [0, 9],
            [8, 0]
          ]
        },
        bike: {
          durations: [
            [0, 30],
            [31, 0]
          ]
        }
      }
    });
    expect(problem.matrices!['bike']!.durations[1]).toEqual([31, 0]);
  });

  test('plan mode: a given order for each vehicle, with the moment of its start', () => {
    const from = 1_700_000_000;
    const problem = checkProblem({
      vehicles: [
        {
          id: 1,
          ...depot,
          capacity: [4],
          time_window: [from, from + 9000],
          steps: [
            { type: 'start', service_after: from - 600 },
            { type: 'job', id: 6 },
            { type: 'job', id: 4 },
            { type: 'end' }
          ]
        }
      ],
      jobs: [
        { id: 4, delivery: [3], service: 200, location: ivalo, time_windows: [[from, from + 7000]] },
        { id: 6, delivery: [2], service: 200, location: ivalo }
      ],
      options: { c: true }
    });
    expect(problem.vehicles[0]!.steps).toEqual([
      { type: 'start', service_after: from - 600 },
      { type: 'job', id: 6 },
      { type: 'job', id: 4 },
      { type: 'end' }
    ]);
    expect(problem.options.c).toBe(true);
  });
});

test('the older word "amount" of a job is its delivery, and vroom-express\'s options are read', () => {
  const problem = checkProblem({
    vehicles: [{ id: 1, start_index: 0, capacity: [4] }],
    jobs: [{ id: 1, location_index: 0, amount: [2] }],
    matrix: [[0]],
    options: { g: true, t: 4, x: 5 }
  });
  expect(problem.jobs[0]).toMatchObject({ delivery: [2] });
  expect(problem.jobs[0]).not.toHaveProperty('amount');
  expect(problem.options).toEqual({ g: true, c: false, t: 4, x: 5 });
});

test("an index says nothing where the roads are the map's", () => {
  const location: [number, number] = [27, 68];
  const problem = checkProblem({
    vehicles: [{ id: 1, start: location, start_index: 7 }],
    jobs: [{ id: 1, location, location_index: 99 }]
  });
  expect(problem.jobs).toHaveLength(1);
});
