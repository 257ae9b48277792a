import type { TurnGraph } from '../../region/turn-graph.ts';

/**
 * The shape of a customizable contraction hierarchy. Its nodes are those of a turn graph, numbered by their rank: the
 * order in which they are contracted. It has a shortcut wherever a contraction could need one, whatever a turn costs,
 * so it serves every metric. Each of its arcs leads up, to a node of a higher rank, and stands for both directions.
 * Dibbelt, Strasser, Wagner: Customizable Contraction Hierarchies, https://arxiv.org/abs/1402.0402
 */
export interface Hierarchy {
  /** For each node of the turn graph its rank, and the other way round. */
  readonly rankOf: Uint32Array;
  readonly nodeAt: Uint32Array;
  /** The arcs that lead up from rank `r` are `first[r]` up to `first[r + 1]`, by rising `head`. */
  readonly first: Uint32Array;
  readonly head: Uint32Array;
  readonly tail: Uint32Array;
  /** The arcs that lead up to rank `r` are `arcBelow` from `firstBelow[r]` up to `firstBelow[r + 1]`, by rising tail. */
  readonly firstBelow: Uint32Array;
  readonly arcBelow: Uint32Array;
  /** For each turn twice the arc that it belongs to, and one more when it leads down; `none` for a turn to its own node. */
  readonly placeOfTurn: Uint32Array;
}

export const none = 0xffff_ffff;

/**
 * Contracts a turn graph, from the lowest rank up.
 *
 * A contraction connects the nodes above; that is, all but the lowest of them with that lowest one, which is the node's
 * parent in the elimination tree. So a node's arcs are its own turns and what its children leave it.
 */
export function contract(turns: TurnGraph, rankOf: Uint32Array): Pick<Hierarchy, 'first' | 'head'> {
  const { nodeCount } = turns;
  const own = turnsUpward(turns, rankOf);
  const first = new Uint32Array(nodeCount + 1);
  const firstChild = new Uint32Array(nodeCount).fill(none);
  const nextChild = new Uint32Array(nodeCount).fill(none);
  const seenBy = new Uint32Array(nodeCount).fill(none);
  let head = new Uint32Array(Math.max(1024, 4 * turns.turnTo.length));
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    const begin = count;
    const add = (above: number) => {
      if (above === node || seenBy[above] === node) return;
      seenBy[above] = node;
      if (count === head.length) head = grown(head);
      head[count++] = above;
    };
    for (let at = own.first[node]!; at < own.first[node + 1]!; at++) add(own.head[at]!);
    for (let child = firstChild[node]!; child !== none; child = nextChild[child]!) {
      for (let arc = first[child]! + 1; arc < first[child + 1]!; arc++) add(head[arc]!);
    }
    first[node + 1] = count;
    if (count === begin) continue;
    head.subarray(begin, count).sort();
    const parent = head[begin]!;
    nextChild[node] = firstChild[parent]!;
    firstChild[parent] = node;
  }
  return { first, head: head.slice(0, count) };
}

/** What follows from a hierarchy's arcs, for climbing, customizing and unpacking. */
export function hierarchyOf(
  turns: TurnGraph,
  rankOf: Uint32Array,
  { first, head }: Pick<Hierarchy, 'first' | 'head'>
): Hierarchy {
  const nodeAt = new Uint32Array(rankOf.length);
  rankOf.forEach((rank, node) => (nodeAt[rank] = node));
  const tail = new Uint32Array(head.length);
  const firstBelow = countedFrom(turns.nodeCount, head);
  const next = firstBelow.slice();
  const arcBelow = new Uint32Array(head.length);
  for (let rank = 0; rank < turns.nodeCount; rank++) {
    for (let arc = first[rank]!; arc < first[rank + 1]!; arc++) {
      tail[arc] = rank;
      arcBelow[next[head[arc]!]!++] = arc;
    }
  }
  const placeOfTurn = new Uint32Array(turns.turnTo.length);
  forEachTurn(turns, rankOf, (turn, from, to) => {
    const arc = from === to ? none : arcBetween({ first, head }, from, to);
    placeOfTurn[turn] = arc === none ? none : 2 * arc + (from < to ? 0 : 1);
  });
  return { rankOf, nodeAt, first, head, tail, firstBelow, arcBelow, placeOfTurn };
}

/** The arc between two different ranks, found by halving; `none` where there is none. */
export function arcBetween({ first, head }: Pick<Hierarchy, 'first' | 'head'>, a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  let from = first[low]!;
  let to = first[low + 1]!;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (head[middle]! < high) from = middle + 1;
    else to = middle;
  }
  return from < first[low + 1]! && head[from] === high ? from : none;
}

/** Each turn as its lower end sees it, whichever way it leads. */
function turnsUpward(turns: TurnGraph, rankOf: Uint32Array): Pick<Hierarchy, 'first' | 'head'> {
  const low = new Uint32Array(turns.turnTo.length);
  forEachTurn(turns, rankOf, (turn, from, to) => (low[turn] = Math.min(from, to)));
  const first = countedFrom(turns.nodeCount, low);
  const next = first.slice();
  const head = new Uint32Array(low.length);
  forEachTurn(turns, rankOf, (_turn, from, to) => (head[next[Math.min(from, to)]!++] = Math.max(from, to)));
  return { first, head };
}

function forEachTurn(
  { nodeCount, firstTurn, turnTo }: TurnGraph,
  rankOf: Uint32Array,
  visit: (turn: number, from: number, to: number) => void
): void {
  for (let node = 0; node < nodeCount; node++) {
    for (let turn = firstTurn[node]!; turn < firstTurn[node + 1]!; turn++)
      visit(turn, rankOf[node]!, rankOf[turnTo[turn]!]!);
  }
}

/** Where each number's entries begin in a list that is sorted by `numbers`, and at the end how long the list is. */
function countedFrom(count: number, numbers: Uint32Array): Uint32Array {
  const first = new Uint32Array(count + 1);
  for (const number of numbers) first[number + 1]!++;
  for (let number = 0; number < count; number++) first[number + 1]! += first[number]!;
  return first;
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
