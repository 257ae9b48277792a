export interface ArcsByTail {
  /** For each node the place of its first arc in `arcs`, and at the end the number of all. */
  readonly first: Uint32Array;
  readonly arcs: Uint32Array;
}

/**
 * The arcs, allowed or not, in the order of the nodes where they start.
 * @param arcHead as in `RoadGraph`
 */
export function arcsByTail(nodeCount: number, arcHead: Uint32Array): ArcsByTail {
  const first = new Uint32Array(nodeCount + 1);
  for (let arc = 0; arc < arcHead.length; arc++) first[arcHead[arc ^ 1]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
  const next = first.slice();
  const arcs = new Uint32Array(arcHead.length);
  for (let arc = 0; arc < arcHead.length; arc++) arcs[next[arcHead[arc ^ 1]!]!++] = arc;
  return { first, arcs };
}
