import { expect, test } from 'vitest';
import type { Position } from '#domain/geometry.ts';
import { begunAt, follow, type Following } from './following.ts';

const here: Position = { longitude: 27, latitude: 64 };
/** So many metres east of the place where the road was asked for. */
const east = (metres: number): Position => ({ longitude: 27 + metres / 48_900, latitude: 64 });
const on: Following = { ...begunAt(here), joined: true };

/** One fix: metres from the road that leads north, heading, accuracy. */
type Seen = readonly [offset: number, heading: number | null, accuracy?: number | null];

/** After which fix, counted from 1, the van is said to have left its road; null for never. */
function leavesAfter(fixes: readonly Seen[], start: Following = on, moved = 100): number | null {
  let following = start;
  for (const [index, [offset, heading, accuracy = 5]] of fixes.entries()) {
    const result = follow(following, { position: east(moved), heading, accuracy }, { offset, bearing: 0 });
    if (result.hasLeft) return index + 1;
    following = result.following;
  }
  return null;
}

const times = (count: number, fix: Seen): Seen[] => Array.from({ length: count }, () => fix);

test.each<[string, Seen[], number | null]>([
  ['on the road', times(20, [4, 0]), null],
  ['beside it as a receiver has it between houses', times(20, [20, 10, 15]), null],
  [
    'a single leap',
    [
      [3, 0],
      [300, 0],
      [3, 0],
      [250, 0],
      [3, 0]
    ],
    null
  ],
  ['far from it, twice', times(5, [60, 0]), 2],
  ['far from it, standing', times(5, [60, null]), 2],
  [
    'turned into a side street',
    [
      [5, 0],
      [8, 80],
      [16, 90],
      [28, 90]
    ],
    4
  ],
  ['a bend that the map has drawn more sharply', times(20, [8, 60]), null],
  ['driven back on the road itself', times(5, [2, 180]), 3],
  [
    'turned round in a yard and on',
    [
      [6, 170],
      [4, 175],
      [3, 5],
      [3, 0]
    ],
    null
  ],
  ['under trees, where the fix says it may be off', times(10, [55, 0, 40]), null],
  ['a receiver that does not say how good it is', times(3, [40, null, null]), 2],
  ['in between, neither on nor off', times(20, [20, 0]), null],
  [
    'off, a fix in between, and off',
    [
      [60, 0],
      [20, 0],
      [60, 0]
    ],
    3
  ],
  [
    'off, on again, and off',
    [
      [60, 0],
      [3, 0],
      [60, 0],
      [3, 0]
    ],
    null
  ]
])('%s', (_, fixes, after) => expect(leavesAfter(fixes)).toBe(after));

test('a van that asked from a yard far from any road is not asked for again until it has moved', () => {
  const standing = begunAt(here);
  expect(leavesAfter(times(50, [120, null]), standing, 3)).toBeNull();
  expect(leavesAfter(times(50, [120, 0]), standing, 60)).toBe(2);
  // Once on its road, it may leave it at once.
  expect(leavesAfter([[3, 0], ...times(3, [60, 90] as Seen)], standing, 3)).toBe(3);
});
