import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Position } from '#domain/geometry.ts';
import { writeDemoRegion } from '#gateway/demo/region/write.ts';
import type { RoadGraph } from '#routing/region/road-graph.ts';
import { turnsOf } from '#routing/region/turn-graph.ts';
import { metricOf } from '#routing/roads/metric.ts';
import { snappableUnder } from '#routing/roads/snappable.ts';
import { writeManyFold, type Joints } from './many-fold.ts';

const extracts = join(import.meta.dirname, '../../../shared/osm');
const names = ['fi-kotka-karhula-2019', 'fi-helsinki-centre-2019', 'fi-tampere-roads-2021', 'li-liechtenstein-2021'];

interface MapFile {
  region: string;
  file: string;
}

/** The map files to measure on: the four real extracts, or the demo's invented one where they are not at hand. */
export async function mapFiles(directory: string): Promise<MapFile[]> {
  if (existsSync(extracts)) return names.map((region) => ({ region, file: join(extracts, `${region}.osm.pbf`) }));
  const file = join(directory, 'demo.osm.pbf');
  await writeDemoRegion(file);
  return [{ region: 'demo', file }];
}

/** Copies of Tampere's roads, or of the demo's, joined to a network of the size of a province or a country. */
export async function manyFold(
  directory: string,
  grid: readonly [columns: number, rows: number],
  joints: Joints = [12, 12]
): Promise<MapFile> {
  const maps = await mapFiles(directory);
  const { region, file } = maps.find(({ region: name }) => name.includes('tampere')) ?? maps[0]!;
  const isEven = joints[0] === joints[1];
  const name = `${region} ${grid[0] * grid[1]}-fold${isEven ? '' : `, joined by ${joints.join(' to ')} roads`}`;
  const copies = join(directory, `${name}.osm.pbf`);
  await writeManyFold(file, grid, joints, copies);
  return { region: name, file: copies };
}

/** A folder that is gone when the work is done. */
export async function* inTemporaryFolder<Item>(
  work: (directory: string) => AsyncGenerator<Item>
): AsyncGenerator<Item> {
  const directory = mkdtempSync(join(tmpdir(), 'raitti-bench-'));
  try {
    yield* work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The beginnings of random roads from which one comes everywhere and back. */
export function randomPlaces(graph: RoadGraph, count: number, random: () => number): Place[] {
  const places: Place[] = [];
  const turns = turnsOf(graph);
  const isSnappable = snappableUnder(graph, turns, metricOf(graph, turns).turnCost, 'raitti');
  while (places.length < count) {
    const edge = Math.floor(random() * graph.edgeCount);
    if (!isSnappable(edge, [0, 1])) continue;
    const point = graph.edgePoint[edge]!;
    places.push({
      node: graph.arcHead[2 * edge + 1]!,
      position: { longitude: graph.points[2 * point]! / 1e7, latitude: graph.points[2 * point + 1]! / 1e7 }
    });
  }
  return places;
}

export interface Place {
  /** In the graph. */
  node: number;
  position: Position;
}
