import { expect, test } from 'vitest';
import { instant, metres, seconds } from '#domain/units.ts';
import { courierMessages } from '#messages/courier.ts';
import { at, distance, duration, window } from './words.ts';

const fi = courierMessages('fi');
const morning = instant(Date.UTC(2026, 10, 24, 9, 5));

test('times, lengths and durations are written as Finland writes them', () => {
  expect(at(morning, fi)).toBe('klo 11.05');
  expect(window({ from: morning, to: instant(morning + 3_600_000) }, fi)).toBe('klo 11.05–12.05');
  expect(distance(metres(849), fi)).toBe('850 m');
  expect(distance(metres(2_450), fi)).toBe('2,5 km');
  expect(distance(metres(14_200), fi)).toBe('14 km');
  expect(duration(seconds(1), fi)).toBe('1 min');
  expect(duration(seconds(4_800), fi)).toBe('1 t 20 min');
});
