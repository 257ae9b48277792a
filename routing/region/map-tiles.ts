import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { layerNames, zooms } from './map-layers.ts';
import type { MapFeature, MapFeatures } from './map-features.ts';
import { writePmtiles, type Tile } from './pmtiles-write.ts';
import { RegionError } from './region-error.ts';

const tileUnits = 4096;
/** Wide enough for a road's casing and a label's first letters at a tile's edge. */
const buffer = 64;

/**
 * No more features are cut at once than this, and no more than a tile of this zoom: the library keeps every tile that it has cut,
 * with its geometry, for as long as it lives, and a country's would fill the memory.
 */
const mostAtOnce = 40_000;
const widestAtOnce = 8;

/** Tiles of the last zoom: two forests may be as large as half of Finland each, but not every shape. */
const mostTiles = (features: number) => 2 ** 19 + 16 * features;

/**
 * Cuts a region's features into vector tiles, zooms 6 to 14, and packs them as one PMTiles archive.
 *
 * @param attribution who must be named under the map
 * @param options.atOnce how many features are cut at once, at most, above the last zoom; the tiles are the same
 * @param options.onProgress is told from time to time how much is drawn, from 0 to 1
 * @returns the archive's bytes; the same features always give the same ones
 * @throws RegionError `map-too-wide` where few shapes would be in very many tiles
 */
export function buildMapTiles(
  map: MapFeatures,
  attribution: string,
  { atOnce = mostAtOnce, onProgress = () => undefined }: { atOnce?: number; onProgress?: (share: number) => void } = {}
): Uint8Array {
  return writePmtiles(tilesOf(map, atOnce, onProgress), {
    minzoom: zooms.least,
    maxzoom: zooms.most,
    bounds: map.bounds,
    metadata: {
      name: 'Raitti region',
      type: 'baselayer',
      attribution,
      vector_layers: layerNames.map((id) => ({ id, fields: {}, minzoom: zooms.least, maxzoom: zooms.most }))
    }
  });
}

interface Corner {
  readonly zoom: number;
  readonly column: number;
  readonly row: number;
}

/** All tiles of a map: where there is too much to cut at once, quarter by quarter. */
function tilesOf(
  { features, boxes: inDegrees }: MapFeatures,
  atOnce: number,
  onProgress: (share: number) => void
): Iterable<Tile> {
  const boxes = inDegrees.map(inSquare);
  const all = touchedTiles(boxes);
  if (all > mostTiles(features.length)) throw tooWide(all);
  let drawn = 0;
  // Each shape is sorted into tiles once and drawn in each that it touches; the one takes about as long as the other.
  const onDrawn = (shapes: number) => onProgress(Math.min(1, (drawn += shapes) / (features.length + all)));
  // Twice as wide as what is drawn beside a tile, lest rounding leave anything out.
  const margin = (2 * buffer) / tileUnits;
  const isNear = ({ zoom, column, row }: Corner, feature: number) => {
    const side = (index: number) => boxes[4 * feature + index]! * 2 ** zoom;
    const isBeside = side(2) < column - margin || side(0) > column + 1 + margin;
    return !isBeside && side(1) >= row - margin && side(3) <= row + 1 + margin;
  };
  function* below(corner: Corner, near: Uint32Array): Generator<Tile> {
    const { zoom, column, row } = corner;
    if (near.length === 0) return;
    const those = Array.from(near, (feature) => features[feature]!);
    if ((near.length <= atOnce && zoom >= widestAtOnce) || zoom === zooms.most)
      return yield* tilesFrom(corner, zooms.most, those, onDrawn);
    if (zoom >= zooms.least)
      yield* tilesFrom(
        corner,
        zoom,
        those.filter(({ minzoom }) => minzoom <= zoom),
        onDrawn
      );
    for (const right of [0, 1]) {
      for (const down of [0, 1]) {
        const quarter = { zoom: zoom + 1, column: 2 * column + right, row: 2 * row + down };
        yield* below(
          quarter,
          near.filter((feature) => isNear(quarter, feature))
        );
      }
    }
  }
  return below({ zoom: 0, column: 0, row: 0 }, Uint32Array.from(features.keys()));
}

/**
 * Degrees in the web's Mercator square, from 0 to 1.
 * @param index in a list of boxes, in which every other number is a longitude
 */
function inSquare(degrees: number, index: number): number {
  if (index % 2 === 0) return degrees / 360 + 0.5;
  const row = 0.5 - Math.asinh(Math.tan((degrees * Math.PI) / 180)) / (2 * Math.PI);
  // The square ends at 85°; what lies beyond is drawn at its edge.
  return Math.min(1, Math.max(0, row));
}

/**
 * The tiles of the last zoom that each shape's box touches, added up. Known before anything is cut, so that time and
 * memory stay in proportion to the map file, whoever made it.
 */
function touchedTiles(boxes: Float64Array): number {
  const tilesAlong = (from: number, to: number) =>
    Math.floor(to * 2 ** zooms.most) - Math.floor(from * 2 ** zooms.most) + 1;
  let tiles = 0;
  for (let at = 0; at < boxes.length; at += 4)
    tiles += tilesAlong(boxes[at]!, boxes[at + 2]!) * tilesAlong(boxes[at + 3]!, boxes[at + 1]!);
  return tiles;
}

const tooWide = (tiles: number) =>
  new RegionError(
    'map-too-wide',
    `The map would have about ${tiles} tiles, too many for what is on it. Cut the map file to your region, for example with osmium extract.`
  );

/** The tiles from one down to a zoom, cut from what is near it; `onDrawn` is told the shapes that are done. */
function tilesFrom(
  top: Corner,
  lastZoom: number,
  near: readonly MapFeature[],
  onDrawn: (shapes: number) => void
): Iterable<Tile> {
  const indexes = layerNames.map((layer) => {
    const shapes = near.filter((feature) => feature.layer === layer);
    const index = new GeoJSONVT(
      {
        type: 'FeatureCollection',
        features: shapes.map(({ geometry, properties, minzoom }) => ({
          type: 'Feature',
          geometry,
          properties: { minzoom, properties }
        }))
      },
      { maxZoom: zooms.most, indexMaxZoom: zooms.least, tolerance: 4, extent: tileUnits, buffer, wrap: false }
    );
    if (lastZoom === zooms.most) onDrawn(shapes.length);
    return { layer, index };
  });

  /** A tile and all below it. What is nowhere near is not looked at: a stray point far away would make millions of empty tiles. */
  function* tilesBelow(zoom: number, column: number, row: number): Generator<Tile> {
    const layers: Parameters<typeof fromGeojsonVt>[0] = {};
    let isEmpty = true;
    let shapes = 0;
    for (const { layer, index } of indexes) {
      const tile = index.getTile(zoom, column, row);
      if (!tile) continue;
      isEmpty = false;
      shapes += tile.features.length;
      const seen = tile.features.filter(({ tags }) => tags?.minzoom <= zoom);
      if (seen.length === 0) continue;
      const features = seen.map((feature) => ({ ...feature, tags: feature.tags?.properties }));
      layers[layer] = { ...tile, features } as GeoJSONVTTile;
    }
    if (isEmpty) return;
    if (zoom === zooms.most) onDrawn(shapes);
    if (zoom >= zooms.least && Object.keys(layers).length > 0)
      yield { zoom, column, row, data: fromGeojsonVt(layers, { version: 2, extent: tileUnits }) };
    if (zoom === lastZoom) return;
    for (const right of [0, 1])
      for (const below of [0, 1]) yield* tilesBelow(zoom + 1, 2 * column + right, 2 * row + below);
  }
  return tilesBelow(top.zoom, top.column, top.row);
}
