import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openRegion, readPackFile, type Region } from '#routing/region/open.ts';
import { readPbf } from '#routing/region/pbf/read.ts';
import { turnsOf } from '#routing/region/turn-graph.ts';
import { seededRandom } from '#routing/planner/random.ts';
import { customize } from '#routing/roads/hierarchy/customization.ts';
import { createFinder } from '#routing/roads/hierarchy/finder.ts';
import { decodeHierarchy } from '#routing/roads/hierarchy/hierarchy-file.ts';
import { metricOf } from '#routing/roads/metric.ts';
import type { Roads } from '#routing/roads/roads.ts';
import { millisecondsOf, percentilesOf, type Case } from './case.ts';
import type { plainDijkstra } from './plain-dijkstra.ts';
import type { Place } from './regions.ts';

/** Builds a pack in a process of its own. */
export async function* building(region: string, file: string, pack: string): AsyncGenerator<Case> {
  const alone = join(import.meta.dirname, 'build-alone.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [alone, file, pack]);
  const { milliseconds, processors, megabytes } = JSON.parse(stdout) as Record<
    'milliseconds' | 'processors' | 'megabytes',
    number
  >;
  yield {
    name: `${region}: region build`,
    unit: 'ms',
    value: milliseconds,
    judge: 'reading the file once',
    judged: await millisecondsOf(() => readPbf(createReadStream(file), {}), 1)
  };
  // On a busy machine only this tells what the build costs; the threads of Node's garbage collector are in it.
  yield {
    name: `${region}: region build, time on processors`,
    unit: 'ms',
    value: processors,
    judge: 'region build',
    judged: milliseconds
  };
  const fileSize = (await stat(file)).size / 2 ** 20;
  yield {
    name: `${region}: most memory while building`,
    unit: 'MiB',
    value: megabytes,
    judge: 'map file',
    judged: fileSize
  };
  const names = ['roads.bin', 'hierarchy.bin', 'places.json', 'map.pmtiles'];
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(pack, name))).size / 2 ** 20));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  yield { name: `${region}: pack`, unit: 'MiB', value: whole, judge: 'map file', judged: fileSize };
}

export async function* opening(region: string, pack: string): AsyncGenerator<Case> {
  yield {
    name: `${region}: open`,
    unit: 'ms',
    value: await millisecondsOf(() => openRegion(pack), 5),
    judge: 'reading the bytes of its roads',
    judged: await millisecondsOf(
      () => Promise.all(['roads.bin', 'hierarchy.bin'].map((name) => readFile(join(pack, name)))),
      5
    )
  };
}

type Dijkstra = ReturnType<typeof plainDijkstra>;

export async function* customization(
  region: string,
  { graph, turns, hierarchy }: Roads,
  dijkstra: Dijkstra,
  place: Place
): AsyncGenerator<Case> {
  const { turnCost } = metricOf(graph, turns);
  yield {
    name: `${region}: customization`,
    unit: 'ms',
    value: await millisecondsOf(() => customize(hierarchy, turnCost), 5),
    judge: 'plain Dijkstra to everywhere',
    judged: await millisecondsOf(() => dijkstra(place.node, [-1]), 5)
  };
}

/** What the way between two arcs costs: the two searches of a route, without its places, its arcs, its line and its steps. */
export async function* ways(
  region: string,
  { graph, turns, hierarchy }: Roads,
  dijkstra: Dijkstra,
  places: readonly Place[]
): AsyncGenerator<Case> {
  const finder = createFinder(turns, hierarchy, metricOf(graph, turns).turnCost);
  const random = seededRandom(2027);
  const seed = () => [{ node: Math.floor(random() * turns.nodeCount), cost: 0 }];
  const pairs = Array.from({ length: 1000 }, () => [seed(), seed()] as const);
  const taken = await percentilesOf(pairs, ([from, to]) => finder.middles(from, to, -1));
  const judged = await percentilesOf(places.slice(1, 21), ({ node }) => dijkstra(places[0]!.node, [node]));
  const judge = 'plain Dijkstra';
  yield { name: `${region}: cost of a way, median`, unit: 'ms', value: taken.median, judge, judged: judged.median };
}

/** @param rows how many of the table's rows the judge does, for he is slow */
export async function* table(
  region: string,
  { router }: Region,
  dijkstra: Dijkstra,
  places: readonly Place[],
  rows: number
): AsyncGenerator<Case> {
  const [positions, nodes] = [places.map(({ position }) => position), places.map(({ node }) => node)];
  const judged = await millisecondsOf(() => nodes.slice(0, rows).map((node) => dijkstra(node, nodes)), 1);
  yield {
    name: `${region}: ${places.length} × ${places.length} table`,
    unit: 'ms',
    value: await millisecondsOf(() => router.table(positions), 3),
    judge: 'plain Dijkstra',
    judged: (judged * places.length) / Math.min(rows, places.length)
  };
}

/** A region's roads with the hierarchy as its pack has it. */
export async function roadsOf({ directory, manifest, graph }: Region): Promise<Roads> {
  const turns = turnsOf(graph);
  const file = await readPackFile(directory, manifest, 'hierarchy.bin');
  return { graph, turns, hierarchy: decodeHierarchy(file.buffer, turns) };
}
