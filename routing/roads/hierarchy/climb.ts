import { none, type Hierarchy } from './contraction.ts';

/** Where a search begins: a node of the turn graph and what it costs to be there. */
export interface Seed {
  readonly node: number;
  readonly cost: number;
}

/**
 * One side of a search in a hierarchy: from its seeds up to the root of the elimination tree. Every node that an arc
 * leads up to is an ancestor, so walking the ancestors in their order settles each node once, without a heap.
 */
export class Climb {
  /** The ranks that the last climb visited. */
  readonly visited: Uint32Array;
  visitedCount = 0;
  /** What each rank costs by the last climb; `Infinity` where it did not come. */
  readonly cost: Float64Array;
  /** The arc by which each rank was reached; `none` at a seed. */
  readonly reachedBy: Uint32Array;
  private readonly hierarchy: Hierarchy;
  private readonly isVisited: Uint8Array;
  private readonly segmentEnds: number[] = [];

  constructor(hierarchy: Hierarchy) {
    this.hierarchy = hierarchy;
    this.visited = new Uint32Array(hierarchy.nodeAt.length);
    this.cost = new Float64Array(hierarchy.nodeAt.length).fill(Infinity);
    this.reachedBy = new Uint32Array(hierarchy.nodeAt.length);
    this.isVisited = new Uint8Array(hierarchy.nodeAt.length);
  }

  /** @param arcCost the metric's side that this search drives: `up` from sources, `down` from targets. */
  from(seeds: readonly Seed[], arcCost: Float64Array): void {
    this.forget();
    const { visited, cost, reachedBy, segmentEnds } = this;
    const { rankOf, first, head } = this.hierarchy;
    this.lineUp(seeds);
    for (const seed of seeds) {
      const rank = rankOf[seed.node]!;
      if (seed.cost >= cost[rank]!) continue;
      cost[rank] = seed.cost;
      reachedBy[rank] = none;
    }
    // A segment ends where it runs into an earlier one, so the later ones come first.
    for (let segment = segmentEnds.length - 1; segment >= 0; segment--) {
      const begin = segment === 0 ? 0 : segmentEnds[segment - 1]!;
      const end = segmentEnds[segment]!;
      for (let at = begin; at < end; at++) {
        const rank = visited[at]!;
        const here = cost[rank]!;
        if (here === Infinity) continue;
        for (let arc = first[rank]!, last = first[rank + 1]!; arc < last; arc++) {
          const there = here + arcCost[arc]!;
          const above = head[arc]!;
          if (there >= cost[above]!) continue;
          cost[above] = there;
          reachedBy[above] = arc;
        }
      }
    }
  }

  /** Lists the seeds' ancestors, each once. */
  private lineUp(seeds: readonly Seed[]): void {
    const { visited, isVisited, segmentEnds } = this;
    const { rankOf, first, head } = this.hierarchy;
    let count = 0;
    for (const { node } of seeds) {
      let rank = rankOf[node]!;
      while (!isVisited[rank]) {
        isVisited[rank] = 1;
        visited[count++] = rank;
        if (first[rank] === first[rank + 1]) break;
        rank = head[first[rank]!]!;
      }
      segmentEnds.push(count);
    }
    this.visitedCount = count;
  }

  private forget(): void {
    for (let at = 0; at < this.visitedCount; at++) {
      const rank = this.visited[at]!;
      this.cost[rank] = Infinity;
      this.isVisited[rank] = 0;
    }
    this.segmentEnds.length = 0;
  }
}
