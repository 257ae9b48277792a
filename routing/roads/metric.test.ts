import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import { turnsOf } from '../region/turn-graph.ts';
import { forbidden } from './cost.ts';
import { metricOf, type MetricOptions } from './metric.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';

// Two shores: a road around, and ice straight across. All are drawn from west to east.
const nodes: DrawnNodes = { 1: [24, 61.5], 2: [24.01, 61.5], 3: [24.005, 61.51], 4: [24.02, 61.5] };
const drawn = graphDrawn(nodes, [
  { refs: [1, 2], tags: { highway: 'track', ice_road: 'yes' } },
  { refs: [1, 3], tags: { highway: 'tertiary' } },
  { refs: [3, 2], tags: { highway: 'secondary', oneway: 'yes' } },
  { refs: [2, 3], tags: { highway: 'footway' } },
  { refs: [2, 4], tags: { highway: 'tertiary' } }
]);
const [ice, tertiary, secondary] = [0, 2, 4];

const seconds = async (options: MetricOptions, arc: number) => {
  const graph = await drawn;
  const duration = metricOf(graph, turnsOf(graph), options).arcDuration[arc]!;
  return duration === forbidden ? '-' : Math.round(duration / 10);
};

test.each<[string, MetricOptions, number, number | '-']>([
  ['as the profile says', {}, tertiary, 64],
  ['against it, too', {}, tertiary + 1, 64],
  ['ice is shut', {}, ice, '-'],
  ['ice is opened, in one direction', { opened: [ice] }, ice, 128],
  ['ice is opened, not in the other', { opened: [ice] }, ice + 1, '-'],
  ['a road against its one way is never opened', { opened: [secondary + 1] }, secondary + 1, '-'],
  ['a shut road', { closed: [tertiary] }, tertiary, '-'],
  ['a shut road, in the other direction', { closed: [tertiary] }, tertiary + 1, 64],
  ['opened and shut', { opened: [ice], closed: [ice] }, ice, '-'],
  ['twice as fast as thought', { factors: { tertiary: 2 } }, tertiary, 32],
  ['another class is not faster', { factors: { secondary: 2 } }, tertiary, 64]
])('%s', async (_what, options, arc, expected) => {
  expect(await seconds(options, arc)).toBe(expected);
});

test('a router is told of another season while it is in use', async () => {
  const router = createRouter(prepareRoads(await drawn));
  const across = [
    { longitude: 24.001, latitude: 61.502 },
    { longitude: 24.012, latitude: 61.5 }
  ];
  const onIce = { longitude: 24.002, latitude: 61.4999 };
  const distance = async () => (await router.table(across, { snapping: 'any' })).distances[0]![1]!;
  const around = await distance();
  router.recustomize({ opened: [ice], factors: { track: 3 } });
  expect(await distance()).toBeLessThan(around);
  router.recustomize({});
  expect(await distance()).toBe(around);
  expect((await router.nearest(onIce, { snapping: 'any' }))[0]!.location[1]).toBeGreaterThan(61.5);
  router.recustomize({ closed: [tertiary, tertiary + 1] });
  expect((await router.nearest(across[0]!, { snapping: 'any' }))[0]!.location[0]).toBeGreaterThan(24.005);
});

test.each(['', 'tomorrow', '2026-02-30 12:00', '20260115'])('"%s" is no date', async (date) => {
  const graph = await drawn;
  expect(() => metricOf(graph, turnsOf(graph), { date })).toThrow(/^A date is written YYYY-MM-DD/);
});

describe('private roads and ferries', () => {
  // A private road straight from west to east with a door in its midst, and the public way around, eleven times as long.
  const land: DrawnNodes = {
    1: [24, 61.5],
    2: [24.02, 61.5],
    3: [24, 61.55],
    4: [24.02, 61.55],
    5: [23.98, 61.5],
    6: [24.04, 61.5],
    7: [24.01, 61.5],
    8: [24.01, 61.501]
  };
  const street = { highway: 'residential' };
  const between = async (tags: Record<string, string>, from: Position, to: Position, profile?: 'osrm-car') => {
    const graph = await graphDrawn(land, [
      { refs: [1, 7, 2], tags },
      { refs: [7, 8], tags },
      { refs: [1, 3, 4, 2], tags: street },
      { refs: [5, 1], tags: street },
      { refs: [2, 6], tags: street }
    ]);
    const router = createRouter(prepareRoads(graph), profile ? { profile } : {});
    const { distances, durations } = await router.table([from, to]);
    return { metres: distances[0]![1]!, seconds: durations[0]![1]! };
  };
  const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });
  const [west, east, door, neighbour] = [at(23.99, 61.5), at(24.03, 61.5), at(24.01, 61.5008), at(24.015, 61.5)];

  test.each<[string, Record<string, string>]>([
    ['private', { ...street, access: 'private' }],
    ['for visitors', { highway: 'tertiary', motor_vehicle: 'destination' }]
  ])('what is %s is driven to the door and from it, never through', async (_what, tags) => {
    expect((await between(tags, west, east)).metres).toBeGreaterThan(11_000);
    expect((await between(tags, west, door)).metres).toBeLessThan(1300);
    expect((await between(tags, door, east)).metres).toBeLessThan(1300);
    expect((await between(tags, door, neighbour)).metres).toBeLessThan(500);
    expect((await between(tags, west, door, 'osrm-car')).metres).toBeLessThan(1300);
    expect((await between(tags, west, east, 'osrm-car')).metres).toBeGreaterThan(11_000);
  });

  test('what is public is driven through', async () => {
    expect((await between(street, west, east)).metres).toBeLessThan(2200);
  });

  test('a ferry is waited for once, however many pieces it has', async () => {
    const ferry = { route: 'ferry', motor_vehicle: 'yes', duration: '00:05', interval: '00:10' };
    const { seconds: withWait } = await between(ferry, west, east);
    const { seconds: without } = await between(
      { route: 'ferry', motor_vehicle: 'yes', duration: '00:05' },
      west,
      east,
      'osrm-car'
    );
    const roads = (1062 / 40) * 3.6;
    expect(withWait).toBeCloseTo(roads + 300 + 300, -1);
    expect(without).toBeCloseTo((1062 / 25) * 3.6 + 300, -1);
  });
});
