import { describe, expect, it } from 'vitest';
import { findPlaces, placeIndex } from './places-search.ts';
import { placeLabel, placesOf } from './places.ts';
import { at, places } from './places.fixture.ts';

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
