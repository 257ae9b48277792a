import { none, type Hierarchy } from './contraction.ts';

/** What a hierarchy's arcs cost under one metric, upward and downward; `Infinity` where there is no way. */
export interface Metric {
  readonly up: Float64Array;
  readonly down: Float64Array;
}

/**
 * Gives a hierarchy the costs of a turn graph's turns.
 *
 * From the lowest node up, each arc gets the cheapest of its own turn and of the ways over a node below both its ends
 * (its lower triangles), whose arcs are final by then.
 *
 * @param turnCost one cost for each turn, none negative; `Infinity` for one that is shut.
 */
export function customize(hierarchy: Hierarchy, turnCost: Float64Array): Metric {
  const { nodeAt, first, head, tail, firstBelow, arcBelow, placeOfTurn } = hierarchy;
  const up = new Float64Array(head.length).fill(Infinity);
  const down = new Float64Array(head.length).fill(Infinity);
  for (let turn = 0; turn < turnCost.length; turn++) {
    const place = placeOfTurn[turn]!;
    if (place === none) continue;
    const side = place & 1 ? down : up;
    if (turnCost[turn]! < side[place >>> 1]!) side[place >>> 1] = turnCost[turn]!;
  }
  const arcTo = new Uint32Array(nodeAt.length);
  for (let rank = 0; rank < nodeAt.length; rank++) {
    for (let arc = first[rank]!; arc < first[rank + 1]!; arc++) arcTo[head[arc]!] = arc;
    for (let at = firstBelow[rank]!; at < firstBelow[rank + 1]!; at++) {
      const below = arcBelow[at]!;
      const end = first[tail[below]! + 1]!;
      const toBelow = down[below]!;
      const fromBelow = up[below]!;
      for (let other = below + 1; other < end; other++) {
        const arc = arcTo[head[other]!]!;
        const upward = toBelow + up[other]!;
        const downward = down[other]! + fromBelow;
        if (upward < up[arc]!) up[arc] = upward;
        if (downward < down[arc]!) down[arc] = downward;
      }
    }
  }
  return { up, down };
}
