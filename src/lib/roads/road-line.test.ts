import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceBetween, type Position } from '#domain/geometry.ts';
import { openRoads } from '#routing/region/open-pack.ts';
import { between, corners, packDrawn } from './pack.fixture.ts';
import { aheadOn, angleBetween, lineAhead, progressOn, roadLine } from './road-line.ts';

const { router } = await openRoads(await packDrawn());
const roadOf = async (...places: Position[]) => (await router.route(places, { steps: true })).routes[0]!;
/** From Takatie over Sivutie into the main road. */
const route = await roadOf(between('D', 'E', 0.2), between('C', 'F', 0.5));
const line = roadLine(route);
const length = line.behind.at(-1)!;
const at = (position: Position, heading: number | null = null, before = 0) =>
  progressOn(line, { position, heading }, before)!;
const pointAlong = (metres: number): Position => {
  const point = Math.max(
    0,
    line.behind.findLastIndex((behind) => behind <= metres)
  );
  const [a, b] = [line.points[point]!, line.points[point + 1] ?? line.points[point]!];
  const share = (metres - line.behind[point]!) / (line.behind[point + 1]! - line.behind[point]! || 1);
  return {
    longitude: a.longitude + share * (b.longitude - a.longitude),
    latitude: a.latitude + share * (b.latitude - a.latitude)
  };
};

test('a line is as long as its route, and each manoeuvre stands where it is', () => {
  expect(length).toBeCloseTo(route.distance, -1);
  for (const { step, at: metres } of line.steps) {
    const [longitude, latitude] = step.maneuver.location;
    expect(distanceBetween({ longitude, latitude }, pointAlong(metres))).toBeLessThan(0.5);
  }
});

test('wherever a van is on its road, its place is found again', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      const progress = at(pointAlong(share * length), null, share * length);
      expect(progress.along).toBeCloseTo(share * length, 0);
      expect(progress.offset).toBeLessThan(0.5);
      const drawn = lineAhead(line, progress);
      expect(drawn.at(-1)).toEqual(route.geometry.coordinates.at(-1));
      expect(distanceBetween({ longitude: drawn[0]![0], latitude: drawn[0]![1] }, progress.place)).toBe(0);
    })
  );
});

test('a van beside its road is so far from it', () => {
  const { longitude, latitude } = between('D', 'E', 0.5);
  const { offset, bearing } = at({ longitude, latitude: latitude + 100 / 111_320 });
  expect(offset).toBeCloseTo(100, 0);
  expect(angleBetween(bearing, 90)).toBeLessThan(1);
});

test('where a road is driven there and back, direction and memory tell which', async () => {
  // Takatie to its middle and back.
  const back = await router.route([corners.D, between('D', 'E', 0.9), corners.B], { steps: true });
  const there = back.routes[0]!.geometry.coordinates;
  const both = roadLine({ ...back.routes[0]!, legs: [{ ...back.routes[0]!.legs[0]!, steps: [] }] });
  expect(there.length).toBeGreaterThan(3);
  const middle = between('D', 'E', 0.5);
  const whole = both.behind.at(-1)!;
  const along = (heading: number | null, before: number) =>
    progressOn(both, { position: middle, heading }, before)!.along / whole;
  expect(along(90, 0)).toBeLessThan(0.3);
  expect(along(270, 0)).toBeGreaterThan(0.3);
  expect(along(null, 0)).toBeLessThan(0.3);
  expect(along(null, whole * 0.6)).toBeGreaterThan(0.3);
});

test('what is told is the next manoeuvre, and the one after it once it lies behind', () => {
  const [, first, second] = line.steps;
  const before = aheadOn(line, first!.at - 100)!;
  expect(before.step).toBe(first!.step);
  expect(before.distance).toBeCloseTo(100, 3);
  expect(aheadOn(line, first!.at + 20)!.step).toBe(second!.step);
  expect(aheadOn(line, first!.at - 3)!.step).toBe(second!.step);
});

test('what is left shrinks from the whole route to nothing, and never grows', () => {
  const left = Array.from({ length: 101 }, (_, percent) => aheadOn(line, (percent / 100) * length)!.left);
  expect(left[0]!.duration).toBeCloseTo(route.duration, 0);
  expect(left[0]!.distance).toBeCloseTo(route.distance, -1);
  expect(left.at(-1)).toEqual({ distance: 0, duration: 0 });
  for (let at = 1; at < left.length; at++) {
    expect(left[at]!.duration).toBeLessThanOrEqual(left[at - 1]!.duration);
    expect(left[at]!.distance).toBeLessThan(left[at - 1]!.distance);
  }
  expect(aheadOn(line, length)!.step.maneuver.type).toBe('arrive');
});

test('a van that is there already has arrived', async () => {
  const here = roadLine(await roadOf(corners.C, corners.C));
  const progress = progressOn(here, { position: corners.C, heading: null })!;
  expect(progress).toMatchObject({ along: 0, offset: 0 });
  expect(aheadOn(here, 0)).toMatchObject({
    step: { maneuver: { type: 'arrive' } },
    left: { distance: 0, duration: 0 }
  });
});

test.each([
  [0, 350, 10],
  [350, 0, 10],
  [90, 270, 180],
  [10, 10, 0]
])('between %d° and %d° lie %d°', (a, b, degrees) => expect(angleBetween(a, b)).toBe(degrees));
