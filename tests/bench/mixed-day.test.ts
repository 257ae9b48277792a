import { expect, test } from 'vitest';
import { checkProblem } from '#routing/planner/problem.ts';
import { seededRandom } from '#routing/planner/random.ts';
import { faultsOf } from '#routing/planner/solution.judge.ts';
import { solve } from '#routing/planner/solve.ts';
import { mixedDay, sourcePlaces } from './mixed-day.ts';

/** Twenty kilometres each way, driven at 65 km/h. */
function dayInTheField(visits: number, seed: number) {
  const random = seededRandom(seed);
  const places = Array.from({ length: visits + sourcePlaces }, () => [random() * 20_000, random() * 20_000] as const);
  const distances = places.map(([x, y]) => places.map(([u, v]) => Math.round(Math.hypot(x - u, y - v) * 1.3)));
  const durations = distances.map((row) => row.map((metres) => Math.round(metres / 18)));
  return mixedDay(durations, distances, visits, random);
}

// In the last two the search once found routes whose breaks nobody found a place for again.
test.each([
  [30, 4],
  [90, 15],
  [70, 22]
])('a day of %i visits with everything at once is planned without a fault', async (visits, seed) => {
  const problem = dayInTheField(visits, seed);
  const solution = await solve(problem, { iterations: 150, seed });
  expect(faultsOf(checkProblem(problem), solution)).toEqual([]);
  expect(solution.summary.unassigned).toBeLessThan(visits);
});
