import { expect, test } from 'vitest';
import { degrees, temperatureShape } from './temperature.ts';

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
