import { isDrivable, type RoadGraph } from './road-graph.ts';
import { arcsByTail } from './strong-components.ts';

/**
 * Which arc of a road graph may be driven after which. Its nodes are the arcs: being at one means standing at its
 * beginning, bound to drive it.
 */
export interface TurnGraph {
  readonly nodeCount: number;
  /** The turns from arc `a` are `firstTurn[a]` up to `firstTurn[a + 1]`. */
  readonly firstTurn: Uint32Array;
  /** For each turn the arc that is driven next. */
  readonly turnTo: Uint32Array;
}

/**
 * The turns of a road graph: at its end an arc goes on into every arc that begins there. A van turns round only where
 * there is no other way on.
 */
export function turnsOf(graph: RoadGraph): TurnGraph {
  const { nodeCount, arcHead } = graph;
  const leaving = arcsByTail(nodeCount, arcHead);
  const firstTurn = new Uint32Array(arcHead.length + 1);
  const turnTo: number[] = [];
  for (let arc = 0; arc < arcHead.length; arc++) {
    firstTurn[arc] = turnTo.length;
    if (!isDrivable(graph, arc)) continue;
    const node = arcHead[arc]!;
    for (let at = leaving.first[node]!; at < leaving.first[node + 1]!; at++) {
      const next = leaving.arcs[at]!;
      if (next !== (arc ^ 1) && isDrivable(graph, next)) turnTo.push(next);
    }
    const isDeadEnd = turnTo.length === firstTurn[arc];
    if (isDeadEnd && isDrivable(graph, arc ^ 1)) turnTo.push(arc ^ 1);
  }
  firstTurn[arcHead.length] = turnTo.length;
  return { nodeCount: arcHead.length, firstTurn, turnTo: Uint32Array.from(turnTo) };
}
