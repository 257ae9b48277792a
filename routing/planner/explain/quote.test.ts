import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createModel } from '../model/model.ts';
import { checkProblem, type ProblemInput } from '../problem.ts';
import { allKinds, randomProblems, smallDay } from '../random-problems.fixture.ts';
import { createTiming } from '../schedule/timing.ts';
import type { Plan } from '../search/contract.ts';
import { everyPlace, greedyPlan, lockedNodes } from './greedy-plan.fixture.ts';
import { quote } from './quote.ts';

/* Places on a line, ten minutes apart. */
const durations = [0, 1, 2, 3, 4].map((from) => [0, 1, 2, 3, 4].map((to) => Math.abs(from - to) * 600));
const van = { id: 1, start_index: 0, end_index: 0, time_window: [0, 30_000] as [number, number] };
const at = (from: number, until = from) => ({ time_windows: [[from, until]] as [number, number][] });

async function quotesOf(problem: Omit<ProblemInput, 'matrices'>, routes: Plan['routes']) {
  const model = await createModel(checkProblem({ matrices: { car: { durations } }, ...problem }), undefined);
  const request = model.requests.length - 1;
  return quote(model, createTiming(model), { routes, absent: [request] }, request);
}

test('an order on the way costs nothing but its service, and delays who comes after it', async () => {
  const jobs = [
    { id: 1, location_index: 1 },
    { id: 2, location_index: 4 },
    { id: 7, location_index: 2, service: 300 }
  ];
  expect(await quotesOf({ jobs, vehicles: [van] }, [{ vehicle: 0, nodes: [0, 1] }])).toEqual([
    {
      vehicle: 1,
      cost: 0,
      visits: [{ type: 'job', id: 7, begins: 1200 }],
      delays: [{ type: 'job', id: 2, by: 300 }],
      nodes: [0, 2, 1]
    },
    { vehicle: 1, cost: 0, visits: [{ type: 'job', id: 7, begins: 3600 }], delays: [], nodes: [0, 1, 2] }
    // To be there once more before the first would be a detour, and no other time.
  ]);
});

test('each vehicle makes an offer of its own, and one that stays at home asks for being sent', async () => {
  const jobs = [
    { id: 1, location_index: 4, ...at(2400) },
    { id: 7, location_index: 3, ...at(0, 2000) }
  ];
  const vehicles = [van, { ...van, id: 2, costs: { fixed: 1000 } }, { ...van, id: 3, costs: { fixed: 1000 } }];
  const quotes = await quotesOf({ jobs, vehicles }, [{ vehicle: 0, nodes: [0] }]);
  expect(quotes).toMatchObject([
    { vehicle: 1, cost: 0, nodes: [1, 0], delays: [] },
    { vehicle: 2, cost: 4600, nodes: [1], delays: [] }
  ]);
});

test('nobody offers what would break a promise, or change what is locked', async () => {
  const jobs = [
    { id: 1, location_index: 4, ...at(2400) },
    { id: 7, location_index: 3, service: 300, ...at(0, 2900) }
  ];
  expect(await quotesOf({ jobs, vehicles: [van] }, [{ vehicle: 0, nodes: [0] }])).toEqual([]);
  const steps = [{ type: 'job' as const, id: 1 }];
  const inTime = [jobs[0]!, { id: 7, location_index: 3, ...at(0, 2900) }];
  expect(
    await quotesOf({ jobs: inTime, vehicles: [{ ...van, steps, locked_steps: 1 }] }, [{ vehicle: 0, nodes: [0] }])
  ).toEqual([]);
  expect(
    await quotesOf({ jobs: inTime, vehicles: [{ ...van, steps, pinned: true }] }, [{ vehicle: 0, nodes: [0] }])
  ).toEqual([]);
});

test('of all places there are the first offer is the cheapest, and it costs what it says', async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(randomProblems(allKinds, smallDay), fc.nat(), async (input, seed) => {
      const model = await createModel(checkProblem(input), undefined);
      const plan = greedyPlan(model, new Set([seed % model.requests.length]));
      const timing = createTiming(model);
      const before = JSON.stringify(plan);
      const costOf = (vehicle: number, nodes: readonly number[]) =>
        nodes.length === 0 ? 0 : (timing.judge(model.vehicles[vehicle]!, nodes, nodes.length)?.cost ?? Infinity);
      if (plan.routes.some(({ vehicle, nodes }) => costOf(vehicle, nodes) === Infinity)) return;
      for (const request of plan.absent) {
        const quotes = quote(model, timing, plan, request);
        let least = Infinity;
        for (const { vehicle, nodes } of plan.routes)
          for (const filled of everyPlace(model, nodes, request, lockedNodes(model, vehicle)))
            least = Math.min(least, costOf(vehicle, filled) - costOf(vehicle, nodes));
        expect(quotes.length > 0).toBe(least < Infinity);
        for (const [index, { vehicle, cost, nodes, visits }] of quotes.entries()) {
          const { number } = model.vehicles.find(({ id }) => id === vehicle)!;
          expect(visits.length).toBe(model.requests[request]!.size);
          if (model.balancePrice > 0) continue;
          expect(costOf(number, nodes) - costOf(number, plan.routes[number]!.nodes)).toBeCloseTo(cost, 3);
          if (index === 0) expect(cost).toBeCloseTo(least, 3);
          asked++;
        }
      }
      expect(JSON.stringify(plan)).toBe(before);
    }),
    {
      numRuns: 100 * Number(process.env['RAITTI_TIMES'] ?? 1),
      ...(process.env['RAITTI_TIMES'] === undefined && { seed: 2026 })
    }
  );
  expect(asked).toBeGreaterThan(50);
}, 300_000);
