import { describe, expect, it } from 'vitest';
import { findPlaces, placeIndex, placeLabel, placesOf } from './places.ts';

const at = (tags: Record<string, string>, longitude = 27, latitude = 64) => ({
  tags: new Map(Object.entries(tags)),
  road: 'highway' in tags && tags.highway !== 'bus_stop',
  position: [longitude, latitude] as const
});

const places = placesOf([
  at({ place: 'village', name: 'Jänisperä', 'name:sv': 'Harbacka' }, 27.2),
  at({ place: 'town', name: 'Tervasalmi', 'name:se': 'Đárfečoalbmi' }, 27),
  at({ amenity: 'pharmacy', name: 'Tervasalmen apteekki' }, 27.001),
  at({ highway: 'residential', name: 'Koulutie' }, 27.002),
  at({ highway: 'residential', name: 'Koulutie' }, 27.003),
  at({ highway: 'residential', name: 'Koulutie' }, 27.2),
  at({ building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '3' }, 27.002),
  at({ building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '12' }, 27.002),
  at({ building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '30 B' }, 27.002),
  at({ building: 'yes', 'addr:street': 'Rantatie', 'addr:housenumber': '7', 'addr:city': 'Kuikkasalmi' }, 27.19),
  at({ building: 'yes' }),
  at({ highway: 'service' }),
  at({ highway: 'bus_stop', name: 'Pysäkki' }),
  at({ shop: 'vacant', name: 'Entinen kauppa' }),
  at({ place: 'hamlet', name: 'Ahola' }, 29.5)
]);
const find = (text: string, limit?: number) => findPlaces(placeIndex(places), text, limit).map(placeLabel);

describe('findPlaces', () => {
  it.each([
    ['a name without its dots', 'janispera', 'Jänisperä'],
    ['the Swedish name', 'harb', 'Jänisperä'],
    ['the Sámi name, plain letters', 'darfec', 'Tervasalmi'],
    ['a street and number', 'koulutie 12', 'Koulutie 12, Tervasalmi'],
    ['a number with a letter', 'Koulutie 30b', undefined],
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

describe('placesOf', () => {
  it('keeps one entry of a road in pieces, and nothing nameless or closed down', () => {
    expect(places.filter(({ kind }) => kind === 'street')).toHaveLength(2);
    expect(places.map(placeLabel).join()).not.toMatch(/undefined|Entinen|Pysäkki/);
  });

  it('counts a house between a town and a village to the town, one by the village to the village', () => {
    const house = (housenumber: string) => ({ building: 'yes', 'addr:street': 'Tie', 'addr:housenumber': housenumber });
    const [near, between] = placesOf([
      at({ place: 'village', name: 'Jänisperä' }, 27.2),
      at({ place: 'town', name: 'Tervasalmi' }, 27),
      at(house('1'), 27.19),
      at(house('2'), 27.12)
    ]).filter(({ kind }) => kind === 'address');
    expect([near!.locality, between!.locality]).toEqual(['Jänisperä', 'Tervasalmi']);
  });

  it('gives no locality to what lies far from every village, nor to a village itself', () => {
    expect(places.find(({ name }) => name === 'Ahola')).not.toHaveProperty('locality');
    expect(places.find(({ name }) => name === 'Jänisperä')).not.toHaveProperty('locality');
  });
});
