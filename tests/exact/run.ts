import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '#routing/planner/random.ts';
import { createComparer } from './compare.ts';
import { conditionsOf, mapsToCompare, placesNear, placesOnEveryRoad, readNetwork } from './networks.ts';
import { comparePlans } from './planner.ts';
import { compareSmallNetworks } from './small-networks.ts';

/*
 * `npm run exact -- SEED NETWORK CONDITIONS SOURCE` compares the router with the slow judge to the last unit: small drawn
 * networks, then every real one from random places to all of its roads, in summer, in winter and under closures. Each
 * argument narrows it, so that what differed is asked again; without any it is the whole. `planner TIMES` compares plans.
 */

if (process.argv[2] === 'planner') process.exit(comparePlans(process.argv[3]));

const [seedText = '2026', onlyNetwork, onlyConditions, onlySource] = process.argv.slice(2);
const seed = Number(seedText);
const smallNetworks = 'small';
const smallCount = 5000;
const routesFromSource = 10;
const shownDifferences = 5;

const directory = mkdtempSync(join(tmpdir(), 'raitti-exact-'));
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
const maps = await mapsToCompare(directory);
const names = [smallNetworks, ...maps.map(({ name }) => name)];
if (!Number.isSafeInteger(seed) || (onlyNetwork !== undefined && !names.includes(onlyNetwork))) {
  console.error(
    `Which seed, and which of ${names.join(', ')}? For example: npm run exact -- 2026 ${names[1]} winter 7`
  );
  process.exit(2);
}
const isWanted = (name: string, only: string | undefined) => only === undefined || only === name;
const total = { costs: 0, routes: 0, differences: 0 };
console.log(`Seed ${seed}`);

if (isWanted(smallNetworks, onlyNetwork)) {
  const tell = progress(smallCount);
  try {
    const { costs, routes } = await compareSmallNetworks(seed, smallCount, (done) => tell(done, smallNetworks));
    conclude(`${smallCount} small networks`, { costs, routes, differences: 0 });
  } catch (error) {
    console.log(`Differs: npm run exact -- ${seed} ${smallNetworks}`, error);
    conclude('Small networks', { costs: 0, routes: 0, differences: 1 });
  }
}

const networks = await Array.fromAsync(
  maps.filter(({ name }) => isWanted(name, onlyNetwork)),
  async ({ name, sources, file }) => {
    const { roads, faultOfLine } = await readNetwork(await file(directory));
    const conditions = conditionsOf(roads, seed).filter(([known]) => isWanted(known, onlyConditions));
    console.error(`${name}: ${roads.graph.edgeCount} roads`);
    return { name, sources, roads, faultOfLine, conditions, work: roads.graph.edgeCount };
  }
);

const tell = progress(
  networks.reduce((sum, { sources, conditions, work }) => sum + sources * conditions.length * work, 0)
);
let done = 0;
for (const { name, sources, roads, faultOfLine, conditions, work } of networks) {
  const { graph } = roads;
  const random = seededRandom(seed);
  const from = placesNear(graph, sources, random);
  const destinations = placesOnEveryRoad(graph, random);
  const compare = createComparer(roads);
  for (const [condition, options] of conditions) {
    const counted = { costs: 0, routes: 0, differences: 0 };
    const wanted = [...from.keys()].filter((number) => isWanted(String(number), onlySource));
    const routed = (row: number, count: number) => {
      const pick = seededRandom(seed + wanted[row]!);
      return Array.from({ length: routesFromSource }, () => Math.floor(pick() * count));
    };
    const reports = compare({
      conditions: options,
      snapping: 'any',
      sources: wanted.map((number) => from[number]!),
      destinations,
      routed,
      faultOfLine
    });
    let trees = 0;
    for await (const { source, costs, routes, differences } of reports) {
      counted.costs += costs;
      counted.routes += routes;
      counted.differences += differences.length;
      if (differences.length > 0)
        console.log(`Differs: npm run exact -- ${seed} ${name} ${condition} ${wanted[source]}`);
      for (const difference of differences.slice(0, shownDifferences)) console.log(`  ${difference}`);
      trees++;
      tell((done += work), `${name}, ${condition}`);
    }
    conclude(`${name}, ${condition}: ${trees} trees`, counted);
  }
}
conclude('All', total);
process.exitCode = total.differences > 0 ? 1 : 0;

function conclude(what: string, { costs, routes, differences }: typeof total): void {
  console.log(`${what}: ${costs} costs, ${routes} routes, ${differences} differences`);
  total.costs += costs;
  total.routes += routes;
  total.differences += differences;
}

/** Tells every few seconds how much is done, and how long the rest takes if it goes on like this. */
function progress(whole: number) {
  const began = performance.now();
  let told = began;
  return (part: number, what: string) => {
    const now = performance.now();
    if (now - told < 5000) return;
    told = now;
    const left = ((now - began) / part) * (whole - part);
    console.error(`${what}: ${((100 * part) / whole).toFixed(1)} % done, ${(left / 60_000).toFixed(1)} min left`);
  };
}
