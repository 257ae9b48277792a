import fc from 'fast-check';
import { expect, test } from 'vitest';
import { strongComponents } from './strong-components.ts';

const drawn = fc.integer({ min: 1, max: 12 }).chain((nodeCount) =>
  fc.record({
    nodeCount: fc.constant(nodeCount),
    turns: fc.array(fc.record({ from: fc.nat(nodeCount - 1), to: fc.nat(nodeCount - 1), isOpen: fc.boolean() }))
  })
);

test('two nodes are of one part where each is reached from the other, and parts are numbered against the turns', () => {
  fc.assert(
    fc.property(drawn, ({ nodeCount, turns }) => {
      const sorted = turns.toSorted((a, b) => a.from - b.from);
      const firstTurn = Uint32Array.from(
        { length: nodeCount + 1 },
        (_, node) => sorted.filter(({ from }) => from < node).length
      );
      const turnTo = Uint32Array.from(sorted, ({ to }) => to);
      const isOpen = Uint8Array.from(sorted, (turn) => (turn.isOpen ? 1 : 0));
      const { partOf, sizes, nodes } = strongComponents({ nodeCount, firstTurn, turnTo }, isOpen);
      const reached = (from: number, seen = new Set([from])): Set<number> => {
        for (const turn of turns)
          if (turn.isOpen && turn.from === from && !seen.has(turn.to)) reached(turn.to, seen.add(turn.to));
        return seen;
      };
      for (let a = 0; a < nodeCount; a++)
        for (let b = 0; b < nodeCount; b++) {
          expect(partOf[a] === partOf[b]).toBe(reached(a).has(b) && reached(b).has(a));
          if (reached(a).has(b)) expect(partOf[a]).toBeGreaterThanOrEqual(partOf[b]!);
        }
      expect(sizes).toEqual(sizes.map((_, part) => [...partOf].filter((of) => of === part).length));
      expect([...nodes].sort((a, b) => a - b)).toEqual([...Array(nodeCount).keys()]);
      expect([...nodes].map((node) => partOf[node])).toEqual([...partOf].sort((a, b) => a - b));
    })
  );
});
