import { expect, it, vi } from 'vitest';
import type { Position } from '../../../src/domain/geometry.ts';
import { RouterError, type Table } from '../../roads/questions.ts';
import type { ProblemInput } from '../problem.ts';
import { solve } from '../solve.ts';
import type { FromThread, ToThread } from './protocol.ts';
import { startNodeThread } from './start-node.ts';
import { searchThreads, type Thread } from './threads.ts';

const at = (number: number): [number, number] => [27 + number / 500, 64.2 + ((number * 7) % 11) / 500];
const problem: ProblemInput = {
  vehicles: [0, 1].map((id) => ({ id, start: at(0), end: at(0), capacity: [30], time_window: [0, 30_000] })),
  shipments: Array.from({ length: 20 }, (_, id) => ({
    amount: [1],
    pickup: { id, location: at(1), service: 30 },
    delivery: { id, location: at(2 + ((id * 7) % 20)), service: 150 }
  }))
};
/** As the crow flies, at 10 m/s. */
const router = {
  table: vi.fn(async (positions: readonly Position[]): Promise<Table> => {
    const rows = positions.map((from) =>
      positions.map((to) => 8000 * Math.hypot(to.longitude - from.longitude, (to.latitude - from.latitude) * 2))
    );
    return { durations: rows, distances: rows, sources: [], destinations: [] };
  })
};
const now = () => performance.now();
const nodeThreads = (count: number) => searchThreads(() => startNodeThread(), count);

it('plans as one search does, and leaves the caller free meanwhile', async () => {
  const threads = nodeThreads(1);
  let free = 0;
  const timer = setInterval(() => free++, 5);
  const solution = await threads.solve(problem, { router, iterations: 300, now });
  clearInterval(timer);
  threads.end();
  expect(free).toBeGreaterThan(5);
  expect(solution).toEqual(await solve(problem, { router, iterations: 300, seed: 1 }));
});

it('gives the same plan by iterations, whichever thread is faster, and asks for the roads once', async () => {
  const threads = nodeThreads(2);
  router.table.mockClear();
  const once = await threads.solve(problem, { router, iterations: 100, now });
  expect(router.table).toHaveBeenCalledTimes(1);
  const again = await threads.solve(problem, { router, iterations: 100, now });
  threads.end();
  expect(again).toEqual(once);
  const [one, other] = [1, 2].map((seed) => solve(problem, { router, iterations: 100, seed }));
  expect(once.summary.cost).toBe(Math.min((await one!).summary.cost, (await other!).summary.cost));
});

it('takes the time that it was given, and tells only of what is better', async () => {
  const threads = nodeThreads(2);
  const told: { unassigned: number; cost: number }[] = [];
  const began = now();
  const solution = await threads.solve(problem, {
    router,
    seconds: 1,
    now,
    onProgress: ({ unassigned, cost }) => void told.push({ unassigned, cost })
  });
  const seconds = (now() - began) / 1000;
  threads.end();
  expect(seconds).toBeGreaterThan(0.9);
  expect(seconds).toBeLessThan(2);
  expect(told.at(-1)!.unassigned).toBe(0);
  expect(told).toEqual(told.toSorted((a, b) => b.unassigned - a.unassigned || b.cost - a.cost));
  // A printed cost is rounded.
  expect(solution.summary.cost).toBeLessThan(told.at(-1)!.cost + 0.001);
});

it('stops when it is told to, with the best plan so far', async () => {
  const threads = nodeThreads(2);
  const stop = new AbortController();
  const began = now();
  const solution = await threads.solve(problem, {
    router,
    seconds: 60,
    now,
    signal: stop.signal,
    onProgress: () => stop.abort()
  });
  threads.end();
  expect(now() - began).toBeLessThan(10_000);
  expect(solution.summary.unassigned).toBe(0);
});

it.each([
  ['a refusal', { ...problem, shipments: [] }, router, { code: 2, message: expect.stringContaining('is empty') }],
  [
    'the place that no road leads to',
    problem,
    { table: () => Promise.reject(new RouterError('NoSegment', 'No road is near.', 1)) },
    { code: 3, message: 'shipments[0].delivery.location: lies outside the region: no road is near it.' }
  ],
  [
    'the router’s own words',
    problem,
    { table: () => Promise.reject(new Error('The line is cut.')) },
    { message: 'The line is cut.' }
  ]
])('tells %s', async (_, given, asked, refusal) => {
  const threads = nodeThreads(2);
  await expect(threads.solve(given, { router: asked, seconds: 5, now })).rejects.toMatchObject(refusal);
  // And the next plan is made by new ones.
  expect((await threads.solve(problem, { router, iterations: 1, now })).code).toBe(0);
  threads.end();
});

it('fails where it is ended, and starts anew after', async () => {
  const threads = nodeThreads(1);
  const plan = threads.solve(problem, { router, seconds: 60, now, onProgress: () => threads.end() });
  await expect(plan).rejects.toThrow('The planner was ended.');
  expect((await threads.solve(problem, { router, iterations: 1, now })).code).toBe(0);
  threads.end();
});

/** Threads that say what the test says. */
function toldThreads() {
  const made: { heard: ToThread[]; say(message: FromThread): void; fail(error: Error): void; isEnded: boolean }[] = [];
  const start = (): Thread => {
    const thread = { heard: [] as ToThread[], say: () => {}, fail: () => {}, isEnded: false } as (typeof made)[number];
    made.push(thread);
    return {
      post: (message) => void thread.heard.push(message),
      listen(take, failed) {
        thread.say = take;
        thread.fail = failed;
      },
      end: () => void (thread.isEnded = true)
    };
  };
  return { made, start };
}

it('shows each thread what the others found, and takes the loading of their code off the time', async () => {
  const { made, start } = toldThreads();
  const threads = searchThreads(start, 3);
  let clock = 0;
  const plan = threads.solve(problem, { seconds: 10, now: () => clock });
  await vi.waitFor(() => expect(made.length).toBe(3));
  clock = 400;
  made.forEach(({ say }) => say({ say: 'ready' }));
  await vi.waitFor(() => expect(made[2]!.heard[0]).toMatchObject({ budget: { seed: 3, seconds: 9.6 }, shares: true }));
  const better = { say: 'better' as const, routes: [{ vehicle: 0, steps: [] }] };
  made[1]!.say(better);
  expect(made.map(({ heard }) => heard.slice(1))).toEqual([[better], [], [better]]);
  const solution = (cost: number) => ({ code: 0, summary: { cost }, routes: [], unassigned: [] }) as never;
  made.forEach(({ say }, index) => say({ say: 'solution', solution: solution([5, 3, 4][index]!) }));
  expect((await plan).summary.cost).toBe(3);
});

it('says so where a thread is lost, and ends the others', async () => {
  const { made, start } = toldThreads();
  const threads = searchThreads(start, 2);
  const plan = threads.solve(problem, { seconds: 10, now });
  await vi.waitFor(() => expect(made.length).toBe(2));
  made[0]!.say({ say: 'ready' });
  made[1]!.fail(new Error('Out of memory.'));
  await expect(plan).rejects.toThrow('Out of memory.');
  expect(made.every(({ isEnded }) => isEnded)).toBe(true);
});
