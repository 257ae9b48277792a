import { createReadStream, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { seededRandom } from '../planner/random.ts';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import { importRoads } from '../region/import-roads.ts';
import type { RoadRouter, Route } from './questions.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';

const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });
const road = (name: string) => ({ highway: 'primary', name });

describe('around a lake', () => {
  /** From west to east a short way in the north, a longer one in the south, and a far too long one further south. */
  const nodes: DrawnNodes = {
    1: [24, 61.5],
    2: [24.01, 61.5],
    3: [24.05, 61.505],
    4: [24.05, 61.49],
    5: [24.05, 61.4],
    6: [24.09, 61.5],
    7: [24.1, 61.5],
    11: [24.03, 61.5025],
    12: [24.07, 61.5025],
    13: [24.03, 61.495],
    14: [24.07, 61.495],
    21: [24.03, 61.51],
    22: [24.07, 61.51],
    23: [24.03, 61.494],
    24: [24.07, 61.494]
  };
  const ways = [
    { refs: [1, 2], tags: road('Länsi') },
    { refs: [2, 11, 3, 12, 6], tags: road('Pohjoinen') },
    { refs: [2, 13, 4, 14, 6], tags: road('Etelä') },
    { refs: [2, 5, 6], tags: road('Kaukainen') },
    { refs: [6, 7], tags: road('Itä') },
    ...[11, 12, 13, 14].map((shore) => ({ refs: [shore, shore + 10], tags: road('Umpikuja') }))
  ];
  const router = async () => createRouter(prepareRoads(await graphDrawn(nodes, ways)));
  const [west, east] = [at(24.001, 61.5), at(24.099, 61.5)];
  const namesOf = ({ legs }: Route) => legs[0]!.summary;

  test('the other shore is told, the far one is not', async () => {
    const { routes } = await (await router()).route([west, east], { alternatives: 3 });
    expect(routes).toHaveLength(2);
    expect(routes[0]!.geometry.coordinates).toContainEqual([24.05, 61.505]);
    expect(routes[1]!.geometry.coordinates).toContainEqual([24.05, 61.49]);
    expect(routes[1]!.duration).toBeGreaterThan(routes[0]!.duration);
    expect(namesOf(routes[1]!)).toMatch(/Etelä/);
  });

  test('a far way is no choice either where the goal is on a private road', async () => {
    const yard = { highway: 'service', access: 'private', name: 'Piha' };
    const drawn = await graphDrawn({ ...nodes, 9: [24.11, 61.5] }, [...ways, { refs: [7, 9], tags: yard }]);
    const { routes } = await createRouter(prepareRoads(drawn)).route([west, at(24.109, 61.5)], { alternatives: 3 });
    expect(routes).toHaveLength(2);
    for (const { geometry } of routes) expect(geometry.coordinates).not.toContainEqual([24.05, 61.4]);
  });

  test.each([
    [undefined, 1],
    [false, 1],
    [0, 1],
    [true, 2],
    [1, 2]
  ])('alternatives=%s', async (alternatives, count) => {
    expect((await (await router()).route([west, east], { alternatives })).routes).toHaveLength(count);
  });

  test('none over more than two positions, or on one road', async () => {
    const asked = await router();
    expect((await asked.route([west, at(24.05, 61.505), east], { alternatives: 3 })).routes).toHaveLength(1);
    expect((await asked.route([west, at(24.005, 61.5)], { alternatives: 3 })).routes).toHaveLength(1);
  });
});

/** No part of a way that takes so long is a detour; what turns take in the part is left out, in favour of the way. */
async function expectLocallyFastest(router: RoadRouter, way: Route, seconds: number) {
  const points = way.geometry.coordinates.map(([longitude, latitude]) => at(longitude, latitude));
  const durations = way.legs[0]!.annotation!.duration!;
  const course = (index: number): [number, number] => {
    const [a, b] = [points[index]!, points[index + 1]!];
    const east = (b.longitude - a.longitude) * Math.cos((a.latitude * Math.PI) / 180);
    return [Math.round((Math.atan2(east, b.latitude - a.latitude) * 180) / Math.PI + 360) % 360, 25];
  };
  for (let part = 1; part < 20; part++) {
    const first = Math.floor((part * durations.length) / 20);
    let [last, taken] = [first, 0];
    while (last < durations.length && taken + durations[last]! <= seconds) taken += durations[last++]!;
    if (last - first < 2) continue;
    const bearings = [course(first), course(last - 1)];
    const fastest = await router.route([points[first]!, points[last]!], { bearings });
    expect(taken).toBeLessThan(fastest.routes[0]!.duration + 1);
  }
}

const extract = new URL('../../../shared/osm/fi-tampere-roads-2021.osm.pbf', import.meta.url);
test.skipIf(!existsSync(extract))(
  'Tampere: whatever is told is a choice (skipped where ../shared/osm is absent)',
  async () => {
    const { graph } = await importRoads(() => createReadStream(extract));
    const router = createRouter(prepareRoads(graph));
    const random = seededRandom(2028);
    const somewhere = () => {
      const point = Math.floor((random() * graph.points.length) / 2);
      return at(graph.points[2 * point]! / 1e7, graph.points[2 * point + 1]! / 1e7);
    };
    const piecesOf = ({ geometry: { coordinates } }: Route) =>
      coordinates.slice(1).map((point, index) => [coordinates[index]!, point].map(String).sort().join(' '));
    let [pairs, choices] = [0, 0];
    while (pairs < 40) {
      const positions = [somewhere(), somewhere()];
      const answer = await router
        .route(positions, { alternatives: 3, annotations: ['duration'] })
        .catch(() => undefined);
      const [best, ...others] = answer?.routes ?? [];
      if (!best || best.distance < 2000) continue;
      pairs++;
      if (others.length > 0) choices++;
      const alone = (await router.route(positions)).routes[0]!;
      expect([best.duration, best.distance]).toEqual([alone.duration, alone.distance]);
      others.forEach((other, index) => {
        expect(other.duration).toBeLessThanOrEqual(1.25 * best.duration + 0.1);
        expect(other.duration).toBeGreaterThanOrEqual([best, ...others][index]!.duration);
        const pieces = piecesOf(other);
        expect(new Set(pieces).size).toBe(pieces.length);
        for (const told of [best, ...others.slice(0, index)]) {
          const common = new Set(pieces);
          const durations = told.legs[0]!.annotation!.duration!;
          const shared = piecesOf(told).reduce((sum, piece, at) => sum + (common.has(piece) ? durations[at]! : 0), 0);
          // The first and the last road are always shared, and turns take time that pieces have not.
          expect(shared).toBeLessThan(0.8 * best.duration + 10);
        }
      });
      for (const other of others) await expectLocallyFastest(router, other, best.duration / 4.5);
    }
    expect(choices / pairs).toBeGreaterThan(0.3);
  }
);
