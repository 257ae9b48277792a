import { areaObjects, isLine, lineObjects, pointObjects, zooms, type MapObject } from './map-layers.ts';
import type { Member, PbfVisitor, Tags } from './pbf/read.ts';
import { assignHoles, joinRings, labelPoint, squareMetres, type Polygon, type Ring } from './polygon.ts';
import { placesOf, type FoundThing, type Place } from './places.ts';

interface MapFeature extends MapObject {
  readonly geometry: GeoJSON.Geometry;
}

export interface MapFeatures {
  readonly features: readonly MapFeature[];
  /** What a person can search for. */
  readonly places: readonly Place[];
  /** The area that the file says it covers, else around everything that is drawn. */
  readonly bounds: Bounds;
}

/** Degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

interface Way {
  readonly refs: readonly number[];
  readonly tags: Tags;
}

/**
 * Collects what a map shows and a search finds while a PBF file is read.
 * Read the file with the visitor (alone, or beside others), then call `finish`.
 */
export function mapFeaturesCollector(): PbfVisitor & { finish(): MapFeatures } {
  const locations = new Map<number, [longitude: number, latitude: number]>();
  const tagged: { tags: Tags; position: [number, number] }[] = [];
  const ways = new Map<number, Way>();
  const multipolygons: { members: readonly Member[]; tags: Tags }[] = [];
  let stated: Bounds | undefined;
  return {
    header({ bounds }) {
      stated = bounds && [bounds.west, bounds.south, bounds.east, bounds.north];
    },
    node(id, longitude, latitude, tags) {
      const position: [number, number] = [longitude, latitude];
      locations.set(id, position);
      if (tags.size > 0) tagged.push({ tags, position });
    },
    way(id, refs, tags) {
      ways.set(id, { refs, tags });
    },
    relation(_id, members, tags) {
      if (tags.get('type') === 'multipolygon' && (areaObjects(tags).length > 0 || pointObjects(tags).length > 0))
        multipolygons.push({ members, tags });
    },
    finish() {
      const features: MapFeature[] = [];
      const found: FoundThing[] = [];
      const point = (tags: Tags, position: [number, number]) => {
        found.push({ tags, position, road: false });
        for (const object of pointObjects(tags))
          features.push({ ...object, geometry: { type: 'Point', coordinates: position } });
      };
      /** @param polygons the largest last, where the name stands */
      const area = (tags: Tags, polygons: readonly Polygon[]) => {
        for (const polygon of polygons) features.push(...areaFeatures(tags, polygon));
        const largest = polygons.at(-1);
        if (largest) point(tags, labelPoint(largest));
      };
      const line = (refs: readonly number[]) => refs.map((ref) => locations.get(ref)).filter((place) => !!place);

      /** A way that leaves the extract and comes back is not drawn straight across what is missing. */
      const stretches = (refs: readonly number[]) => {
        const all: Ring[] = [[]];
        for (const ref of refs) {
          const place = locations.get(ref);
          if (place) all.at(-1)!.push(place);
          else all.push([]);
        }
        return all.filter((stretch) => stretch.length > 1);
      };

      for (const { tags, position } of tagged) point(tags, position);
      for (const { refs, tags } of ways.values()) {
        if (tags.size === 0) continue;
        const coordinates = line(refs);
        if (coordinates.length < 2) continue;
        const lines = lineObjects(tags);
        for (const object of lines)
          for (const stretch of stretches(refs))
            features.push({ ...object, geometry: { type: 'LineString', coordinates: stretch } });
        if (lines.some(({ layer }) => layer === 'roads'))
          found.push({ tags, position: coordinates[coordinates.length >> 1]!, road: true });
        else if (!isLine(tags) && refs[0] === refs.at(-1) && coordinates.length > 3)
          area(tags, [[closed(coordinates)]]);
      }
      for (const { members, tags } of multipolygons) {
        const rings = (role: (role: string) => boolean) =>
          joinRings(
            members.flatMap(({ type, id, role: has }) =>
              type === 'way' && role(has) ? [ways.get(id)?.refs ?? []] : []
            )
          )
            .map((refs) => line(refs))
            .filter((ring) => ring.length > 3)
            .map(closed);
        area(
          tags,
          assignHoles(
            rings((role) => role !== 'inner'),
            rings((role) => role === 'inner')
          )
        );
      }
      return { features, places: placesOf(found), bounds: stated ?? extentOf(features) };
    }
  };
}

/** A node that is missing from the extract may have been the one that closed the ring. */
const closed = (ring: Ring): Ring => (ring[0] === ring.at(-1) ? ring : [...ring, ring[0]!]);

/** An area, from the zoom on which it covers some pixels; a lake's or bog's name as a point of its own. */
function areaFeatures(tags: Tags, polygon: Polygon): MapFeature[] {
  const size = squareMetres(polygon[0]!);
  const latitude = polygon[0]![0]![1];
  const seen = (pixels: number) => {
    // 156,543 metres a pixel at the equator on zoom 0.
    const metresPerPixel = Math.sqrt(size / pixels);
    const zoom = Math.ceil(Math.log2((156_543 * Math.cos((latitude * Math.PI) / 180)) / metresPerPixel));
    return Math.min(zooms.most, Math.max(zooms.least, zoom));
  };
  return areaObjects(tags).flatMap((object): MapFeature[] => {
    const minzoom = Math.max(object.minzoom, object.layer === 'buildings' ? 0 : seen(8));
    const drawn: MapFeature = { ...object, minzoom, geometry: { type: 'Polygon', coordinates: polygon } };
    const name = tags.get('name');
    if (object.layer !== 'water' || !name) return [drawn];
    const swedish = tags.get('name:sv');
    const label: MapFeature = {
      layer: 'places',
      minzoom: Math.max(8, seen(1200)),
      properties: { kind: 'lake', name, ...(swedish && { 'name:sv': swedish }) },
      geometry: { type: 'Point', coordinates: labelPoint(polygon) }
    };
    return [drawn, label];
  });
}

function extentOf(features: readonly MapFeature[]): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  const widen = (coordinates: unknown): void => {
    const [first, second] = coordinates as [unknown, unknown];
    if (typeof first !== 'number') return (coordinates as unknown[]).forEach(widen);
    [west, east] = [Math.min(west, first), Math.max(east, first)];
    [south, north] = [Math.min(south, second as number), Math.max(north, second as number)];
  };
  for (const { geometry } of features) if ('coordinates' in geometry) widen(geometry.coordinates);
  return [west, south, east, north];
}
