import { createReadStream, existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { seededRandom } from '../planner/random.ts';
import { positionsOf, roadsOfMap, type DrawnMap } from '../region/drawn-map.fixture.ts';
import { importRoads } from '../region/import-roads.ts';
import type { RoadRouter } from '../roads/questions.ts';
import { prepareRoads } from '../roads/roads.ts';
import { createRouter } from '../roads/router.ts';
import { collapsedRoute } from './collapse-legs.ts';

const village: DrawnMap = {
  map: 'a---b---c\n    |\n    d---e',
  ways: [['ab'], ['bc'], ['bd'], ['de']]
};
const drawn = async () => createRouter(prepareRoads((await roadsOfMap(village)).graph));
const places = positionsOf(village.map);
/** A letter's place, or one on the straight line to another letter. */
function at(from: string, to = from, share = 0): Position {
  const [a, b] = [places.get(from)!, places.get(to)!];
  return {
    longitude: a.longitude + share * (b.longitude - a.longitude),
    latitude: a.latitude + share * (b.latitude - a.latitude)
  };
}

const details = { steps: true, annotations: true } as const;
const whole = async (router: RoadRouter, positions: readonly Position[], waypoints: readonly number[]) => {
  const { routes } = await router.route(positions, { ...details, continue_straight: true });
  return collapsedRoute(routes[0]!, waypoints);
};

test('over a position that is no waypoint a driver is told what he is told without it', async () => {
  const router = await drawn();
  const [start, end] = [at('a', 'b', 0.3), at('d', 'e', 0.9)];
  const straight = (await router.route([start, end], details)).routes[0]!.legs[0]!;
  for (const via of [at('a', 'b', 0.5), at('b', 'd', 0.5), at('d', 'e', 0.3)]) {
    const { legs } = await whole(router, [start, via, end], [0, 2]);
    expect(legs).toHaveLength(1);
    const told = legs[0]!.steps!.map(({ name, maneuver: { type, modifier } }) => [type, modifier, name]);
    expect(told).toEqual(straight.steps!.map(({ name, maneuver: { type, modifier } }) => [type, modifier, name]));
    expect(told.map(([type]) => type)).toEqual(['depart', 'turn', 'new name', 'arrive']);
    expect(legs[0]!.distance).toBeCloseTo(straight.distance, 0);
    expect(legs[0]!.summary).toBe(straight.summary);
  }
});

test('legs end at waypoints, and where a van stands already nothing is told', async () => {
  const positions = [at('a', 'b', 0.1), at('a', 'b', 0.5), at('a', 'b', 0.5), at('b', 'd', 0.5), at('d', 'e', 0.9)];
  const { legs } = await whole(await drawn(), positions, [0, 3, 4]);
  expect(legs.map(({ steps }) => steps!.map(({ maneuver: { type } }) => type))).toEqual([
    ['depart', 'turn', 'arrive'],
    ['depart', 'new name', 'arrive']
  ]);
});

test('turning round is told', async () => {
  const router = await drawn();
  const { routes } = await router.route([at('a', 'b', 0.1), at('b', 'd', 0.7), at('b', 'c', 0.9)], details);
  const { steps } = collapsedRoute(routes[0]!, [0, 2]).legs[0]!;
  expect(steps!.map(({ maneuver: { type, modifier } }) => [type, modifier])).toEqual([
    ['depart', undefined],
    ['turn', 'right'],
    ['continue', 'uturn'],
    ['turn', 'right'],
    ['arrive', 'straight']
  ]);
});

const extract = new URL('../../../shared/osm/fi-helsinki-centre-2019.osm.pbf', import.meta.url);
test.skipIf(!existsSync(extract))(
  'in Helsinki the parts of a leg sum to it (skipped where ../shared/osm is absent)',
  async () => {
    const { graph } = await importRoads(() => createReadStream(extract));
    const router = createRouter(prepareRoads(graph));
    const random = seededRandom(2026);
    const somewhere = (): Position => {
      const point = Math.floor((random() * graph.points.length) / 2);
      return { longitude: graph.points[2 * point]! / 1e7, latitude: graph.points[2 * point + 1]! / 1e7 };
    };
    let told = 0;
    while (told < 50) {
      const positions = Array.from({ length: 4 }, somewhere);
      const route = await whole(router, positions, [0, 3]).catch(() => undefined);
      if (!route) continue;
      told++;
      const [{ distance, duration, steps, annotation }] = route.legs as [(typeof route.legs)[number]];
      expect([distance, duration]).toEqual([route.distance, route.duration]);
      for (const key of ['distance', 'duration'] as const)
        expect(steps!.reduce((sum, step) => sum + step[key], 0)).toBeCloseTo(route[key], 0);
      const lines = steps!.map(({ geometry }) => geometry.coordinates);
      for (const [index, line] of lines.slice(1).entries()) expect(line[0]).toEqual(lines[index]!.at(-1));
      expect(annotation!.distance).toHaveLength(route.geometry.coordinates.length - 1);
      const types = steps!.map(({ maneuver }) => maneuver.type);
      expect([types.indexOf('arrive'), types.lastIndexOf('depart')]).toEqual([types.length - 1, 0]);
    }
  }
);
