import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { seededRandom } from '../planner/random.ts';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import type { RoadClass } from '../region/road-classes.ts';
import { factorsOf, learn, speedBins, type LearnedSpeeds } from './learned-speeds.ts';
import type { RouteStep } from './guidance/route-step.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';
import { along, at, noisy } from './trace.fixture.ts';

type Factors = Partial<Record<RoadClass, number>>;
const part = (roadClass: RoadClass, usual: number, driven: number) => ({ roadClass, usual, driven });
const hour = Array.from({ length: 120 }, () => 30);

describe('what was driven becomes a factor', () => {
  test.each<[string, LearnedSpeeds, Factors]>([
    ['nothing driven says nothing', {}, {}],
    [
      'as fast as thought stays as it is',
      learn(
        {},
        hour.map((usual) => part('track', usual, usual))
      ),
      { track: 1 }
    ],
    ['half a minute says next to nothing', learn({}, [part('track', 30, 60)]), { track: 0.98 }],
    [
      'an hour at half the speed is believed, and no other class touched',
      learn(
        {},
        hour.map((usual) => part('residential', usual, usual * 1.9))
      ),
      { residential: 0.61 }
    ],
    [
      'tractors on the way do not move it much',
      learn(
        {},
        hour.map((usual, index) => part('tertiary', usual, index % 5 === 0 ? usual * 10 : usual * 1.25))
      ),
      { tertiary: 0.82 }
    ],
    [
      'a clock that stands or runs backwards is not believed',
      learn({}, [part('track', 30, 0), part('track', 30, -5)]),
      {}
    ]
  ])('%s', (_, known, factors) => expect(factorsOf(known)).toEqual(factors));

  test('a road is never more than twice or less than half as fast as thought', () => {
    const known = learn(
      {},
      hour.flatMap((usual) => [part('track', usual, 1e9), part('trunk', usual, 1e-9)])
    );
    const { track, trunk } = factorsOf(known);
    expect(track).toBeGreaterThan(0.5);
    expect(trunk).toBeLessThan(2);
  });

  test('after a summer a winter is learned within some days', () => {
    let known: LearnedSpeeds = {};
    for (let day = 0; day < 60; day++)
      known = learn(
        known,
        hour.map((usual) => part('tertiary', usual, usual))
      );
    for (let day = 0; day < 5; day++)
      known = learn(
        known,
        hour.map((usual) => part('tertiary', usual, usual / 0.8))
      );
    expect(factorsOf(known).tertiary).toBeCloseTo(0.81, 1);
    expect(known.tertiary).toHaveLength(speedBins);
  });
});

const classes = ['tertiary', 'residential', 'track'] as const;
const nodes: DrawnNodes = { 1: [24, 61.5], 2: [24.15, 61.5], 3: [24.15, 61.53], 4: [24.1, 61.545], 5: [24.02, 61.55] };
const ways = [
  [1, 2],
  [2, 3],
  [3, 4, 5]
].map((refs, index) => ({
  refs,
  tags: { highway: classes[index]!, name: classes[index]!, maxspeed: ['80', '40', '30'][index]! }
}));
const ends = [at(24, 61.5), at(24.02, 61.55)];

/** A place every five seconds of a van that is so many times as fast as thought, by a receiver that errs by 5 m. */
function drive(steps: readonly RouteStep[], factors: Factors, random: () => number) {
  const places: Position[] = [];
  for (const { geometry, duration, distance, name } of steps) {
    if (distance === 0) continue;
    const speed = (distance / duration) * factors[name as RoadClass]!;
    for (const [index, place] of along(geometry.coordinates, speed * 5).entries())
      // Every half a minute it stops at a door for three.
      places.push(...Array.from({ length: index % 6 === 5 ? 36 : 1 }, () => place));
  }
  return { trace: noisy(places, 5, random), timestamps: places.map((_, index) => 1_700_000_000 + 5 * index) };
}

test('a van’s own speeds are found from noisy traces with stops, and stay when they are in use', async () => {
  const truth: Factors = { tertiary: 0.85, residential: 0.7, track: 1.2 };
  const router = createRouter(prepareRoads(await graphDrawn(nodes, ways)), { date: '2026-07-15' });
  const random = seededRandom(3);
  const thereAndBack = await Promise.all(
    [ends, ends.toReversed()].map(async (positions) => {
      const { routes } = await router.route(positions, { steps: true });
      return routes[0]!.legs[0]!.steps!;
    })
  );
  let known: LearnedSpeeds = {};
  for (let day = 1; day <= 40; day++) {
    for (const steps of thereAndBack) {
      const { trace, timestamps } = drive(steps, truth, random);
      known = learn(known, await router.driven(trace, { timestamps, tidy: day % 2 === 0 }));
    }
    if (day === 20) router.recustomize({ date: '2026-07-15', factors: factorsOf(known) });
    if (day !== 20 && day !== 40) continue;
    const factors = factorsOf(known);
    expect(Object.keys(factors).sort()).toEqual(classes.toSorted());
    for (const roadClass of classes)
      expect(Math.abs(factors[roadClass]! / truth[roadClass]! - 1), `${roadClass} on day ${day}`).toBeLessThan(0.06);
  }
});
