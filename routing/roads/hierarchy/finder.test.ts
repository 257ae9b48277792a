import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract, hierarchyOf } from './contraction.ts';
import { createFinder } from './finder.ts';
import { anyTurns, turnGraphOf, type DrawnTurns } from './turn-graph.fixture.ts';

const finderOf = ({ turns, turnCost, rankOf }: DrawnTurns) =>
  createFinder(turns, hierarchyOf(turns, rankOf, contract(turns, rankOf)), turnCost);

/** Floyd and Warshall: the cheapest cost from every node to every node. */
function everyCost({ turns, turnCost }: DrawnTurns): number[][] {
  const nodes = Array.from({ length: turns.nodeCount }, (_, node) => node);
  const costs = nodes.map((from) => nodes.map((to) => (from === to ? 0 : Infinity)));
  for (const from of nodes) {
    for (let turn = turns.firstTurn[from]!; turn < turns.firstTurn[from + 1]!; turn++) {
      const to = turns.turnTo[turn]!;
      costs[from]![to] = Math.min(costs[from]![to]!, turnCost[turn]!);
    }
  }
  for (const over of nodes)
    for (const from of nodes)
      for (const to of nodes) costs[from]![to] = Math.min(costs[from]![to]!, costs[from]![over]! + costs[over]![to]!);
  return costs;
}

/** What driving the nodes one after the other costs, taking the cheapest of several turns. */
function costAlong({ turns, turnCost }: DrawnTurns, nodes: readonly number[]): number {
  let sum = 0;
  for (let index = 1; index < nodes.length; index++) {
    const [from, to] = [nodes[index - 1]!, nodes[index]!];
    const range = Array.from(
      { length: turns.firstTurn[from + 1]! - turns.firstTurn[from]! },
      (_, at) => turns.firstTurn[from]! + at
    );
    sum += Math.min(...range.filter((turn) => turns.turnTo[turn] === to).map((turn) => turnCost[turn]!));
  }
  return sum;
}

test('in any order of contraction, every way costs what Floyd and Warshall say, and its turns sum to that', () => {
  fc.assert(
    fc.property(anyTurns, (drawn) => {
      const finder = finderOf(drawn);
      const judged = everyCost(drawn);
      const nodes = judged.map((_, node) => [{ node, cost: 0 }]);
      expect([...finder.costs(nodes, nodes)]).toEqual(judged.flat());
      for (const [from, row] of judged.entries()) {
        for (const [to, cost] of row.entries()) {
          const path = finder.path(nodes[from]!, nodes[to]!);
          if (cost === Infinity) {
            expect(path).toBeUndefined();
            continue;
          }
          expect(path!.cost).toBe(cost);
          expect([path!.nodes[0], path!.nodes.at(-1)]).toEqual([from, to]);
          expect(costAlong(drawn, path!.nodes)).toBe(cost);
        }
      }
    }),
    { numRuns: 500, seed: 2026 }
  );
});

test('from and to several nodes at once, the cheapest pair counts with what its ends cost', () => {
  const seeds = (count: number) =>
    fc.array(fc.record({ node: fc.nat(count - 1), cost: fc.integer({ min: 0, max: 5 }) }), {
      minLength: 1,
      maxLength: 5
    });
  const asked = anyTurns.chain((drawn) =>
    fc.record({
      drawn: fc.constant(drawn),
      sources: seeds(drawn.turns.nodeCount),
      targets: seeds(drawn.turns.nodeCount)
    })
  );
  fc.assert(
    fc.property(asked, ({ drawn, sources, targets }) => {
      const judged = everyCost(drawn);
      const least = Math.min(
        ...sources.flatMap((source) =>
          targets.map((target) => source.cost + judged[source.node]![target.node]! + target.cost)
        )
      );
      const finder = finderOf(drawn);
      expect([...finder.costs([sources], [targets])]).toEqual([least]);
      expect(finder.path(sources, targets)?.cost ?? Infinity).toBe(least);
      // The search's arrays are used again: what one question left must not answer the next.
      expect([...finder.costs([targets, sources], [targets])][1]).toBe(least);
    }),
    { numRuns: 500, seed: 2026 }
  );
});

test('a road folded into one arc a hundred thousand times unfolds', () => {
  const count = 100_000;
  const turns = turnGraphOf(
    Uint32Array.from({ length: count + 1 }, (_, node) => Math.min(node, count - 1)),
    Array.from({ length: count - 1 }, (_, node) => node + 1)
  );
  // The two ends are contracted last, so one arc stands for the whole road.
  const rankOf = Uint32Array.from({ length: count }, (_, node) =>
    node === 0 ? count - 2 : node === count - 1 ? count - 1 : node - 1
  );
  const path = finderOf({ turns, turnCost: new Float64Array(count - 1).fill(1), rankOf }).path(
    [{ node: 0, cost: 0 }],
    [{ node: count - 1, cost: 0 }]
  );
  expect(path!.cost).toBe(count - 1);
  expect(path!.nodes).toEqual(Array.from({ length: count }, (_, node) => node));
});
