import { expect, test } from 'vitest';
import { middleAndWorst, summaries, type Run } from './planner-summary.ts';

const run = (seed: number, vehicles: number, distance: number, faults: string[] = []): Run => ({
  seed,
  vehicles,
  distance,
  faults,
  firstFeasible: 0.1,
  best: 0.2,
  spent: 1
});

test('orders runs by faults, vehicles, then distance', () => {
  const [middle, worst] = middleAndWorst([run(1, 3, 90), run(2, 2, 999), run(3, 1, 5, ['wrong'])]);
  expect([middle.seed, worst.seed]).toEqual([1, 3]);
});

test('counts vehicles over all instances, and gaps only where the vehicles are equal', () => {
  const known = { vehicles: 10, distance: 100 };
  const outcome = (name: string, tasks: number, runs: Run[], best: typeof known | null = known) => ({
    set: 'pdptw',
    name,
    tasks,
    runs,
    known: best
  });
  const all = summaries([
    outcome('equal', 106, [run(1, 10, 101), run(2, 10, 100), run(3, 10, 104)]),
    outcome('longer', 100, [run(1, 10, 103), run(2, 10, 103), run(3, 10, 103)]),
    outcome('one more', 104, [run(1, 11, 90), run(2, 10, 107), run(3, 10, 100, ['late'])]),
    outcome('unknown', 104, [run(1, 1, 1), run(2, 1, 1), run(3, 1, 1)], null),
    outcome('larger', 212, [run(1, 9, 300), run(2, 10, 100), run(3, 10, 100)])
  ]);
  expect(all.map(({ summary }) => summary)).toEqual(['pdptw 100', 'pdptw 200']);
  expect(all[0]!.seeds).toEqual([
    expect.objectContaining({ vehicles: 31, knownVehicles: 30, vehicleRatio: 1.0333, reachedVehicles: 2 }),
    expect.objectContaining({ vehicles: 30, meanGap: 3.3333, medianGap: 3, worstGap: 7, worstInstance: 'one more' }),
    expect.objectContaining({ instances: 3, unsolved: 1, vehicles: 20, knownVehicles: 20 })
  ]);
  expect(all[0]!.seeds[0]).toMatchObject({ equalVehicles: 2, meanGap: 2, medianGap: 2, worstInstance: 'longer' });
  expect([all[0]!.median.seed, all[0]!.worst.seed]).toEqual([1, 3]);
  // Fewer than known is reached, but no gap.
  expect(all[1]!.seeds[0]).toMatchObject({ reachedVehicles: 1, equalVehicles: 0, meanGap: null, worstInstance: null });
});
