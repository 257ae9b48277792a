import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createModel } from '../model/model.ts';
import { PlannerError } from '../planner-error.ts';
import { checkProblem, type ProblemInput } from '../problem.ts';
import { allKinds, randomProblems, smallDay } from '../random-problems.fixture.ts';
import { seededRandom } from '../random.ts';
import { withLocked } from '../schedule/locked.ts';
import { createTiming } from '../schedule/timing.ts';
import { startingPlan } from '../starting-plan.ts';
import type { Plan } from './contract.ts';
import { searchToTheEnd } from './search.fixture.ts';

async function startOf(problem: ProblemInput) {
  try {
    const locked = withLocked(await createModel(checkProblem(problem), undefined));
    const timing = createTiming(locked.model);
    return { locked, timing, ...startingPlan(locked, timing) };
  } catch (error) {
    if (error instanceof PlannerError) return undefined;
    throw error;
  }
}

test('what is locked stays as it is and comes first; what is aboard is brought; what is pinned is left alone', async () => {
  await fc.assert(
    fc.asyncProperty(randomProblems(allKinds, smallDay), fc.boolean(), async (problem, isSoon) => {
      const start = await startOf(problem);
      fc.pre(start !== undefined && start.locked.counts.some((count) => count > 0));
      const { locked, timing, plan, isFree } = start;
      const { stops, vehicles, requests } = locked.model;
      let told: Plan | undefined;
      const found = searchToTheEnd(locked.model, timing, {
        spent: (done) => done / (isSoon ? 1 : 60),
        random: seededRandom(1),
        initial: plan,
        lockedNodes: locked.counts,
        isFree,
        onBetter: (better) => void (told = better())
      });
      expect(found).toEqual(told);
      const nodesOf = ({ routes }: Plan, vehicle: number) =>
        routes.find((route) => route.vehicle === vehicle)?.nodes ?? [];
      const served = new Set(found.routes.flatMap(({ nodes }) => nodes.map((node) => node % stops.count)));
      for (const { number, isPinned } of vehicles) {
        const first = nodesOf(plan, number).slice(0, locked.counts[number]);
        expect(nodesOf(found, number).slice(0, first.length)).toEqual(first);
        if (isPinned) expect(nodesOf(found, number)).toEqual(nodesOf(plan, number));
        for (const node of first) {
          if (node < 0) continue;
          const { first: stop, size } = requests[stops.request[node % stops.count]!]!;
          expect(served).toContain(stop + size - 1);
        }
      }
      for (const { vehicle, nodes } of found.routes)
        expect(timing.costOf(vehicles[vehicle]!, nodes, nodes.length)).toBeLessThan(Infinity);
    }),
    { numRuns: 60, seed: 2026 }
  );
});
