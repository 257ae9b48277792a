import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlaces, placeIndex } from './places-search.ts';
import { slowPlaces } from './places-search.judge.ts';
import { placeLabel, placesOf, type Place } from './places.ts';
import { at, places } from './places.fixture.ts';

const find = (text: string, limit = 8) => findPlaces(placeIndex(places), text, { limit }).map(placeLabel);

describe('findPlaces', () => {
  it.each([
    ['a name without its dots', 'janispera', 'Jänisperä'],
    ['the Swedish name', 'harb', 'Jänisperä'],
    ['the Sámi name, plain letters', 'darfec', 'Tervasalmi'],
    ['a street and number', 'koulutie 12', 'Koulutie 12, Tervasalmi'],
    ['a number with a letter', 'Koulutie 30b', 'Koulutie 30 B, Tervasalmi'],
    ['a number before its street', '3 Koulutie', 'Koulutie 3, Tervasalmi'],
    ['a number with a letter before its street', '30b koulutie', 'Koulutie 30 B, Tervasalmi'],
    ['a number before a street in a village', '7 rantatie jänis', 'Rantatie 7, Jänisperä'],
    ['a number with a letter, spaced', 'Koulutie 30 b', 'Koulutie 30 B, Tervasalmi'],
    ['a street in a village', 'koulutie jänis', 'Koulutie, Jänisperä'],
    ['a service by its second word', 'apteekki', 'Tervasalmen apteekki, Tervasalmi'],
    ['a town before what is named after it', 'terva', 'Tervasalmi'],
    ['an address by its municipality', 'rantatie 7 kuikka', 'Rantatie 7, Jänisperä'],
    ['nothing for an unknown name', 'helsinki', undefined],
    ['nothing for a word that only contains it', 'salmi', undefined],
    ['nothing for nothing', '   ', undefined]
  ])('finds %s', (_what, text, first) => {
    expect(find(text)[0]).toBe(first);
  });

  it('takes the name that is spelt as typed before the one that only sounds like it', () => {
    const index = placeIndex(
      placesOf([at({ place: 'hamlet', name: 'Särki' }), at({ place: 'hamlet', name: 'Sarki' })])
    );
    expect(findPlaces(index, 'sär').map(({ name }) => name)).toEqual(['Särki', 'Sarki']);
    expect(findPlaces(index, 'sar').map(({ name }) => name)).toEqual(['Sarki', 'Särki']);
  });

  it('takes streets before addresses', () => {
    const address = { building: 'yes', 'addr:street': 'Kauppatie', 'addr:housenumber': '1' };
    const index = placeIndex(placesOf([at(address), at({ highway: 'service', name: 'Kaupunkitie' })]));
    expect(findPlaces(index, 'kaup').map(placeLabel)).toEqual(['Kaupunkitie', 'Kauppatie 1']);
  });

  it('lists whole numbers before longer ones, in counting order', () => {
    expect(find('koulutie 3')).toEqual(['Koulutie 3, Tervasalmi', 'Koulutie 30 B, Tervasalmi']);
    expect(find('koulutie')).toEqual([
      'Koulutie, Jänisperä',
      'Koulutie, Tervasalmi',
      'Koulutie 3, Tervasalmi',
      'Koulutie 12, Tervasalmi',
      'Koulutie 30 B, Tervasalmi'
    ]);
    expect(find('koulutie', 2)).toHaveLength(2);
  });
});

describe('a mistake in a typed word', () => {
  it.each([
    ['a wrong letter', 'jänespe', 'Jänisperä'],
    ['a missing letter', 'jäisperä', 'Jänisperä'],
    ['a letter too many', 'jännisp', 'Jänisperä'],
    ['two letters swapped', 'jäinsp', 'Jänisperä'],
    ['two mistakes in a long word', 'terwasalmn apteeki', 'Tervasalmen apteekki, Tervasalmi'],
    ['the Swedish name', 'harrbac', 'Jänisperä'],
    ['the whole number before a longer one', 'kuolutie 3', 'Koulutie 3, Tervasalmi'],
    ['the number first', '3 kuolutie', 'Koulutie 3, Tervasalmi'],
    ['nothing for two mistakes in a short word', 'janezpe', undefined],
    ['nothing for three mistakes', 'kuolutzx', undefined],
    ['nothing for a mistake in three letters', 'hrb', undefined],
    ['nothing for another number', 'koulutie 1234', undefined]
  ])('is forgiven: %s', (_what, text, first) => {
    expect(find(text)[0]).toBe(first);
  });

  it('comes after all that is typed without one, and only where there is room', () => {
    const index = placeIndex(
      placesOf(['Rantatie', 'Rantapolku', 'Randatie', 'Santatie'].map((name) => at({ highway: 'service', name })))
    );
    const names = (limit?: number) => findPlaces(index, 'rantat', { limit: limit ?? 8 }).map(({ name }) => name);
    expect(names()).toEqual(['Rantatie', 'Randatie', 'Rantapolku', 'Santatie']);
    expect(names(1)).toEqual(['Rantatie']);
    expect(findPlaces(index, 'rantat', { typos: false }).map(({ name }) => name)).toEqual(['Rantatie']);
  });
});

it('finds a service by what people call its kind, after those that bear the word, the nearest first', () => {
  const index = placeIndex(
    placesOf([
      at({ amenity: 'pharmacy', name: 'Linnea' }, 27.5),
      at({ amenity: 'pharmacy', name: 'Rohtola' }, 27.2),
      at({ amenity: 'pharmacy', name: 'Keskusapteekki' }, 27.1),
      at({ amenity: 'pharmacy', name: 'Kylän apteekki' }, 28),
      at({ amenity: 'library', name: 'Lukula' }),
      at({ highway: 'service', name: 'Apteekkitie' })
    ])
  );
  const names = (text: string) =>
    findPlaces(index, text, { near: { longitude: 27, latitude: 64 } }).map(({ name }) => name);
  expect(names('apteekki')).toEqual(['Apteekkitie', 'Keskusapteekki', 'Kylän apteekki', 'Rohtola', 'Linnea']);
  expect(names('apotek')).toEqual(['Keskusapteekki', 'Rohtola', 'Linnea', 'Kylän apteekki']);
  expect(names('kirjaso')).toEqual(['Lukula']);
  expect(names('koulu')).toEqual([]);
});

it('takes the nearest first of places that fit alike, a better fit before a nearer one', () => {
  const near = (longitude: number) =>
    findPlaces(placeIndex(places), 'koulutie', { near: { longitude, latitude: 64 }, limit: 2 }).map(placeLabel);
  expect(near(27)).toEqual(['Koulutie, Tervasalmi', 'Koulutie, Jänisperä']);
  expect(near(27.3)).toEqual(['Koulutie, Jänisperä', 'Koulutie, Tervasalmi']);
});

it('takes a street near the van before a far village, and the village first where nobody knows what is near', () => {
  const index = placeIndex(
    placesOf([at({ place: 'village', name: 'Kotavaara' }, 27.5), at({ highway: 'service', name: 'Kotaseläntie' }, 27)])
  );
  const names = (near?: { longitude: number; latitude: number }) =>
    findPlaces(index, 'kota', near ? { near } : {}).map(({ name }) => name);
  expect(names({ longitude: 27.01, latitude: 64 })).toEqual(['Kotaseläntie', 'Kotavaara']);
  expect(names({ longitude: 27.49, latitude: 64 })).toEqual(['Kotavaara', 'Kotaseläntie']);
  expect(names()).toEqual(['Kotavaara', 'Kotaseläntie']);
});

it('finds the same in the same order as looking at every word of every place', () => {
  const word = fc.constantFrom(
    'Ranta',
    'Santa',
    'Rantatie',
    'Randatie',
    'Särkitie',
    'Sarkitie',
    'Tienpää',
    'Pää',
    'Ånäs',
    'Onas'
  );
  const position = fc.record({ longitude: fc.integer({ min: 24, max: 28 }), latitude: fc.constantFrom(64, 65) });
  const housenumber = fc.constantFrom('1', '2', '12', '12 b', '3');
  const name = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '));
  const place: fc.Arbitrary<Place> = fc.oneof(
    fc.record({ kind: fc.constant('address'), street: word, housenumber, locality: word, position }),
    fc.record(
      { kind: fc.constantFrom('street', 'town', 'pharmacy'), name, 'name:sv': name, locality: word, position },
      { requiredKeys: ['kind', 'name', 'position'] }
    )
  );
  /** Puts in letters, takes some away, swaps two and breaks off. */
  const spoilt = fc
    .record({
      whole: word,
      at: fc.nat(8),
      put: fc.constantFrom('', '', 'a', 'ti', 'å'),
      gone: fc.nat(2),
      length: fc.nat(10)
    })
    .map(({ whole, at, put, gone, length }) => (whole.slice(0, at) + put + whole.slice(at + gone)).slice(0, length));
  const swapped = fc.tuple(word, fc.nat(5)).map(
    ([whole, at]) =>
      whole.slice(0, at) +
      whole
        .slice(at, at + 2)
        .split('')
        .reverse()
        .join('') +
      whole.slice(at + 2)
  );
  const text = fc
    .array(fc.oneof(spoilt, swapped, word, housenumber, fc.constantFrom('apt', 'apteeki')), {
      minLength: 1,
      maxLength: 3
    })
    .map((words) => words.join(' '));
  const options = {
    limit: fc.integer({ min: 0, max: 12 }),
    near: fc.option(position, { nil: undefined }),
    typos: fc.boolean()
  };
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), text, fc.record(options), (some, typed, { near, ...rest }) => {
      const wanted = { ...rest, ...(near && { near }) };
      expect(findPlaces(placeIndex(some), typed, wanted)).toEqual(slowPlaces(some, typed, wanted));
    }),
    { numRuns: 700 }
  );
});
