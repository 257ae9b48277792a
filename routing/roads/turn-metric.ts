import { underProfile } from '../region/forbidden-drive.ts';
import { obstacle } from '../region/obstacles.ts';
import type { Profile } from '../region/car-profile.ts';
import { classOf } from '../region/road-classes.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { gateDuration } from '../region/turn-cost.ts';
import { arcAt, type TurnGraph } from '../region/turn-graph.ts';
import { costOf } from './cost.ts';

/** What of a metric turns depend on, for each arc. */
interface TurnedArcs {
  /** `Infinity` where it is shut. */
  readonly arcCost: Float64Array;
  /** 1 where it is private, or for deliveries and visitors only: a turn onto it from a public road is a passage. */
  readonly arcRestricted: Uint8Array;
  /** Tenths of a second until a ferry leaves; 0 on land. Who is on one already does not wait. */
  readonly arcWait: Uint32Array;
  readonly profile: Profile;
  /** Whether a condition is met that the map has for a turn restriction, or that bars the profile. */
  readonly isMet: (condition: string) => boolean;
}

/**
 * What it costs to drive each turn's first arc and then turn; `Infinity` where that is shut. A van turns round only
 * where there is no other way on, as at the end of a road or before one that is closed, and in places made for it; by OSRM
 * (`isTurnAllowed` in extractor/intersection/intersection_analysis.cpp) also where restrictions leave no other way, and where
 * nobody but who comes by the same road can come.
 */
export function turnCosts(
  graph: RoadGraph,
  turns: TurnGraph,
  { arcCost, arcRestricted, arcWait, profile, isMet }: TurnedArcs
): Float64Array {
  const { arcHead, arcObstacles } = graph;
  const { nodeCount, firstTurn, turnTo, turnDuration } = turns;
  /** How many open arcs begin at each junction. */
  const waysOn = new Uint32Array(graph.nodeCount);
  for (let arc = 0; arc < arcCost.length; arc++) if (arcCost[arc]! < Infinity) waysOn[arcHead[arc ^ 1]!]!++;
  const waysIn = new Uint32Array(profile === 'osrm-car' ? graph.nodeCount : 0);
  if (profile === 'osrm-car')
    for (let arc = 0; arc < arcCost.length; arc++) if (arcCost[arc]! < Infinity) waysIn[arcHead[arc]!]!++;
  const isShutNow = (turn: number) => turns.forbiddenWhen.get(turn)?.some(isMet) ?? false;
  /** Whether by OSRM a road is the only one to come by, or the only one to leave by. */
  function isOnlyWay(node: number, arc: number): boolean {
    if (waysIn[arcHead[arc]!]! <= 1) return true;
    for (let turn = firstTurn[node]!; turn < firstTurn[node + 1]!; turn++) {
      const next = arcAt(turns, turnTo[turn]!);
      if (next !== (arc ^ 1) && arcCost[next]! < Infinity && !isShutNow(turn)) return false;
    }
    return true;
  }
  const bars = waysBarred(turns, arcCost, profile);
  const costs = new Float64Array(turnTo.length);
  for (let node = 0; node < nodeCount; node++) {
    const arc = arcAt(turns, node);
    const isDeadEnd = waysOn[arcHead[arc]!]! - (bars.get(node) ?? 0) === (arcCost[arc ^ 1]! < Infinity ? 1 : 0);
    const isMadeForIt = (arcObstacles[arc]! & obstacle.turningPlace) !== 0;
    const mayTurnRound = isDeadEnd || isMadeForIt || (profile === 'osrm-car' && isOnlyWay(node, arc));
    const obstacles = arcObstacles[arc]!;
    const gate = obstacles && gateDuration(obstacles, profile, classOf(graph.traits[graph.edgeTrait[arc >> 1]!]!));
    for (let turn = firstTurn[node]!; turn < firstTurn[node + 1]!; turn++) {
      const next = arcAt(turns, turnTo[turn]!);
      const isUTurn = next === (arc ^ 1);
      const wait = arcWait[arc] === 0 ? arcWait[next]! : 0;
      const own = turnDuration[turn]! + (isUTurn ? 0 : gate) + wait;
      const passages = arcRestricted[arc]! < arcRestricted[next]! ? 1 : 0;
      const isShut = arcCost[next] === Infinity || (isUTurn && !mayTurnRound);
      costs[turn] = isShut ? Infinity : arcCost[arc]! + costOf(own, 0, passages);
    }
  }
  for (const turn of turns.forbiddenWhen.keys()) if (isShutNow(turn)) costs[turn] = Infinity;
  return costs;
}

/** How many open arcs a barrier keeps from those who come by a node of the turn graph: they may turn round before it. */
function waysBarred(turns: TurnGraph, arcCost: Float64Array, profile: Profile): ReadonlyMap<number, number> {
  const bars = new Map<number, number>();
  let node = 0;
  // The turns are in the order of the nodes from which they are taken.
  for (const [turn, conditions] of turns.forbiddenWhen) {
    while (turns.firstTurn[node + 1]! <= turn) node++;
    const next = arcAt(turns, turns.turnTo[turn]!);
    const isWayOn = arcCost[next]! < Infinity && next !== (arcAt(turns, node) ^ 1);
    if (isWayOn && conditions.includes(underProfile(profile))) bars.set(node, (bars.get(node) ?? 0) + 1);
  }
  return bars;
}
