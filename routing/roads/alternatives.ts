import { drivingOf } from './cost.ts';
import type { Seed } from './hierarchy/climb.ts';
import type { Finder } from './hierarchy/finder.ts';

/** How much dearer than the cheapest way another one may be. */
const longestStretch = 1.25;
/** Which share of the cheapest way's cost it may have in common with it, and with each other one told. */
const mostShared = 0.75;
/** Over which share of the cheapest way's cost, before and after the middle, it must itself be the cheapest. */
const locallyCheapest = 0.25;
/** More middles than these are not tried: a way that is good is among the first. */
const triedMiddles = 60;

interface Way {
  readonly cost: number;
  readonly nodes: readonly number[];
}

interface Costs {
  /** Driving from the beginning of one node to that of the next. */
  step(from: number, to: number): number;
  /** The stretch of road that a node stands for; both directions are one. */
  edgeOf(node: number): number;
}

/**
 * Other good ways beside the cheapest: not much dearer, different enough to be a choice, and without a detour that a
 * driver would shake his head at. Each is the cheapest way over some middle, taken from where the two searches of
 * the hierarchy meet; what makes it good is by I. Abraham, D. Delling, A. Goldberg and R. Werneck: Alternative routes in
 * road networks (2010), with the limits of OSRM.
 * @param number how many at most
 */
export function otherWays(
  finder: Finder,
  costs: Costs,
  sources: readonly Seed[],
  targets: readonly Seed[],
  best: Way,
  number: number
): Way[] {
  const bestDriving = drivingOf(best.cost);
  // Passages onto private roads are as many as the cheapest way's.
  const most = best.cost + bestDriving * (longestStretch - 1);
  const told: Way[] = [best];
  const tried = new Map(best.nodes.map((node) => [node, best.cost]));
  let tries = 0;
  for (const { node: middle, cost } of finder.middles(sources, targets, most)) {
    if (told.length > number || tries === triedMiddles) break;
    // The way over it was looked at when another of its nodes was the middle.
    if (tried.get(middle) === cost) continue;
    tries++;
    const way = wayOver(middle);
    if (!way) continue;
    for (const node of way.nodes) tried.set(node, way.cost);
    if (isGood(way, middle)) told.push(way);
  }
  return told.slice(1);

  function wayOver(middle: number): Way | undefined {
    const there = finder.path(sources, [{ node: middle, cost: 0 }]);
    const onward = finder.path([{ node: middle, cost: 0 }], targets);
    return there && onward && { cost: there.cost + onward.cost, nodes: [...there.nodes, ...onward.nodes.slice(1)] };
  }

  function isGood(way: Way, middle: number): boolean {
    const edges = new Set(way.nodes.map(costs.edgeOf));
    if (edges.size < way.nodes.length) return false;
    return (
      told.every((other) => sharedCost(other, edges) <= bestDriving * mostShared) && isLocallyCheapest(way, middle)
    );
  }

  function sharedCost({ nodes }: Way, edges: ReadonlySet<number>): number {
    let shared = 0;
    for (let at = 1; at < nodes.length; at++)
      if (edges.has(costs.edgeOf(nodes[at - 1]!))) shared += drivingOf(costs.step(nodes[at - 1]!, nodes[at]!));
    return shared;
  }

  /** The way around the middle, long enough for a wrong turn to show, against the cheapest between its ends. */
  function isLocallyCheapest({ nodes }: Way, middle: number): boolean {
    const enough = bestDriving * locallyCheapest;
    const at = nodes.indexOf(middle);
    let [first, last] = [at, at];
    let [before, after] = [0, 0];
    // No more than enough: on a long road around a lake the whole of it would be compared with the other shore.
    while (first > 0) {
      const step = costs.step(nodes[first - 1]!, nodes[first]!);
      if (drivingOf(before + step) > enough) break;
      before += step;
      first--;
    }
    while (last + 1 < nodes.length) {
      const step = costs.step(nodes[last]!, nodes[last + 1]!);
      if (drivingOf(after + step) > enough) break;
      after += step;
      last++;
    }
    const cheapest = finder.path([{ node: nodes[first]!, cost: 0 }], [{ node: nodes[last]!, cost: 0 }]);
    return cheapest?.cost === before + after;
  }
}
