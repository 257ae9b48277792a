import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { createLegFinder } from './leg-finder.ts';
import type { Approach, PlaceOptions } from './questions.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';
import { createWaypoints } from './waypoints.ts';

const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });
const street = { highway: 'residential' };

/*
 * A street from west to east with a loop at each end, so that a van can turn; a one-way street north of it; a ferry
 * south of it.
 */
const nodes: DrawnNodes = {
  1: [24, 61.5],
  2: [24.05, 61.5],
  3: [24, 61.51],
  4: [24.05, 61.51],
  5: [23.99, 61.5],
  6: [23.99, 61.505],
  7: [24.06, 61.5],
  8: [24.06, 61.495],
  9: [24.02, 61.49]
};
const drawn = () =>
  graphDrawn(nodes, [
    { refs: [1, 2], tags: { ...street, name: 'Itätie' } },
    { refs: [2, 4], tags: street },
    { refs: [4, 3], tags: { ...street, oneway: 'yes', name: 'Länsitie', access: 'destination' } },
    { refs: [3, 1], tags: street },
    { refs: [1, 5, 6, 1], tags: street },
    { refs: [2, 7, 8, 2], tags: street },
    { refs: [8, 9], tags: { route: 'ferry', motor_vehicle: 'yes', name: 'Lautta' } }
  ]);
const waypointsOf = (graph: RoadGraph) => createWaypoints(graph, createLegFinder(prepareRoads(graph)));
const north = at(24.02, 61.501);
const south = at(24.02, 61.4995);

test('a place tells on which side of the road it lies, how the road runs and who may drive there', async () => {
  const router = createRouter(prepareRoads(await drawn()));
  expect(await router.nearest(north)).toMatchObject([{ name: 'Itätie', side: 'left', bearing: 90, access: 'public' }]);
  expect(await router.nearest(south)).toMatchObject([{ name: 'Itätie', side: 'right', bearing: 90 }]);
  const several = await router.nearest(north, { number: 3 });
  expect(several.map(({ name }) => name)).toEqual(['Itätie', 'Länsitie', '']);
  expect(several[1]).toMatchObject({ access: 'restricted', bearing: 270, side: 'left' });
  expect(several[1]!.distance).toBeGreaterThan(several[0]!.distance);
});

describe('the way a van comes by', () => {
  const places = async (position: Position, options: { [Name in keyof PlaceOptions]: PlaceOptions[Name] }) =>
    waypointsOf(await drawn()).snap([position], options);

  test.each<[string, Position, Approach | null, 0 | 1 | undefined]>([
    ['a door on the right when driving east', south, 'curb', 0],
    ['a door on the right when driving west', north, 'curb', 1],
    ['a door on the left', north, 'opposite', 0],
    ['any side', north, 'unrestricted', undefined],
    ['the default', north, null, undefined],
    ['on a one-way street either side is the right one', at(24.02, 61.5095), 'curb', undefined],
    ['as well as the other', at(24.02, 61.5105), 'curb', undefined]
  ])('%s', async (_what, position, approach, direction) => {
    const [place] = await places(position, { approaches: [approach] });
    expect(place!.direction).toBe(direction);
  });

  test.each<[string, [number, number], string, 0 | 1 | undefined]>([
    ['eastwards', [80, 20], 'Itätie', 0],
    ['westwards, and the nearest is two-way', [280, 20], 'Itätie', 1],
    ['either way', [90, 180], 'Itätie', undefined],
    ['northwards is another street', [0, 20], '', undefined]
  ])('with a bearing %s', async (_what, bearing, name, direction) => {
    const graph = await drawn();
    const [place] = waypointsOf(graph).snap([north], { bearings: [bearing] });
    expect(graph.names[graph.edgeName[place!.edge]!]).toBe(name);
    if (name !== '') expect(place!.direction).toBe(direction);
  });

  test('the route comes by on the right-hand side, though that is longer', async () => {
    const router = createRouter(prepareRoads(await drawn()));
    const legOf = async (approaches: (Approach | null)[]) =>
      (await router.route([at(24.01, 61.5), north], { approaches })).routes[0]!.distance;
    const [straight, around] = [await legOf([null, null]), await legOf([null, 'curb'])];
    expect(await legOf([null, 'opposite'])).toBe(straight);
    expect(around).toBeGreaterThan(straight + 1000);
    const { distances } = await router.table([at(24.01, 61.5), north], { approaches: [null, 'curb'] });
    expect(distances[0]![1]).toBe(around);
  });
});

test('of two places in all directions the cheapest way is the way without directions', async () => {
  const graph = await drawn();
  const router = createRouter(prepareRoads(graph));
  const inside = fc.record({
    longitude: fc.double({ min: 24.001, max: 24.049, noNaN: true }),
    latitude: fc.constantFrom(61.5, 61.51)
  });
  await fc.assert(
    fc.asyncProperty(inside, inside, async (from, to) => {
      const cost = async (approaches: Approach[]) =>
        (
          await router.route([at(from.longitude, from.latitude + 1e-5), at(to.longitude, to.latitude + 1e-5)], {
            approaches
          })
        ).routes[0]!.duration;
      const both: Approach[] = ['curb', 'opposite'];
      const pairs = both.flatMap((a) => both.map((b) => [a, b]));
      const all = await Promise.all(pairs.map(cost));
      expect(Math.min(...all)).toBe(await cost(['unrestricted', 'unrestricted']));
    }),
    { numRuns: 50, seed: 2026 }
  );
});

test('radiuses: nearer or farther than the usual limit', async () => {
  const router = createRouter(prepareRoads(await drawn()));
  await expect(router.nearest(north, { radiuses: [100] })).rejects.toMatchObject({ code: 'NoSegment', position: 0 });
  expect(await router.nearest(north, { radiuses: [120] })).toHaveLength(1);
  const far = at(24.02, 61.6);
  await expect(router.nearest(far)).rejects.toMatchObject({ code: 'NoSegment' });
  expect(await router.nearest(far, { radiuses: ['unlimited'] })).toMatchObject([{ name: 'Länsitie' }]);
});

test('snapping=any also finds the ferry', async () => {
  const router = createRouter(prepareRoads(await drawn()));
  const quay = at(24.03, 61.4912);
  expect((await router.nearest(quay))[0]!.name).not.toBe('Lautta');
  expect((await router.nearest(quay, { snapping: 'any' }))[0]!.name).toBe('Lautta');
});

test('a hint leads to the same place; one that is foreign, old or invented is left aside', async () => {
  const roads = prepareRoads(await drawn());
  const router = createRouter(roads);
  const [first, second] = await router.nearest(north, { number: 2 });
  expect((await router.nearest(north, { hints: [second!.hint!] }))[0]).toEqual(second);
  const { waypoints } = await router.route([north, south], { hints: [second!.hint!, second!.hint!] });
  expect(waypoints.map(({ name }) => name)).toEqual(['Länsitie', 'Itätie']);
  const other = createRouter(
    prepareRoads(await graphDrawn(nodes, [{ refs: [3, 4], tags: { ...street, name: 'Muu' } }]))
  );
  expect((await other.nearest(north, { hints: [second!.hint!] }))[0]!.name).toBe('Muu');
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.base64String({ minLength: 20, maxLength: 24 })), async (hint) => {
      expect((await router.nearest(north, { hints: [hint] }))[0]).toEqual(first);
    }),
    { numRuns: 100 }
  );
});

test.each<[string, PlaceOptions]>([
  ['bearings', { bearings: [[0, 10]] }],
  ['radiuses', { radiuses: [1, 2, 3] }],
  ['hints', { hints: [] }],
  ['approaches', { approaches: ['curb'] }]
])('%s must be as many as there are positions', async (name, options) => {
  const router = createRouter(prepareRoads(await drawn()));
  await expect(router.route([north, south], options)).rejects.toMatchObject({
    code: 'InvalidOptions',
    message: expect.stringContaining(name)
  });
});
