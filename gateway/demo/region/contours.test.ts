import { describe, expect, it } from 'vitest';
import { areasAbove, sample } from './contours.ts';
import { areaOf, isInside } from './plane.ts';

const from = { x: 0, y: 0 };
const to = { x: 1000, y: 1000 };
const round = (x: number, y: number, radius: number) => (px: number, py: number) =>
  1 - Math.hypot(px - x, py - y) / radius;

describe('areas above zero', () => {
  it('finds a round hill with about its area', () => {
    const [hill, ...others] = areasAbove(sample(round(500, 500, 300), from, to, 20), 0);
    expect(others).toEqual([]);
    expect(hill!.holes).toEqual([]);
    expect(areaOf(hill!.outer) / (Math.PI * 300 ** 2)).toBeCloseTo(1, 1);
  });

  it('gives a hole to the area around it, and an island in the hole its own outer ring', () => {
    const away = (x: number, y: number) => Math.hypot(x - 500, y - 500);
    const rings = (x: number, y: number) => ((away(x, y) > 200 && away(x, y) < 400) || away(x, y) < 80 ? 1 : -1);
    const areas = areasAbove(sample(rings, from, to, 20), 0).toSorted((a, b) => areaOf(b.outer) - areaOf(a.outer));
    expect(areas.map(({ holes }) => holes.length)).toEqual([1, 0]);
    expect(isInside({ x: 500, y: 500 }, areas[0]!.holes[0]!)).toBe(true);
    expect(isInside({ x: 500, y: 500 }, areas[1]!.outer)).toBe(true);
  });

  it('joins the high corners of a saddle', () => {
    const high = (x: number, y: number) => (x < 500 && y < 500) || (x >= 500 && y >= 500);
    expect(
      areasAbove(
        sample((x, y) => (high(x, y) ? 1 : -1), from, to, 100),
        0
      )
    ).toHaveLength(1);
  });

  it('closes a ring at the rim of the grid', () => {
    const [everything] = areasAbove(
      sample(() => 1, from, to, 100),
      0
    );
    expect(areaOf(everything!.outer)).toBeGreaterThan(0.6 * 1000 * 1000);
  });

  it('leaves out what is too small', () => {
    const grid = sample(round(500, 500, 100), from, to, 20);
    expect(areasAbove(grid, 50_000)).toEqual([]);
    expect(areasAbove(grid, 10_000)).toHaveLength(1);
  });
});
