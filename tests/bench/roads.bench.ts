import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildRegion } from '#routing/region/build.ts';
import { openRegion, type Region } from '#routing/region/open.ts';
import { readPbf } from '#routing/region/pbf/read.ts';
import { seededRandom } from '#routing/planner/random.ts';
import { millisecondsOf, type Case } from './case.ts';
import { plainDijkstra } from './plain-dijkstra.ts';
import { inTemporaryFolder, mapFiles, randomPlaces } from './regions.ts';

/** Packing, opening and asking each region. */
export const cases = () =>
  inTemporaryFolder<Case>(async function* (directory) {
    for (const { region, file } of await mapFiles(directory)) {
      const pack = join(directory, region);
      yield {
        name: `${region}: region build`,
        unit: 'ms',
        value: await millisecondsOf(() => buildRegion(file, pack), 1),
        judge: 'reading the file once',
        judged: await millisecondsOf(() => readPbf(createReadStream(file), {}), 3)
      };
      yield {
        name: `${region}: open`,
        unit: 'ms',
        value: await millisecondsOf(() => openRegion(pack), 5),
        judge: 'reading the bytes of roads.bin',
        judged: await millisecondsOf(() => readFile(join(pack, 'roads.bin')), 5)
      };
      yield* questions(region, await openRegion(pack));
    }
  });

async function* questions(region: string, { graph, router }: Region): AsyncGenerator<Case> {
  const dijkstra = plainDijkstra(graph);
  const judge = 'plain Dijkstra';
  const places = randomPlaces(graph, 100, seededRandom(2026));
  const pairs = places.slice(1).map((to, index) => [places[index]!, to] as const);
  const routeAll = async () => {
    for (const [from, to] of pairs) await router.route([from.position, to.position]);
  };
  const judgeAll = () => {
    for (const [from, to] of pairs) dijkstra(from.node, [to.node]);
  };
  yield {
    name: `${region}: one route`,
    unit: 'ms',
    value: (await millisecondsOf(routeAll, 3)) / pairs.length,
    judge,
    judged: (await millisecondsOf(judgeAll, 3)) / pairs.length
  };
  for (const size of [25, 100]) {
    const some = places.slice(0, size);
    const [positions, nodes] = [some.map(({ position }) => position), some.map(({ node }) => node)];
    yield {
      name: `${region}: ${size} × ${size} table`,
      unit: 'ms',
      value: await millisecondsOf(() => router.table(positions), 3),
      judge,
      judged: await millisecondsOf(() => nodes.map((node) => dijkstra(node, nodes)), 3)
    };
  }
}
