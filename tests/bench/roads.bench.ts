import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createRegionServer } from '#routing/osrm/serve.ts';
import { placeIndex } from '#routing/region/places-search.ts';
import { findPlacesOrStreets } from '#routing/region/places-unmapped-number.ts';
import { ownLabel, type Place } from '#routing/region/places.ts';
import { openRegion, type Region } from '#routing/region/open.ts';
import { seededRandom } from '#routing/planner/random.ts';
import type { Router } from '#routing/roads/questions.ts';
import { millisecondsOf, percentilesOf, type Case } from './case.ts';
import { plainDijkstra } from './plain-dijkstra.ts';
import { building, customization, opening, roadsOf, table, ways } from './region-cases.ts';
import { inTemporaryFolder, manyFold, mapFiles, randomPlaces, type Place as RoadPlace } from './regions.ts';

/** Packing, opening and asking each region: the real extracts, and eight joined copies of one. */
export const cases = () =>
  inTemporaryFolder<Case>(async function* (directory) {
    for (const { region, file } of [...(await mapFiles(directory)), await manyFold(directory, [4, 2])]) {
      const pack = join(directory, region);
      yield* building(region, file, pack);
      yield* opening(region, pack);
      const opened = await openRegion(pack);
      yield* questions(region, opened);
      yield* overHttp(region, opened);
      yield* search(region, pack);
    }
  });

async function* questions(region: string, opened: Region): AsyncGenerator<Case> {
  const { graph, router } = opened;
  const dijkstra = plainDijkstra(graph);
  const judge = 'plain Dijkstra';
  const places = randomPlaces(graph, 500, seededRandom(2026));
  const pairs = await reachablePairs(router, places);
  const roads = await roadsOf(opened);
  yield* customization(region, roads, dijkstra, places[0]!);
  yield* ways(region, roads, dijkstra, places);
  const judged = await percentilesOf(pairs.slice(0, 100), ([from, to]) => dijkstra(from.node, [to.node]));
  const kinds = { 'route with geometry': {}, 'route with geometry and steps': { steps: true } };
  for (const [kind, options] of Object.entries(kinds)) {
    const taken = await percentilesOf(pairs, ([from, to]) => router.route([from.position, to.position], options));
    yield { name: `${region}: ${kind}, median`, unit: 'ms', value: taken.median, judge, judged: judged.median };
    yield { name: `${region}: ${kind}, 99 of 100`, unit: 'ms', value: taken.most, judge, judged: judged.most };
  }
  for (const size of [25, 100, 500]) yield* table(region, opened, dijkstra, places.slice(0, size), 25);
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
    'a name with a mistake': names.map((name) => `${name[0]}${name[2] ?? ''}${name[1] ?? ''}${name.slice(3)}`),
    'a house number that is not on the map': names.map((name) => `${name.replace(/ \d.*/, '')} 9999 B 5`)
  };
  for (const [kind, texts] of Object.entries(typed)) {
    const { most } = await percentilesOf(texts, (text) => findPlacesOrStreets(index, text, { near }));
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
