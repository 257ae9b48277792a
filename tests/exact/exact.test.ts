import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seededRandom } from '#routing/planner/random.ts';
import { createComparer } from './compare.ts';
import { conditionsOf, placesNear, placesOnEveryRoad, readNetwork } from './networks.ts';
import { compareSmallNetworks } from './small-networks.ts';

/* A small draw of what `npm run exact` does to the end. */

test('on 200 random small networks table, route and judge agree to the last unit, and every way may be driven', async () => {
  const { restrictedOverWays } = await compareSmallNetworks(2026, 200);
  expect(restrictedOverWays).toBeGreaterThan(40);
});

const extracts = new URL('../../../shared/osm/', import.meta.url);

test
  .skipIf(!existsSync(extracts))
  .for(['fi-kotka-karhula-2019', 'fi-helsinki-centre-2019', 'fi-tampere-roads-2021', 'li-liechtenstein-2021'])(
  '%s: so they do from three places to every road, in summer and in winter with closures (skipped without ../shared/osm)',
  async (name) => {
    const { roads, faultOfLine } = await readNetwork(new URL(`${name}.osm.pbf`, extracts).pathname);
    const random = seededRandom(2026);
    const [sources, destinations] = [placesNear(roads.graph, 3, random), placesOnEveryRoad(roads.graph, random)];
    const routed = (_: number, count: number) => Array.from({ length: 20 }, () => Math.floor(random() * count));
    const compare = createComparer(roads);
    const drawn = conditionsOf(roads, 2026).filter(([condition]) => ['summer', 'closures-20'].includes(condition));
    let costs = 0;
    for (const [, conditions] of drawn) {
      for await (const report of compare({ conditions, snapping: 'any', sources, destinations, routed, faultOfLine })) {
        expect(report.differences).toEqual([]);
        costs += report.costs;
      }
    }
    expect(costs).toBe(2 * 3 * roads.graph.edgeCount);
  }
);
