import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { layerNames, zooms } from './map-layers.ts';
import type { MapFeatures } from './map-features.ts';
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
export function buildMapTiles({ features, bounds }: MapFeatures, attribution: string): Uint8Array {
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

  /** A tile and all below it. What is nowhere near is not looked at: a stray point far away would make millions of empty tiles. */
  function* tilesFrom(zoom: number, column: number, row: number): Generator<Tile> {
    const layers: Parameters<typeof fromGeojsonVt>[0] = {};
    let isEmpty = true;
    for (const { layer, index } of indexes) {
      const tile = index.getTile(zoom, column, row);
      if (!tile) continue;
      isEmpty = false;
      const seen = tile.features.filter(({ tags }) => tags?.minzoom <= zoom);
      if (seen.length === 0) continue;
      const features = seen.map((feature) => ({ ...feature, tags: feature.tags?.properties }));
      layers[layer] = { ...tile, features } as GeoJSONVTTile;
    }
    if (isEmpty) return;
    if (zoom >= zooms.least && Object.keys(layers).length > 0)
      yield { zoom, column, row, data: fromGeojsonVt(layers, { version: 2, extent: tileUnits }) };
    if (zoom === zooms.most) return;
    for (const right of [0, 1])
      for (const below of [0, 1]) yield* tilesFrom(zoom + 1, 2 * column + right, 2 * row + below);
  }

  return writePmtiles(tilesFrom(0, 0, 0), {
    minzoom: zooms.least,
    maxzoom: zooms.most,
    bounds,
    metadata: {
      name: 'Raitti region',
      type: 'baselayer',
      attribution,
      vector_layers: layerNames.map((id) => ({ id, fields: {}, minzoom: zooms.least, maxzoom: zooms.most }))
    }
  });
}
