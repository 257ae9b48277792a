import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createRegionServer } from '#routing/osrm/serve.ts';
import { findPlaces, placeIndex } from '#routing/region/places-search.ts';
import { ownLabel, type Place } from '#routing/region/places.ts';
import { openRegion, type Region } from '#routing/region/open.ts';
import { readPbf } from '#routing/region/pbf/read.ts';
import { seededRandom } from '#routing/planner/random.ts';
import { customize } from '#routing/roads/hierarchy/customization.ts';
import type { Router } from '#routing/roads/questions.ts';
import { metricOf } from '#routing/roads/metric.ts';
import { prepareRoads } from '#routing/roads/roads.ts';
import { millisecondsOf, type Case } from './case.ts';
import { plainDijkstra } from './plain-dijkstra.ts';
import { inTemporaryFolder, manyFold, mapFiles, randomPlaces, type Place as RoadPlace } from './regions.ts';

/** Packing, opening and asking each region: the real extracts, and eight joined copies of one. */
export const cases = () =>
  inTemporaryFolder<Case>(async function* (directory) {
    for (const { region, file } of [...(await mapFiles(directory)), await manyFold(directory, 4, 2)]) {
      const pack = join(directory, region);
      yield* building(region, file, pack);
      yield* opening(region, pack);
      const opened = await openRegion(pack);
      yield* questions(region, opened);
      yield* overHttp(region, opened);
      yield* search(region, pack);
    }
  });

async function* building(region: string, file: string, pack: string): AsyncGenerator<Case> {
  const alone = join(import.meta.dirname, 'build-alone.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [alone, file, pack]);
  const { milliseconds, megabytes } = JSON.parse(stdout) as { milliseconds: number; megabytes: number };
  yield {
    name: `${region}: region build`,
    unit: 'ms',
    value: milliseconds,
    judge: 'reading the file once',
    judged: await millisecondsOf(() => readPbf(createReadStream(file), {}), 1)
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

async function* opening(region: string, pack: string): AsyncGenerator<Case> {
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

async function* questions(region: string, { graph, router }: Region): AsyncGenerator<Case> {
  const dijkstra = plainDijkstra(graph);
  const judge = 'plain Dijkstra';
  const places = randomPlaces(graph, 500, seededRandom(2026));
  const pairs = await reachablePairs(router, places);
  const roads = prepareRoads(graph);
  const { turnCost } = metricOf(graph, roads.turns);
  yield {
    name: `${region}: customization`,
    unit: 'ms',
    value: await millisecondsOf(() => customize(roads.hierarchy, turnCost), 5),
    judge: 'plain Dijkstra to everywhere',
    judged: await millisecondsOf(() => dijkstra(places[0]!.node, [-1]), 5)
  };
  const judged = await percentilesOf(pairs.slice(0, 100), ([from, to]) => dijkstra(from.node, [to.node]));
  const kinds = { 'route with geometry': {}, 'route with geometry and steps': { steps: true } };
  for (const [kind, options] of Object.entries(kinds)) {
    const taken = await percentilesOf(pairs, ([from, to]) => router.route([from.position, to.position], options));
    yield { name: `${region}: ${kind}, median`, unit: 'ms', value: taken.median, judge, judged: judged.median };
    yield { name: `${region}: ${kind}, 99 of 100`, unit: 'ms', value: taken.most, judge, judged: judged.most };
  }
  for (const size of [25, 100, 500]) {
    const some = places.slice(0, size);
    const [positions, nodes] = [some.map(({ position }) => position), some.map(({ node }) => node)];
    const rows = nodes.slice(0, 25);
    yield {
      name: `${region}: ${size} × ${size} table`,
      unit: 'ms',
      value: await millisecondsOf(() => router.table(positions), 3),
      judge,
      judged: ((await millisecondsOf(() => rows.map((node) => dijkstra(node, nodes)), 1)) * size) / rows.length
    };
  }
  const snapped = await percentilesOf(places, ({ position }) => router.nearest(position, { number: 5 }));
  yield { name: `${region}: five nearest roads`, unit: 'ms', value: snapped.median, judge, judged: judged.median };
}

async function* search(region: string, pack: string): AsyncGenerator<Case> {
  const places = JSON.parse(await readFile(join(pack, 'places.json'), 'utf8')) as Place[];
  const index = placeIndex(places);
  const every = Math.ceil(places.length / 200);
  const names = places.filter((_, number) => number % every === 0).map(ownLabel);
  const near = places[0]!.position;
  const judge = 'looking at every name';
  const judged = await millisecondsOf(() => places.filter(({ name }) => name?.includes('Koulu')), 5);
  const typed = {
    'a letter': names.flatMap((name) => [1, 3, 6].map((length) => name.slice(0, length))),
    'a whole name': names,
    'a name with a mistake': names.map((name) => `${name[0]}${name[2] ?? ''}${name[1] ?? ''}${name.slice(3)}`)
  };
  for (const [kind, texts] of Object.entries(typed)) {
    const { most } = await percentilesOf(texts, (text) => findPlaces(index, text, { near }));
    yield { name: `${region}: ${kind} of search, 99 of 100`, unit: 'ms', value: most, judge, judged };
  }
}

/** What a driver is told, the way with its steps and its line, as OSRM's JSON over HTTP. */
async function* overHttp(region: string, opened: Region): AsyncGenerator<Case> {
  const { graph, router } = opened;
  const pairs = await reachablePairs(router, randomPlaces(graph, 100, seededRandom(2026)));
  const server = createRegionServer(opened);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const agent = new Agent({ keepAlive: true });
  const medianAt = async (url: string) => {
    const asked = pairs.map((pair) => {
      const positions = pair.map(({ position: { longitude, latitude } }) => `${longitude},${latitude}`);
      return `${url}/route/v1/driving/${positions.join(';')}?steps=true&overview=full`;
    });
    return (await percentilesOf(asked, (question) => bodyOf(question, agent))).median;
  };
  const inProcess = async () => {
    const all = await percentilesOf(pairs, ([from, to]) => router.route([from.position, to.position], { steps: true }));
    return all.median;
  };
  const osrm = process.env['OSRM_URL'];
  yield {
    name: `${region}: route with geometry and steps over HTTP`,
    unit: 'ms',
    value: await medianAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    judge: osrm ? 'an OSRM server' : 'in process',
    judged: osrm ? await medianAt(osrm) : await inProcess()
  };
  agent.destroy();
  server.close();
}

/** Neighbours in the list between which there is a way: restrictions of turns may shut a place in. */
async function reachablePairs(router: Router, places: readonly RoadPlace[]) {
  const pairs = places.slice(1).map((to, index) => [places[index]!, to] as const);
  const isReachable = await Promise.all(
    pairs.map(([from, to]) =>
      router.table([from.position, to.position]).then(({ durations }) => durations[0]![1] !== null)
    )
  );
  return pairs.filter((_, index) => isReachable[index]);
}

const bodyOf = (url: string, agent: Agent) =>
  new Promise<string>((resolve, reject) => {
    get(url, { agent }, (response) => text(response).then(resolve, reject)).on('error', reject);
  });

/** Milliseconds of each piece of work, after a round that warms up: the median, and what 99 of 100 do not exceed. */
async function percentilesOf<Item>(items: readonly Item[], work: (item: Item) => unknown) {
  for (const item of items) await work(item);
  const taken: number[] = [];
  for (const item of items) {
    const began = performance.now();
    await work(item);
    taken.push(performance.now() - began);
  }
  taken.sort((a, b) => a - b);
  return { median: taken[Math.floor(taken.length / 2)]!, most: taken[Math.floor(taken.length * 0.99)]! };
}
