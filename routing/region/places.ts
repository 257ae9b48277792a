import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { namesOf, placeKind, poiKind } from './map-layers.ts';
import type { Tags } from './pbf/read.ts';

/** Something a person may type when asked "where to?". */
export interface Place {
  /** `address`, `street`, an OpenStreetMap place (`village`), or a service's kind (`pharmacy`). */
  readonly kind: string;
  /** The name on the sign; an address has street and number instead. */
  readonly name?: string;
  readonly 'name:fi'?: string;
  readonly 'name:sv'?: string;
  readonly 'name:se'?: string;
  readonly street?: string;
  readonly housenumber?: string;
  /** The village or town it belongs to, to tell one Koulutie from another. */
  readonly locality?: string;
  /** The postal town or municipality of its address, where that is another name. */
  readonly city?: string;
  readonly position: Position;
}

/** A tagged thing of the map file and the place it stands at. */
export interface FoundThing {
  readonly tags: Tags;
  /** A road stands at its middle. A bus stop is tagged as `highway` too, and is none. */
  readonly road: boolean;
  readonly position: readonly [longitude: number, latitude: number];
}

export interface PlaceIndex {
  readonly entries: readonly { place: Place; label: string; words: readonly string[]; rank: number }[];
}

/** How far a settlement's name reaches, in comparison: a house between a town and a hamlet is usually the town's. */
const settlements: Record<string, number> = { city: 10, town: 4, municipality: 4, village: 2, suburb: 1, hamlet: 1 };
/** Metres. Farther than this a village's name would mislead. */
const localityReach = 15_000;
const finnish = new Intl.Collator('fi', { numeric: true });

/**
 * What `places.json` holds: settlements, services, streets (one entry for each in each locality) and addresses.
 */
export function placesOf(found: readonly FoundThing[]): Place[] {
  const things = found.map(({ position: [longitude, latitude], ...thing }) => ({
    ...thing,
    position: { longitude, latitude }
  }));
  const named = things.flatMap(({ tags, position }) => {
    const reach = settlements[placeKind(tags) ?? ''];
    const name = tags.get('name');
    return reach && name ? [{ name, position, reach }] : [];
  });
  const localityOf = (position: Position): string | undefined => {
    let nearest: string | undefined;
    let least = Infinity;
    for (const settlement of named) {
      const distance = distanceBetween(position, settlement.position);
      if (distance > localityReach || distance / settlement.reach >= least) continue;
      [nearest, least] = [settlement.name, distance / settlement.reach];
    }
    return nearest;
  };
  const places = new Map<string, Place>();
  const add = (key: string, place: Place) => {
    if (!places.has(key)) places.set(key, place);
  };
  for (const { tags, road, position } of things) {
    const names = namesOf(tags);
    const { name } = names;
    const kind = road ? 'street' : (placeKind(tags) ?? poiKind(tags));
    const street = tags.get('addr:street') ?? tags.get('addr:place');
    const housenumber = tags.get('addr:housenumber');
    if (!(kind && name) && !(street && housenumber)) continue;
    const city = tags.get('addr:city');
    const locality = localityOf(position) ?? city;
    const inLocality = {
      ...(locality !== undefined && locality !== name && { locality }),
      ...(city !== undefined && city !== locality && { city })
    };
    // A thing that stands both as a point and as an area, or a road in many pieces, is one place.
    const where = locality ?? `${Math.round(position.longitude * 20)},${Math.round(position.latitude * 20)}`;
    if (kind && name) add(`${kind}|${name}|${where}`, { kind, ...names, ...inLocality, position });
    if (street && housenumber)
      add(`${street} ${housenumber}|${where}`, { kind: 'address', street, housenumber, ...inLocality, position });
  }
  return [...places.values()].sort(
    (a, b) => finnish.compare(ownLabel(a), ownLabel(b)) || finnish.compare(a.locality ?? '', b.locality ?? '')
  );
}

/** What a person reads in the list: "Koulutie 3, Jänisperä". */
export const placeLabel = (place: Place): string => [ownLabel(place), place.locality].filter(Boolean).join(', ');

/** The name, or street and number: "Koulutie 3". */
export const ownLabel = ({ name, street, housenumber }: Place) => name ?? `${street} ${housenumber}`;

/** Makes a list of places ready for `findPlaces`; once, when the pack is opened. */
export function placeIndex(places: readonly Place[]): PlaceIndex {
  return {
    entries: places.map((place) => {
      const label = ownLabel(place);
      const others = [place['name:fi'], place['name:sv'], place['name:se'], place.locality, place.city];
      return { place, label: fold(label), words: wordsOf([label, ...others].join(' ')), rank: rankOf(place) };
    })
  };
}

/**
 * Places whose words begin with the typed words, best first: whole name, then beginning of name, then any word of it;
 * settlements before services before streets before addresses; else in the order of `placesOf`. "janispera" finds Jänisperä.
 *
 * @param text a name, or a street and number, as far as it is typed; nothing typed finds nothing
 */
export function findPlaces(index: PlaceIndex, text: string, limit = 8): Place[] {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return [];
  const phrase = fold(text);
  const literal = text.trim().toLocaleLowerCase('fi');
  const found: { place: Place; score: number }[] = [];
  for (const { place, label, words, rank } of index.entries) {
    if (!wanted.every((word) => words.some((has) => has.startsWith(word)))) continue;
    const closeness = label === phrase ? 0 : label.startsWith(`${phrase} `) ? 1 : label.startsWith(phrase) ? 2 : 3;
    const spelt = ownLabel(place).toLocaleLowerCase('fi').includes(literal) ? 0 : 1;
    found.push({ place, score: closeness * 100 + spelt * 10 + rank });
  }
  return found
    .sort((a, b) => a.score - b.score)
    .slice(0, limit)
    .map(({ place }) => place);
}

function rankOf({ kind }: Place): number {
  if (kind in settlements) return 0;
  return kind === 'address' ? 3 : kind === 'street' ? 2 : 1;
}

/** Letters that Unicode does not take apart: Northern Sámi, Norwegian, Danish, German. */
const wholeLetters: Record<string, string> = { đ: 'd', ŋ: 'n', ŧ: 't', ø: 'o', æ: 'ae', ß: 'ss' };

const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[đŋŧøæß]/g, (letter) => wholeLetters[letter]!)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const wordsOf = (text: string): string[] => fold(text).split(' ').filter(Boolean);
