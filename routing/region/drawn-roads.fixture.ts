import { importRoads } from './import-roads.ts';
import { writePbf, type OsmRelation } from './pbf/write.ts';
import type { RoadGraph } from './road-graph.ts';

/** Degrees and, where there are any, tags of each node by its id. */
export type DrawnNodes = Record<number, [longitude: number, latitude: number, tags?: Record<string, string>]>;

export interface DrawnWay {
  readonly refs: number[];
  readonly tags: Record<string, string>;
}

/** A map file drawn by hand, for tests. */
export function pbfDrawn(
  nodes: DrawnNodes,
  ways: readonly DrawnWay[],
  source = 'invented',
  relations: readonly OsmRelation[] = []
): Uint8Array {
  const drawnNodes = Object.entries(nodes).map(([id, [longitude, latitude, tags = {}]]) => {
    return { id: Number(id), longitude, latitude, tags };
  });
  const drawnWays = ways.map((way, index) => ({ id: index + 1, ...way }));
  return writePbf({ nodes: drawnNodes, ways: drawnWays, relations }, { source, writingProgram: 'test' });
}

/** The road graph of a map drawn by hand, for tests. */
export async function graphDrawn(nodes: DrawnNodes, ways: readonly DrawnWay[]): Promise<RoadGraph> {
  return (await roadsDrawn(nodes, ways, [])).graph;
}

/** The same of a map with relations; the ways' ids are 1, 2, 3 and so on. */
export async function roadsDrawn(nodes: DrawnNodes, ways: readonly DrawnWay[], relations: readonly OsmRelation[]) {
  const file = pbfDrawn(nodes, ways, 'invented', relations);
  return importRoads(async function* () {
    yield file;
  });
}
