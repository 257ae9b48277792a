import { expect, test } from 'vitest';
import { checkProblem, type ProblemInput } from './problem.ts';
import { faultsOf } from './solution.judge.ts';
import { solve } from './solve.ts';

/** Places on a line, ten minutes and ten kilometres apart. */
function onLine(count: number, rest: Pick<ProblemInput, 'jobs' | 'shipments' | 'vehicles'>): ProblemInput {
  const line = (step: number) =>
    Array.from({ length: count }, (_, from) => Array.from({ length: count }, (_, to) => Math.abs(from - to) * step));
  return { ...rest, matrices: { car: { durations: line(600), distances: line(10_000) } } };
}
const van = { id: 1, start_index: 0, end_index: 0 };
const job = (id: number, location_index = id) => ({ id, location_index });

async function planned(problem: ProblemInput, iterations?: number) {
  const solution = await solve(problem, { iterations });
  expect(faultsOf(checkProblem(problem), solution)).toEqual([]);
  return solution;
}
const order = (steps: { type: string; id?: number }[]) => steps.map(({ type, id }) => (id ? `${type} ${id}` : type));

test('serves what is on the way on the way', async () => {
  const { summary, routes } = await planned(onLine(4, { vehicles: [van], jobs: [job(3), job(1), job(2)] }));
  expect(summary).toMatchObject({ cost: 3600, duration: 3600, distance: 60_000, routes: 1, unassigned: 0 });
  expect(routes).toHaveLength(1);
});

test('a vehicle that holds one carries one at a time', async () => {
  const amount = [1];
  const shipments = [
    { pickup: job(1, 1), delivery: job(1, 3), amount },
    { pickup: job(2, 2), delivery: job(2, 3), amount }
  ];
  const { routes } = await planned(onLine(4, { vehicles: [{ ...van, capacity: [1] }], shipments }));
  expect(routes[0]!.steps.map(({ load }) => load![0])).toEqual([0, 1, 0, 1, 0, 0]);
});

test('a hot meal waits in the kitchen, not in the van', async () => {
  const delivery = { ...job(1, 2), time_windows: [[40_000, 41_000]] as [number, number][] };
  const meal = { pickup: { ...job(1, 1), service: 60 }, delivery };
  for (const limit of [{}, { max_transit_time: 700 }]) {
    const { routes } = await planned(onLine(3, { vehicles: [van], shipments: [{ ...meal, ...limit }] }));
    const [start, pickup, brought] = routes[0]!.steps;
    expect([start!.arrival, pickup!.arrival, brought!.arrival]).toEqual([38_740, 39_340, 40_000]);
    expect(routes[0]!.waiting_time).toBe(0);
  }
});

test('a limit to the time aboard holds also where another visit must wait in between', async () => {
  const shipments = [{ pickup: job(1, 1), delivery: job(1, 3), max_transit_time: 1300 }];
  const between = { ...job(2), time_windows: [[9000, 9000]] as [number, number][] };
  const { routes, summary } = await planned(onLine(4, { vehicles: [van], shipments, jobs: [between] }));
  expect(summary.unassigned).toBe(0);
  expect(order(routes[0]!.steps)).toHaveLength(5);
});

test('a break is taken on the way, after as much driving as fits before it', async () => {
  const breaks = [{ id: 9, service: 1800, time_windows: [[900, 900]] as [number, number][] }];
  const { routes } = await planned(onLine(3, { vehicles: [{ ...van, breaks }], jobs: [job(2)] }));
  const [, rest, visit] = routes[0]!.steps;
  expect(rest).toMatchObject({ type: 'break', id: 9, arrival: 900, duration: 900, waiting_time: 0 });
  expect(visit).toMatchObject({ type: 'job', arrival: 900 + 1800 + 300, duration: 1200 });
});

test('the more important is served where both cannot be', async () => {
  const at = (time: number) => ({ time_windows: [[time, time]] as [number, number][] });
  const jobs = [
    { ...job(1), ...at(2000), priority: 3 },
    { ...job(3), ...at(2000), priority: 9 },
    { ...job(2), ...at(2000), priority: 5 }
  ];
  const { unassigned, summary } = await planned(onLine(4, { vehicles: [van], jobs }));
  expect(unassigned.map(({ id }) => id)).toEqual([1, 2]);
  expect(summary.priority).toBe(9);
});

test('setup is needed once where two are visited at one place', async () => {
  const jobs = [1, 2].map((id) => ({ id, location_index: 1, setup: 300, service: 60 }));
  expect((await planned(onLine(2, { vehicles: [van], jobs }))).summary).toMatchObject({ setup: 300, service: 120 });
});

test('a vehicle that costs more to send stays', async () => {
  const vehicles = [
    { ...van, costs: { fixed: 5000 } },
    { id: 2, start_index: 0 }
  ];
  const { routes } = await planned(onLine(3, { vehicles, jobs: [job(1), job(2)] }));
  expect(routes.map(({ vehicle, cost }) => [vehicle, cost])).toEqual([[2, 1200]]);
});

test("the summary counts what is brought and fetched, a shipment as both, and a route has its vehicle's description", async () => {
  const vehicles = [{ ...van, description: 'pakettiauto', capacity: [9, 9] }];
  const jobs = [
    { ...job(1), delivery: [1, 0] },
    { ...job(2), pickup: [0, 2] }
  ];
  const shipments = [{ pickup: job(3), delivery: job(3), amount: [4, 0] }];
  const { summary, routes } = await planned(onLine(4, { vehicles, jobs, shipments }));
  expect(summary).toMatchObject({ delivery: [5, 0], pickup: [4, 2] });
  expect(routes.map(({ description }) => description)).toEqual(['pakettiauto']);
});

test('the same numbers give the same plan', async () => {
  const problem = onLine(8, { vehicles: [van, { ...van, id: 2 }], jobs: [1, 5, 2, 7, 3].map((id) => job(id)) });
  const plan = () => solve(problem, { seed: 5, iterations: 50 });
  expect(await plan()).toEqual(await plan());
});

test('many meals at few doors are all brought in time', async () => {
  // Sixty meals from one kitchen to eight doors, two hours aboard at most.
  const place = (number: number): [number, number] => [27 + (number % 5) * 0.05, 64.2 + Math.floor(number / 5) * 0.03];
  const places = Array.from({ length: 10 }, (_, number) => place(number));
  const durations = places.map(([x, y]) =>
    places.map(([u, v]) => Math.round(Math.hypot(3200 * (x - u), 7400 * (y - v))))
  );
  const { unassigned } = await solve(
    {
      vehicles: [{ id: 0, start_index: 0, end_index: 0, capacity: [200], time_window: [0, 9 * 3600] }],
      matrices: { car: { durations } },
      shipments: Array.from({ length: 60 }, (_, id) => ({
        amount: [1],
        max_transit_time: 7200,
        pickup: { id, location_index: 1, setup: 120, service: 30 },
        delivery: { id, location_index: 2 + (id % 8), setup: 120, service: 150 }
      }))
    },
    { iterations: 20 }
  );
  expect(unassigned).toEqual([]);
});

test('the time that is given is enough for the reasons, too, however much is left out', async () => {
  // A clock that goes on by 5 ms whenever somebody looks: what is counted is looks, on every machine the same.
  let milliseconds = 0;
  const now = () => (milliseconds += 5);
  const vehicles = [1, 2, 3].map((id) => ({ ...van, id, capacity: [4], time_window: [0, 7200] as [number, number] }));
  const shipments = Array.from({ length: 40 }, (_, index) => ({
    amount: [2],
    pickup: job(index, 1 + (index % 5)),
    delivery: job(index, 6 - (index % 4))
  }));
  const { unassigned } = await solve(onLine(7, { vehicles, shipments }), { seconds: 1, now });
  expect(unassigned.length).toBeGreaterThan(20);
  expect(milliseconds).toBeLessThan(1100);
});
