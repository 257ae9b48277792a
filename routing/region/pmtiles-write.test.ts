import { createHash } from 'node:crypto';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { writePmtiles, type Tile } from './pmtiles-write.ts';

const description = {
  minzoom: 6,
  maxzoom: 14,
  bounds: [23.5, 61.4, 23.9, 61.6],
  metadata: { name: 'Tervasalmi', attribution: 'Keksitty alue' }
} as const;

/** The archive as pmtiles' own reader sees it, with what it asked for. */
function readArchive(archive: Uint8Array): { pmtiles: PMTiles; requests: number[] } {
  const requests: number[] = [];
  const source: Source = {
    getKey: () => 'test',
    getBytes: async (offset, length): Promise<RangeResponse> => {
      requests.push(length);
      return { data: archive.slice(offset, offset + length).buffer };
    }
  };
  return { pmtiles: new PMTiles(source), requests };
}

const tile = (zoom: number, column: number, row: number, text: string): Tile => ({
  zoom,
  column,
  row,
  data: new TextEncoder().encode(text)
});

async function text(pmtiles: PMTiles, zoom: number, column: number, row: number) {
  const found = await pmtiles.getZxy(zoom, column, row);
  return found && new TextDecoder().decode(found.data);
}

describe('writePmtiles', () => {
  it('is read back by the pmtiles package', async () => {
    const { pmtiles } = readArchive(
      writePmtiles([tile(14, 9268, 4600, 'village'), tile(6, 36, 17, 'county')], description)
    );
    expect(await text(pmtiles, 6, 36, 17)).toBe('county');
    expect(await text(pmtiles, 14, 9268, 4600)).toBe('village');
    expect(await text(pmtiles, 14, 9269, 4600)).toBeUndefined();
    expect(await pmtiles.getMetadata()).toEqual(description.metadata);
    expect(await pmtiles.getHeader()).toMatchObject({
      specVersion: 3,
      clustered: true,
      minZoom: 6,
      maxZoom: 14,
      minLon: 23.5,
      maxLat: 61.6,
      numAddressedTiles: 2
    });
  });

  it('writes equal tiles once and runs of them as one entry', async () => {
    const lake = [0, 1, 2, 3].map((column) => tile(14, 9268 + column, 4600, 'lake'));
    const { pmtiles } = readArchive(writePmtiles([...lake, tile(10, 579, 287, 'shore')], description));
    expect(await pmtiles.getHeader()).toMatchObject({ numAddressedTiles: 5, numTileContents: 2 });
    for (const { zoom, column, row } of lake) expect(await text(pmtiles, zoom, column, row)).toBe('lake');
  });

  it('splits a directory that is larger than the first request into leaves', async () => {
    // Lengths without a pattern, so that the directory does not compress to nothing.
    const contents = (column: number, row: number) => {
      const hash = createHash('sha512').update(`${column}/${row}`).digest('hex');
      return hash.slice(0, 32 + (parseInt(hash.slice(0, 4), 16) % 96));
    };
    const many: Tile[] = [];
    for (let column = 0; column < 180; column++)
      for (let row = 0; row < 180; row++) many.push(tile(14, 9000 + column, 4500 + row, contents(column, row)));
    const archive = writePmtiles(many, description);
    const { pmtiles, requests } = readArchive(archive);
    const header = await pmtiles.getHeader();
    expect(header.leafDirectoryLength).toBeGreaterThan(0);
    expect(header.rootDirectoryOffset + header.rootDirectoryLength).toBeLessThanOrEqual(16_384);
    expect(requests).toEqual([16_384]);
    for (const index of [0, 17, 9_999, 32_399]) {
      const { zoom, column, row, data } = many[index]!;
      expect(await text(pmtiles, zoom, column, row)).toBe(new TextDecoder().decode(data));
    }
  });

  it('gives the same bytes whatever the order of the tiles', () => {
    const tiles = [tile(14, 9268, 4600, 'a'), tile(14, 9269, 4600, 'b'), tile(13, 4634, 2300, 'c')];
    expect(writePmtiles(tiles, description)).toEqual(writePmtiles(tiles.toReversed(), description));
  });
});
