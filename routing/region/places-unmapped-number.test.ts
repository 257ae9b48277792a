import { expect, it } from 'vitest';
import { ownLabel, placeLabel, placesOf } from './places.ts';
import { at } from './places.fixture.ts';
import { findPlaces, placeIndex } from './places-search.ts';
import { findPlacesOrStreets } from './places-unmapped-number.ts';

const house = (street: string, housenumber: string, longitude = 27) =>
  at({ building: 'yes', 'addr:street': street, 'addr:housenumber': housenumber }, longitude);
const index = placeIndex(
  placesOf([
    at({ place: 'town', name: 'Kuikkasalmi' }, 27),
    at({ place: 'town', name: 'Bredholm' }, 28),
    at({ highway: 'residential', name: 'Kumputie', 'name:sv': 'Kullvägen' }, 27.01),
    at({ highway: 'residential', name: 'Kumputie' }, 28.01),
    at({ highway: 'residential', name: 'Kumpulatie' }, 27.02),
    at({ highway: 'residential', name: 'Rantatie' }, 27.03),
    at({ highway: 'trunk', name: 'Valtatie 5' }, 27.04),
    at({ amenity: 'pharmacy', name: 'Kumputien apteekki' }, 27.01),
    house('Kumputie', '2'),
    house('Kumputie', '2', 28.01),
    house('Kumputie', '4 A'),
    house('Kumputie', '4'),
    house('Kumputie', '30'),
    house('Kumpulatie', '77'),
    house('Rantatie', '9')
  ])
);
const near = { longitude: 27, latitude: 64 };
const find = (text: string) =>
  findPlacesOrStreets(index, text, { near }).map((place) =>
    [placeLabel(place), place.numberNotFound].filter((word) => word !== undefined).join(' ?')
  );
const [here, there] = ['Kuikkasalmi', 'Bredholm'];

it.each([
  ['the house that is mapped', 'kumputie 30', [`Kumputie 30, ${here}`]],
  ['the houses that are mapped, near first', 'kumputie 2', [`Kumputie 2, ${here}`, `Kumputie 2, ${there}`]],
  ['a letter that is mapped', 'kumputie 4a', [`Kumputie 4 A, ${here}`]],
  ['a village that has begun', 'kumputie 30 k', [`Kumputie 30, ${here}`]],
  ['a number of the name itself', 'valtatie 5', [`Valtatie 5, ${here}`]],
  ['the streets alone', 'kumputie 77', [`Kumputie, ${here} ?77`, `Kumputie, ${there} ?77`]],
  ['the street in its village', 'kumputie 77 bred', [`Kumputie, ${there} ?77`]],
  ['the street, number first', '77b kumputie kuikka', [`Kumputie, ${here} ?77b`]],
  ['the street in Swedish', 'kullvägen 77', [`Kumputie, ${here} ?77`]],
  ['the street through a mistake', 'rantatei 8', [`Rantatie, ${here} ?8`]],
  ['the street before a longer number', 'kumputie 3 kuikka', [`Kumputie, ${here} ?3`, `Kumputie 30, ${here}`]],
  ['the house before its letter', 'kumputie 2b kuikka', [`Kumputie 2, ${here} ?2b`]],
  ['the house, and no village for the letter', 'kumputie 2b', [`Kumputie 2, ${here} ?2b`, `Kumputie 2, ${there} ?2b`]],
  ['the house of a flat', 'Kumputie 2 A 5, Kuikkasalmi', [`Kumputie 2, ${here} ?2 A 5`]],
  ['the stair of a flat', 'Kumputie 4 A 5', [`Kumputie 4 A, ${here} ?4 A 5`, `Kumputie, ${there} ?4 A 5`]],
  ['the house of a flat so called', 'kumputie 4 as. 5 kuikka', [`Kumputie 4, ${here} ?4 as. 5`]],
  ['no other house than the one', 'rantatie 99', [`Rantatie, ${here} ?99`]],
  ['a house where a street sounds alike', 'kumpulatei 77', [`Kumpulatie 77, ${here}`]],
  ['nothing for a service with a number', 'kumputien apteekki 77', []],
  ['nothing for a village with a number', 'kuikkasalmi 78', []],
  ['nothing for an unknown street', 'satamakatu 2', []],
  ['nothing for a number alone', '77b', []],
  ['nothing for nothing', ' ', []]
])('finds %s', (_what, text, found) => {
  expect(find(text)).toEqual(found);
});

it('finds no more than are wanted, and as without it where no number is typed', () => {
  expect(findPlacesOrStreets(index, 'kumputie 77', { near, limit: 1 }).map(ownLabel)).toEqual(['Kumputie']);
  expect(findPlacesOrStreets(index, 'kumputie 77', { limit: 0 })).toEqual([]);
  expect(findPlacesOrStreets(index, 'kumputien', { near })).toEqual(findPlaces(index, 'kumputien', { near }));
});
