/**
 * The strongly connected parts of a road network: within one, every node can be reached from every other.
 * Kosaraju's algorithm, without recursion since a region has more nodes than a stack has room.
 * @param arcHead as in `RoadGraph`
 * @param isOpen whether an arc may be driven
 * @returns for each node the number of its part, and for each part its number of nodes
 */
export function strongComponents(
  nodeCount: number,
  arcHead: Uint32Array,
  isOpen: (arc: number) => boolean
): { partOf: Uint32Array; sizes: number[] } {
  const leaving = arcsByTail(nodeCount, arcHead);
  const finished = finishOrder(nodeCount, arcHead, isOpen, leaving);
  const unknown = 0xffff_ffff;
  const partOf = new Uint32Array(nodeCount).fill(unknown);
  const sizes: number[] = [];
  for (const root of finished.reverse()) {
    if (partOf[root] !== unknown) continue;
    const part = sizes.length;
    let size = 0;
    const stack = [root];
    partOf[root] = part;
    while (stack.length > 0) {
      const node = stack.pop()!;
      size++;
      for (let at = leaving.first[node]!; at < leaving.first[node + 1]!; at++) {
        const arc = leaving.arcs[at]!;
        const tail = arcHead[arc]!;
        // The opposite arc comes from `tail` to this node.
        if (!isOpen(arc ^ 1) || partOf[tail] !== unknown) continue;
        partOf[tail] = part;
        stack.push(tail);
      }
    }
    sizes.push(size);
  }
  return { partOf, sizes };
}

/** Nodes in the order in which a depth-first search leaves them. */
function finishOrder(
  nodeCount: number,
  arcHead: Uint32Array,
  isOpen: (arc: number) => boolean,
  leaving: ArcsByTail
): Uint32Array {
  const finished = new Uint32Array(nodeCount);
  let count = 0;
  const seen = new Uint8Array(nodeCount);
  const nextArc = leaving.first.slice();
  for (let root = 0; root < nodeCount; root++) {
    if (seen[root]) continue;
    seen[root] = 1;
    const stack = [root];
    while (stack.length > 0) {
      const node = stack.at(-1)!;
      if (nextArc[node] === leaving.first[node + 1]) {
        finished[count++] = node;
        stack.pop();
        continue;
      }
      const arc = leaving.arcs[nextArc[node]!++]!;
      const head = arcHead[arc]!;
      if (!isOpen(arc) || seen[head]) continue;
      seen[head] = 1;
      stack.push(head);
    }
  }
  return finished;
}

export interface ArcsByTail {
  /** For each node the place of its first arc in `arcs`, and at the end the number of all. */
  readonly first: Uint32Array;
  readonly arcs: Uint32Array;
}

/** The arcs, allowed or not, in the order of the nodes where they start. */
export function arcsByTail(nodeCount: number, arcHead: Uint32Array): ArcsByTail {
  const first = new Uint32Array(nodeCount + 1);
  for (let arc = 0; arc < arcHead.length; arc++) first[arcHead[arc ^ 1]! + 1]!++;
  for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
  const next = first.slice();
  const arcs = new Uint32Array(arcHead.length);
  for (let arc = 0; arc < arcHead.length; arc++) arcs[next[arcHead[arc ^ 1]!]!++] = arc;
  return { first, arcs };
}
