import type { TurnGraph } from './turn-graph.ts';

/** The strongly connected parts of a turn graph: within one, every node can be reached from every other. */
export interface StrongComponents {
  /** For each node the number of its part. No turn leads to a part of a higher number. */
  readonly partOf: Uint32Array;
  /** For each part its number of nodes. */
  readonly sizes: readonly number[];
  /** The nodes, part by part. */
  readonly nodes: Uint32Array;
}

const unknown = 0xffff_ffff;

/**
 * R. Tarjan: Depth-first search and linear graph algorithms, 1972, without recursion since a region has more nodes than a
 * stack has room.
 * @param isOpen for each turn 1 where it may be taken
 */
export function strongComponents(
  { nodeCount, firstTurn, turnTo }: Pick<TurnGraph, 'nodeCount' | 'firstTurn' | 'turnTo'>,
  isOpen: Uint8Array
): StrongComponents {
  const partOf = new Uint32Array(nodeCount).fill(unknown);
  const sizes: number[] = [];
  const nodes = new Uint32Array(nodeCount);
  let done = 0;
  /** When each node was first seen, counted from 1, and the first seen of those without a part that it leads to. */
  const seen = new Uint32Array(nodeCount);
  const lowest = new Uint32Array(nodeCount);
  let count = 0;
  const nextTurn = firstTurn.slice();
  const path: number[] = [];
  const waiting: number[] = [];

  function enter(node: number): void {
    seen[node] = lowest[node] = ++count;
    path.push(node);
    waiting.push(node);
  }

  function leave(node: number): void {
    path.pop();
    const before = path.at(-1);
    if (before !== undefined) lowest[before] = Math.min(lowest[before]!, lowest[node]!);
    if (lowest[node] !== seen[node]) return;
    const size = waiting.length - waiting.lastIndexOf(node);
    for (const member of waiting.splice(-size)) {
      partOf[member] = sizes.length;
      nodes[done++] = member;
    }
    sizes.push(size);
  }

  for (let root = 0; root < nodeCount; root++) {
    if (seen[root] === 0) enter(root);
    while (path.length > 0) {
      const node = path.at(-1)!;
      if (nextTurn[node] === firstTurn[node + 1]) {
        leave(node);
        continue;
      }
      const turn = nextTurn[node]!++;
      const next = turnTo[turn]!;
      if (!isOpen[turn]) continue;
      if (seen[next] === 0) enter(next);
      else if (partOf[next] === unknown) lowest[node] = Math.min(lowest[node]!, seen[next]!);
    }
  }
  return { partOf, sizes, nodes };
}
