import { beforeEach, expect, it } from 'vitest';
import type { Day } from './day.ts';
import { keepSearchedPlace, searchedPlaceOf } from './searched-place.ts';

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key)
};
const day = { shift: 'one' as Day['shift'], ended: false };
const place = {
  kind: 'address',
  street: 'Koulutie',
  housenumber: '3',
  'name:sv': 'Skolvägen 3',
  numberNotFound: '3 A 5',
  position: { longitude: 27, latitude: 64 }
};
beforeEach(() => kept.clear());

it('keeps the place on its day, over a reload', () => {
  keepSearchedPlace(storage, day, place);
  expect(searchedPlaceOf(storage, { ...day })).toEqual(place);
  keepSearchedPlace(storage, day, null);
  expect([searchedPlaceOf(storage, day), kept.size]).toEqual([null, 0]);
});

it.each([
  ['the next shift', { ...day, shift: 'two' as Day['shift'] }],
  ['the end of the day', { ...day, ended: true }],
  ['no day any more', null]
])('forgets it at %s', (_what, later) => {
  keepSearchedPlace(storage, day, place);
  expect([searchedPlaceOf(storage, later), kept.size]).toEqual([null, 0]);
});

it.each(['{', '{"during":"one false"}', '{"during":"one false","place":{"kind":"street","position":{}}}'])(
  'forgets what is no place: %s',
  (text) => {
    kept.set('raitti-searched-place', text);
    expect([searchedPlaceOf(storage, day), kept.size]).toEqual([null, 0]);
  }
);
