import { describe, expect, test } from 'vitest';
import { positionsOf, roadsOfMap, type DrawnMap } from '../region/drawn-map.fixture.ts';
import type { Profile } from '../region/car-profile.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';

// Where the router itself, and not only what it is told of a road, is another under `osrm-car`.

/** Asks for the way from one letter to another. */
async function routesOnMap(drawn: DrawnMap, profile: Profile) {
  const router = createRouter(prepareRoads((await roadsOfMap(drawn)).graph), { profile });
  const positions = positionsOf(drawn.map, drawn.metres);
  const letterAt = new Map(
    [...positions].map(([letter, { longitude, latitude }]) => [`${longitude},${latitude}`, letter])
  );
  return async (from: string, to: string) => {
    const { routes } = await router.route([positions.get(from)!, positions.get(to)!], { steps: true, snapping: 'any' });
    const { duration, geometry, legs } = routes[0]!;
    return { passed: geometry.coordinates.map((place) => letterAt.get(place.join())).join(''), duration, legs };
  };
}

describe('turning round where another road leads on', () => {
  const oneway = { oneway: 'yes' };
  const onlyEast: [string, string] = ['sm m am', 'no_right_turn'];
  const shut: DrawnMap = {
    map: '  s\na-m-b-c\n    d',
    ways: [['sm', 'residential', oneway], ['am'], ['mb'], ['bc'], ['bd']],
    restrictions: [onlyEast, ['mb b bc', 'no_straight_on'], ['mb b bd', 'no_right_turn']]
  };
  const onlyRoadIn: DrawnMap = {
    map: '  s\na-m-b\nd---c',
    ways: [['sm', 'residential', oneway], ['am'], ['mb'], ['bcda', 'residential', oneway]],
    restrictions: [onlyEast]
  };

  test('restrictions leave no other way', async () => {
    expect((await (await routesOnMap(shut, 'osrm-car'))('s', 'a')).passed).toBe('smbma');
    await expect((await routesOnMap(shut, 'raitti'))('s', 'a')).rejects.toThrow(/^No road leads/);
  });

  test('nobody comes but by this road', async () => {
    expect((await (await routesOnMap(onlyRoadIn, 'osrm-car'))('s', 'a')).passed).toBe('smbma');
    expect((await (await routesOnMap(onlyRoadIn, 'raitti'))('s', 'a')).passed).toBe('smbcda');
  });

  test('neither is so', async () => {
    const twoWay: DrawnMap = { ...onlyRoadIn, ways: [...onlyRoadIn.ways.slice(0, 3), ['bcda']] };
    expect((await (await routesOnMap(twoWay, 'osrm-car'))('s', 'a')).passed).toBe('smbcda');
  });
});

// Three pieces of 50.6 m, of 6.07 s each at 30 km/h.
test.each<[Profile, number]>([
  ['raitti', 18.2],
  ['osrm-car', 18.3]
])('each piece of a line is rounded by itself, or only the whole: %s', async (profile, seconds) => {
  const drawn: DrawnMap = { map: 'a b c d', metres: 50.3, ways: [['abcd', 'residential', { maxspeed: '37.5' }]] };
  expect((await (await routesOnMap(drawn, profile))('a', 'd')).duration).toBe(seconds);
});

test('a road without a name is known by its number', async () => {
  const drawn: DrawnMap = { map: 'a b', ways: [['ab', 'primary', { name: '', ref: '123' }]] };
  const { legs } = await (await routesOnMap(drawn, 'osrm-car'))('a', 'b');
  expect(legs[0]!.summary).toBe('123');
});

test('where one arrives no road leads on, so none is of a class', async () => {
  const drawn: DrawnMap = { map: 'a b', ways: [['ab', 'primary', { toll: 'yes' }]] };
  const { legs } = await (await routesOnMap(drawn, 'osrm-car'))('a', 'b');
  expect(legs[0]!.steps!.map(({ intersections }) => intersections[0]!.classes)).toEqual([['toll'], undefined]);
});
