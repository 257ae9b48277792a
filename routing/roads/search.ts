import type { RoadGraph } from '../region/road-graph.ts';
import { arcsByTail } from '../region/strong-components.ts';
import { arcCosts } from './cost.ts';
import { Heap } from './heap.ts';

/** Where a search begins or ends: a node and what it costs to get from the place to it, or from it to the place. */
export interface Seed {
  readonly node: number;
  readonly cost: number;
  /** Which end of the place's edge the node is: 0 its beginning, 1 its end. */
  readonly fraction: 0 | 1;
}

export interface Path {
  readonly cost: number;
  /** Where the path enters the network, the arcs it drives, and where it leaves. */
  readonly source: Seed;
  readonly arcs: readonly number[];
  readonly target: Seed;
}

export interface Search {
  /** The cheapest way from one of `sources` to one of `targets`, by a search from both ends. */
  path(sources: readonly Seed[], targets: readonly Seed[]): Path | undefined;
  /**
   * The cheapest cost from `sources` to each of the nodes, or, `backward`, from each of the nodes to `sources`;
   * `Infinity` where there is no way.
   */
  costs(sources: readonly Seed[], nodes: ReadonlySet<number>, backward: boolean): Map<number, number>;
}

/** No arc, or no node. */
const none = 0xffff_ffff;

/** One side of a search; its arrays are reused, and a new number of the round makes them fresh. */
class Side {
  readonly heap = new Heap();
  private readonly cost: Float64Array;
  private readonly arc: Uint32Array;
  private readonly round: Uint32Array;
  private now = 0;

  constructor(nodeCount: number) {
    this.cost = new Float64Array(nodeCount);
    this.arc = new Uint32Array(nodeCount);
    this.round = new Uint32Array(nodeCount);
  }

  begin(seeds: readonly Seed[]): void {
    this.now++;
    if (this.now === 2 ** 32) {
      this.round.fill(0);
      this.now = 1;
    }
    this.heap.clear();
    for (const { node, cost } of seeds) this.reach(node, cost, none);
  }

  costAt(node: number): number {
    return this.round[node] === this.now ? this.cost[node]! : Infinity;
  }

  /** The arc over which the node was reached; `none` at a seed. */
  arcAt(node: number): number {
    return this.arc[node]!;
  }

  reach(node: number, cost: number, arc: number): void {
    if (cost >= this.costAt(node)) return;
    this.cost[node] = cost;
    this.arc[node] = arc;
    this.round[node] = this.now;
    this.heap.push(node, cost);
  }
}

/** Dijkstra's algorithm on a road graph: from both ends for one path, from one end for many costs. */
export function createSearch(graph: RoadGraph): Search {
  const { arcHead } = graph;
  const arcCost = arcCosts(graph);
  const leaving = arcsByTail(graph.nodeCount, arcHead);
  const fromSource = new Side(graph.nodeCount);
  const fromTarget = new Side(graph.nodeCount);

  /** Settles the cheapest node of a side; backward means driving its arcs the other way round. */
  function settle(side: Side, backward: boolean, reached?: (node: number) => void): number {
    const cost = side.heap.least;
    const node = side.heap.pop();
    if (cost > side.costAt(node)) return none;
    for (let at = leaving.first[node]!; at < leaving.first[node + 1]!; at++) {
      const arc = leaving.arcs[at]!;
      const next = cost + (backward ? arcCost[arc ^ 1]! : arcCost[arc]!);
      if (next === Infinity) continue;
      side.reach(arcHead[arc]!, next, arc);
      reached?.(arcHead[arc]!);
    }
    return node;
  }

  function path(sources: readonly Seed[], targets: readonly Seed[]): Path | undefined {
    fromSource.begin(sources);
    fromTarget.begin(targets);
    let best = Infinity;
    let meeting = none;
    const meet = (node: number) => {
      const cost = fromSource.costAt(node) + fromTarget.costAt(node);
      if (cost < best) {
        best = cost;
        meeting = node;
      }
    };
    for (const { node } of sources) meet(node);
    while (fromSource.heap.least + fromTarget.heap.least < best) {
      if (fromSource.heap.least <= fromTarget.heap.least) settle(fromSource, false, meet);
      else settle(fromTarget, true, meet);
    }
    if (meeting === none) return undefined;
    const { start, arcs, end } = arcsThrough(meeting);
    return { cost: best, source: cheapestAt(start, sources), arcs, target: cheapestAt(end, targets) };
  }

  function arcsThrough(meeting: number): { start: number; arcs: number[]; end: number } {
    const arcs: number[] = [];
    let node = meeting;
    for (let arc = fromSource.arcAt(node); arc !== none; arc = fromSource.arcAt(node)) {
      arcs.push(arc);
      node = arcHead[arc ^ 1]!;
    }
    const start = node;
    arcs.reverse();
    node = meeting;
    for (let arc = fromTarget.arcAt(node); arc !== none; arc = fromTarget.arcAt(node)) {
      arcs.push(arc ^ 1);
      node = arcHead[arc ^ 1]!;
    }
    return { start, arcs, end: node };
  }

  function costs(sources: readonly Seed[], nodes: ReadonlySet<number>, backward: boolean): Map<number, number> {
    fromSource.begin(sources);
    let open = nodes.size;
    const found = new Map<number, number>();
    while (open > 0 && fromSource.heap.size > 0) {
      const cost = fromSource.heap.least;
      const node = settle(fromSource, backward);
      if (node === none || !nodes.has(node)) continue;
      found.set(node, cost);
      open--;
    }
    return found;
  }

  return { path, costs };
}

const cheapestAt = (node: number, seeds: readonly Seed[]) =>
  seeds.filter((seed) => seed.node === node).reduce((a, b) => (b.cost < a.cost ? b : a));
