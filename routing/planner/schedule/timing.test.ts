import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestPlan } from '../exhaustive.judge.ts';
import type { PrintedRoute, ProblemWords } from '../judge/words.judge.ts';
import { createModel, type Model } from '../model/model.ts';
import { checkProblem } from '../problem.ts';
import { allKinds, fewSeconds, randomProblems, type Kind } from '../random-problems.fixture.ts';
import { createTiming } from './timing.ts';

/** The nodes of a printed route. */
function nodesOf({ stops, vehicles }: Model, { vehicle, steps }: PrintedRoute): number[] {
  return steps.flatMap(({ type, id, on_foot }) => {
    if (type === 'reload')
      return [-1 - vehicles.find((one) => one.id === vehicle)!.reloads.findIndex((reload) => reload.id === id)];
    const stop = stops.type.findIndex((one, at) => one === type && stops.id[at] === id);
    return stop < 0 ? [] : [on_foot ? stops.count + stop : stop];
  });
}

const without = (...kinds: Kind[]): ReadonlySet<Kind> => new Set([...allKinds].filter((kind) => !kinds.includes(kind)));

test('the routes of the best plan there is cost what trying every second says they cost at least', async () => {
  const kinds = without('pinned', 'locked_steps', 'speed_by_time', 'balance');
  await fc.assert(
    fc.asyncProperty(randomProblems(kinds, fewSeconds), async (input) => {
      const model = await createModel(checkProblem(input), undefined);
      const timing = createTiming(model);
      const { solution } = bestPlan(input as ProblemWords);
      for (const route of solution.routes) {
        const vehicle = model.vehicles.find(({ id }) => id === route.vehicle)!;
        const nodes = nodesOf(model, route);
        expect(timing.costOf(vehicle, nodes, nodes.length)).toBeCloseTo(route.cost, 4);
      }
    }),
    {
      numRuns: 30 * Number(process.env['RAITTI_TIMES'] ?? 1),
      ...(process.env['RAITTI_TIMES'] === undefined && { seed: 2026 })
    }
  );
}, 300_000);
