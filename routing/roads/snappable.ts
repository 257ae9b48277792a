import type { Profile } from '../region/car-profile.ts';
import { isFerry } from '../region/road-classes.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { strongComponents, type StrongComponents } from '../region/strong-components.ts';
import { arcAt, type TurnGraph } from '../region/turn-graph.ts';

/** OSRM calls a part of the network tiny below this many arcs, and does not snap to it. */
const tinyPart = 1000;

/** Whether a van that may come by in these directions of an edge can be there. */
export type IsSnappable = (edge: number, directions: readonly (0 | 1)[]) => boolean;

/**
 * Tells to which roads a place may be snapped: those, but no ferries, on which a van can come from a part of the network
 * that is not tiny, and can leave for one, obeying turn restrictions and turning round only where it may. Where all parts are
 * tiny, OSRM snaps to any road, though none leads on; we to those of the largest.
 * @param turnCost of the metric that ways are found by; `Infinity` where a turn is shut
 */
export function snappableUnder(
  graph: RoadGraph,
  turns: TurnGraph,
  turnCost: Float64Array,
  profile: Profile
): IsSnappable {
  const isOpen = new Uint8Array(turnCost.length);
  for (let turn = 0; turn < turnCost.length; turn++) if (turnCost[turn]! < Infinity) isOpen[turn] = 1;
  const parts = strongComponents(turns, isOpen);
  const largest = parts.sizes.reduce((most, size) => Math.max(most, size), 0);
  const enough = profile === 'osrm-car' && largest < tinyPart ? 0 : Math.min(tinyPart, largest);
  const { hasWayIn, hasWayOut } = reached(turns, isOpen, parts, enough);
  const isOfFerry = graph.traits.map(isFerry);
  return (edge, directions) =>
    !isOfFerry[graph.edgeTrait[edge]!] &&
    directions.some((direction) => hasWayIn[2 * edge + direction]) &&
    directions.some((direction) => hasWayOut[2 * edge + direction]);
}

/** For each arc 1 where it is reached from a part of enough arcs, and where it leads to one. */
function reached(turns: TurnGraph, isOpen: Uint8Array, { partOf, sizes, nodes }: StrongComponents, enough: number) {
  const { firstTurn, turnTo } = turns;
  const isReached = Uint8Array.from(sizes, (size) => (size >= enough ? 1 : 0));
  const isLeading = isReached.slice();
  // Turns lead to parts of lower numbers, which come first among the nodes.
  forEachTurn(nodes, (from, to) => (isLeading[from]! |= isLeading[to]!));
  forEachTurn(nodes.toReversed(), (from, to) => (isReached[to]! |= isReached[from]!));
  const hasWayIn = new Uint8Array(turns.nodeCount - turns.copyOf.length);
  const hasWayOut = hasWayIn.slice();
  for (const node of nodes) {
    hasWayIn[arcAt(turns, node)]! |= isReached[partOf[node]!]!;
    hasWayOut[arcAt(turns, node)]! |= isLeading[partOf[node]!]!;
  }
  return { hasWayIn, hasWayOut };

  function forEachTurn(inOrder: Uint32Array, visit: (fromPart: number, toPart: number) => void): void {
    for (const node of inOrder)
      for (let turn = firstTurn[node]!; turn < firstTurn[node + 1]!; turn++)
        if (isOpen[turn]) visit(partOf[node]!, partOf[turnTo[turn]!]!);
  }
}
