import type { RoadGraph } from '../../region/road-graph.ts';
import { dissect } from './dissection.ts';

/** An order of contraction for a road graph's arcs: the two of an edge one after the other, edges as `dissect` has them. */
export function ranksOf(graph: RoadGraph, onProgress?: (share: number) => void): Uint32Array {
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
  const rankOf = new Uint32Array(2 * edgeCount);
  dissect({ nodeCount, tail, head, x, y }, onProgress).forEach((edge, index) => {
    rankOf[2 * edge] = 2 * index;
    rankOf[2 * edge + 1] = 2 * index + 1;
  });
  return rankOf;
}
