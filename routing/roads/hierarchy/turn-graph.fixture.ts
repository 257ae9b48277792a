import fc from 'fast-check';
import type { TurnGraph } from '../../region/turn-graph.ts';

export interface DrawnTurns {
  readonly turns: TurnGraph;
  readonly turnCost: Float64Array;
  readonly rankOf: Uint32Array;
}

/** Any small turn graph: with turns back, turns to oneself, several turns between the same arcs, shut ones, islands; in any order. */
export const anyTurns: fc.Arbitrary<DrawnTurns> = fc.integer({ min: 1, max: 12 }).chain((nodeCount) => {
  const node = fc.integer({ min: 0, max: nodeCount - 1 });
  const cost = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.constant(Infinity));
  const list = fc.array(fc.record({ from: node, to: node, cost }), { maxLength: 40 });
  const order = fc.shuffledSubarray(
    Array.from({ length: nodeCount }, (_, index) => index),
    { minLength: nodeCount }
  );
  return fc.tuple(list, order).map(([drawn, ranks]) => turnsDrawn(nodeCount, drawn, ranks));
});

function turnsDrawn(
  nodeCount: number,
  drawn: readonly { from: number; to: number; cost: number }[],
  ranks: readonly number[]
): DrawnTurns {
  const sorted = drawn.toSorted((a, b) => a.from - b.from);
  const firstTurn = Uint32Array.from(
    { length: nodeCount + 1 },
    (_, node) => sorted.filter(({ from }) => from < node).length
  );
  return {
    turns: turnGraphOf(
      firstTurn,
      sorted.map(({ to }) => to)
    ),
    turnCost: Float64Array.from(sorted, ({ cost }) => cost),
    rankOf: Uint32Array.from(ranks)
  };
}

/** A turn graph without copies, durations and conditions. */
export function turnGraphOf(firstTurn: Uint32Array, turnTo: readonly number[]): TurnGraph {
  return {
    nodeCount: firstTurn.length - 1,
    copyOf: new Uint32Array(),
    firstTurn,
    turnTo: Uint32Array.from(turnTo),
    turnDuration: new Uint16Array(turnTo.length),
    forbiddenWhen: new Map()
  };
}
