import { gunzipSync, gzipSync } from 'node:zlib';
import { damaged, joined } from './damage.ts';
import { chance, type Random } from './random-choice.ts';

/** A map with something wrong: in its bytes, in its header, or in what its root directory unpacks to. */
export function damagedPmtiles(archive: Uint8Array, random: Random): Uint8Array {
  if (chance(random, 0.3)) return damaged(archive, random);
  if (chance(random, 0.5))
    return joined(damaged(archive.subarray(0, headerBytes), random), archive.subarray(headerBytes));
  const [start, length] = [numberAt(archive, rootAt), numberAt(archive, rootAt + 8)];
  const root = gzipSync(damaged(gunzipSync(archive.subarray(start, start + length)), random));
  // Behind all that is there, so that everything else stays where it is.
  const moved = Buffer.from(joined(archive, root));
  moved.writeBigUInt64LE(BigInt(archive.length), rootAt);
  moved.writeBigUInt64LE(BigInt(root.length), rootAt + 8);
  return moved;
}

/** https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md */
const headerBytes = 127;
const rootAt = 8;

const numberAt = (archive: Uint8Array, at: number) => Number(Buffer.from(archive).readBigUInt64LE(at));
