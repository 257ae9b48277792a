import { expect, test } from 'vitest';
import { distanceBetween } from '#domain/geometry.ts';
import { instant, seconds } from '#domain/units.ts';
import {
  alongLine,
  drivenPart,
  driveOn,
  nothingHeard,
  ownPlace,
  readDrive,
  watchDevice,
  type Fix,
  type Heard
} from './position.ts';

const driving = seconds(100);
const step = (now: number, playing: boolean, visit = 'v1') => ({ visit, driving, now: instant(now), playing });

test('the drive goes on only while it plays, and stops at the door', () => {
  const start = driveOn(null, step(0, true));
  expect(start.driven).toBe(0);
  const after30 = driveOn(start, step(30_000, true));
  expect(after30.driven).toBe(30);
  const paused = driveOn(after30, step(90_000, false));
  expect(paused.driven).toBe(30);
  expect(driveOn(paused, step(100_000, true)).driven).toBe(40);
  expect(drivenPart(driveOn(paused, step(10_000_000, true)), driving)).toBe(1);
});

test('a new leg begins at its beginning, and a clock set back does not drive backwards', () => {
  const before = { visit: 'v1', driven: 80, at: instant(50_000) };
  expect(driveOn(before, step(60_000, true, 'v2'))).toEqual({ visit: 'v2', driven: 0, at: 60_000 });
  expect(driveOn(before, step(10_000, true)).driven).toBe(80);
});

test('a kept drive goes on, and a damaged one begins anew', () => {
  const drive = { visit: 'v1', driven: 80, at: instant(50_000) };
  expect(readDrive(JSON.stringify(drive))).toEqual(drive);
  for (const damaged of [null, '', '{"visit":"v1","dri', 'null', '[]', '{}', JSON.stringify({ ...drive, driven: -1 })])
    expect(readDrive(damaged), String(damaged)).toBeNull();
});

test('a leg without driving is done at once', () => {
  expect(drivenPart({ visit: 'v', driven: 0, at: instant(0) }, seconds(0))).toBe(1);
});

const line = [
  [27, 64],
  [27, 64.1],
  [27.2, 64.1]
] as const;

test.each([0, 0.1, 0.37, 0.5, 0.99, 1])('after the part %f of a line as much of its length lies behind', (part) => {
  const corner = { longitude: 27, latitude: 64.1 };
  const first = distanceBetween({ longitude: 27, latitude: 64 }, corner);
  const whole = first + distanceBetween(corner, { longitude: 27.2, latitude: 64.1 });
  const fix = alongLine(line, part) as Fix;
  const behind =
    fix.position.latitude < 64.1 - 1e-9
      ? distanceBetween({ longitude: 27, latitude: 64 }, fix.position)
      : first + distanceBetween(corner, fix.position);
  expect(behind).toBeCloseTo(part * whole, 0);
});

test('it looks where it goes', () => {
  expect(alongLine(line, 0.2)?.heading).toBeCloseTo(0);
  expect(alongLine(line, 0.9)?.heading).toBeCloseTo(90);
});

test('a line of one point is that point, and an empty one is nowhere', () => {
  expect(alongLine([[27, 64]], 0.5)?.position).toEqual({ longitude: 27, latitude: 64 });
  expect(alongLine([], 0.5)).toBeNull();
});

/** A receiver that says what it is told to, with its own clock; the place that follows from it at a second. */
function receiver() {
  let [found, failed]: ((said: unknown) => void)[] = [];
  let cleared = 0;
  let second = 0;
  let heard: Heard = nothingHeard;
  const geolocation = {
    watchPosition: (...told: NonNullable<typeof found>[]) => (([found, failed] = told), 7),
    clearWatch: (id: number) => (cleared = id)
  } as unknown as Geolocation;
  const stop = watchDevice(
    geolocation,
    () => instant(second * 1_000),
    (said) => (heard = said)
  );
  return {
    fix: (at: number, longitude: number, accuracy = 5) => {
      second = at;
      found!({ coords: { longitude, latitude: 64, heading: null, accuracy } });
    },
    fail: (at: number, code: number) => ((second = at), failed!({ code })),
    /** A longitude, or why there is none. */
    at: (now: number) => {
      const place = ownPlace(heard, instant(now * 1_000));
      if (place.fix) return place.fix.position.longitude;
      return place.problem === 'old' ? `${place.age} s old` : place.problem;
    },
    cleared: () => (stop(), cleared)
  };
}

test('a device without a receiver, and one that says no, are told apart', () => {
  let heard = nothingHeard;
  watchDevice(
    undefined,
    () => instant(0),
    (said) => (heard = said)
  );
  expect(ownPlace(heard, instant(0))).toEqual({ fix: null, problem: 'none' });
  const { fix, fail, at, cleared } = receiver();
  expect(at(0)).toBe('none');
  fix(1, 27);
  fail(2, 1);
  expect(at(2)).toBe('denied');
  expect(cleared()).toBe(7);
});

test('a place that may be more than 100 m off is none', () => {
  const { fix, at } = receiver();
  const told = [3000, 100, 101, 5].map((accuracy, step) => (fix(step, 27 + step, accuracy), at(step)));
  expect(told).toEqual(['rough', 28, 'rough', 30]);
});

test.each([2, 3])('a receiver that finds nothing (%d) for 10 s leaves an old place, until the next one', (code) => {
  const { fix, fail, at } = receiver();
  fix(100, 27);
  // Without a word of trouble a standing van is where it was.
  expect(at(1_000)).toBe(27);
  fail(105, code);
  expect([at(105), at(114.9), at(115), at(300)]).toEqual([27, 27, '15 s old', '200 s old']);
  // Saying so again makes it no younger.
  fail(112, code);
  expect(at(115)).toBe('15 s old');
  fix(120, 28);
  expect([at(120), at(400)]).toEqual([28, 28]);
  fail(400, code);
  expect(at(409)).toBe(28);
});

test('a place that was taken back does not come again as an old one', () => {
  const { fix, fail, at } = receiver();
  fix(0, 27);
  fail(1, 1);
  fail(2, 2);
  expect([at(2), at(100)]).toEqual(['none', 'none']);
});
