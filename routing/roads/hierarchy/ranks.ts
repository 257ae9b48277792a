import type { RoadGraph } from '../../region/road-graph.ts';
import { nodesByArc, type TurnGraph } from '../../region/turn-graph.ts';
import { dissect } from './dissection.ts';

/**
 * An order of contraction for the nodes of a turn graph: the two arcs of an edge one after the other and each arc's
 * copies behind it, edges as `dissect` has them.
 */
export function ranksOf(graph: RoadGraph, turns: TurnGraph, onProgress?: (share: number) => void): Uint32Array {
  const { nodeCount, edgeCount, arcHead, edgePoint, points } = graph;
  const [x, y] = [new Float64Array(nodeCount), new Float64Array(nodeCount)];
  // A degree of longitude is shorter than one of latitude; one factor for all is enough for cutting.
  const squeeze = Math.cos((points[1]! / 1e7) * (Math.PI / 180));
  const place = (node: number, point: number) => {
    x[node] = points[2 * point]! * squeeze;
    y[node] = points[2 * point + 1]!;
  };
  for (let edge = 0; edge < edgeCount; edge++) {
    place(arcHead[2 * edge + 1]!, edgePoint[edge]!);
    place(arcHead[2 * edge]!, edgePoint[edge + 1]! - 1);
  }
  const head = arcHead.filter((_, arc) => arc % 2 === 0);
  const tail = arcHead.filter((_, arc) => arc % 2 === 1);
  const rankOf = new Uint32Array(turns.nodeCount);
  const nodesOf = nodesByArc(turns);
  let rank = 0;
  for (const edge of dissect({ nodeCount, tail, head, x, y }, onProgress))
    for (const node of [...nodesOf(2 * edge), ...nodesOf(2 * edge + 1)]) rankOf[node] = rank++;
  return rankOf;
}
