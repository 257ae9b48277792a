import { expect, it } from 'vitest';
import type { ProblemInput } from '#routing/planner/problem.ts';
import { solve } from '#routing/planner/solve.ts';
import { straightRouter } from './hub.fixture.ts';
import { solveAside } from './plan-aside.ts';

const at = (number: number): [number, number] => [27 + number / 500, 64.2];
const problem: ProblemInput = {
  vehicles: [{ id: 0, start: at(0), end: at(0), capacity: [30], time_window: [0, 30_000] }],
  shipments: Array.from({ length: 20 }, (_, id) => ({
    amount: [1],
    pickup: { id, location: at(1), service: 30 },
    delivery: { id, location: at(2 + ((id * 7) % 20)), service: 150 }
  }))
};

it('solves as the planner does, and leaves this thread free meanwhile', async () => {
  let free = 0;
  const timer = setInterval(() => free++, 5);
  const solution = await solveAside(problem, straightRouter);
  clearInterval(timer);
  expect(free).toBeGreaterThan(5);
  expect(solution).toEqual(await solve(problem, { router: straightRouter }));
});

it.each([
  ['the planner', { ...problem, shipments: [] }, straightRouter, 'The problem is empty'],
  ['the router', problem, { table: () => Promise.reject(new Error('No road is near.')) }, 'No road is near.']
])('says what %s says', async (_, given, router, sentence) => {
  await expect(solveAside(given, router)).rejects.toThrow(sentence);
});
