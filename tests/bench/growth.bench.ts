import { join } from 'node:path';
import { seededRandom } from '#routing/planner/random.ts';
import { openRegion } from '#routing/region/open.ts';
import type { Hierarchy } from '#routing/roads/hierarchy/contraction.ts';
import type { Roads } from '#routing/roads/roads.ts';
import type { Case } from './case.ts';
import type { Joints } from './many-fold.ts';
import { plainDijkstra } from './plain-dijkstra.ts';
import { building, customization, opening, roadsOf, table, ways } from './region-cases.ts';
import { inTemporaryFolder, manyFold, randomPlaces } from './regions.ts';

/** Copies of Tampere: 18,000 to 1,000,000 junctions; and borders that are wide here and narrow there, as on land. */
const networks: readonly { grid: readonly [columns: number, rows: number]; joints?: Joints }[] = [
  { grid: [1, 1] },
  { grid: [4, 2] },
  { grid: [6, 4] },
  { grid: [6, 4], joints: [4, 60] },
  { grid: [8, 7] }
];

/** How the cost of a region grows with its size: packing, opening, ways and tables. */
export const cases = () =>
  inTemporaryFolder<Case>(async function* (directory) {
    for (const { grid, joints } of networks) {
      const { region, file } = await manyFold(directory, grid, joints);
      const pack = join(directory, region);
      yield* building(region, file, pack);
      yield* opening(region, pack);
      const opened = await openRegion(pack);
      const roads = await roadsOf(opened);
      const dijkstra = plainDijkstra(roads.graph);
      const places = randomPlaces(roads.graph, 100, seededRandom(2026));
      yield* shape(region, roads);
      yield* customization(region, roads, dijkstra, places[0]!);
      yield* ways(region, roads, dijkstra, places);
      yield* table(region, opened, dijkstra, places, 5);
    }
  });

/** What the figures grow with, and how well the order suits the roads. */
async function* shape(region: string, { graph, turns, hierarchy }: Roads): AsyncGenerator<Case> {
  const { most, mean } = depthOf(hierarchy);
  yield { name: `${region}: arcs`, unit: '', value: 2 * graph.edgeCount, judge: 'junctions', judged: graph.nodeCount };
  yield {
    name: `${region}: arcs of the hierarchy`,
    unit: '',
    value: hierarchy.head.length,
    judge: 'turns',
    judged: turns.turnTo.length
  };
  yield { name: `${region}: most ranks above one`, unit: '', value: most, judge: 'mean', judged: mean };
}

/** How many ranks a search looks at from a node: each rank's lowest neighbour above leads to all the others. */
function depthOf({ first, head }: Hierarchy): { most: number; mean: number } {
  const count = first.length - 1;
  const depth = new Uint32Array(count);
  let [most, sum] = [0, 0];
  for (let rank = count - 1; rank >= 0; rank--) {
    if (first[rank] !== first[rank + 1]) depth[rank] = depth[head[first[rank]!]!]! + 1;
    most = Math.max(most, depth[rank]!);
    sum += depth[rank]!;
  }
  return { most, mean: sum / count };
}
