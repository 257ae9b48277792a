import type { TurnGraph } from '../../region/turn-graph.ts';
import { Climb, type Seed } from './climb.ts';
import { arcBetween, none, type Hierarchy } from './contraction.ts';
import { customize } from './customization.ts';

/** Finds the cheapest ways through a turn graph, from places that may begin and end at several of its nodes. */
export interface Finder {
  /** The cheapest way and its nodes, those of a source and a target included; nothing where there is none. */
  path(sources: readonly Seed[], targets: readonly Seed[]): { cost: number; nodes: number[] } | undefined;
  /**
   * Nodes over which there is a way that costs no more than so much, cheapest first: those where the two searches meet.
   * Not all there are, but over these lead the ways that are cheapest for long.
   */
  middles(sources: readonly Seed[], targets: readonly Seed[], most: number): Seed[];
  /** The cheapest cost from each place to each place, row by row; `Infinity` where there is no way. */
  costs(sources: readonly (readonly Seed[])[], targets: readonly (readonly Seed[])[]): Float64Array;
}

/** @param turnCost for each turn a whole number that stays exact when a way's are added up; `Infinity` where it is shut. */
export function createFinder(turns: TurnGraph, hierarchy: Hierarchy, turnCost: Float64Array): Finder {
  const { up, down } = customize(hierarchy, turnCost);
  const forward = new Climb(hierarchy);
  const backward = new Climb(hierarchy);

  function path(sources: readonly Seed[], targets: readonly Seed[]) {
    forward.from(sources, up);
    backward.from(targets, down);
    let best = Infinity;
    let meeting = none;
    for (let at = 0; at < backward.visitedCount; at++) {
      const rank = backward.visited[at]!;
      const cost = forward.cost[rank]! + backward.cost[rank]!;
      if (cost >= best) continue;
      best = cost;
      meeting = rank;
    }
    if (meeting === none) return undefined;
    const ranks = [...tailsDown(forward, meeting).reverse(), meeting, ...tailsDown(backward, meeting)];
    return { cost: best, nodes: unpacked(ranks).map((rank) => hierarchy.nodeAt[rank]!) };
  }

  function middles(sources: readonly Seed[], targets: readonly Seed[], most: number): Seed[] {
    forward.from(sources, up);
    backward.from(targets, down);
    const found: Seed[] = [];
    for (let at = 0; at < backward.visitedCount; at++) {
      const rank = backward.visited[at]!;
      const cost = forward.cost[rank]! + backward.cost[rank]!;
      if (cost <= most) found.push({ node: hierarchy.nodeAt[rank]!, cost });
    }
    return found.sort((a, b) => a.cost - b.cost);
  }

  /** The ranks over which a climb came to one, from it down to the seed. */
  function tailsDown(climb: Climb, top: number): number[] {
    const ranks: number[] = [];
    for (let arc = climb.reachedBy[top]!; arc !== none; arc = climb.reachedBy[hierarchy.tail[arc]!]!)
      ranks.push(hierarchy.tail[arc]!);
    return ranks;
  }

  /** Puts in between what each shortcut leads over. */
  function unpacked(ranks: readonly number[]): number[] {
    const whole = [ranks[0]!];
    // The way still to go, its next rank last; without recursion, for a long road may be folded thousands of times.
    const ahead = ranks.slice(1).reverse();
    while (ahead.length > 0) {
      const middle = middleOf(whole.at(-1)!, ahead.at(-1)!);
      if (middle === none) whole.push(ahead.pop()!);
      else ahead.push(middle);
    }
    return whole;
  }

  /** The rank that an arc leads over, or `none` where it is a turn. Costs are exact, so the way is where the sum fits. */
  function middleOf(from: number, to: number): number {
    const { nodeAt, tail, firstBelow, arcBelow } = hierarchy;
    const cost = (from < to ? up : down)[arcBetween(hierarchy, from, to)]!;
    const node = nodeAt[from]!;
    for (let turn = turns.firstTurn[node]!; turn < turns.firstTurn[node + 1]!; turn++)
      if (turns.turnTo[turn] === nodeAt[to] && turnCost[turn] === cost) return none;
    const low = Math.min(from, to);
    for (let at = firstBelow[low]!; at < firstBelow[low + 1]!; at++) {
      const toLow = arcBelow[at]!;
      const toHigh = arcBetween(hierarchy, tail[toLow]!, Math.max(from, to));
      if (toHigh === none) continue;
      const around = from < to ? down[toLow]! + up[toHigh]! : down[toHigh]! + up[toLow]!;
      if (around === cost) return tail[toLow]!;
    }
    throw new Error('An arc of the hierarchy stands for no way.');
  }

  function costs(sources: readonly (readonly Seed[])[], targets: readonly (readonly Seed[])[]): Float64Array {
    const buckets = bucketsOf(targets);
    const found = new Float64Array(sources.length * targets.length).fill(Infinity);
    sources.forEach((seeds, row) => {
      forward.from(seeds, up);
      const begin = row * targets.length;
      for (let at = 0; at < forward.visitedCount; at++) {
        const rank = forward.visited[at]!;
        const here = forward.cost[rank]!;
        if (here === Infinity) continue;
        for (let entry = buckets.first[rank]!, end = buckets.first[rank + 1]!; entry < end; entry++) {
          const cost = here + buckets.cost[entry]!;
          const cell = begin + buckets.target[entry]!;
          if (cost < found[cell]!) found[cell] = cost;
        }
      }
    });
    return found;
  }

  /** At each rank the targets that lie below it, and what it costs to come down to them. */
  function bucketsOf(targets: readonly (readonly Seed[])[]) {
    const first = new Uint32Array(hierarchy.nodeAt.length + 1);
    const climbs = targets.map((seeds) => {
      backward.from(seeds, down);
      const ranks = backward.visited.slice(0, backward.visitedCount);
      for (const rank of ranks) first[rank + 1]!++;
      return { ranks, costs: Float64Array.from(ranks, (rank) => backward.cost[rank]!) };
    });
    for (let rank = 1; rank < first.length; rank++) first[rank]! += first[rank - 1]!;
    const next = first.slice();
    const target = new Uint32Array(first.at(-1)!);
    const cost = new Float64Array(target.length);
    climbs.forEach(({ ranks, costs: atRanks }, index) => {
      ranks.forEach((rank, at) => {
        const entry = next[rank]!++;
        target[entry] = index;
        cost[entry] = atRanks[at]!;
      });
    });
    return { first, target, cost };
  }

  return { path, middles, costs };
}
