import type { RoadGraph } from '#routing/region/road-graph.ts';
import { arcsByTail } from '#routing/region/arcs-by-tail.ts';
import { arcAt, turnsOf } from '#routing/region/turn-graph.ts';
import { Heap } from '#routing/roads/heap.ts';
import { metricOf } from '#routing/roads/metric.ts';

/**
 * Dijkstra's algorithm as a textbook has it, on the router's own arrays and heap, over its turns and with its costs: from
 * one side, without an estimate. It is the roads' judge of speed; `dijkstra.judge.ts` judges that they are right.
 * @returns asks for the costs (`cost.ts`) from a junction to others; `Infinity` where there is no way
 */
export function plainDijkstra(graph: RoadGraph) {
  const turns = turnsOf(graph);
  const { firstTurn, turnTo } = turns;
  const { arcCost, turnCost } = metricOf(graph, turns);
  const leaving = arcsByTail(graph.nodeCount, graph.arcHead);
  /** For each node of the turn graph what it costs to stand at the beginning of its arc; behind them, to be at a junction. */
  const best = new Float64Array(turns.nodeCount + graph.nodeCount);
  const heap = new Heap();
  const come = (node: number, cost: number) => {
    if (cost >= best[node]!) return;
    best[node] = cost;
    heap.push(node, cost);
  };
  return (from: number, to: readonly number[]): number[] => {
    const wanted = new Set(to);
    best.fill(Infinity);
    heap.clear();
    come(turns.nodeCount + from, 0);
    for (const arc of leaving.arcs.subarray(leaving.first[from], leaving.first[from + 1]))
      if (arcCost[arc]! < Infinity) come(arc, 0);
    while (heap.size > 0 && wanted.size > 0) {
      const cost = heap.least;
      const node = heap.pop();
      if (cost > best[node]!) continue;
      if (node >= turns.nodeCount) {
        wanted.delete(node - turns.nodeCount);
        continue;
      }
      const arc = arcAt(turns, node);
      const head = graph.arcHead[arc]!;
      if (wanted.has(head)) come(turns.nodeCount + head, cost + arcCost[arc]!);
      for (let turn = firstTurn[node]!; turn < firstTurn[node + 1]!; turn++)
        come(turnTo[turn]!, cost + turnCost[turn]!);
    }
    return to.map((node) => best[turns.nodeCount + node]!);
  };
}
