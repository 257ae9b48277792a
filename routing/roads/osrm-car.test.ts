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

  test('restrictions leave no other way to who comes from there, and each step has its time', async () => {
    const shutFromThere: DrawnMap = {
      ...shut,
      restrictions: [onlyEast, ['sm mb bc', 'no_straight_on'], ['sm mb bd', 'no_right_turn']]
    };
    const { passed, duration, legs } = await (await routesOnMap(shutFromThere, 'osrm-car'))('s', 'a');
    expect(passed).toBe('smbma');
    const steps = legs[0]!.steps!;
    expect(steps.reduce((sum, step) => sum + step.duration, 0)).toBeCloseTo(duration);
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

describe('a barrier bars one profile only: the van turns round before it', () => {
  const swings: DrawnMap['nodes'] = { b: { barrier: 'swing_gate' } };
  const isLow: DrawnMap['nodes'] = { b: { barrier: 'height_restrictor', maxheight: '2.6' } };
  const around: DrawnMap = { map: 'a-b-c\nd---e', ways: [['abc'], ['adec']] };
  test.each<[string, DrawnMap['nodes'], Profile, string]>([
    ['a gate that swings', swings, 'raitti', 'abc'],
    ['a gate that swings', swings, 'osrm-car', 'adec'],
    ['a van is higher than a car', isLow, 'raitti', 'adec'],
    ['a van is higher than a car', isLow, 'osrm-car', 'abc']
  ])('%s: %s, %s', async (_what, nodes, profile, passed) => {
    expect((await (await routesOnMap({ ...around, nodes: nodes! }, profile))('a', 'c')).passed).toBe(passed);
  });

  test.each<[DrawnMap['nodes'], Profile]>([
    [swings, 'osrm-car'],
    [isLow, 'raitti']
  ])('%o, %s', async (nodes, profile) => {
    const street: DrawnMap = {
      map: '  s\na-m-b-c',
      ways: [['sm', 'residential', { oneway: 'yes' }], ['am'], ['mbc']],
      restrictions: [['sm m am', 'no_right_turn']]
    };
    expect((await (await routesOnMap({ ...street, nodes: nodes! }, profile))('s', 'a')).passed).toBe('smbma');
  });
});

describe('ways that alone may be driven', () => {
  const crossing: DrawnMap = {
    map: '  a\nd-j-b\n  c',
    ways: [['cj'], ['ja'], ['jd'], ['jb', 'residential', { oneway: '-1' }]]
  };
  const one: [string, string] = ['cj j ja', 'only_straight_on'];
  test.each<[string, DrawnMap['restrictions'], Profile, string[]]>([
    ['one', [one], 'osrm-car', ['cja', 'cjajd']],
    ['several', [one, ['cj j jd', 'only_left_turn']], 'raitti', ['cja', 'cjd']],
    ['several', [one, ['cj j jd', 'only_left_turn']], 'osrm-car', []],
    ['one that cannot be entered', [['cj j jb', 'only_right_turn']], 'raitti', ['cja', 'cjd']],
    ['one that cannot be entered', [['cj j jb', 'only_right_turn']], 'osrm-car', []]
  ])('%s: %s', async (_what, restrictions, profile, driven) => {
    const route = await routesOnMap({ ...crossing, restrictions: restrictions! }, profile);
    const passed = await Promise.all(
      ['a', 'd'].map((to) =>
        route('c', to).then(
          ({ passed }) => passed,
          () => ''
        )
      )
    );
    expect(passed.filter((way) => way !== '')).toEqual(driven);
  });
});
