import { expect, test } from '@playwright/test';
import { solve } from '#routing/planner/solve.ts';
import { askPage, servePlannerPage, type PlannerPage } from './planner-in-browser.ts';
import { dayOfSixty } from './day-of-sixty.ts';

/* The planner in a browser's workers, as the tablet has it. */

let planner: PlannerPage;
test.beforeAll(async () => {
  planner = await servePlannerPage();
});
test.afterAll(() => planner.stop());

test('the same input, seed and iterations give the same plan in Chromium and in Node', async ({ page }) => {
  await page.goto(planner.origin);
  const problem = dayOfSixty();
  const { solution } = await askPage(page, 'plan', problem, { seed: 7, iterations: 50 }, 1);
  expect(solution).toEqual(JSON.parse(JSON.stringify(await solve(problem, { seed: 7, iterations: 50 }))));
});

test('a plan of sixty visits comes through the workers while the page goes on drawing', async ({ page }) => {
  await page.goto(planner.origin);
  const { solution, frames } = await askPage(page, 'plan', dayOfSixty(), { seconds: 2 }, 2);
  expect(solution.routes.flatMap(({ steps }) => steps).filter(({ type }) => type === 'delivery')).toHaveLength(60);
  expect(frames).toBeGreaterThan(5);
});

test('a search stops when it is told to, with the best plan so far', async ({ page }) => {
  await page.goto(planner.origin);
  const { solution, milliseconds } = await askPage(page, 'planUntilStopped', dayOfSixty(), { seconds: 60 }, 3000);
  expect(solution.summary.unassigned).toBe(0);
  expect(milliseconds).toBeLessThan(20_000);
});

test('what the planner refuses is told in its own words', async ({ page }) => {
  await page.goto(planner.origin);
  await expect(askPage(page, 'plan', { ...dayOfSixty(), shipments: [] }, { seconds: 1 }, 1)).rejects.toThrow(
    /The problem is empty/
  );
});
