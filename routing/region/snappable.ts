import { drivingOn, standardConditions, type Driving } from './car-profile.ts';
import { obstacle } from './obstacles.ts';
import { isFerry } from './road-classes.ts';
import { edgeFlag, isDrivable, type RoadGraph } from './road-graph.ts';
import { strongComponents, type StrongComponents } from './strong-components.ts';
import { arcAt, turnsOf, type TurnGraph } from './turn-graph.ts';

/** OSRM calls a part of the network tiny below this many arcs, and does not snap to it. */
const tinyPart = 1000;

/**
 * Flags the edges that a place may be snapped to: roads on which a van can come from a part of the network that is not
 * tiny, and can leave for one, obeying turn restrictions and turning round only where it may.
 */
export function withSnappable(graph: RoadGraph): RoadGraph {
  const usual = graph.traits.map((tags) => drivingOn(tags, standardConditions));
  const turns = turnsOf(graph);
  const isOpen = openTurns(graph, turns, usual);
  const parts = strongComponents(turns, isOpen);
  const enough = Math.min(
    tinyPart,
    parts.sizes.reduce((most, size) => Math.max(most, size), 0)
  );
  const { hasWayIn, hasWayOut } = reached(turns, isOpen, parts, enough);
  const edgeFlags = graph.edgeFlags.slice();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const trait = graph.edgeTrait[edge]!;
    if (!usual[trait] || isFerry(graph.traits[trait]!)) continue;
    const arcs = [2 * edge, 2 * edge + 1];
    if (arcs.some((arc) => hasWayIn[arc]) && arcs.some((arc) => hasWayOut[arc])) edgeFlags[edge]! |= edgeFlag.snappable;
  }
  return { ...graph, edgeFlags };
}

/**
 * For each turn 1 where a van may take it on a usual day, or on a winter's day onto the ice. A road that ends but for
 * the ice is a dead end still.
 */
function openTurns(graph: RoadGraph, turns: TurnGraph, usual: readonly (Driving | undefined)[]): Uint8Array {
  const { arcHead, arcObstacles, edgeTrait, traits } = graph;
  const opened = traits.map(
    (tags, trait) => usual[trait] ?? drivingOn(tags, { ...standardConditions, isOpened: true })
  );
  const isDrivenIf = (drivings: typeof usual, arc: number) =>
    isDrivable(graph, arc) && (drivings[edgeTrait[arc >> 1]!]?.[arc & 1 ? 'backward' : 'forward'] ?? 0) > 0;
  const waysOn = new Uint32Array(graph.nodeCount);
  for (let arc = 0; arc < arcHead.length; arc++) if (isDrivenIf(usual, arc)) waysOn[arcHead[arc ^ 1]!]!++;
  const isOpen = new Uint8Array(turns.turnTo.length);
  for (let node = 0; node < turns.nodeCount; node++) {
    const arc = arcAt(turns, node);
    if (!isDrivenIf(opened, arc)) continue;
    const isDeadEnd = waysOn[arcHead[arc]!] === (isDrivenIf(usual, arc ^ 1) ? 1 : 0);
    const mayTurnRound = isDeadEnd || (arcObstacles[arc]! & obstacle.turningPlace) !== 0;
    for (let turn = turns.firstTurn[node]!; turn < turns.firstTurn[node + 1]!; turn++) {
      const next = arcAt(turns, turns.turnTo[turn]!);
      if (isDrivenIf(opened, next) && (mayTurnRound || next !== (arc ^ 1))) isOpen[turn] = 1;
    }
  }
  return isOpen;
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
