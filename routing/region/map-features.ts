import { FileGeometry } from './file-geometry.ts';
import { GrowingList } from './growing-list.ts';
import { areaObjects, isLine, lineObjects, pointObjects, zooms, type MapObject } from './map-layers.ts';
import type { Member, PbfVisitor, Tags } from './pbf/read.ts';
import { assignHoles, joinRings, labelPoint, squareMetres, type Polygon, type Ring } from './polygon.ts';
import { placesOf, type FoundThing, type Place } from './places.ts';

export interface MapFeature extends MapObject {
  readonly geometry: GeoJSON.Point | GeoJSON.LineString | GeoJSON.Polygon;
}

export interface MapFeatures {
  readonly features: readonly MapFeature[];
  /** West, south, east and north of each feature, feature after feature. */
  readonly boxes: Float64Array;
  /** What a person can search for. */
  readonly places: readonly Place[];
  /** The area that the file says it covers, else around everything that is drawn. */
  readonly bounds: Bounds;
}

/** Degrees. What is wider or higher has a node astray, or lies across the antimeridian: it is not drawn. */
const widest = 20;

/** Degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** A way that is drawn, or found by its name. */
interface ShownWay {
  /** Its place in the file's list of ways. */
  readonly way: number;
  readonly lines: readonly MapObject[];
  /** Of a road that can be searched, or of what may be an area. */
  readonly tags: Tags | undefined;
}

/**
 * Collects what a map shows and a search finds while a PBF file is read.
 * Read the file with the visitor (alone, or beside others), then call `finish`.
 */
export function mapFeaturesCollector(): PbfVisitor & { finish(): MapFeatures } {
  const geometry = new FileGeometry();
  const tagged: { tags: Tags; position: [number, number] }[] = [];
  const ways: ShownWay[] = [];
  const multipolygons: { members: readonly Member[]; tags: Tags }[] = [];
  // The pieces of a road look alike: what they have in common is kept once.
  const alikeTags = keptOnce<Tags>((tags) => [...tags]);
  const alikeLines = keptOnce<readonly MapObject[]>((lines) => lines);
  let stated: Bounds | undefined;
  return {
    header({ bounds }) {
      stated = bounds && [bounds.west, bounds.south, bounds.east, bounds.north];
    },
    node(id, longitude, latitude, tags) {
      geometry.addNode(id, longitude, latitude);
      if (isPointShown(tags)) tagged.push({ tags, position: [longitude, latitude] });
    },
    way(id, refs, tags) {
      const way = geometry.addWay(id, refs);
      if (tags.size === 0) return;
      const lines = lineObjects(tags);
      const isKept = isRoad(lines)
        ? isSearched(tags)
        : !isLine(tags) && refs[0] === refs.at(-1) && (areaObjects(tags).length > 0 || isPointShown(tags));
      if (lines.length > 0 || isKept)
        ways.push({ way, lines: alikeLines(lines), tags: isKept ? alikeTags(tags) : undefined });
    },
    relation(_id, members, tags) {
      if (tags.get('type') === 'multipolygon' && (areaObjects(tags).length > 0 || pointObjects(tags).length > 0))
        multipolygons.push({ members, tags });
    },
    finish() {
      const features: MapFeature[] = [];
      const found: FoundThing[] = [];
      const boxes = new GrowingList();
      const draw = (feature: MapFeature) => {
        const box = boundsOf(outlineOf(feature.geometry));
        const [west, south, east, north] = box;
        if (east - west > widest || north - south > widest) return;
        features.push(feature);
        for (const side of box) boxes.push(side);
      };
      const point = (tags: Tags, position: [number, number]) => {
        if (isSearched(tags)) found.push({ tags, position, road: false });
        for (const object of pointObjects(tags))
          draw({ ...object, geometry: { type: 'Point', coordinates: position } });
      };
      /** @param polygons the largest last, where the name stands */
      const area = (tags: Tags, polygons: readonly Polygon[]) => {
        for (const polygon of polygons) areaFeatures(tags, polygon).forEach(draw);
        const largest = polygons.at(-1);
        if (largest) point(tags, labelPoint(largest));
      };

      for (const { tags, position } of tagged) point(tags, position);
      for (const { way, lines, tags } of ways) {
        const coordinates = geometry.line(geometry.refsOf(way));
        if (coordinates.length < 2) continue;
        for (const object of lines)
          for (const { first, end } of geometry.stretches(way)) draw(new LineFeature(object, geometry, first, end));
        if (!tags) continue;
        if (isRoad(lines)) found.push({ tags, position: coordinates[coordinates.length >> 1]!, road: true });
        else if (coordinates.length > 3) area(tags, [[closed(coordinates)]]);
      }
      for (const { members, tags } of multipolygons) {
        const rings = (role: (role: string) => boolean) =>
          joinRings(
            members.flatMap(({ type, id, role: has }) =>
              type === 'way' && role(has) ? [[...geometry.refsOfId(id)]] : []
            )
          )
            .map((refs) => geometry.line(refs))
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
      return {
        features,
        boxes: boxes.values(),
        places: placesOf(found),
        bounds: stated ?? boundsOf(cornersOf(boxes.values()))
      };
    }
  };
}

const isRoad = (lines: readonly MapObject[]) => lines.some(({ layer }) => layer === 'roads');

/** What has neither name nor number is not found by `placesOf`. */
const isSearched = (tags: Tags) => tags.has('name') || tags.has('addr:housenumber');

const isPointShown = (tags: Tags) => tags.size > 0 && (isSearched(tags) || pointObjects(tags).length > 0);

/** Gives the first of all values that have the same content. */
function keptOnce<Value>(contentOf: (value: Value) => unknown): (value: Value) => Value {
  const known = new Map<string, Value>();
  return (value) => {
    const key = JSON.stringify(contentOf(value));
    const same = known.get(key);
    if (same !== undefined) return same;
    known.set(key, value);
    return value;
  };
}

/** A line that has its coordinates only while they are looked at: all of a country's would fill the memory. */
class LineFeature implements MapFeature {
  readonly layer: MapObject['layer'];
  readonly minzoom: number;
  readonly properties: MapObject['properties'];
  private readonly file: FileGeometry;
  private readonly first: number;
  private readonly end: number;

  /** @param first with `end`, a stretch of the file's list of all ways' nodes */
  constructor(object: MapObject, file: FileGeometry, first: number, end: number) {
    this.layer = object.layer;
    this.minzoom = object.minzoom;
    this.properties = object.properties;
    this.file = file;
    this.first = first;
    this.end = end;
  }

  get geometry(): GeoJSON.LineString {
    return { type: 'LineString', coordinates: this.file.line(this.file.refsBetween(this.first, this.end)) };
  }
}

/** A node that is missing from the extract may have been the one that closed the ring. */
function closed(ring: Ring): Ring {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

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

/** What a shape's other places lie within. */
function outlineOf({ type, coordinates }: MapFeature['geometry']): readonly GeoJSON.Position[] {
  if (type === 'Point') return [coordinates];
  return type === 'LineString' ? coordinates : coordinates[0]!;
}

function* cornersOf(boxes: Float64Array): Generator<GeoJSON.Position> {
  for (let at = 0; at < boxes.length; at += 2) yield [boxes[at]!, boxes[at + 1]!];
}

function boundsOf(places: Iterable<GeoJSON.Position>): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const place of places) {
    const [longitude, latitude] = place as [number, number];
    [west, east] = [Math.min(west, longitude), Math.max(east, longitude)];
    [south, north] = [Math.min(south, latitude), Math.max(north, latitude)];
  }
  return [west, south, east, north];
}
