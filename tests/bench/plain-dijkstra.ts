import type { RoadGraph } from '#routing/region/road-graph.ts';
import { arcsByTail } from '#routing/region/arcs-by-tail.ts';
import { turnsOf } from '#routing/region/turn-graph.ts';
import { forbidden } from '#routing/roads/cost.ts';
import { Heap } from '#routing/roads/heap.ts';
import { metricOf } from '#routing/roads/metric.ts';

/**
 * Dijkstra's algorithm as a textbook has it, on the router's own arrays and heap: from one side, without an estimate.
 * It is the roads' judge of speed; `dijkstra.judge.ts` judges that they are right.
 * @returns asks for the durations (tenths of a second) from a node to others; `Infinity` where there is no way
 */
export function plainDijkstra(graph: RoadGraph) {
  const { nodeCount, arcHead } = graph;
  const { arcDuration } = metricOf(graph, turnsOf(graph));
  const leaving = arcsByTail(nodeCount, arcHead);
  const best = new Float64Array(nodeCount);
  const heap = new Heap();
  return (from: number, to: readonly number[]): number[] => {
    const wanted = new Set(to);
    best.fill(Infinity);
    best[from] = 0;
    heap.clear();
    heap.push(from, 0);
    while (heap.size > 0 && wanted.size > 0) {
      const duration = heap.least;
      const node = heap.pop();
      if (duration > best[node]!) continue;
      wanted.delete(node);
      for (let at = leaving.first[node]!; at < leaving.first[node + 1]!; at++) {
        const arc = leaving.arcs[at]!;
        if (arcDuration[arc] === forbidden) continue;
        const there = duration + arcDuration[arc]!;
        if (there >= best[arcHead[arc]!]!) continue;
        best[arcHead[arc]!] = there;
        heap.push(arcHead[arc]!, there);
      }
    }
    return to.map((node) => best[node]!);
  };
}
