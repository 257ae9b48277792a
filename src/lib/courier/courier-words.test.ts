import { expect, test } from 'vitest';
import { instant, metres, seconds } from '#domain/units.ts';
import { courierMessages } from '#messages/courier.ts';
import { savedPlace } from './saved.ts';
import { degrees, temperatureShape } from '#lib/look/temperature.ts';
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

test.each([
  [{ least: 60, most: null }, 'hot', '≥ 60 °C'],
  [{ least: null, most: 6 }, 'cold', '≤ 6 °C'],
  [{ least: 2, most: 8 }, 'chilled', '2–8 °C'],
  [{ least: null, most: -18 }, 'frozen', '≤ −18 °C'],
  [{ least: 15, most: 25 }, 'room', '15–25 °C'],
  [{ least: null, most: null }, 'none', '']
])('%o is %s, %s', (limits, shape, text) => {
  expect(temperatureShape(limits)).toBe(shape);
  expect(degrees(limits)).toBe(text);
});

test.each([
  [{ tablet: 0, van: 0, hub: 0 }, null],
  [{ tablet: 3, van: 0, hub: 0 }, 'tablet'],
  [{ tablet: 3, van: 2, hub: 2 }, 'tablet'],
  [{ tablet: 3, van: 3, hub: 2 }, 'van'],
  [{ tablet: 3, van: 1, hub: 3 }, 'hub']
] as const)('%o: all entries are in %s, never a step ahead', (counts, place) => {
  expect(savedPlace({ ...counts, oldest: null })).toBe(place);
});
