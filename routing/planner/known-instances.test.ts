import { describe, expect, test } from 'vitest';
import { haveLiLim, liLim, shortestKnown } from './li-lim.fixture.ts';
import { checkProblem } from './problem.ts';
import { faultsOf } from './solution.judge.ts';
import { solve } from './solve.ts';

describe.skipIf(!haveLiLim)('instances of Li & Lim (skipped where ../shared/bench is absent)', () => {
  test.each(['lc101', 'lr104', 'lrc101', 'lr201'])(
    '%s: all served, not 5 % above the shortest distance known',
    async (name) => {
      const problem = liLim(name);
      const solution = await solve(problem, { iterations: 1000 });
      expect(faultsOf(checkProblem(problem), solution)).toEqual([]);
      expect(solution.summary.unassigned).toBe(0);
      expect(solution.summary.duration / shortestKnown().get(name)!).toBeLessThan(1.05);
    }
  );
});
