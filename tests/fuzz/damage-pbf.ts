import { deflateSync, inflateSync } from 'node:zlib';
import { Wire } from '#routing/region/pbf/wire.ts';
import { damaged, joined } from './damage.ts';
import { chance, chosen, whole, type Random } from './random-choice.ts';

interface Block {
  readonly type: string;
  readonly content: Uint8Array;
}

/** A map file with something wrong: in its bytes, in what its blocks unpack to, or in the order of these. */
export function damagedPbf(file: Uint8Array, random: Random): Uint8Array {
  if (chance(random, 0.25)) return damaged(file, random);
  const blocks = blocksOf(file);
  const at = whole(random, blocks.length);
  const { type, content } = blocks[at]!;
  const kind = random();
  if (kind < 0.8) return fileOf(blocks.with(at, { type, content: damaged(content, random) }));
  if (kind < 0.9)
    return fileOf(blocks.with(at, chosen(random, blocks)).with(whole(random, blocks.length), blocks[at]!));
  if (kind < 0.98) return joined(fileOf(blocks), packed({ type, content }, chosen(random, wrongSizes)(content.length)));
  return fileOf([...blocks, bomb(random)]);
}

const wrongSizes: readonly ((size: number) => number)[] = [
  (size) => size - 1,
  (size) => size + 1,
  () => 0,
  () => 2 ** 25,
  () => 2 ** 31,
  () => 2 ** 53
];

/** Few bytes that unpack to many elements: nodes, villages, a way's nodes, texts, or nothing at all. */
function bomb(random: Random): Block {
  const size = chosen(random, [30_000, 90_000, 900_000, 9_000_000, 30_000_000]);
  const many = (bytes: number[], count: number) =>
    new Uint8Array(Buffer.alloc(bytes.length * count, Uint8Array.from(bytes)));
  const nodes = (count: number) => [field(1, many([2], count)), field(8, many([2], count)), field(9, many([2], count))];
  const texts = ['', 'place', 'name', 'village'].map((text) => field(1, Buffer.from(text)));
  const village = [1, 3, 2, 3, 0];
  const content = chosen(random, [
    () => field(2, field(2, joined(...nodes(size / 3)))),
    () =>
      joined(
        field(1, joined(...texts)),
        field(2, field(2, joined(...nodes(size / 10), field(10, many(village, size / 10)))))
      ),
    () => field(2, field(3, field(8, many([2], size)))),
    () => field(1, many([0x0a, 0], size / 2)),
    () => new Uint8Array(size)
  ])();
  return { type: 'OSMData', content };
}

function blocksOf(file: Uint8Array): Block[] {
  const blocks: Block[] = [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 0; at < file.length;) {
    const header = new Wire(file, '', at + 4, at + 4 + view.getUint32(at));
    let [type, size] = ['', 0];
    while (header.next()) {
      if (header.field === 1) type = new TextDecoder().decode(header.message().rest());
      else size = header.number('varint');
    }
    const blob = new Wire(file, '', header.end, header.end + size);
    while (blob.next()) {
      if (blob.field === 3) blocks.push({ type, content: inflateSync(blob.message().rest()) });
      else blob.skip();
    }
    at = blob.end;
  }
  return blocks;
}

const fileOf = (blocks: readonly Block[]) => joined(...blocks.map((block) => packed(block)));

/** @param size what the block says that it unpacks to */
function packed({ type, content }: Block, size = content.length): Uint8Array {
  const blob = joined(varint(2 * 8), varint(size), field(3, deflateSync(content)));
  const header = joined(field(1, Buffer.from(type)), varint(3 * 8), varint(blob.length));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return joined(length, header, blob);
}

const field = (number: number, content: Uint8Array) => joined(varint(number * 8 + 2), varint(content.length), content);

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Uint8Array.from([...bytes, value]);
}
