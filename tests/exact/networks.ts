import { createReadStream } from 'node:fs';
import { seededRandom } from '#routing/planner/random.ts';
import { importRoads } from '#routing/region/import-roads.ts';
import type { RoadGraph } from '#routing/region/road-graph.ts';
import type { MetricOptions } from '#routing/roads/metric.ts';
import type { Approach } from '#routing/roads/questions.ts';
import { prepareRoads, type Roads } from '#routing/roads/roads.ts';
import { manyFold, mapFiles } from '../bench/regions.ts';
import type { Place } from './compare.ts';
import { readSigns } from './map-signs.ts';

/** A map file, and from how many places its network is compared. */
export interface MapToCompare {
  readonly name: string;
  readonly sources: number;
  file(directory: string): Promise<string>;
}

/** The real extracts, or the demo's where they are not at hand, and eight joined copies of one. */
export async function mapsToCompare(directory: string): Promise<MapToCompare[]> {
  const extracts = await mapFiles(directory);
  return [
    ...extracts.map(({ region, file }) => ({ name: region, sources: 100, file: async () => file })),
    { name: 'eight-fold', sources: 20, file: async () => (await manyFold(directory, [4, 2])).file }
  ];
}

export async function readNetwork(file: string) {
  const { graph } = await importRoads(() => createReadStream(file));
  return { roads: prepareRoads(graph), faultOfLine: await readSigns(file) };
}

const closures = 20;

/** Summer, winter, and random closures of a few roads up to one in twenty. */
export function conditionsOf({ graph }: Roads, seed: number): [name: string, conditions: MetricOptions][] {
  const [summer, winter] = [{ date: '2026-07-15' }, { date: '2026-01-15' }];
  return [
    ['summer', summer],
    ['winter', winter],
    ...Array.from({ length: closures }, (_, index): [string, MetricOptions] => {
      const number = index + 1;
      const random = seededRandom(seed + number);
      const closed = [...graph.arcHead.keys()].filter(() => random() < number / (20 * closures));
      return [`closures-${number}`, { ...(index % 2 === 0 ? summer : winter), closed }];
    })
  ];
}

const approaches: readonly (Approach | null)[] = [null, 'curb', 'opposite'];

/** Within a few hundred metres of random points of the roads. */
export function placesNear({ points }: RoadGraph, count: number, random: () => number): Place[] {
  return Array.from({ length: count }, (_, index) => {
    const point = Math.floor((random() * points.length) / 2);
    return {
      position: {
        longitude: points[2 * point]! / 1e7 + (random() - 0.5) * 0.004,
        latitude: points[2 * point + 1]! / 1e7 + (random() - 0.5) * 0.002
      },
      approach: approaches[index % 3]!
    };
  });
}

/** One on every road: at its beginning, or anywhere between two of its points. */
export function placesOnEveryRoad({ edgeCount, edgePoint, points }: RoadGraph, random: () => number): Place[] {
  return Array.from({ length: edgeCount }, (_, edge) => {
    const [first, next] = [edgePoint[edge]!, edgePoint[edge + 1]!];
    const point = first + Math.floor(random() * (next - first - 1));
    const share = random() < 0.2 ? 0 : random();
    const between = (axis: 0 | 1) =>
      (points[2 * point + axis]! * (1 - share) + points[2 * point + 2 + axis]! * share) / 1e7;
    return { position: { longitude: between(0), latitude: between(1) }, approach: approaches[edge % 3]! };
  });
}
