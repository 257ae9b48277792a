import { expect, test } from 'vitest';
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
  ['as the profile says', {}, tertiary, 103],
  ['against it, too', {}, tertiary + 1, 103],
  ['ice is shut', {}, ice, '-'],
  ['ice is opened, in one direction', { opened: [ice] }, ice, 127],
  ['ice is opened, not in the other', { opened: [ice] }, ice + 1, '-'],
  ['a road against its one way is never opened', { opened: [secondary + 1] }, secondary + 1, '-'],
  ['a shut road', { closed: [tertiary] }, tertiary, '-'],
  ['a shut road, in the other direction', { closed: [tertiary] }, tertiary + 1, 103],
  ['opened and shut', { opened: [ice], closed: [ice] }, ice, '-'],
  ['twice as fast as thought', { factors: { tertiary: 2 } }, tertiary, 52],
  ['another class is not faster', { factors: { secondary: 2 } }, tertiary, 103]
])('%s', async (_what, options, arc, expected) => {
  expect(await seconds(options, arc)).toBe(expected);
});

test('a router is told of another season while it is in use', async () => {
  const router = createRouter(prepareRoads(await drawn));
  const across = [
    { longitude: 24.001, latitude: 61.502 },
    { longitude: 24.012, latitude: 61.5 }
  ];
  const distance = async () => (await router.table(across)).distances[0]![1]!;
  const around = await distance();
  router.recustomize({ opened: [ice], factors: { track: 3 } });
  expect(await distance()).toBeLessThan(around);
  router.recustomize({});
  expect(await distance()).toBe(around);
  expect((await router.nearest({ longitude: 24.002, latitude: 61.4999 }))[0]!.location[1]).toBeGreaterThan(61.5);
  router.recustomize({ closed: [tertiary, tertiary + 1] });
  expect((await router.nearest(across[0]!))[0]!.location[0]).toBeGreaterThan(24.005);
});
