import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitTable } from './split-table.ts';

const upTo = (length: number, from = 0) => Array.from({ length }, (_, index) => from + index);

test.each([
  ['a square that fits', upTo(100), upTo(100), 1],
  ['a square that does not', upTo(101), upTo(101), 9],
  ['one to many', [0], upTo(100), 1],
  ['one to one too many', [0], upTo(101), 2],
  ['many to few', upTo(180), upTo(10, 180), 2],
  ['few to many', upTo(10, 180), upTo(180), 2],
  ['one place again and again', upTo(150).fill(0), [0, 1], 2],
  ['many to many others', upTo(60), upTo(60, 60), 4]
])('%s is asked for in few parts', (_, sources, destinations, count) => {
  expect(splitTable(sources, destinations, 100)).toHaveLength(count);
});

test('the parts hold each cell once, and no part is larger than the limit', () => {
  const list = fc.array(fc.nat(30), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(list, list, fc.integer({ min: 2, max: 40 }), (sources, destinations, limit) => {
      const cells = sources.map(() => destinations.map(() => ''));
      for (const part of splitTable(sources, destinations, limit)) {
        expect(part.positions).toEqual([...new Set(part.positions)].sort((a, b) => a - b));
        expect(part.positions.length).toBeLessThanOrEqual(limit);
        expect(part.sources.length * part.destinations.length).toBeLessThanOrEqual(limit ** 2);
        part.sources.forEach((source, row) =>
          part.destinations.forEach((destination, column) => {
            cells[part.row + row]![part.column + column] += `${part.positions[source]}>${part.positions[destination]} `;
          })
        );
      }
      expect(cells).toEqual(sources.map((from) => destinations.map((to) => `${from}>${to} `)));
    })
  );
});
