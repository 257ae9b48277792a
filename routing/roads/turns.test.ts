import { describe, expect, test } from 'vitest';
import { positionsOf, roadsOfMap, type DrawnMap } from '../region/drawn-map.fixture.ts';
import type { MetricOptions } from './metric.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';

type Restrictions = NonNullable<DrawnMap['restrictions']>;

// What people expect of restrictions and turns, as OSRM's features/car (restrictions, multi_via_restrictions,
// conditional_restrictions, turning_circle_uturn, obstacle_penalties, traffic_light_penalties) has it, in our words.

/** Asks for the way from one letter to another: the letters that it passes, and how long it takes. */
async function routesOnMap(drawn: DrawnMap, options?: MetricOptions) {
  const router = createRouter(prepareRoads((await roadsOfMap(drawn)).graph), options);
  const positions = positionsOf(drawn.map, drawn.metres);
  const letterAt = new Map(
    [...positions].map(([letter, { longitude, latitude }]) => [`${longitude},${latitude}`, letter])
  );
  return async (from: string, to: string) => {
    const { routes } = await router.route([positions.get(from)!, positions.get(to)!], { snapping: 'any' });
    const { duration, distance, geometry } = routes[0]!;
    return { passed: geometry.coordinates.map((place) => letterAt.get(place.join())).join(''), duration, distance };
  };
}

const crossing: DrawnMap = {
  map: `
      a
    d.j.b
      c`,
  ways: [['cj'], ['aj'], ['dj'], ['bj']]
};
const arms = ['a', 'b', 'c', 'd'];

describe('at a crossing of four roads: what is not forbidden is driven straight', () => {
  test.each<[what: string, restrictions: Restrictions, forbidden: string[]]>([
    ['nothing is restricted', [], []],
    ['a turn to the left', [['cj j dj', 'no_left_turn']], ['cjd']],
    ['a turn to the right', [['cj j bj', 'no_right_turn']], ['cjb']],
    ['straight on', [['cj j aj', 'no_straight_on']], ['cja']],
    ['any other no_', [['cj j dj', 'no_weird_zigzags']], ['cjd']],
    [
      'a ban on red lights only',
      [
        ['cj j dj', 'no_left_turn_on_red'],
        ['cj j bj', 'no_turn_on_red']
      ],
      []
    ],
    ['only to the left', [['cj j dj', 'only_left_turn']], ['cja', 'cjb']],
    ['only straight on', [['cj j aj', 'only_straight_on']], ['cjb', 'cjd']],
    ['any other only_', [['cj j aj', 'only_weird_zigzags']], ['cjb', 'cjd']],
    [
      'only to the left or straight on, each said by itself',
      [
        ['cj j dj', 'only_left_turn'],
        ['cj j aj', 'only_straight_on']
      ],
      ['cjb']
    ],
    [
      'two bans for the same turn',
      [
        ['cj j dj', 'no_left_turn'],
        ['cj j dj', 'no_left_turn']
      ],
      ['cjd']
    ],
    [
      'bans from different roads',
      [
        ['cj j dj', 'no_left_turn'],
        ['aj j dj', 'no_right_turn']
      ],
      ['cjd', 'ajd']
    ],
    ['a word that is neither no_ nor only_', [['cj j dj', 'yield']], []],
    ['a ban for lorries', [['cj j dj', { 'restriction:hgv': 'no_left_turn' }]], []],
    ['a ban for buses', [['cj j dj', { 'restriction:bus': 'no_left_turn' }]], []],
    ['a ban for cars', [['cj j dj', { 'restriction:motorcar': 'no_left_turn' }]], ['cjd']],
    ['a ban for motor vehicles', [['cj j dj', { 'restriction:motor_vehicle': 'no_left_turn' }]], ['cjd']],
    [
      'a ban for all that does not stand for cars',
      [['cj j dj', { restriction: 'no_left_turn', 'restriction:motorcar': 'none' }]],
      []
    ],
    ['except cars', [['cj j dj', { restriction: 'no_left_turn', except: 'bus;motorcar' }]], []],
    ['except buses and bicycles', [['cj j dj', { restriction: 'no_left_turn', except: 'psv;bicycle' }]], ['cjd']],
    ['only straight on, except cars', [['cj j aj', { restriction: 'only_straight_on', except: 'motorcar' }]], []],
    ['no entry from several roads', [['cj,aj j dj', 'no_entry']], ['cjd', 'ajd']],
    ['no exit to several roads', [['cj j dj,aj', 'no_exit']], ['cjd', 'cja']],
    ['several roads where only one can be meant', [['cj,aj j dj', 'no_left_turn']], []],
    [
      'a road that is not there',
      [
        ['cj j xy', 'only_left_turn'],
        ['xy j cj', 'no_left_turn']
      ],
      []
    ],
    ['roads that do not meet at the node', [['cj a dj', 'no_left_turn']], []],
    ['a relation of another type', [['cj j dj', { type: 'route', restriction: 'no_left_turn' }]], []]
  ])('%s', async (_what, restrictions, forbidden) => {
    const route = await routesOnMap({ ...crossing, restrictions });
    const driven = [];
    for (const from of arms)
      for (const to of arms)
        if (from !== to && (await route(from, to)).passed !== `${from}j${to}`) driven.push(`${from}j${to}`);
    expect(driven.sort()).toEqual(forbidden.sort());
  });

  test('relations that do not say which turns they are for are counted', async () => {
    const { restrictions } = await roadsOfMap({
      ...crossing,
      restrictions: [
        ['cj j dj', 'no_left_turn'],
        ['cj j xy', 'only_left_turn'],
        ['cj,aj j dj', 'no_left_turn'],
        ['cj j dj', { restriction: 'no_left_turn', except: 'motorcar' }]
      ]
    });
    expect(restrictions).toEqual({ mapped: 3, broken: 2 });
  });
});

// 23 November 2026 is a Monday.
test.each<[what: string, restriction: string, date: string | undefined, isForbidden: boolean]>([
  ['no date', 'no_left_turn @ (Mo-Fr 07:00-09:00)', undefined, false],
  ['the day without an hour', 'no_left_turn @ (Mo-Fr 07:00-09:00)', '2026-11-23', false],
  ['within the hours', 'no_left_turn @ (Mo-Fr 07:00-09:00)', '2026-11-23T08:00', true],
  ['after the hours', 'no_left_turn @ (Mo-Fr 07:00-09:00)', '2026-11-23T09:00', false],
  ['on another day', 'no_left_turn @ (Mo-Fr 07:00-09:00)', '2026-11-28T08:00', false],
  ['in the second of two windows', 'no_left_turn @ (Mo-Fr 07:00-09:00,15:00-17:00)', '2026-11-23T16:00', true],
  ['by months', 'no_left_turn @ (Nov-Mar)', '2026-11-23', true],
  ['in other months', 'no_left_turn @ (Nov-Mar)', '2026-06-23', false],
  ['only straight on', 'only_straight_on @ (Mo-Fr)', '2026-11-23', true],
  ['only straight on, another day', 'only_straight_on @ (Mo-Fr)', '2026-11-28', false],
  ['a condition nobody understands', 'no_left_turn @ (weight > 3.5)', '2026-11-23T08:00', false]
])('a restriction at times, %s', async (_what, restriction, date, isForbidden) => {
  const members = restriction.startsWith('only') ? 'cj j aj' : 'cj j dj';
  const restrictions: Restrictions = [[members, { 'restriction:conditional': restriction }]];
  const route = await routesOnMap({ ...crossing, restrictions }, date === undefined ? {} : { date });
  expect((await route('c', 'd')).passed === 'cjd').toBe(!isForbidden);
  expect((await route('c', 'a')).passed).toBe('cja');
});

test('a restriction over ways at times', async () => {
  const map: DrawnMap = {
    map: 'c.f\nb.e\na.d',
    ways: [['ab'], ['bc'], ['be'], ['de'], ['ef']],
    restrictions: [['ab be de', { 'restriction:conditional': 'no_u_turn @ (Sa,Su)' }]]
  };
  const passedOn = async (date: string) => (await (await routesOnMap(map, { date }))('a', 'd')).passed;
  expect(await passedOn('2026-11-27')).toBe('abed');
  expect(await passedOn('2026-11-28')).not.toBe('abed');
});

test('a way that only passes the node is not one that ends there', async () => {
  const route = await routesOnMap({
    ...crossing,
    ways: [['cj'], ['aj'], ['djb']],
    restrictions: [['cj j djb', 'no_left_turn']]
  });
  expect((await route('c', 'd')).passed).toBe('cjd');
});

describe('over ways', () => {
  // A left and a right street and two ways between them.
  const ladder: DrawnMap = {
    map: `
      c.f
      b.e
      a.d
      g.h`,
    ways: [['ga'], ['ab'], ['bc'], ['be'], ['hd'], ['de'], ['ef']]
  };
  const drives = ['abed', 'abef', 'cbed', 'cbef', 'debc', 'deba', 'feba', 'febc'];

  test.each<[what: string, restrictions: Restrictions, forbidden: string[]]>([
    ['nothing', [], []],
    ['turning back over the joining way', [['ab be de', 'no_u_turn']], ['abed']],
    ['the same, said from the other end', [['de be ab', 'no_u_turn']], ['deba']],
    [
      'two that overlap',
      [
        ['ab be de', 'no_u_turn'],
        ['bc be ef', 'no_left_turn']
      ],
      ['abed', 'cbef']
    ],
    ['only to one way', [['ab be ef', 'only_left_turn']], ['abed']],
    [
      'only to one way from each side',
      [
        ['ab be ef', 'only_left_turn'],
        ['bc be de', 'only_right_turn']
      ],
      ['abed', 'cbef']
    ],
    [
      'a way and a node',
      [
        ['ab be de', 'no_u_turn'],
        ['be e ef', 'no_left_turn']
      ],
      ['abed', 'abef', 'cbef']
    ],
    ['over several ways', [['ga ab,be de', 'no_u_turn']], ['gabed']],
    ['over several ways in the wrong order', [['ga be,ab de', 'no_u_turn']], ['gabed']],
    ['over a way that does not join them', [['ab hd ef', 'no_left_turn']], []],
    ['to the way itself', [['ab be xy', 'no_left_turn']], []]
  ])('%s', async (_what, restrictions, forbidden) => {
    const route = await routesOnMap({ ...ladder, restrictions });
    const changed = [];
    for (const drive of [...drives, 'gabed', 'gabef'])
      if ((await route(drive[0]!, drive.at(-1)!)).passed !== drive) changed.push(drive);
    // A ban on a part of a drive is one on the whole.
    const expected = [...drives, 'gabed', 'gabef'].filter((drive) => forbidden.some((part) => drive.includes(part)));
    expect(changed).toEqual(expected);
  });

  test('who has not come that way may turn, and who has may leave before', async () => {
    const restrictions: Restrictions = [['ga ab,be de', 'no_u_turn']];
    const route = await routesOnMap({ ...ladder, restrictions });
    expect((await route('a', 'd')).passed).toBe('abed');
    expect((await route('g', 'c')).passed).toBe('gabc');
  });
});

test('a relation over many ways that end where they begin keeps nobody busy', async () => {
  const loops = Array.from({ length: 26 }, (_, index) => `j${String.fromCharCode(65 + index)}j`);
  const map = [crossing.map, loops.map((loop) => loop[1]).join('.')].join('\n');
  const ways = [...crossing.ways, ...loops.map((loop) => [loop] as const)];
  const restrictions: Restrictions = [[`cj ${loops.join()} dj`, 'no_left_turn']];
  expect((await roadsOfMap({ map, ways, restrictions })).restrictions).toEqual({ mapped: 1, broken: 1 });
});

describe('at a roundabout', () => {
  const ring = { junction: 'roundabout', name: '' };
  // Each arm has two carriageways that meet at one place on the ring.
  const arms: DrawnMap = {
    map: `
    a   c
l     b     d
    k   e
j     h     f
    i   g`,
    metres: 40,
    ways: [
      ...['ab', 'bc', 'de', 'ef', 'gh', 'hi', 'jk', 'kl'].map((way) => [way, 'primary', { oneway: 'yes' }] as const),
      ['bkheb', 'primary', ring]
    ]
  };

  test.each([
    ['back by the other carriageway: once round', 'ac', 'abkhebc'],
    ['to the right', 'al', 'abkl'],
    ['straight on', 'ai', 'abkhi'],
    ['to the left', 'af', 'abkhef']
  ])('%s', async (_what, [from, to], passed) => {
    expect((await (await routesOnMap(arms))(from!, to!)).passed).toBe(passed);
  });

  test('who leaves behind the place where they come in does not go round', async () => {
    const ways = [...['cb', 'ba'].map((way) => [way, 'primary', { oneway: 'yes' }] as const), ...arms.ways.slice(2)];
    expect((await (await routesOnMap({ ...arms, ways }))('c', 'a')).passed).toBe('cba');
  });

  test('what lies within a ring is reached from where the ring comes, too', async () => {
    const map: DrawnMap = {
      map: `
    a
  b   e
k   m
  h   g
    i`,
      metres: 40,
      ways: [
        ['abmgi', 'primary', { oneway: 'yes' }],
        ['bkhgeb', 'primary', ring]
      ]
    };
    expect((await (await routesOnMap(map))('a', 'i')).passed).toBe('abmgi');
  });
});

describe('turning round', () => {
  test('only at the end of a road, and it takes time', async () => {
    const route = await routesOnMap({
      map: `
        a.j.b
          c`,
      ways: [['aj'], ['jb'], ['jc']],
      restrictions: [['aj j jc', 'no_right_turn']]
    });
    const direct = await route('b', 'c');
    const around = await route('a', 'c');
    expect(direct.passed).toBe('bjc');
    expect(around.passed).toBe('ajbjc');
    // Two hundred metres more and the turn at the end: 20 s and the angle's 7.5 s.
    expect(around.duration - direct.duration).toBeCloseTo((2 * 200) / (40 / 3.6) + 27.4, 0);
  });

  test('before a closed road, too', async () => {
    const map: DrawnMap = {
      map: `
        a.j.b.d
          c`,
      ways: [['aj'], ['jb'], ['bd', 'residential', { name: 'Päätie' }], ['jc']],
      restrictions: [['aj j jc', 'no_right_turn']]
    };
    expect((await (await routesOnMap(map))('a', 'c')).passed).toBe('ajbdbjc');
    const beyond = 2;
    const closed = [2 * beyond, 2 * beyond + 1];
    expect((await (await routesOnMap(map, { closed }))('a', 'c')).passed).toBe('ajbjc');
  });

  test('in a place made for it', async () => {
    const map: DrawnMap = {
      map: `
        a.j.t.b
          c`,
      ways: [['aj'], ['jtb'], ['jc']],
      restrictions: [['aj j jc', 'no_right_turn']]
    };
    expect((await (await routesOnMap(map))('a', 'c')).passed).toBe('ajtbtjc');
    for (const highway of ['turning_circle', 'turning_loop', 'mini_roundabout'])
      expect((await (await routesOnMap({ ...map, nodes: { t: { highway } } }))('a', 'c')).passed).toBe('ajtjc');
  });
});

describe('seconds of turns and of what stands in the way', () => {
  const streets: DrawnMap = { map: 'a.....b.....c', ways: [['abc']] };
  const seconds = async (nodes: DrawnMap['nodes'], [from, to] = ['a', 'c']) => {
    const plain = await (await routesOnMap(streets))('a', 'c');
    const with_ = await (await routesOnMap({ ...streets, nodes: nodes! }))(from!, to!);
    return Math.round((with_.duration - plain.duration) * 10) / 10;
  };

  test.each<[what: string, tags: Record<string, string>, there: number, back: number]>([
    ['nothing', {}, 0, 0],
    ['a crossing for walkers', { highway: 'crossing' }, 0, 0],
    ['signals', { highway: 'traffic_signals' }, 2, 2],
    ['signals for one direction', { highway: 'traffic_signals', 'traffic_signals:direction': 'forward' }, 2, 0],
    ['a stop sign', { highway: 'stop', direction: 'both' }, 2, 2],
    ['a stop sign for the other direction', { highway: 'stop', direction: 'backward' }, 0, 2],
    ['a sign to give way', { highway: 'give_way' }, 1, 1],
    ['a gate', { barrier: 'gate' }, 30, 30],
    ['a locked gate', { barrier: 'gate', locked: 'yes' }, 60, 60],
    ['a gate that says who may pass', { barrier: 'lift_gate', access: 'permissive' }, 30, 30],
    ['a cattle grid', { barrier: 'cattle_grid' }, 0, 0]
  ])('%s', async (_what, tags, there, back) => {
    expect(await seconds({ b: tags })).toBe(there);
    expect(await seconds({ b: tags }, ['c', 'a'])).toBe(back);
  });

  test.each([
    ['a boom on a main road', { barrier: 'lift_gate' }, 'raitti', 0],
    ['the same as OSRM has it', { barrier: 'lift_gate' }, 'osrm-car', 60],
    ['with a sign of access', { barrier: 'lift_gate', access: 'yes' }, 'osrm-car', 0],
    ['one that swings, with a sign', { barrier: 'swing_gate', access: 'yes' }, 'osrm-car', 0]
  ] as const)('%s: %o takes %s %d s', async (_what, tags, profile, expected) => {
    const road: DrawnMap = { map: 'a.....b.....c', ways: [['abc', 'trunk']] };
    const time = async (drawn: DrawnMap) => (await (await routesOnMap(drawn, { profile }))('a', 'c')).duration;
    expect((await time({ ...road, nodes: { b: tags } })) - (await time(road))).toBeCloseTo(expected, 0);
  });

  test.each([
    ['straight on', 'cja', 0],
    ['right', 'cjb', 2.1],
    ['left', 'cjd', 5.4]
  ])('at a junction %s', async (_what, drive, more) => {
    const route = await routesOnMap(crossing);
    const { passed, duration } = await route(drive[0]!, drive[2]!);
    expect(passed).toBe(drive);
    expect(duration - (2 * Math.round((200 / (40 / 3.6)) * 10)) / 10).toBeCloseTo(more, 0);
  });

  test('a stop sign for the smaller roads of a junction', async () => {
    const roads: DrawnMap = { ...crossing, ways: [['cj'], ['aj'], ['dj', 'primary'], ['bj', 'primary']] };
    const plain = await routesOnMap(roads);
    const signed = await routesOnMap({ ...roads, nodes: { j: { highway: 'stop', stop: 'minor' } } });
    const more = async (from: string, to: string) =>
      (await signed(from, to)).duration - (await plain(from, to)).duration;
    expect(await more('c', 'a')).toBeCloseTo(2, 5);
    expect(await more('a', 'd')).toBeCloseTo(2, 5);
    expect(await more('d', 'b')).toBeCloseTo(0, 5);
    expect(await more('b', 'c')).toBeCloseTo(0, 5);
  });

  test('onto a ferry and off it one turns, though nothing else is there', async () => {
    const ways: DrawnMap['ways'] = [['ab'], ['bc', 'ferry'], ['cd']];
    const seconds = async (map: string) =>
      (await (await routesOnMap({ map, ways }, { profile: 'osrm-car' }))('a', 'd')).duration;
    // To the right, and to the left.
    expect((await seconds('a.b\n. c.d')) - (await seconds('a.b.c.d'))).toBeCloseTo(2.1 + 5.4, 0);
  });

  test('a bend is no turn', async () => {
    const route = await routesOnMap({ map: 'a.b\n. c', ways: [['ab'], ['bc']] });
    expect((await route('a', 'c')).duration).toBeCloseTo((2 * 200) / (40 / 3.6), 0);
  });

  test('a stop sign of unknown direction just behind a junction is for those who come towards it', async () => {
    const road: DrawnMap = { map: 'a.s............b', metres: 10, ways: [['asb']] };
    const plain = await routesOnMap(road);
    const signed = await routesOnMap({ ...road, nodes: { s: { highway: 'stop' } } });
    const more = async (from: string, to: string) =>
      (await signed(from, to)).duration - (await plain(from, to)).duration;
    expect(await more('a', 'b')).toBeCloseTo(0, 5);
    expect(await more('b', 'a')).toBeCloseTo(2, 5);
  });
});
