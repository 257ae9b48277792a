import { expect, test } from 'vitest';
import { seasonalLimit, seasonOf } from './seasons.ts';

test.each([
  [undefined, 'summer'],
  ['2026-10-24', 'summer'],
  ['2026-10-25', 'winter'],
  ['2026-12-31', 'winter'],
  ['2027-01-01', 'winter'],
  ['2027-03-31T23:59', 'winter'],
  ['2027-04-01', 'summer'],
  ['2027-04-10', 'thaw'],
  ['2027-05-21', 'summer']
])('%s is %s', (date, season) => {
  expect(seasonOf(date)).toBe(season);
});

test.each([
  [120, true, 100],
  [100, true, 100],
  [120, false, 120],
  [100, false, 80],
  [80, false, 80]
])('a limit of %d, motorway: %s, is %d in winter alone', (limit, isMotorway, winter) => {
  expect(seasonalLimit(limit, isMotorway, 'winter')).toBe(winter);
  for (const season of ['summer', 'thaw'] as const) expect(seasonalLimit(limit, isMotorway, season)).toBe(limit);
});
