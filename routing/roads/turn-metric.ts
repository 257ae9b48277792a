import { obstacle } from '../region/obstacles.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { gateDuration } from '../region/turn-cost.ts';
import { arcAt, type TurnGraph } from '../region/turn-graph.ts';
import { costOf } from './cost.ts';

/**
 * What it costs to drive each turn's first arc and then turn; `Infinity` where that is shut. A van turns round only
 * where there is no other way on, as at the end of a road or before one that is closed, and in places made for it.
 * @param arcCost of each arc, `Infinity` where it is shut
 */
export function turnCosts(graph: RoadGraph, turns: TurnGraph, arcCost: Float64Array): Float64Array {
  const { arcHead, arcObstacles } = graph;
  const { nodeCount, firstTurn, turnTo, turnDuration } = turns;
  /** How many open arcs begin at each junction. */
  const waysOn = new Uint32Array(graph.nodeCount);
  for (let arc = 0; arc < arcCost.length; arc++) if (arcCost[arc]! < Infinity) waysOn[arcHead[arc ^ 1]!]!++;
  const costs = new Float64Array(turnTo.length);
  for (let node = 0; node < nodeCount; node++) {
    const arc = arcAt(turns, node);
    const isDeadEnd = waysOn[arcHead[arc]!] === (arcCost[arc ^ 1]! < Infinity ? 1 : 0);
    const mayTurnRound = isDeadEnd || (arcObstacles[arc]! & obstacle.turningPlace) !== 0;
    const gate = gateDuration(arcObstacles[arc]!);
    for (let turn = firstTurn[node]!; turn < firstTurn[node + 1]!; turn++) {
      const isUTurn = arcAt(turns, turnTo[turn]!) === (arc ^ 1);
      const own = turnDuration[turn]! + (isUTurn ? 0 : gate);
      costs[turn] = isUTurn && !mayTurnRound ? Infinity : arcCost[arc]! + costOf(own, 0);
    }
  }
  return costs;
}
