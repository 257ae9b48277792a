import type { RoadGraph } from '../region/road-graph.ts';
import { turnsOf, type TurnGraph } from '../region/turn-graph.ts';
import { contract, hierarchyOf, type Hierarchy } from './hierarchy/contraction.ts';
import { ranksOf } from './hierarchy/ranks.ts';

/** A region's roads, prepared so that ways through them are found at once. */
export interface Roads {
  readonly graph: RoadGraph;
  readonly turns: TurnGraph;
  readonly hierarchy: Hierarchy;
}

/** Prepares roads from their graph alone: slow, for building a pack and for tests. */
export function prepareRoads(graph: RoadGraph, onProgress?: (share: number) => void): Roads {
  const turns = turnsOf(graph);
  const ranks = ranksOf(graph, turns, onProgress);
  return { graph, turns, hierarchy: hierarchyOf(turns, ranks, contract(turns, ranks)) };
}
