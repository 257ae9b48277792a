import { expect, test } from 'vitest';
import { distanceBetween } from '#domain/geometry.ts';
import { instant, seconds } from '#domain/units.ts';
import { alongLine, drivenPart, driveOn, readDrive, watchDevice, type Fix, type PositionProblem } from './position.ts';

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

test('a device without a receiver, and one that says no, are told apart', () => {
  const problems: PositionProblem[] = [];
  const tell = (problem: PositionProblem) => problems.push(problem);
  watchDevice(undefined, () => undefined, tell);
  let cleared = 0;
  const refusing = {
    watchPosition: (_: unknown, failed: (error: { code: number }) => void) => (failed({ code: 1 }), 7),
    clearWatch: (id: number) => (cleared = id)
  } as unknown as Geolocation;
  watchDevice(refusing, () => undefined, tell)();
  expect(problems).toEqual(['none', 'denied']);
  expect(cleared).toBe(7);
});

test('a place that may be more than 100 m off is none', () => {
  const told: (number | string)[] = [];
  let found: (position: unknown) => void = () => undefined;
  const receiver = { watchPosition: (onFix: typeof found) => ((found = onFix), 1) } as unknown as Geolocation;
  watchDevice(
    receiver,
    (fix) => told.push(fix.position.longitude),
    (problem) => told.push(problem)
  );
  const at = (longitude: number, accuracy: number) =>
    found({ coords: { longitude, latitude: 64, heading: null, accuracy } });
  at(27, 3000);
  at(27.1, 100);
  at(27.2, 101);
  at(27.3, 5);
  expect(told).toEqual(['rough', 27.1, 'rough', 27.3]);
});
