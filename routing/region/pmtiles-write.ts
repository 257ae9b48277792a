import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

export interface Tile {
  readonly zoom: number;
  readonly column: number;
  readonly row: number;
  /** The vector tile, not yet compressed. */
  readonly data: Uint8Array;
}

export interface ArchiveDescription {
  readonly minzoom: number;
  readonly maxzoom: number;
  /** Degrees: west, south, east, north. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  /** Free JSON: name, attribution, vector_layers. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface Entry {
  tileId: number;
  offset: number;
  length: number;
  runLength: number;
}

const headerBytes = 127;
/** Readers fetch header and root directory in one request of this size. */
const firstRequestBytes = 16_384;

/**
 * Writes vector tiles as one PMTiles archive: in Hilbert order (clustered), every different tile once, with leaf
 * directories when the root would not fit a reader's first request. The same tiles always give the same bytes.
 *
 * @param tiles any order, each `zoom/column/row` once
 * @returns the archive, PMTiles version 3: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 */
export function writePmtiles(tiles: Iterable<Tile>, description: ArchiveDescription): Uint8Array {
  // Compressed as they come: all at full size would fill the memory.
  const different = new Map<string, { content: Uint8Array; offset: number | undefined }>();
  const addressed = Array.from(tiles, ({ zoom, column, row, data }) => {
    const hash = createHash('sha256').update(data).digest('base64');
    // A copy: what zlib returns holds on to its whole work space.
    const tile = different.get(hash) ?? { content: new Uint8Array(gzipSync(data, { level: 9 })), offset: undefined };
    different.set(hash, tile);
    return { tileId: zxyToTileId(zoom, column, row), tile };
  }).sort((a, b) => a.tileId - b.tileId);

  const entries: Entry[] = [];
  const contents: Uint8Array[] = [];
  let tileBytes = 0;
  for (const { tileId, tile } of addressed) {
    const { length } = tile.content;
    if (tile.offset === undefined) {
      tile.offset = tileBytes;
      contents.push(tile.content);
      tileBytes += length;
    }
    const last = entries.at(-1);
    if (last && last.offset === tile.offset && last.tileId + last.runLength === tileId) last.runLength++;
    else entries.push({ tileId, offset: tile.offset, length, runLength: 1 });
  }

  const { root, leaves } = directories(entries);
  const metadata = gzipSync(JSON.stringify(description.metadata), { level: 9 });
  const header = Buffer.alloc(headerBytes);
  header.write('PMTiles', 0, 'latin1');
  header.writeUInt8(3, 7);
  let offset = headerBytes;
  for (const [at, length] of [
    [8, root.length],
    [24, metadata.length],
    [40, leaves.length],
    [56, tileBytes]
  ] as const) {
    header.writeBigUInt64LE(BigInt(offset), at);
    header.writeBigUInt64LE(BigInt(length), at + 8);
    offset += length;
  }
  header.writeBigUInt64LE(BigInt(addressed.length), 72);
  header.writeBigUInt64LE(BigInt(entries.length), 80);
  header.writeBigUInt64LE(BigInt(contents.length), 88);
  // Clustered; directories and tiles in gzip (2); Mapbox vector tiles (1).
  header.set([1, 2, 2, 1, description.minzoom, description.maxzoom], 96);
  const [west, south, east, north] = description.bounds;
  [west, south, east, north].forEach((degrees, index) => writeDegrees(header, degrees, 102 + 4 * index));
  header.writeUInt8(Math.min(description.maxzoom, description.minzoom + 3), 118);
  writeDegrees(header, (west + east) / 2, 119);
  writeDegrees(header, (south + north) / 2, 123);
  return new Uint8Array(Buffer.concat([header, root, metadata, leaves, ...contents]));
}

/** The root directory, and the leaves it points to when it would be too large alone. */
function directories(entries: readonly Entry[]): { root: Uint8Array; leaves: Uint8Array } {
  const alone = directory(entries);
  if (headerBytes + alone.length <= firstRequestBytes) return { root: alone, leaves: new Uint8Array(0) };
  for (let size = 4096; ; size *= 2) {
    const pointers: Entry[] = [];
    const leaves: Uint8Array[] = [];
    let offset = 0;
    for (let start = 0; start < entries.length; start += size) {
      const leaf = directory(entries.slice(start, start + size));
      pointers.push({ tileId: entries[start]!.tileId, offset, length: leaf.length, runLength: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = directory(pointers);
    if (headerBytes + root.length <= firstRequestBytes) return { root, leaves: new Uint8Array(Buffer.concat(leaves)) };
  }
}

/** One directory: five columns of varints, an offset of 0 meaning "right after the previous tile". */
function directory(entries: readonly Entry[]): Uint8Array {
  const bytes: number[] = [];
  const varint = (value: number) => {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
    bytes.push(value);
  };
  varint(entries.length);
  let previousId = 0;
  for (const { tileId } of entries) {
    varint(tileId - previousId);
    previousId = tileId;
  }
  for (const { runLength } of entries) varint(runLength);
  for (const { length } of entries) varint(length);
  entries.forEach(({ offset }, index) => {
    const previous = entries[index - 1];
    varint(previous && offset === previous.offset + previous.length ? 0 : offset + 1);
  });
  return gzipSync(Uint8Array.from(bytes), { level: 9 });
}

function writeDegrees(header: Buffer, degrees: number, at: number) {
  header.writeInt32LE(Math.round(degrees * 1e7), at);
}
