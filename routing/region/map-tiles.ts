import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { layerNames, zooms } from './map-layers.ts';
import type { Bounds, MapFeatures } from './map-features.ts';
import { writePmtiles, type Tile } from './pmtiles-write.ts';

const tileUnits = 4096;
/** Wide enough for a road's casing and a label's first letters at a tile's edge. */
const buffer = 64;

/**
 * Cuts a region's features into vector tiles, zooms 6 to 14, and packs them as one PMTiles archive.
 *
 * @param attribution who must be named under the map
 * @returns the archive's bytes; the same features always give the same ones
 */
export function buildMapTiles({ features, bounds, extent }: MapFeatures, attribution: string): Uint8Array {
  const indexes = layerNames.map((layer) => ({
    layer,
    index: new GeoJSONVT(
      {
        type: 'FeatureCollection',
        features: features
          .filter((feature) => feature.layer === layer)
          .map(({ geometry, properties, minzoom }) => ({
            type: 'Feature',
            geometry,
            properties: { minzoom, properties }
          }))
      },
      { maxZoom: zooms.most, indexMaxZoom: zooms.least, tolerance: 4, extent: tileUnits, buffer }
    )
  }));

  const tileAt = ({ zoom, column, row }: Omit<Tile, 'data'>): Tile | undefined => {
    const layers: Parameters<typeof fromGeojsonVt>[0] = {};
    for (const { layer, index } of indexes) {
      const tile = index.getTile(zoom, column, row);
      const seen = tile?.features.filter(({ tags }) => tags?.minzoom <= zoom) ?? [];
      if (!tile || seen.length === 0) continue;
      const features = seen.map((feature) => ({ ...feature, tags: feature.tags?.properties }));
      layers[layer] = { ...tile, features } as GeoJSONVTTile;
    }
    return Object.keys(layers).length > 0
      ? { zoom, column, row, data: fromGeojsonVt(layers, { version: 2, extent: tileUnits }) }
      : undefined;
  };

  return writePmtiles(
    [...tilesWithin(extent)].map(tileAt).filter((tile) => tile !== undefined),
    {
      minzoom: zooms.least,
      maxzoom: zooms.most,
      bounds,
      metadata: {
        name: 'Raitti region',
        type: 'baselayer',
        attribution,
        vector_layers: layerNames.map((id) => ({ id, fields: {}, minzoom: zooms.least, maxzoom: zooms.most }))
      }
    }
  );
}

function* tilesWithin([west, south, east, north]: Bounds): Iterable<Omit<Tile, 'data'>> {
  for (let zoom = zooms.least; zoom <= zooms.most; zoom++) {
    const [left, top] = tileOf(west, north, zoom);
    const [right, bottom] = tileOf(east, south, zoom);
    for (let column = left; column <= right; column++)
      for (let row = top; row <= bottom; row++) yield { zoom, column, row };
  }
}

/** The tile of a place. https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames */
function tileOf(longitude: number, latitude: number, zoom: number): [column: number, row: number] {
  const radians = (latitude * Math.PI) / 180;
  const across = (longitude + 180) / 360;
  const down = (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2;
  return [Math.floor(across * 2 ** zoom), Math.floor(down * 2 ** zoom)];
}
