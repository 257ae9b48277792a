import { expect, test } from 'vitest';
import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';

const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });
const street = { highway: 'residential' };
const nodes: DrawnNodes = {
  1: [24, 61.5],
  2: [24.02, 61.501],
  3: [24.05, 61.5],
  4: [24.07, 61.5],
  5: [24.1, 61.51],
  6: [24.05, 61.53]
};
/** Three streets after one another, of three names, and a fourth beside them. */
const router = async () =>
  createRouter(
    prepareRoads(
      await graphDrawn(nodes, [
        { refs: [1, 2, 3], tags: { ...street, name: 'Alkutie' } },
        { refs: [3, 4], tags: { ...street, name: 'Väli' } },
        { refs: [4, 5], tags: { highway: 'primary', name: 'Lopputie' } },
        { refs: [3, 6], tags: { ...street, name: 'Sivutie' } }
      ])
    )
  );

test('each piece of the line has its length, time and speed', async () => {
  const { routes } = await (
    await router()
  ).route([at(24.01, 61.5005), at(24.03, 61.5), at(24.09, 61.507)], { annotations: true });
  const [route] = routes;
  const points = route!.geometry.coordinates.map(([longitude, latitude]) => at(longitude, latitude));
  const pieces = points.slice(1).map((point, index) => distanceBetween(points[index]!, point));
  const annotations = route!.legs.map((leg) => leg.annotation!);
  const all = (key: 'distance' | 'duration' | 'speed' | 'weight' | 'datasources') =>
    annotations.flatMap((one) => one[key]!);
  expect(all('distance')).toEqual(pieces.map((piece) => Math.round(piece * 10) / 10));
  expect(all('datasources')).toEqual(pieces.map(() => 0));
  expect(all('weight')).toEqual(all('duration'));
  // 40 km/h in the streets, 64 on the last road, as the profile has them.
  const [slow, fast] = [all('speed').slice(0, -1), all('speed').at(-1)];
  for (const speed of slow) expect(speed).toBeCloseTo(40 / 3.6, 0);
  expect(fast).toBeGreaterThan(15);
  const seconds = all('duration').reduce((sum, duration) => sum + duration, 0);
  expect(Math.abs(seconds - route!.duration)).toBeLessThan(1);
  expect(all('distance').reduce((sum, length) => sum + length, 0)).toBeCloseTo(route!.distance, -1);
});

test('only the annotations that were asked for', async () => {
  const asked = await router();
  const pair = [at(24.01, 61.5005), at(24.03, 61.5)];
  const annotationOf = async (annotations: Parameters<typeof asked.route>[1]) =>
    (await asked.route(pair, annotations)).routes[0]!.legs[0]!.annotation;
  expect(await annotationOf({})).toBeUndefined();
  expect(await annotationOf({ annotations: false })).toBeUndefined();
  expect(Object.keys((await annotationOf({ annotations: ['speed', 'distance'] }))!)).toEqual(['distance', 'speed']);
});

test('a leg that goes nowhere has two coordinates and one piece', async () => {
  const { routes } = await (await router()).route([at(24.01, 61.5), at(24.01, 61.5)], { annotations: true });
  expect(routes[0]!.geometry.coordinates).toHaveLength(2);
  expect(routes[0]!.legs[0]!.annotation).toMatchObject({ distance: [0], duration: [0], speed: [0] });
});

test('the summary names the two roads that most of the way is on, as they come', async () => {
  const { routes } = await (await router()).route([at(24.001, 61.5), at(24.099, 61.51)]);
  expect(routes[0]!.legs[0]!.summary).toBe('Alkutie, Lopputie');
});

test('driving on from the end of a road takes the time of turning round', async () => {
  const asked = await router();
  const positions = [at(24.04, 61.5), at(24.05, 61.53), at(24.04, 61.5)];
  const durationOf = async (continue_straight: boolean) =>
    (await asked.route(positions, { continue_straight })).routes[0]!.duration;
  const [free, turning] = [await durationOf(false), await durationOf(true)];
  expect(turning).toBeGreaterThan(free + 10);
  expect(turning).toBeLessThan(free + 60);
});

test('driving on straight: not back where it came from, unless the road ends', async () => {
  const asked = await router();
  const stop = at(24.03, 61.5005);
  const positions = [at(24.01, 61.5005), stop, at(24.01, 61.5005)];
  const distanceOf = async (continue_straight: boolean) =>
    (await asked.route(positions, { continue_straight })).routes[0]!;
  const [turning, on] = [await distanceOf(false), await distanceOf(true)];
  expect(turning.legs[0]!.distance).toBe(turning.legs[1]!.distance);
  // On to the next end of a road, Sivutie's or Lopputie's, and back.
  expect(on.legs[0]!.distance).toBe(turning.legs[0]!.distance);
  expect(on.legs[1]!.distance).toBeGreaterThan(turning.legs[1]!.distance + 6000);
  // There the direction in which the van arrives decides what the way on costs: both must be looked at.
  const loop = createRouter(
    prepareRoads(
      await graphDrawn(nodes, [
        { refs: [1, 2, 3], tags: street },
        { refs: [3, 6, 1], tags: { highway: 'primary' } },
        { refs: [3, 4], tags: street }
      ])
    )
  );
  const through = [at(24.06, 61.5), stop, at(24.06, 61.5)];
  const both = (await loop.route(through, { continue_straight: true })).routes[0]!;
  const legs = (await loop.route(through)).routes[0]!;
  expect(both.duration).toBeGreaterThan(legs.duration);
  expect(both.geometry.coordinates).toContainEqual([24.05, 61.53]);
});
