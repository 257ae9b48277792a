import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkProblem, type ProblemInput } from './problem.ts';
import { faultsOf } from './solution.judge.ts';
import { solve } from './solve.ts';

const folder = new URL('../../../shared/bench/pdptw/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8').trim().split(/\r?\n/);

/** A file of Li & Lim: a head of vehicles and capacity, then a row for each place, the depot first. */
function liLim(name: string): ProblemInput {
  const [head, ...rows] = read(`${name}.txt`).map((row) => row.trim().split(/\s+/).map(Number));
  const places = rows.map(([, x, y, demand, ready, due, service, , delivery]) => ({
    x: x!,
    y: y!,
    demand: demand!,
    window: [ready!, due!] as [number, number],
    service: service!,
    delivery: delivery!
  }));
  const stop = (id: number) => {
    const { window, service } = places[id]!;
    return { id, location_index: id, service, time_windows: [window] };
  };
  return {
    vehicles: Array.from({ length: head![0]! }, (_, id) => ({
      id,
      start_index: 0,
      end_index: 0,
      capacity: [head![1]!],
      time_window: places[0]!.window
    })),
    shipments: places.flatMap(({ demand, delivery }, id) =>
      demand > 0 ? [{ pickup: stop(id), delivery: stop(delivery), amount: [demand] }] : []
    ),
    matrices: {
      car: { durations: places.map((a) => places.map((b) => Math.hypot(a.x - b.x, a.y - b.y))) }
    }
  };
}

describe.skipIf(!existsSync(folder))('instances of Li & Lim (skipped where ../shared/bench is absent)', () => {
  test.each(['lc101', 'lr104', 'lrc101', 'lr201'])(
    '%s: all served, not 5 % above the shortest distance known',
    async (name) => {
      const problem = liLim(name);
      const solution = await solve(problem, { iterations: 1000 });
      expect(faultsOf(checkProblem(problem), solution)).toEqual([]);
      expect(solution.summary.unassigned).toBe(0);
      const best = Number(
        read('best-distance.tsv')
          .find((row) => row.startsWith(`${name}\t`))!
          .split('\t')[2]
      );
      expect(solution.summary.duration / best).toBeLessThan(1.05);
    }
  );
});
