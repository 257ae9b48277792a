import { accessOf } from './car-profile.ts';
import type { Tags } from './pbf/read.ts';

/** The layers of a region's vector tiles; the map's style draws them by these names. */
export const layerNames = ['landuse', 'water', 'buildings', 'ferries', 'roads', 'places', 'pois', 'addresses'] as const;
type LayerName = (typeof layerNames)[number];

export const zooms = { least: 6, most: 14 } as const;

/** What a tagged thing becomes on the map, its shape apart. */
export interface MapObject {
  readonly layer: LayerName;
  /** The first zoom whose tiles have it. */
  readonly minzoom: number;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** `highway` → class and first zoom. https://wiki.openstreetmap.org/wiki/Key:highway */
const roadClasses = new Map<string, [roadClass: string, minzoom: number]>(
  Object.entries({
    motorway: ['motorway', 6],
    trunk: ['trunk', 6],
    primary: ['primary', 7],
    secondary: ['secondary', 8],
    tertiary: ['tertiary', 9],
    unclassified: ['minor', 11],
    residential: ['minor', 12],
    living_street: ['minor', 12],
    road: ['minor', 12],
    pedestrian: ['path', 13],
    service: ['service', 13],
    track: ['track', 12],
    cycleway: ['path', 14],
    footway: ['path', 14],
    bridleway: ['path', 14],
    path: ['path', 14],
    steps: ['path', 14]
  })
);

/** Surfaces that a van feels. https://wiki.openstreetmap.org/wiki/Key:surface */
const unpavedSurfaces = new Set(
  'unpaved compacted fine_gravel gravel pebblestone ground dirt earth grass mud sand rock ice snow'.split(' ')
);

/** `place` → first zoom. https://wiki.openstreetmap.org/wiki/Key:place */
const placeZooms = new Map<string, number>(
  Object.entries({
    city: 6,
    town: 6,
    municipality: 7,
    village: 8,
    suburb: 10,
    quarter: 11,
    hamlet: 10,
    island: 12,
    neighbourhood: 12,
    isolated_dwelling: 12,
    farm: 13,
    locality: 13,
    islet: 14
  })
);

/** `key=value` → kind, for what a courier or a recipient steers by. */
const poiKinds: Record<string, string> = {
  'amenity=pharmacy': 'pharmacy',
  'amenity=library': 'library',
  'amenity=post_office': 'post',
  'amenity=parcel_locker': 'post',
  'amenity=hospital': 'health',
  'amenity=clinic': 'health',
  'amenity=doctors': 'health',
  'amenity=social_facility': 'care',
  'amenity=nursing_home': 'care',
  'amenity=school': 'school',
  'amenity=kindergarten': 'school',
  'amenity=place_of_worship': 'church',
  'amenity=townhall': 'town_hall',
  'amenity=community_centre': 'village_hall',
  'amenity=fire_station': 'fire_station',
  'amenity=police': 'police',
  'amenity=fuel': 'fuel',
  'amenity=charging_station': 'charging',
  'amenity=restaurant': 'restaurant',
  'amenity=cafe': 'restaurant',
  'amenity=canteen': 'kitchen',
  'amenity=kitchen': 'kitchen',
  'craft=caterer': 'kitchen',
  'industrial=kitchen': 'kitchen',
  'industrial=depot': 'depot',
  'amenity=ferry_terminal': 'ferry_terminal',
  'amenity=bus_station': 'bus_station',
  'railway=station': 'railway_station',
  'amenity=bank': 'bank'
};

/** The shops that a village lives by, and where orders come from; a town's other shops are `other_shop`. */
const groceries = new Set(['supermarket', 'convenience', 'general', 'department_store', 'country_store']);

/** `key=value` → ground cover. */
const groundKinds: Record<string, string> = {
  'landuse=forest': 'forest',
  'natural=wood': 'forest',
  'landuse=farmland': 'field',
  'landuse=meadow': 'field',
  'landuse=orchard': 'field',
  'landuse=vineyard': 'field',
  'landuse=farmyard': 'residential',
  'landuse=residential': 'residential',
  'landuse=commercial': 'residential',
  'landuse=retail': 'residential',
  'landuse=industrial': 'residential',
  'landuse=cemetery': 'park',
  'landuse=grass': 'park',
  'landuse=recreation_ground': 'park',
  'leisure=park': 'park',
  'leisure=garden': 'park',
  'leisure=pitch': 'park',
  'leisure=golf_course': 'park',
  'natural=wetland': 'wetland',
  'natural=heath': 'heath',
  'natural=scrub': 'heath',
  'natural=grassland': 'heath',
  'natural=fell': 'heath',
  'natural=bare_rock': 'rock',
  'natural=scree': 'rock'
};

const waterways = new Map([
  ['river', 8],
  ['canal', 10],
  ['stream', 12]
]);

const kindOf = (tags: Tags, kinds: Record<string, string>, keys: readonly string[]) => {
  for (const key of keys) {
    const kind = kinds[`${key}=${tags.get(key)}`];
    if (kind) return kind;
  }
  return undefined;
};

/** The names a map or a search shows: what stands on the sign, and the Finnish, Swedish and Northern Sámi names. */
export function namesOf(tags: Tags): Record<string, string> {
  const names: Record<string, string> = {};
  for (const key of ['name', 'name:fi', 'name:sv', 'name:se']) {
    const name = tags.get(key);
    if (name) names[key] = name;
  }
  return names;
}

/** What kind of service or sight a thing is; undefined for everything a courier does not steer by. */
export const poiKind = (tags: Tags): string | undefined => {
  const shop = tags.get('shop');
  return (
    kindOf(tags, poiKinds, ['amenity', 'craft', 'industrial', 'railway']) ??
    (shop === undefined || shop === 'vacant' || shop === 'no'
      ? undefined
      : groceries.has(shop)
        ? 'shop'
        : 'other_shop') ??
    (tags.get('tourism') === 'hotel' ? 'hotel' : undefined)
  );
};

export const placeKind = (tags: Tags): string | undefined => {
  const place = tags.get('place');
  return place !== undefined && placeZooms.has(place) ? place : undefined;
};

/** The map's points for one place: a named settlement, a service, a house number. */
export function pointObjects(tags: Tags): MapObject[] {
  const objects: MapObject[] = [];
  const place = placeKind(tags);
  if (place && tags.has('name'))
    objects.push({
      layer: 'places',
      minzoom: placeZooms.get(place)!,
      properties: { kind: place, ...namesOf(tags) }
    });
  const poi = poiKind(tags);
  if (poi) objects.push({ layer: 'pois', minzoom: 13, properties: { kind: poi, ...namesOf(tags) } });
  const housenumber = tags.get('addr:housenumber');
  if (housenumber) objects.push({ layer: 'addresses', minzoom: 14, properties: { housenumber } });
  return objects;
}

/** The map's lines for one way: a road, a ferry, a river. */
export function lineObjects(tags: Tags): MapObject[] {
  const highway = tags.get('highway');
  const road = roadClasses.get(highway?.replace(/_link$/, '') ?? '');
  if (road && tags.get('area') !== 'yes') {
    const [roadClass, minzoom] = road;
    const surface = tags.get('surface');
    const access = accessOf(tags);
    const [ref] = tags.get('ref')?.split(';') ?? [];
    return [
      {
        layer: 'roads',
        minzoom: highway?.endsWith('_link') ? Math.max(minzoom, 10) : minzoom,
        properties: {
          class: roadClass,
          ...namesOf(tags),
          ...(ref && { ref }),
          ...(((surface && unpavedSurfaces.has(surface)) || (!surface && roadClass === 'track')) && { unpaved: true }),
          ...((access === 'private' || access === 'no') && roadClass !== 'path' && { private: true }),
          ...(tags.get('tunnel') === 'yes' && { tunnel: true })
        }
      }
    ];
  }
  if (tags.get('route') === 'ferry') return [{ layer: 'ferries', minzoom: 8, properties: namesOf(tags) }];
  const waterway = tags.get('waterway');
  const waterZoom = waterways.get(waterway ?? '');
  if (waterway && waterZoom !== undefined && tags.get('tunnel') !== 'culvert')
    return [{ layer: 'water', minzoom: waterZoom, properties: { kind: waterway, ...namesOf(tags) } }];
  return [];
}

/** The map's areas for one closed way or multipolygon. `minzoom` is what the tags alone ask for; size decides the rest. */
export function areaObjects(tags: Tags): MapObject[] {
  const building = tags.get('building');
  if (building && building !== 'no') return [{ layer: 'buildings', minzoom: 13, properties: {} }];
  if (tags.get('natural') === 'water' || tags.get('waterway') === 'riverbank' || tags.get('landuse') === 'reservoir')
    return [{ layer: 'water', minzoom: zooms.least, properties: { kind: 'lake' } }];
  const ground = kindOf(tags, groundKinds, ['landuse', 'natural', 'leisure']);
  return ground ? [{ layer: 'landuse', minzoom: zooms.least, properties: { kind: ground } }] : [];
}

/** True where a closed way is a line all the same: a roundabout, a track round a field. */
export const isLine = (tags: Tags) => tags.has('highway') && tags.get('area') !== 'yes';
