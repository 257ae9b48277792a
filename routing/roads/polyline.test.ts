import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePolyline, encodePolyline } from './polyline.ts';
import { simplified } from './simplified.ts';

type Line = [longitude: number, latitude: number][];
const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const lines: fc.Arbitrary<Line> = fc.array(fc.tuple(degrees(180), degrees(90)), { maxLength: 40 });

test("the example of Google's description", () => {
  const line: Line = [
    [-120.2, 38.5],
    [-120.95, 40.7],
    [-126.453, 43.252]
  ];
  expect(encodePolyline(line, 5)).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@');
  expect(decodePolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@', 5)).toEqual(line);
});

test.each([5, 6] as const)('a line comes back from its text, to %d decimals', (decimals) => {
  const round = (value: number) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0;
  fc.assert(
    fc.property(lines, (line) => {
      const back = decodePolyline(encodePolyline(line, decimals), decimals);
      expect(back).toEqual(line.map(([longitude, latitude]) => [round(longitude), round(latitude)]));
    })
  );
});

test.each(['_', '_p~iF', '\u0000', 'ä', '~~~~~~~~~~'])('no polyline: %j', (text) => {
  expect(decodePolyline(text, 5)).toBeUndefined();
});

test('a simplified line keeps its ends and lies near all that it leaves out', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const kept = simplified(line);
      expect([kept[0], kept.at(-1)]).toEqual([line[0], line.at(-1)]);
      let from = 0;
      for (const point of kept) {
        from = line.indexOf(point, from);
        expect(from).toBeGreaterThanOrEqual(0);
      }
    })
  );
  const wavy: Line = Array.from({ length: 1001 }, (_, index) => [24 + index / 1000, 61 + (index % 2) * 1e-4]);
  expect(simplified(wavy)).toEqual([wavy[0], wavy.at(-1)]);
  const corner: Line = [...wavy, [25, 61.5]];
  expect(simplified(corner)).toContainEqual([25, 61]);
  expect(simplified(corner).length).toBeLessThan(6);
});
