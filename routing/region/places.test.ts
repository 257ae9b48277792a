import { describe, expect, it } from 'vitest';
import { findPlaces, placeIndex } from './places-search.ts';
import { placeLabel, placesOf } from './places.ts';

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

  it('gives a house the names of its road in other languages', () => {
    const house = { building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '3' };
    const inBoth = placesOf([
      at(house),
      at({ highway: 'service', name: 'Koulutie', 'name:fi': 'Koulutie', 'name:sv': 'Skolvägen' }),
      at({ highway: 'residential', name: 'Koulutie' }),
      at({ shop: 'kiosk', name: 'Koulutie', 'name:se': 'Skuvlageaidnu' })
    ]);
    const address = inBoth.find(({ kind }) => kind === 'address')!;
    expect(address).toMatchObject({ street: 'Koulutie', housenumber: '3', 'name:sv': 'Skolvägen 3' });
    expect(address).not.toHaveProperty('name:fi');
    expect(address).not.toHaveProperty('name:se');
    expect(placeLabel(address)).toBe('Koulutie 3');
    expect(findPlaces(placeIndex(inBoth), '3 skolvägen')).toEqual([address]);
  });
});
