import { createReadStream, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { seededRandom } from '../planner/random.ts';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import { importRoads } from '../region/import-roads.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';
import { createSnapping } from './snapping.ts';

/** Places within a few hundred metres of random points of the roads. */
function randomPositions(graph: RoadGraph, count: number, random: () => number): Position[] {
  const points = graph.points.length / 2;
  return Array.from({ length: count }, () => {
    const point = Math.floor(random() * points);
    return {
      longitude: graph.points[2 * point]! / 1e7 + (random() - 0.5) * 0.004,
      latitude: graph.points[2 * point + 1]! / 1e7 + (random() - 0.5) * 0.002
    };
  });
}

const street = { highway: 'residential' };
const oneWay = { highway: 'residential', oneway: 'yes' };
const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });

describe('on one road', () => {
  // About 5.3 km from west to east.
  const nodes: DrawnNodes = {
    1: [24, 61.5],
    2: [24.05, 61.5],
    3: [24.1, 61.5],
    4: [24.05, 61.51]
  };

  test('between two places of the same edge, both ways', async () => {
    const router = createRouter(prepareRoads(await graphDrawn(nodes, [{ refs: [1, 3], tags: street }])));
    const [there, back] = [at(24.02, 61.5001), at(24.04, 61.4999)];
    for (const pair of [
      [there, back],
      [back, there]
    ]) {
      const { routes, waypoints } = await router.route(pair);
      expect(routes[0]!.distance).toBeCloseTo(1065.1, 0);
      expect(routes[0]!.duration).toBeCloseTo(1065.1 / (40 / 3.6), 0);
      expect(waypoints[0]!.distance).toBeCloseTo(11.1, 1);
      expect(routes[0]!.geometry.coordinates).toHaveLength(2);
    }
  });

  test('against a one-way street the way leads around', async () => {
    const graph = await graphDrawn(nodes, [
      { refs: [1, 2, 3], tags: oneWay },
      { refs: [3, 4, 1], tags: oneWay }
    ]);
    const router = createRouter(prepareRoads(graph));
    const [first, second] = [at(24.02, 61.5), at(24.04, 61.5)];
    const { durations, distances } = await router.table([first, second]);
    const circle = graph.edgeLength.reduce((sum, length) => sum + length, 0) / 10;
    expect(durations[0]![1]).toBeLessThan(durations[1]![0]!);
    expect(distances[0]![1]! + distances[1]![0]!).toBeCloseTo(circle, 1);
    expect((await router.route([second, first])).routes[0]!.geometry.coordinates).toContainEqual([24.05, 61.51]);
    expect((await router.table([first, first])).durations).toEqual([
      [0, 0],
      [0, 0]
    ]);
  });

  test('a place at a junction is on all its roads', async () => {
    const graph = await graphDrawn(nodes, [
      { refs: [1, 2], tags: oneWay },
      { refs: [2, 1], tags: oneWay },
      { refs: [2, 3], tags: street }
    ]);
    const { distances } = await createRouter(prepareRoads(graph)).table([at(24.05, 61.5), at(24.06, 61.5)]);
    expect(distances[0]![1]).toBeCloseTo(532.5, 0);
    expect(distances[1]![0]).toBeCloseTo(532.5, 0);
  });

  test('legs sum to the route, and the table has the same legs', async () => {
    const router = createRouter(prepareRoads(await graphDrawn(nodes, [{ refs: [1, 2, 3], tags: street }])));
    const positions = [at(24.01, 61.5), at(24.09, 61.5), at(24.03, 61.5), at(24.03, 61.5)];
    const { routes } = await router.route(positions);
    const { durations, distances } = await router.table(positions);
    expect(routes[0]!.legs).toMatchObject(
      [0, 1, 2].map((leg) => ({ duration: durations[leg]![leg + 1], distance: distances[leg]![leg + 1] }))
    );
    const sum = routes[0]!.legs.reduce((total, leg) => total + leg.duration, 0);
    expect(routes[0]!.duration).toBeCloseTo(sum, 6);
    expect(routes[0]!.legs[2]).toMatchObject({ duration: 0, distance: 0 });
  });

  test('a route may be as long as its legs together, also beyond what one leg can be', async () => {
    const router = createRouter(
      prepareRoads(
        await graphDrawn({ 1: [0, 61.5], 2: [19, 61.5] }, [
          { refs: [1, 2], tags: { highway: 'motorway', oneway: 'no' } }
        ])
      )
    );
    const { legs, distance, duration } = (
      await router.route(Array.from({ length: 9 }, (_, index) => at(index % 2 === 0 ? 0 : 19, 61.5)))
    ).routes[0]!;
    expect(distance).toBeCloseTo(8 * legs[0]!.distance, 1);
    expect(duration).toBeCloseTo(8 * legs[0]!.duration, 1);
    expect(distance).toBeGreaterThan(7_000_000);
  });

  test('a leg may have more points than a function takes arguments', async () => {
    const count = 200_000;
    const random = seededRandom(1);
    const ids = Array.from({ length: count }, (_, index) => index + 1);
    // Not quite straight: a map file that packs too well is refused.
    const nodes = Object.fromEntries(ids.map((id) => [id, [24 + id / 1e5, 61.5 + random() / 1e4]])) as DrawnNodes;
    const router = createRouter(prepareRoads(await graphDrawn(nodes, [{ refs: ids, tags: street }])));
    const [route] = (await router.route([at(23.999, 61.5), at(26.001, 61.5)])).routes;
    expect(route!.geometry.coordinates).toHaveLength(count);
  });
});

test('the nearest road is found behind many whose boxes are nearer', async () => {
  // Thirty roads each make an angle around the place; one short street beside it is nearer than any of them.
  const nodes: DrawnNodes = { 1: [24.011, 61.5], 2: [24.012, 61.5], 3: [24.03, 61.53] };
  const angles = Array.from({ length: 30 }, (_, index) => {
    const [west, corner, north] = [100 + 3 * index, 101 + 3 * index, 102 + 3 * index];
    const away = 0.03 + index * 0.0001;
    nodes[west] = [24 - away, 61.5 - away / 2];
    nodes[corner] = [24 + away, 61.5 - away / 2];
    nodes[north] = [24 + away, 61.5 + away / 2];
    return { refs: [west, corner, north], tags: { ...street, name: 'Kierto' } };
  });
  const joins = angles.map(({ refs }) => ({ refs: [2, refs[2]!], tags: { ...street, name: 'Kierto' } }));
  const graph = await graphDrawn(nodes, [...angles, ...joins, { refs: [1, 2], tags: { ...street, name: 'Koulutie' } }]);
  const [nearest] = await createRouter(prepareRoads(graph)).nearest(at(24.0105, 61.4999));
  expect(nearest).toMatchObject({ name: 'Koulutie', location: [24.011, 61.5] });
});

describe('questions that have no answer', () => {
  const nodes: DrawnNodes = { 1: [24, 61.5], 2: [24.05, 61.5] };
  const router = async () => createRouter(prepareRoads(await graphDrawn(nodes, [{ refs: [1, 2], tags: street }])));

  test.each([
    ['far from every road', [at(24.02, 61.5), at(25, 61.5)], 'NoSegment', 1],
    ['latitude and longitude mixed up', [at(61.5, 24), at(24, 61.5)], 'NoSegment', 0],
    ['outside the world', [at(24, 91), at(24, 61.5)], 'InvalidQuery', 0],
    ['not a number', [at(24, NaN), at(24, 61.5)], 'InvalidQuery', 0],
    ['only one position', [at(24, 61.5)], 'InvalidQuery', undefined]
  ])('%s', async (_what, positions, code, position) => {
    await expect((await router()).route(positions)).rejects.toMatchObject({ code, position });
  });

  test('a table without positions, a source that is not there, no nearest', async () => {
    const asked = await router();
    await expect(asked.table([])).rejects.toMatchObject({ code: 'InvalidQuery' });
    await expect(asked.table([at(24, 61.5)], { sources: [1] })).rejects.toMatchObject({ code: 'InvalidQuery' });
    await expect(asked.nearest(at(24, 61.5), { number: 0 })).rejects.toMatchObject({ code: 'InvalidQuery' });
    await expect(asked.nearest(at(27, 61.5))).rejects.toMatchObject({ code: 'NoSegment' });
  });
});

const karhula = new URL('../../../shared/osm/fi-kotka-karhula-2019.osm.pbf', import.meta.url);

test.skipIf(!existsSync(karhula))(
  'in a real map of ../shared/osm snapping finds what looking at every road finds (skipped where it is absent)',
  async () => {
    const { graph } = await importRoads(() => createReadStream(karhula));
    const snapping = createSnapping(graph, { isOpen: () => true, isSnappable: () => true });
    for (const position of randomPositions(graph, 100, seededRandom(7))) {
      const some = snapping.nearest(position, 5, 5000);
      const all = snapping.nearest(position, graph.edgeCount, Infinity);
      expect(some).toEqual(all.slice(0, 5));
      expect(all).toHaveLength(graph.edgeFlags.filter((flags) => flags > 0).length);
    }
  }
);
