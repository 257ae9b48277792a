import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignHoles, contains, joinRings, labelPoint, squareMetres, type Ring } from './polygon.ts';

const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south]
];

describe('joinRings', () => {
  it('puts a ring together from pieces in any order and direction', () => {
    const pieces = fc.record({
      length: fc.integer({ min: 4, max: 30 }),
      cuts: fc.array(fc.nat(29), { maxLength: 6 }),
      turned: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      order: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 })
    });
    fc.assert(
      fc.property(pieces, ({ length, cuts, turned, order }) => {
        const ring = [...Array(length).keys(), 0];
        const at = [...new Set([0, ...cuts.filter((cut) => cut < length), length])].sort((a, b) => a - b);
        const ways = at
          .slice(1)
          .map((end, index) => ring.slice(at[index], end + 1))
          .map((way, index) => ({ way: turned[index] ? way.toReversed() : way, order: order[index] ?? 0 }))
          .sort((a, b) => a.order - b.order)
          .map(({ way }) => way);
        const [joined, ...others] = joinRings(ways);
        expect(others).toEqual([]);
        expect(joined?.at(0)).toBe(joined?.at(-1));
        expect(joined?.slice(1).sort((a, b) => a - b)).toEqual([...Array(length).keys()]);
      })
    );
  });

  it('leaves out a ring that the extract cut open, and keeps the whole one beside it', () => {
    expect(
      joinRings([
        [1, 2, 3],
        [3, 4],
        [10, 11, 12, 10]
      ])
    ).toEqual([[10, 11, 12, 10]]);
  });
});

describe('assignHoles', () => {
  it('gives a pond on an island to the island, not to the lake around it', () => {
    const [small, large] = assignHoles([square(0, 0, 10), square(4, 4, 4)], [square(5, 5, 1)]);
    expect(small).toEqual([square(4, 4, 4), square(5, 5, 1)]);
    expect(large).toEqual([square(0, 0, 10)]);
  });
});

describe('labelPoint', () => {
  it('stands inside a horseshoe and outside its hole', () => {
    const horseshoe: Ring = [
      [0, 0],
      [3, 0],
      [3, 9],
      [9, 9],
      [9, 0],
      [12, 0],
      [12, 12],
      [0, 12],
      [0, 0]
    ];
    expect(contains(horseshoe, labelPoint([horseshoe]))).toBe(true);
    const point = labelPoint([square(0, 0, 10), square(4, 4, 2)]);
    expect(contains(square(0, 0, 10), point)).toBe(true);
    expect(contains(square(4, 4, 2), point)).toBe(false);
  });
});

it("a shore of more points than a function takes arguments, as Saimaa's", () => {
  const count = 300_000;
  const ids = [...Array(count).keys(), 0];
  expect(joinRings([ids.slice(0, 2), ids.slice(1)])).toEqual([ids]);
  const shore = ids.map((id): Ring[number] => {
    const angle = (id / count) * 2 * Math.PI;
    return [28 + Math.cos(angle), 61 + Math.sin(angle)];
  });
  expect(contains(shore, labelPoint([shore]))).toBe(true);
});

it('puts the label where a wedge is wide', () => {
  const wedge: Ring = [
    [0, 0],
    [10, 0],
    [5, 10],
    [0, 0]
  ];
  expect(labelPoint([wedge])[1]).toBeLessThan(3);
});

describe('squareMetres', () => {
  it('knows a square kilometre near Tervasalmi within a percent', () => {
    const east = 1 / (111.195 * Math.cos((64 * Math.PI) / 180));
    const ring: Ring = square(27, 64, 1).map(([x, y]) => [27 + (x - 27) * east, 64 + (y - 64) / 111.195]);
    expect(squareMetres(ring) / 1e6).toBeCloseTo(1, 2);
  });
});
