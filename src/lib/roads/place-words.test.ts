import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isPlaceKind } from '#messages/place-kinds.ts';
import { kindWords } from '#routing/region/places-kinds.ts';
import { poiKind } from '#routing/region/map-layers.ts';
import { missingNumber, placeName, placeWords } from './place-words.ts';

const position = { longitude: 27, latitude: 64 };
const village = { kind: 'village', name: 'Kuikkasalmi', 'name:sv': 'Lomsund', city: 'Tervala', position };
const house = {
  kind: 'address',
  street: 'Koulutie',
  housenumber: '3',
  'name:sv': 'Skolvägen 3',
  locality: 'Holmby',
  position
};

test.each([
  [village, 'fi', 'Kuikkasalmi', 'Lomsund · kylä · Tervala'],
  [village, 'sv', 'Lomsund', 'Kuikkasalmi · by · Tervala'],
  [village, 'en', 'Kuikkasalmi', 'Lomsund · village · Tervala'],
  [house, 'fi', 'Koulutie 3', 'Skolvägen 3 · Holmby'],
  [house, 'sv', 'Skolvägen 3', 'Holmby'],
  [{ kind: 'new_kind', name: 'Uusi', position }, 'fi', 'Uusi', '']
] as const)('%o in %s', (place, locale, name, words) =>
  expect([placeName(place, locale), placeWords(place, locale)]).toEqual([name, words])
);

test.each([
  [{ ...house, numberNotFound: '3 A 5' }, 'Numeroa 3 A 5 ei ole kartalla'],
  [{ kind: 'street', name: 'Koulutie', numberNotFound: '77', position }, 'Vain tie: numeroa 77 ei ole kartalla'],
  [house, undefined]
])('of %o it is said whether the number is missing', (place, words) => expect(missingNumber(place, 'fi')).toBe(words));

test('every kind that a pack may have is said', () => {
  const source = readFileSync(new URL('../../../routing/region/map-layers.ts', import.meta.url), 'utf8');
  const tags = [...source.matchAll(/'((?:amenity|craft|industrial|railway)=\w+)'/g)].map(([, tag]) => tag!.split('='));
  const kinds = new Set(tags.map(([key, value]) => poiKind(new Map([[key!, value!]]))!));
  expect(kinds.size).toBeGreaterThan(15);
  for (const kind of [...kinds, 'shop', 'other_shop', 'hotel']) {
    expect(isPlaceKind(kind), kind).toBe(true);
    if (kind !== 'other_shop') expect(kindWords(kind), kind).not.toBe('');
  }
});
