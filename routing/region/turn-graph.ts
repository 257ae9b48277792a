import { createMemory } from './driven-memory.ts';
import { isDrivable, type RoadGraph } from './road-graph.ts';
import { arcsByTail } from './arcs-by-tail.ts';
import { turnsAgainstRings } from './ring-flow.ts';
import { createTurnClock } from './turn-cost.ts';

/**
 * Which arc of a road graph may be driven after which. Its nodes are the arcs: being at one means standing at its
 * beginning, bound to drive it. Behind them come copies of arcs, for those who came there by a way after which not
 * every turn is allowed.
 */
export interface TurnGraph {
  readonly nodeCount: number;
  /** For each copy its arc: node `arcCount + i` stands for arc `copyOf[i]`. */
  readonly copyOf: Uint32Array;
  /** The turns from node `n` are `firstTurn[n]` up to `firstTurn[n + 1]`. */
  readonly firstTurn: Uint32Array;
  /** For each turn the node that is driven next. */
  readonly turnTo: Uint32Array;
  /** For each turn what it takes in tenths of a second, beside driving its arcs; gates not counted. */
  readonly turnDuration: Uint16Array;
  /** The turns that are forbidden while any of some conditions holds, as the map says them (`Mo-Fr 07:00-17:00`). */
  readonly forbiddenWhen: ReadonlyMap<number, readonly string[]>;
}

/** The arc that a node of a turn graph stands for. */
export const arcAt = ({ nodeCount, copyOf }: TurnGraph, node: number): number => {
  const arcCount = nodeCount - copyOf.length;
  return node < arcCount ? node : copyOf[node - arcCount]!;
};

/** Asks for all nodes that stand for an arc. */
export function nodesByArc({ nodeCount, copyOf }: TurnGraph): (arc: number) => readonly number[] {
  const arcCount = nodeCount - copyOf.length;
  const copies = new Map<number, number[]>();
  copyOf.forEach((arc, copy) => copies.set(arc, [...(copies.get(arc) ?? [arc]), arcCount + copy]));
  return (arc) => copies.get(arc) ?? [arc];
}

/**
 * The turns of a road graph: at its end an arc goes on into every arc that begins there and back into its opposite,
 * unless a restriction forbids it at all times, or it would lead against the traffic of a roundabout. Where a van may turn round is for `roads/turn-metric.ts` to say: a
 * closure may make a dead end.
 */
export function turnsOf(graph: RoadGraph): TurnGraph {
  const { nodeCount, arcHead } = graph;
  const leaving = arcsByTail(nodeCount, arcHead);
  const memory = createMemory(arcHead.length, graph.forbiddenDrives);
  const durationOf = createTurnClock(graph);
  const isAgainstRing = turnsAgainstRings(graph);
  const arcOf = (node: number) => (node < arcHead.length ? node : memory.copyOf[node - arcHead.length]!);
  const firstTurn = new Uint32Array(arcHead.length + memory.copyOf.length + 1);
  let most = 0;
  for (let node = 0; node + 1 < firstTurn.length; node++) {
    const junction = arcHead[arcOf(node)]!;
    most += leaving.first[junction + 1]! - leaving.first[junction]!;
  }
  const turnTo = new Uint32Array(most);
  const turnDuration = new Uint16Array(most);
  let count = 0;
  const forbiddenWhen = new Map<number, readonly string[]>();
  for (let node = 0; node + 1 < firstTurn.length; node++) {
    firstTurn[node] = count;
    const arc = arcOf(node);
    if (!isDrivable(graph, arc)) continue;
    const junction = arcHead[arc]!;
    for (let at = leaving.first[junction]!; at < leaving.first[junction + 1]!; at++) {
      const next = leaving.arcs[at]!;
      if (!isDrivable(graph, next) || isAgainstRing(arc, next)) continue;
      const conditions = memory.forbiddenWhen(node, next);
      if (conditions.includes('')) continue;
      if (conditions.length > 0) forbiddenWhen.set(count, conditions);
      turnTo[count] = memory.after(node, next);
      turnDuration[count++] = durationOf(arc, next);
    }
  }
  firstTurn[firstTurn.length - 1] = count;
  return {
    nodeCount: firstTurn.length - 1,
    copyOf: Uint32Array.from(memory.copyOf),
    firstTurn,
    turnTo: turnTo.slice(0, count),
    turnDuration: turnDuration.slice(0, count),
    forbiddenWhen
  };
}
