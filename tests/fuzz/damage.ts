import { chance, chosen, whole, type Random } from './random-choice.ts';

/** May change the bytes it is given. */
type Damage = (bytes: Uint8Array, random: Random) => Uint8Array;

/** Numbers that programs stumble over. */
const hostile = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];

const flipBits: Damage = (bytes, random) => {
  for (let count = 1 + whole(random, chance(random, 0.2) ? 50 : 3); count > 0; count--) {
    bytes[whole(random, bytes.length)]! ^= 1 << whole(random, 8);
  }
  return bytes;
};

const truncate: Damage = (bytes, random) => bytes.slice(0, whole(random, bytes.length));

/** A 32-bit number in place of four bytes, where headers of packs have their counts and arrays their indices. */
const hostileNumber: Damage = (bytes, random) => {
  const view = new DataView(bytes.buffer);
  const words = Math.floor(bytes.length / 4);
  const reach = chance(random, 0.5) ? Math.min(8, words) : words;
  if (words > 0) view.setUint32(4 * whole(random, reach), chosen(random, hostile), chance(random, 0.8));
  return bytes;
};

/** A varint that is too long, too large or that does not end, in place of some bytes. */
const wrongVarint: Damage = (bytes, random) => {
  const length = 1 + whole(random, 11);
  const at = whole(random, bytes.length);
  bytes.fill(0x80 | whole(random, 0x80), at, at + length);
  if (chance(random, 0.7) && at + length < bytes.length) bytes[at + length] = whole(random, 0x80);
  return bytes;
};

const deleteSome: Damage = (bytes, random) => {
  const at = whole(random, bytes.length);
  return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + whole(random, 16)));
};

const repeatSome: Damage = (bytes, random) => {
  const at = whole(random, bytes.length);
  const some = bytes.subarray(at, at + 1 + whole(random, 64));
  return joined(bytes.subarray(0, at), some, some, bytes.subarray(at));
};

const moveWords: Damage = (bytes, random) => {
  const words = Math.floor(bytes.length / 4);
  if (words > 0) bytes.copyWithin(4 * whole(random, words), 4 * whole(random, words), 4 * words);
  return bytes;
};

const kinds: readonly Damage[] = [
  flipBits,
  flipBits,
  truncate,
  hostileNumber,
  wrongVarint,
  deleteSome,
  repeatSome,
  moveWords
];

/** Bytes as a bad disk, a cut connection or a bad will may leave them. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.length === 0 ? bytes : chosen(random, kinds)(new Uint8Array(bytes), random);
}

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
