import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createModel, type Model } from '../model/model.ts';
import { PlannerError } from '../planner-error.ts';
import { checkProblem, type ProblemInput } from '../problem.ts';
import { allKinds, randomProblems, smallDay } from '../random-problems.fixture.ts';
import { seededRandom } from '../random.ts';
import { withLocked } from '../schedule/locked.ts';
import { createTiming } from '../schedule/timing.ts';
import type { Objective, Plan } from './contract.ts';
import { searchToTheEnd } from './search.fixture.ts';

const kinds = allKinds.difference(new Set(['pinned', 'locked_steps']));

async function modelOf(problem: ProblemInput): Promise<Model | undefined> {
  try {
    return withLocked(await createModel(checkProblem(problem), undefined)).model;
  } catch (error) {
    if (error instanceof PlannerError) return undefined;
    throw error;
  }
}

const nothing = (model: Model): Plan => ({ routes: [], absent: model.requests.map(({ number }) => number) });

function planOf(model: Model, { initial = nothing(model), iterations = 100, seed = 1 } = {}) {
  const told: Objective[] = [];
  const plan = searchToTheEnd(model, createTiming(model), {
    spent: (done) => done / iterations,
    random: seededRandom(seed),
    initial,
    lockedNodes: model.vehicles.map(() => 0),
    isFree: () => true,
    onBetter: (_, objective) => void told.push({ ...objective })
  });
  return { plan, told };
}

/** What a plan is worth, and everything that is wrong with it, found without the search. */
function judge(model: Model, { routes, absent }: Plan) {
  const timing = createTiming(model);
  const { stops, requests, vehicles, balancePrice } = model;
  const faults: string[] = [];
  const seen = new Map<number, number>();
  const lengths = vehicles.map(() => 0);
  let cost = 0;
  for (const { vehicle, nodes } of routes) {
    const own = timing.costOf(vehicles[vehicle]!, nodes, nodes.length);
    if (own === Infinity) faults.push(`vehicle ${vehicle} breaks a rule`);
    lengths[vehicle] = timing.lastLength;
    cost += own;
    for (const node of nodes) if (node >= 0) seen.set(node % stops.count, (seen.get(node % stops.count) ?? 0) + 1);
  }
  cost += balancePrice * (Math.max(...lengths) - Math.min(...lengths));
  for (const { number, first, size, unassignedCost } of requests) {
    const isAbsent = absent.includes(number);
    for (let stop = first; stop < first + size; stop++)
      if ((seen.get(stop) ?? 0) !== (isAbsent ? 0 : 1))
        faults.push(`stop ${stop} is there ${seen.get(stop) ?? 0} times`);
    if (isAbsent) cost += unassignedCost ?? 0;
  }
  const left = absent.map((number) => requests[number]!).filter(({ unassignedCost }) => unassignedCost === undefined);
  return { faults, priority: left.reduce((sum, { priority }) => sum + priority, 0), absent: left.length, cost };
}

test('every plan keeps every rule, has every request once, and is worth what was told', async () => {
  await fc.assert(
    fc.asyncProperty(randomProblems(kinds, smallDay), async (problem) => {
      const model = await modelOf(problem);
      fc.pre(model !== undefined);
      const { plan, told } = planOf(model);
      const { faults, ...worth } = judge(model, plan);
      expect(faults).toEqual([]);
      expect(told.at(-1)).toEqual({ ...worth, cost: expect.closeTo(worth.cost, 4) });
    }),
    { numRuns: 150, seed: 2026 }
  );
});

test('the same seed gives the same plan', async () => {
  await fc.assert(
    fc.asyncProperty(randomProblems(kinds, smallDay), fc.nat(), async (problem, seed) => {
      const model = await modelOf(problem);
      fc.pre(model !== undefined);
      expect(planOf(model, { seed, iterations: 50 })).toEqual(planOf(model, { seed, iterations: 50 }));
    }),
    { numRuns: 40, seed: 2026 }
  );
});

test('a search that begins with a plan never ends with a worse one', async () => {
  await fc.assert(
    fc.asyncProperty(randomProblems(kinds, smallDay), async (problem) => {
      const model = await modelOf(problem);
      fc.pre(model !== undefined);
      const { plan, told } = planOf(model, { iterations: 10 });
      const again = planOf(model, { initial: plan, iterations: 30, seed: 2 }).told.at(-1)!;
      const before = told.at(-1)!;
      expect(again.priority - before.priority || again.absent - before.absent || again.cost - before.cost).toBeLessThan(
        1e-6
      );
    }),
    { numRuns: 60, seed: 2026 }
  );
});
