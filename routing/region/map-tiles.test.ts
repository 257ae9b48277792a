import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PMTiles, type RangeResponse } from 'pmtiles';
import { PmtilesSource } from 'protomaps-leaflet';
import { describe, expect, it } from 'vitest';
import { pbfDrawn, type DrawnNodes } from './drawn-roads.fixture.ts';
import { mapFeaturesCollector, type MapFeatures } from './map-features.ts';
import { buildMapTiles } from './map-tiles.ts';
import { readPbf } from './pbf/read.ts';
import { writePbf, type OsmNode, type OsmRelation, type OsmWay } from './pbf/write.ts';
import { findPlaces, placeIndex } from './places-search.ts';
import { placeLabel } from './places.ts';

async function collect(source: AsyncIterable<Uint8Array>): Promise<MapFeatures> {
  const collector = mapFeaturesCollector();
  await readPbf(source, collector);
  return collector.finish();
}

/** The layers of the tile around a place, read the way the map on the screen reads them. */
async function layersAt(archive: Uint8Array, longitude: number, latitude: number, zoom: number) {
  const pmtiles = new PMTiles({
    getKey: () => 'test',
    getBytes: async (offset, length): Promise<RangeResponse> => ({
      data: archive.slice(offset, offset + length).buffer
    })
  });
  // protomaps-leaflet names the class of its own older pmtiles; it calls getZxy alone, which is the same in both.
  const y = (1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2;
  const column = Math.floor(((longitude + 180) / 360) * 2 ** zoom);
  const layers = await new PmtilesSource(pmtiles as unknown as PmtilesSource['p'], false).get(
    { z: zoom, x: column, y: Math.floor(y * 2 ** zoom) },
    4096
  );
  const properties = (layer: string) => (layers.get(layer) ?? []).map(({ props }) => props);
  return { layers, properties };
}

/** A lake with an island in three pieces, a cut-off lake, roads, a house; about 1 km across at 27° E, 64° N. */
function village() {
  const nodes: OsmNode[] = [];
  const node = (east: number, north: number, tags = {}) => {
    const [longitude, latitude] = [27 + east / 49_000, 64 + north / 111_000];
    nodes.push({ id: nodes.length + 1, longitude, latitude, tags });
    return nodes.length;
  };
  const ways: OsmWay[] = [];
  const way = (refs: number[], tags = {}) => {
    ways.push({ id: ways.length + 1, refs, tags });
    return ways.length;
  };
  const [a, b, c, d] = [node(0, 0), node(800, 0), node(800, 600), node(0, 600)];
  const island = [node(300, 200), node(500, 200), node(500, 400), node(300, 400)];
  const lakeParts = [way([a, b, c]), way([a, d, c]), way([...island, island[0]!])];
  const cutOff = way([node(-900, 0), node(-600, 0), node(-600, 300)]);
  way([node(-100, -100), node(900, -100)], { highway: 'unclassified', name: 'Koulutie', 'name:sv': 'Skolvägen' });
  way([node(-100, -200), node(900, -200)], { highway: 'track', access: 'private' });
  way([node(-100, -300), node(900, -300)], { highway: 'proposed', name: 'Ei vielä' });
  for (const key of ['highway', 'waterway', 'place', 'landuse'])
    way([node(-100, -400), node(900, -400)], { [key]: 'constructor', name: 'Ei mitään' });
  node(0, -400, { place: 'constructor', name: 'Ei mitään' });
  const house = [node(100, -40), node(120, -40), node(120, -60), node(100, -60)];
  way([...house, house[0]!], { building: 'yes', 'addr:street': 'Koulutie', 'addr:housenumber': '3' });
  node(50, -50, { place: 'village', name: 'Jänisperä' });
  node(60, -50, { amenity: 'pharmacy', name: 'Kylän apteekki' });
  const lake = (id: number, members: [number, string][], name: string): OsmRelation => ({
    id,
    members: members.map(([ref, role]) => ({ type: 'way', ref, role })),
    tags: { type: 'multipolygon', natural: 'water', name }
  });
  const relations = [
    lake(
      1,
      [...lakeParts.slice(0, 2).map((id): [number, string] => [id, 'outer']), [lakeParts[2]!, 'inner']],
      'Jänisjärvi'
    ),
    lake(2, [[cutOff, 'outer']], 'Katkojärvi')
  ];
  return writePbf({ nodes, ways, relations }, { source: 'Keksitty alue', writingProgram: 'test' });
}

/** Forests upon each other, each so wide and high. */
function forestsDrawn(forests: number, degrees: number) {
  const [east, north] = [20 + degrees, 60 + degrees];
  const nodes: DrawnNodes = { 1: [20, 60], 2: [east, 60], 3: [east, north], 4: [20, north] };
  const forest = { refs: [1, 2, 3, 4, 1], tags: { landuse: 'forest' } };
  return pbfDrawn(nodes, Array(forests).fill(forest));
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

describe('a village in tiles', async () => {
  const features = await collect(once(village()));
  const archive = buildMapTiles(features, 'Keksitty alue');

  it('has its roads, services, house numbers and names on the nearest zoom', async () => {
    const { properties } = await layersAt(archive, 27.002, 63.9995, 14);
    expect(properties('roads')).toContainEqual({ class: 'minor', name: 'Koulutie', 'name:sv': 'Skolvägen' });
    expect(properties('roads')).toContainEqual({ class: 'track', unpaved: true, private: true });
    expect(properties('pois')).toEqual([{ kind: 'pharmacy', name: 'Kylän apteekki' }]);
    expect(properties('addresses')).toEqual([{ housenumber: '3' }]);
    expect(properties('places')).toContainEqual({ kind: 'village', name: 'Jänisperä' });
    expect(properties('buildings')).toHaveLength(1);
  });

  it('draws no road that is not built or not known and no lake whose shore is cut off', async () => {
    const text = JSON.stringify(features);
    expect(text).toContain('Jänisjärvi');
    expect(text).not.toMatch(/Ei vielä|Ei mitään/);
    expect(text).not.toContain('Katkojärvi');
  });

  it('joins the shore from its pieces and leaves the island out of the lake', async () => {
    const lakes = features.features.filter(({ layer }) => layer === 'water');
    expect(lakes).toHaveLength(1);
    const { coordinates } = lakes[0]!.geometry as GeoJSON.Polygon;
    expect(coordinates.map((ring) => ring.length)).toEqual([5, 5]);
  });

  it('shows the village from afar but not its houses or tracks', async () => {
    const { properties } = await layersAt(archive, 27.002, 64.001, 10);
    expect(properties('places')).toContainEqual({ kind: 'village', name: 'Jänisperä' });
    expect(properties('water')).toEqual([{ kind: 'lake' }]);
    for (const layer of ['roads', 'buildings', 'addresses', 'pois']) expect(properties(layer)).toEqual([]);
  });

  it('gives the same bytes every time', async () => {
    expect(buildMapTiles(await collect(once(village())), 'Keksitty alue')).toEqual(archive);
  });

  it('does not draw a road across what the extract lacks', async () => {
    const nodes: DrawnNodes = { 1: [27, 64], 2: [27.01, 64], 3: [27.02, 64.1], 4: [27.03, 64.1] };
    const cut = pbfDrawn(nodes, [{ refs: [1, 2, 99, 3, 4, 98, 1], tags: { highway: 'residential' } }]);
    const { features } = await collect(once(cut));
    expect(features.map(({ geometry }) => geometry)).toEqual([
      { type: 'LineString', coordinates: [nodes[1], nodes[2]] },
      { type: 'LineString', coordinates: [nodes[3], nodes[4]] }
    ]);
  });

  it('is the same whether it is cut at once or piece by piece', async () => {
    expect(buildMapTiles(features, 'Keksitty alue', { atOnce: 1 })).toEqual(archive);
    // 27.421875° E parts two tiles of zoom 9; a road's casing reaches over it where the road ends just before.
    const [whole, ...ends] = [27.4, 27.425, 27.4218, 27.421, 27.42189, 180];
    const nodes: DrawnNodes = Object.fromEntries([whole!, ...ends].map((east, at) => [at + 1, [east, 64]]));
    const ways = ends.map((_, at) => ({ refs: [1, at + 2], tags: { highway: 'residential', name: `Tie ${at}` } }));
    const roads = await collect(once(pbfDrawn(nodes, ways)));
    expect(buildMapTiles(roads, '', { atOnce: 1 })).toEqual(buildMapTiles(roads, ''));
  });

  it('has no trouble with a stray road at the other end of the world', async () => {
    const tags = { highway: 'residential' };
    const stray = pbfDrawn({ 1: [27, 64], 2: [27.01, 64], 3: [179.99, -80], 4: [180, -80] }, [
      { refs: [1, 2], tags },
      { refs: [3, 4], tags }
    ]);
    const { properties } = await layersAt(buildMapTiles(await collect(once(stray)), ''), 27.005, 64, 14);
    expect(properties('roads')).toEqual([{ class: 'minor' }]);
  });

  it('leaves out a lake with a node astray', async () => {
    const nodes: DrawnNodes = { 1: [27, 64], 2: [27.01, 64], 3: [27, 64.01], 4: [0, 0] };
    const ways = [
      { refs: [1, 2], tags: { highway: 'residential' } },
      { refs: [2, 3, 4, 2], tags: { natural: 'water' } }
    ];
    const { features } = await collect(once(pbfDrawn(nodes, ways)));
    expect(features.map(({ layer }) => layer)).toEqual(['roads']);
  });

  it.each([
    { what: 'one forest over Sweden and Finland', forests: 1, degrees: 18 },
    { what: '300 forests over one county', forests: 300, degrees: 1 }
  ])('refuses $what before anything is cut', async ({ forests, degrees }) => {
    const features = await collect(once(forestsDrawn(forests, degrees)));
    expect(features.features).toHaveLength(forests);
    const began = performance.now();
    expect(() => buildMapTiles(features, '')).toThrow(expect.objectContaining({ code: 'map-too-wide' }));
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('draws a forest over a county, and 300 over a village', async () => {
    for (const { forests, degrees } of [
      { forests: 1, degrees: 1 },
      { forests: 300, degrees: 0.02 }
    ]) {
      const archive = buildMapTiles(await collect(once(forestsDrawn(forests, degrees))), '');
      const { properties } = await layersAt(archive, 20 + degrees / 2, 60 + degrees / 2, 14);
      expect(properties('landuse')).toEqual(Array(forests).fill({ kind: 'forest' }));
    }
  });

  it('can be searched', () => {
    const found = findPlaces(placeIndex(features.places), 'koulutie');
    expect(found.map(placeLabel)).toEqual(['Koulutie, Jänisperä', 'Koulutie 3, Jänisperä']);
  });
});

const extracts = resolve(import.meta.dirname, '../../../shared/osm');

describe.skipIf(!existsSync(extracts))(`real extracts (skipped without ${extracts})`, () => {
  it.each([
    {
      file: 'fi-kotka-karhula-2019',
      place: [26.95, 60.53],
      megabytes: 1,
      has: ['roads', 'buildings'],
      search: 'Karhula'
    },
    {
      file: 'fi-helsinki-centre-2019',
      place: [24.941, 60.17],
      megabytes: 2,
      has: ['roads', 'buildings', 'pois', 'addresses', 'landuse'],
      search: 'Mannerheimintie 5'
    },
    { file: 'fi-tampere-roads-2021', place: [23.76, 61.498], megabytes: 3, has: ['roads'], search: 'Hämeenkatu' },
    {
      file: 'li-liechtenstein-2021',
      place: [9.5215, 47.141],
      megabytes: 3,
      has: ['roads', 'buildings', 'landuse', 'addresses'],
      search: 'Vaduz'
    }
  ])('$file', async ({ file, place: [longitude, latitude], megabytes, has, search }) => {
    const features = await collect(createReadStream(`${extracts}/${file}.osm.pbf`));
    const archive = buildMapTiles(features, '© OpenStreetMap contributors, ODbL');
    expect(archive.length).toBeLessThan(megabytes * 1e6);
    const { layers } = await layersAt(archive, longitude!, latitude!, 14);
    for (const layer of has) expect(layers.get(layer)?.length, layer).toBeGreaterThan(0);
    const [found] = findPlaces(placeIndex(features.places), search);
    expect(found && placeLabel(found)).toContain(search);
  });
});
