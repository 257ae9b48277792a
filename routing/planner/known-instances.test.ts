import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { distanceOf, problemOf, readLiLim, tasksOf } from './instances.ts';
import { checkProblem } from './problem.ts';
import { faultsOf } from './solution.judge.ts';
import { solve } from './solve.ts';

const folder = new URL('../../../shared/bench/pdptw/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe.skipIf(!existsSync(folder))('instances of Li & Lim (skipped where ../shared/bench is absent)', () => {
  test.each(['lc101', 'lr104', 'lrc101', 'lr201'])(
    '%s: all served, not 5 % above the shortest distance known',
    async (name) => {
      const instance = readLiLim(read(`${name}.txt`));
      const problem = problemOf(instance);
      // The shortest distance, with as many vehicles as it takes.
      for (const vehicle of problem.vehicles) delete vehicle.costs;
      const solution = await solve(problem, { iterations: 1000 });
      expect(faultsOf(checkProblem(problem), solution)).toEqual([]);
      expect(solution.summary.unassigned).toBe(0);
      expect(distanceOf(instance, solution.routes.map(tasksOf)) / shortestKnown(name)).toBeLessThan(1.05);
    }
  );
});

function shortestKnown(name: string): number {
  const rows = read('best-distance.tsv').split('\n');
  return Number(rows.map((row) => row.split('\t')).find(([instance]) => instance === name)![2]);
}
