import Flatbush from 'flatbush';
import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { namesOf, placeKind, poiKind } from './map-layers.ts';
import type { Tags } from './pbf/read.ts';

/** Something a person may type when asked "where to?". */
export interface Place {
  /** `address`, `street`, an OpenStreetMap place (`village`), or a service's kind (`pharmacy`). */
  readonly kind: string;
  /** The name on the sign; an address has street and number instead, and its names in other languages with the number. */
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
  const localityOf = localitySearch(things);
  const streets = new Map<string, Record<string, string>>();
  for (const { tags, road } of things) {
    const name = tags.get('name');
    // Not every piece of a road has its names in all languages.
    if (road && name) streets.set(name, { ...streets.get(name), ...namesOf(tags) });
  }
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
      add(`${street} ${housenumber}|${where}`, {
        kind: 'address',
        street,
        housenumber,
        ...otherNames(streets.get(street), street, housenumber),
        ...inLocality,
        position
      });
  }
  return [...places.values()].sort(
    (a, b) => finnish.compare(ownLabel(a), ownLabel(b)) || finnish.compare(a.locality ?? '', b.locality ?? '')
  );
}

/** A house has a number and the names that the road at its door has in other languages: "Skolvägen 3". */
function otherNames(road: Record<string, string> | undefined, street: string, housenumber: string) {
  const others = Object.entries(road ?? {}).filter(([key, name]) => key !== 'name' && name !== street);
  return Object.fromEntries(others.map(([key, name]) => [key, `${name} ${housenumber}`]));
}

/**
 * Asks which settlement a place belongs to: the nearest, where a town counts as nearer than a hamlet. Of each reach only
 * the nearest can be it, so a country's settlements are not looked at for each of its houses.
 */
function localitySearch(
  things: readonly { tags: Tags; position: Position }[]
): (position: Position) => string | undefined {
  const named = things.flatMap(({ tags, position }) => {
    const reach = settlements[placeKind(tags) ?? ''];
    const name = tags.get('name');
    return reach && name ? [{ name, position, reach }] : [];
  });
  const byReach = [...Map.groupBy(named, ({ reach }) => reach).values()].map((settlementsOfReach) => {
    const index = new Flatbush(settlementsOfReach.length);
    for (const { position } of settlementsOfReach) index.add(...mercator(position));
    index.finish();
    return { settlementsOfReach, index };
  });
  return (position) => {
    let nearest: string | undefined;
    let least = Infinity;
    for (const { settlementsOfReach, index } of byReach) {
      const { name, position: centre, reach } = settlementsOfReach[index.neighbors(...mercator(position), 1)[0]!]!;
      const distance = distanceBetween(position, centre);
      if (distance > localityReach || distance / reach >= least) continue;
      [nearest, least] = [name, distance / reach];
    }
    return nearest;
  };
}

/** On this map what is nearest within a few kilometres is nearest on the earth. */
const mercator = ({ longitude, latitude }: Position): [x: number, y: number] => {
  const radians = (Math.min(89, Math.max(-89, latitude)) * Math.PI) / 180;
  return [(longitude * Math.PI) / 180, Math.asinh(Math.tan(radians))];
};

/** What a person reads in the list: "Koulutie 3, Jänisperä". */
export const placeLabel = (place: Place): string => [ownLabel(place), place.locality].filter(Boolean).join(', ');

/** The name, or street and number: "Koulutie 3". */
export const ownLabel = ({ name, street, housenumber }: Place) => name ?? `${street} ${housenumber}`;

/** A city, town, village or hamlet. */
export const isSettlement = ({ kind }: Place) => kind in settlements;
