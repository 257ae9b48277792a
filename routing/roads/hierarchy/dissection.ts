/** Roads to be cut in two again and again: nodes with places on a plane, and edges between them. */
interface Network {
  readonly nodeCount: number;
  /** For each edge its two ends. */
  readonly tail: Uint32Array;
  readonly head: Uint32Array;
  /** In any unit that is the same along both axes. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Of the nodes in a direction's order this share is on either side for certain. */
const certainShare = 0.25;
/** The directions in which a cell is cut; the smallest cut wins. */
const directions = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1]
] as const;

/**
 * An order of a network's edges for contraction: a nested dissection by edge cuts. The network is cut in two by as few
 * edges as may be, these come last; then each half likewise.
 *
 * The cuts are found by inertial flow: the nodes are sorted along a direction, the first and the last quarter made
 * source and sink, and the least cut between them is as large as the greatest flow.
 * Schild, Sommer: On Balanced Separators in Road Networks, 2015.
 *
 * @returns the edges, the first to be contracted first.
 */
export function dissect(network: Network, onProgress: (share: number) => void = () => undefined): Uint32Array {
  const { nodeCount, tail, head } = network;
  const order = new Uint32Array(tail.length);
  let place = tail.length;
  const cellOf = new Uint32Array(nodeCount);
  const localOf = new Uint32Array(nodeCount);
  let cells = 0;

  const waiting: { nodes: Uint32Array; edges: Uint32Array }[] = [
    {
      nodes: Uint32Array.from({ length: nodeCount }, (_, node) => node),
      edges: Uint32Array.from(tail, (_, edge) => edge)
    }
  ];
  for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
    const { nodes, edges } = cell;
    if (edges.length === 0) continue;
    if (nodes.length === 1) {
      for (const edge of edges) order[--place] = edge;
      continue;
    }
    nodes.forEach((node, index) => (localOf[node] = index));
    const isFirstSide = halve(network, nodes, edges, localOf);
    const sides = [++cells, ++cells];
    nodes.forEach((node, index) => (cellOf[node] = isFirstSide[index] ? sides[0]! : sides[1]!));
    const halves = sides.map((side) => ({
      nodes: nodes.filter((node) => cellOf[node] === side),
      edges: edges.filter((edge) => cellOf[tail[edge]!] === side && cellOf[head[edge]!] === side)
    }));
    for (const edge of edges) if (cellOf[tail[edge]!] !== cellOf[head[edge]!]) order[--place] = edge;
    onProgress(1 - place / order.length);
    waiting.push(...halves);
  }
  return order;
}

/** For each node of a cell 1 when it is on the first side of the best cut. */
function halve(network: Network, nodes: Uint32Array, edges: Uint32Array, localOf: Uint32Array): Uint8Array {
  const flow = new Flow(network, nodes.length, edges, localOf);
  let best: Cut | undefined;
  for (const [dx, dy] of directions) {
    const along = Float64Array.from(nodes, (node) => dx * network.x[node]! + dy * network.y[node]!);
    const sorted = Uint32Array.from(nodes, (_, index) => index).sort((a, b) => along[a]! - along[b]! || a - b);
    const certain = Math.max(1, Math.floor(nodes.length * certainShare));
    const cut = flow.leastCut(
      sorted.subarray(0, certain),
      sorted.subarray(nodes.length - certain),
      best?.size ?? Infinity
    );
    if (cut && (!best || cut.size < best.size || (cut.size === best.size && cut.smaller > best.smaller))) best = cut;
  }
  return best!.isFirstSide;
}

interface Cut {
  /** How many edges are cut. */
  readonly size: number;
  /** How many nodes the smaller side has. */
  readonly smaller: number;
  readonly isFirstSide: Uint8Array;
}

/** The greatest flow through a cell, along edges that carry one unit in either direction. */
class Flow {
  private readonly nodeCount: number;
  private readonly first: Uint32Array;
  private readonly neighbour: Uint32Array;
  /** The place of the same edge seen from its other end. */
  private readonly twin: Uint32Array;
  /** What flows out along a place: -1, 0 or 1. */
  private readonly carried: Int8Array;
  private readonly reachedBy: Int32Array;
  private readonly queue: Uint32Array;

  constructor({ tail, head }: Network, nodeCount: number, edges: Uint32Array, localOf: Uint32Array) {
    this.nodeCount = nodeCount;
    const start = new Uint32Array(nodeCount + 2);
    for (const edge of edges) {
      start[localOf[tail[edge]!]! + 2]!++;
      start[localOf[head[edge]!]! + 2]!++;
    }
    for (let node = 2; node < start.length; node++) start[node]! += start[node - 1]!;
    this.neighbour = new Uint32Array(2 * edges.length);
    this.twin = new Uint32Array(2 * edges.length);
    for (const edge of edges) {
      const [a, b] = [localOf[tail[edge]!]!, localOf[head[edge]!]!];
      const atA = start[a + 1]!++;
      const atB = start[b + 1]!++;
      this.neighbour[atA] = b;
      this.neighbour[atB] = a;
      this.twin[atA] = atB;
      this.twin[atB] = atA;
    }
    this.first = start.subarray(0, nodeCount + 1);
    this.carried = new Int8Array(2 * edges.length);
    this.reachedBy = new Int32Array(nodeCount);
    this.queue = new Uint32Array(nodeCount);
  }

  /** @returns nothing when more than `limit` edges would be cut. */
  leastCut(sources: Uint32Array, sinks: Uint32Array, limit: number): Cut | undefined {
    this.carried.fill(0);
    const isSink = new Uint8Array(this.nodeCount);
    for (const node of sinks) isSink[node] = 1;
    let size = 0;
    for (let end = this.search(sources, isSink, 1); end >= 0; end = this.search(sources, isSink, 1)) {
      if (++size > limit) return undefined;
      for (let node = end, place = this.reachedBy[node]!; place >= 0; place = this.reachedBy[node]!) {
        this.carried[place]!++;
        this.carried[this.twin[place]!]!--;
        node = this.neighbour[this.twin[place]!]!;
      }
    }
    const fromSources = this.side();
    const isSource = new Uint8Array(this.nodeCount);
    for (const node of sources) isSource[node] = 1;
    this.search(sinks, isSource, -1);
    const fromSinks = this.side();
    // Both are least cuts; the one that lies nearer to the middle makes the flatter tree.
    return fromSources.smaller >= fromSinks.smaller
      ? { size, ...fromSources }
      : { size, smaller: fromSinks.smaller, isFirstSide: fromSinks.isFirstSide.map((side) => 1 - side) };
  }

  /** The nodes that the last search reached. */
  private side() {
    const isFirstSide = Uint8Array.from(this.reachedBy, (place) => (place === unreached ? 0 : 1));
    const count = isFirstSide.reduce((sum, side) => sum + side, 0);
    return { smaller: Math.min(count, this.nodeCount - count), isFirstSide };
  }

  /**
   * Walks breadth first where more can flow: with the flow (1) or against it (-1).
   * @returns a node of the other end, or -1
   */
  private search(from: Uint32Array, isEnd: Uint8Array, sense: 1 | -1): number {
    const { first, neighbour, carried, reachedBy, queue } = this;
    reachedBy.fill(unreached);
    let count = 0;
    for (const node of from) {
      reachedBy[node] = atStart;
      queue[count++] = node;
    }
    for (let at = 0; at < count; at++) {
      const node = queue[at]!;
      for (let place = first[node]!; place < first[node + 1]!; place++) {
        const next = neighbour[place]!;
        if (reachedBy[next] !== unreached || carried[place] === sense) continue;
        reachedBy[next] = place;
        if (isEnd[next]) return next;
        queue[count++] = next;
      }
    }
    return -1;
  }
}

const unreached = -2;
const atStart = -1;
