import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arcBetween, contract, hierarchyOf, none } from './contraction.ts';
import { anyTurns } from './turn-graph.fixture.ts';

test('the arcs up are those that contracting node by node makes, and no more', () => {
  fc.assert(
    fc.property(anyTurns, ({ turns, rankOf }) => {
      const { first, head } = contract(turns, rankOf);
      const neighbours = rankOf.reduce<Set<number>[]>((sets) => [...sets, new Set()], []);
      rankOf.forEach((rank, node) => {
        for (const next of turns.turnTo.subarray(turns.firstTurn[node], turns.firstTurn[node + 1])) {
          const other = rankOf[next]!;
          if (other === rank) continue;
          neighbours[rank]!.add(other);
          neighbours[other]!.add(rank);
        }
      });
      neighbours.forEach((around, rank) => {
        const above = [...around].filter((other) => other > rank).sort((a, b) => a - b);
        expect([...head.subarray(first[rank], first[rank + 1])]).toEqual(above);
        for (const a of above) for (const b of above) if (a !== b) neighbours[a]!.add(b);
      });
    }),
    { numRuns: 300, seed: 2026 }
  );
});

test('each turn has its arc, up or down, and each arc is known from below and from above', () => {
  fc.assert(
    fc.property(anyTurns, ({ turns, rankOf }) => {
      const hierarchy = hierarchyOf(turns, rankOf, contract(turns, rankOf));
      rankOf.forEach((rank, node) => {
        expect(hierarchy.nodeAt[rank]).toBe(node);
        for (let turn = turns.firstTurn[node]!; turn < turns.firstTurn[node + 1]!; turn++) {
          const to = rankOf[turns.turnTo[turn]!]!;
          const place = hierarchy.placeOfTurn[turn]!;
          if (to === rank) expect(place).toBe(none);
          else expect([place >>> 1, place & 1]).toEqual([arcBetween(hierarchy, rank, to), rank < to ? 0 : 1]);
        }
        const below = [...hierarchy.arcBelow.subarray(hierarchy.firstBelow[rank], hierarchy.firstBelow[rank + 1])];
        expect(below).toEqual([...hierarchy.head.keys()].filter((arc) => hierarchy.head[arc] === rank));
      });
    }),
    { numRuns: 300, seed: 2026 }
  );
});
