import { RegionError } from '../region-error.ts';
import { readBlock, type ElementVisitor } from './block.ts';
import { Wire } from './wire.ts';

export type { Member, Tags } from './block.ts';

/** What the file says of itself before its elements. */
export interface PbfHeader {
  /** Degrees; absent also where they are not on the earth. */
  readonly bounds: { west: number; south: number; east: number; north: number } | undefined;
  readonly writingProgram: string;
  readonly source: string;
}

export interface PbfVisitor extends ElementVisitor {
  header?(header: PbfHeader): void;
  /** Called after each block with the number of bytes read so far. */
  progress?(bytes: number): void;
}

// The format's own limits: a file that asks for more is hostile or not a PBF.
// https://wiki.openstreetmap.org/wiki/PBF_Format#File_format
const headerLimit = 64 * 1024;
const blobLimit = 32 * 1024 * 1024;
/**
 * Ours: a file unpacks to twice its bytes, its densest block to five times (`../shared/osm`). What unpacks to far more
 * was made to fill the memory: 30 kB of zeros are ten million nodes. The free bytes are for files of few blocks.
 */
const mostUnpacked = (bytes: number) => 2 ** 16 + 8 * bytes;
const knownFeatures = new Set(['OsmSchema-V0.6', 'DenseNodes']);
const otherCompressions = new Map([
  [4, 'LZMA'],
  [5, 'bzip2'],
  [6, 'LZ4'],
  [7, 'Zstandard']
]);

/**
 * Reads an OpenStreetMap PBF file once, from beginning to end, keeping one block in memory at a time.
 * Runs in Node and in a browser.
 * @param source the file's bytes in pieces of any size
 * @param visitor is told the elements in the file's order (nodes, ways, relations in an ordinary extract)
 * @throws RegionError `not-a-pbf`, `truncated-pbf`, `broken-pbf` or `unsupported-pbf-feature`, naming the byte
 */
export async function readPbf(source: AsyncIterable<Uint8Array>, visitor: PbfVisitor): Promise<void> {
  const file = new Pieces(source);
  try {
    await readBlobs(file, visitor);
  } finally {
    await file.close();
  }
}

async function readBlobs(file: Pieces, visitor: PbfVisitor): Promise<void> {
  let first = true;
  let unpackedBytes = 0;
  const unpacked = async (blob: Uint8Array, place: string) => {
    const content = await unpack(blob, place, mostUnpacked(file.offset) - unpackedBytes);
    unpackedBytes += content.length;
    return content;
  };
  for (;;) {
    const start = file.offset;
    const place = `at byte ${start}`;
    const size = await file.take(4, { orEnd: true });
    if (!size) break;
    const headerSize = new DataView(size.buffer, size.byteOffset).getUint32(0);
    if (headerSize > headerLimit) {
      if (first) throw notAPbf('it does not begin with a block header');
      throw broken(`a block header of ${headerSize} bytes, where at most ${headerLimit} are allowed`, place);
    }
    const { type, blobSize } = readBlobHeader(await file.take(headerSize), place, first);
    if (first && type !== 'OSMHeader') throw notAPbf('its first block is not an OSMHeader');
    if (blobSize > blobLimit)
      throw broken(`a block of ${blobSize} bytes, where at most ${blobLimit} are allowed`, place);
    const blob = await file.take(blobSize);
    if (type === 'OSMHeader') {
      const header = readHeader(await unpacked(blob, place), place);
      visitor.header?.(header);
    } else if (type === 'OSMData') {
      readBlock(await unpacked(blob, place), place, visitor);
    }
    first = false;
    visitor.progress?.(file.offset);
  }
  if (first) throw notAPbf('it is empty');
}

function readBlobHeader(bytes: Uint8Array, place: string, first: boolean): { type: string; blobSize: number } {
  let type = '';
  let blobSize: number | undefined;
  try {
    const wire = new Wire(bytes, place);
    while (wire.next()) {
      if (wire.field === 1) type = textOf(wire.message());
      else if (wire.field === 3) blobSize = wire.number('varint');
      else wire.skip();
    }
  } catch (error) {
    // Bytes that happen to spell a small length are not yet a map file.
    throw first ? notAPbf('it does not begin with a block header') : error;
  }
  if (blobSize === undefined || type === '') {
    throw first
      ? notAPbf('it does not begin with a block header')
      : broken('a block header without type or size', place);
  }
  return { type, blobSize };
}

function readHeader(bytes: Uint8Array, place: string): PbfHeader {
  const wire = new Wire(bytes, place);
  let bounds: PbfHeader['bounds'];
  let writingProgram = '';
  let source = '';
  while (wire.next()) {
    if (wire.field === 1) bounds = readBounds(wire.message());
    else if (wire.field === 4) {
      const feature = textOf(wire.message());
      if (!knownFeatures.has(feature)) {
        throw unsupported(`needs the feature "${feature}"`, place, 'Use an ordinary extract without history');
      }
    } else if (wire.field === 16) writingProgram = textOf(wire.message());
    else if (wire.field === 17) source = textOf(wire.message());
    else wire.skip();
  }
  return { bounds, writingProgram, source };
}

function readBounds(wire: Wire): PbfHeader['bounds'] {
  const [west, east, north, south] = [1, 2, 3, 4].map((field) => {
    const box = new Wire(wire.bytes, wire.place, wire.at, wire.end);
    let nanodegrees = 0;
    while (box.next()) {
      if (box.field === field) nanodegrees = box.number('signed');
      else box.skip();
    }
    return nanodegrees / 1e9;
  });
  const isOnEarth =
    -180 <= west! && west! <= east! && east! <= 180 && -90 <= south! && south! <= north! && north! <= 90;
  return isOnEarth ? { west: west!, south: south!, east: east!, north: north! } : undefined;
}

/** @param most bytes that it may unpack to */
async function unpack(blob: Uint8Array, place: string, most: number): Promise<Uint8Array> {
  const wire = new Wire(blob, place);
  let raw: Uint8Array | undefined;
  let compressed: Uint8Array | undefined;
  let rawSize = 0;
  while (wire.next()) {
    const other = otherCompressions.get(wire.field);
    if (wire.field === 1) raw = wire.message().rest();
    else if (wire.field === 2) rawSize = wire.number('varint');
    else if (wire.field === 3) compressed = wire.message().rest();
    else if (other) {
      const remedy = 'Rewrite it with "osmium cat --output-format pbf,pbf_compression=zlib"';
      throw unsupported(`is compressed with ${other}`, place, remedy);
    } else wire.skip();
  }
  if (raw) return raw;
  if (!compressed) throw broken('a block without data', place);
  if (rawSize > blobLimit) throw broken(`a block that unpacks to ${rawSize} bytes`, place);
  if (rawSize > most) throw broken('a block that unpacks to far more bytes than map data does', place);
  return inflate(compressed, rawSize, place);
}

/** Stops at the size the block itself promised, so that a small file cannot fill the memory. */
async function inflate(compressed: Uint8Array, size: number, place: string): Promise<Uint8Array> {
  const unpacked = new Uint8Array(size);
  let filled = 0;
  const stream = new Blob([compressed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (filled + value.length > size) throw broken(`a block that unpacks to more than its ${size} bytes`, place);
      unpacked.set(value, filled);
      filled += value.length;
    }
  } catch (error) {
    if (error instanceof RegionError) throw error;
    throw broken('a block that cannot be unpacked', place);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (filled !== size) throw broken(`a block that unpacks to ${filled} bytes instead of ${size}`, place);
  return unpacked;
}

/** Hands out exact lengths of bytes from pieces of any length. */
class Pieces {
  offset = 0;
  private readonly iterator: AsyncIterator<Uint8Array>;
  private piece = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.iterator = source[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Uint8Array>;
  async take(length: number, options: { orEnd: true }): Promise<Uint8Array | undefined>;
  async take(length: number, options?: { orEnd: true }): Promise<Uint8Array | undefined> {
    const start = this.offset;
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      if (this.piece.length === 0) {
        const { done, value } = await this.iterator.next();
        if (done) {
          if (options?.orEnd && missing === length) return undefined;
          throw new RegionError(
            'truncated-pbf',
            `The map file ends at byte ${this.offset}, in the middle of a block that begins near byte ${start}. Download it again.`
          );
        }
        this.piece = value as Uint8Array<ArrayBuffer>;
        continue;
      }
      const part = this.piece.subarray(0, missing);
      this.piece = this.piece.subarray(part.length);
      this.offset += part.length;
      missing -= part.length;
      parts.push(part);
    }
    return parts.length === 1 ? parts[0]! : joined(parts, length);
  }

  async close(): Promise<void> {
    await this.iterator.return?.();
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const textOf = (wire: Wire) => new TextDecoder().decode(wire.rest());

const notAPbf = (why: string) =>
  new RegionError(
    'not-a-pbf',
    `This is not an OpenStreetMap PBF file: ${why}. Give a file that ends in .osm.pbf, for example an extract from Geofabrik.`
  );

const broken = (what: string, place: string) =>
  new RegionError(
    'broken-pbf',
    `The map file is damaged: ${what} (${place}). Download it again and compare its checksum.`
  );

const unsupported = (what: string, place: string, remedy: string) =>
  new RegionError('unsupported-pbf-feature', `The map file ${what} (${place}), which cannot be read. ${remedy}.`);
