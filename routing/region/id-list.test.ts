import { expect, it } from 'vitest';
import { IdList } from './id-list.ts';

const listOf = (ids: readonly number[]) => {
  const list = new IdList();
  for (const id of ids) list.push(id);
  return list;
};

it.each([
  { what: 'sorted', ids: [-5, 3, 2 ** 40] },
  { what: 'not sorted', ids: [2 ** 40, -5, 3] },
  { what: 'empty', ids: [] }
])('finds each id of a list that is $what, and no other', ({ ids }) => {
  const list = listOf(ids);
  expect(ids.map((id) => list.indexOf(id))).toEqual([...ids.keys()]);
  expect([-6, 0, 4, 2 ** 41].map((id) => list.indexOf(id))).toEqual([undefined, undefined, undefined, undefined]);
});

it('finds the later of two equal ids, as a Map would', () => {
  expect(listOf([7, 3, 7]).indexOf(7)).toBe(2);
  expect(listOf([3, 7, 7]).indexOf(7)).toBe(2);
});

it('finds an id that comes after the first was asked for', () => {
  const list = listOf([9, 4]);
  expect(list.indexOf(2)).toBeUndefined();
  list.push(2);
  expect(list.indexOf(2)).toBe(2);
});
