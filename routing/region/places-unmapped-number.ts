import { findPlaces, longestText, namesOf, type PlaceIndex, type SearchOptions } from './places-search.ts';
import type { Place } from './places.ts';
import { fold } from './places-words.ts';

/** A place that a person may choose, and what of the typed address it does not answer for. */
export interface FoundPlace extends Place {
  /** The number as typed, "2 A 5", where the map has no such house: this is the house before its letter, or the street. */
  readonly numberNotFound?: string;
}

/**
 * Places as `findPlaces` finds them. Where no house on the map bears the typed number, before them the houses that bear
 * it without its stair, flat or letter ("2" for "2 A 5"), then the streets themselves; each says which number is missing.
 * A street that is spelt as typed comes before a house in another one that sounds like it.
 */
export function findPlacesOrStreets(
  index: PlaceIndex,
  text: string,
  options: Pick<SearchOptions, 'limit' | 'near'> = {}
): FoundPlace[] {
  const address = addressOf(text.slice(0, longestText));
  if (!address) return findPlaces(index, text, options);
  for (const typos of [false, true]) {
    const mapped = findPlaces(index, text, { ...options, typos });
    if (mapped.some((place) => bears(place, address.surely))) return typos ? mapped : findPlaces(index, text, options);
    const streets = findPlaces(index, address.name, { ...options, typos, onlyStreets: true });
    if (streets.length === 0) continue;
    const houses = housesWithout(index, streets, address.number);
    const houseless = streets.filter((street) => !houses.some((house) => isIn(house, street)));
    const nearly = [...houses, ...houseless].map((place) => ({ ...place, numberNotFound: address.number }));
    return [...nearly, ...mapped.filter((place) => !houses.includes(place))].slice(0, options.limit ?? 8);
  }
  return findPlaces(index, text, options);
}

interface Address {
  /** What remains without the number: street, and village. */
  readonly name: string;
  /** As typed: "2 A 5". */
  readonly number: string;
  /** Folded, without a last letter that stands apart: it may be the first of a village's name. */
  readonly surely: string;
}

/** A number, its letter, and what follows of stairs and flats; "as." and "bst" are flats. */
const numberPattern =
  /(?<![\p{L}\p{N}])\p{N}+(?:\p{L}(?![\p{L}\p{N}]))?(?:[\s–-]+(?:\p{L}|\p{N}+\p{L}?|as\.?|bst\.?)(?![\p{L}\p{N}]))*(?![\p{L}\p{N}])/iu;

function addressOf(text: string): Address | undefined {
  const [number] = numberPattern.exec(text) ?? [];
  if (number === undefined) return;
  const name = text.replace(number, ' ');
  return /\p{L}/u.test(name) ? { name, number, surely: fold(number.replace(/\s+\p{L}$/u, '')) } : undefined;
}

const bears = (place: Place, number: string) =>
  namesOf(place).some((name) => ` ${fold(name)} `.includes(` ${number} `));

const isIn = (house: Place, street: Place) => house.street === street.name && house.locality === street.locality;

/** Of each street the house whose number is the longest beginning of the typed one. */
function housesWithout({ entries }: PlaceIndex, streets: readonly Place[], number: string): Place[] {
  const wanted = fold(number.replace(/\b(?:as|bst)\b/giu, ' '));
  const names = new Set(streets.map(({ name }) => name));
  const houses = entries.flatMap(({ place }) => (place.street && names.has(place.street) ? [place] : []));
  return streets.flatMap((street) => {
    const begun = houses
      .filter((house) => isIn(house, street))
      .map((house) => ({ house, own: fold(house.housenumber!) }))
      .filter(({ own }) => wanted.startsWith(`${own} `))
      .sort((a, b) => b.own.length - a.own.length);
    return begun.slice(0, 1).map(({ house }) => house);
  });
}
