import { deflateSync } from 'node:zlib';

/** An OpenStreetMap element's tags, `highway` → `trunk`. */
export type OsmTags = Readonly<Record<string, string>>;

export interface OsmNode {
  readonly id: number;
  /** Degrees, WGS 84; a file keeps seven decimals, about a centimetre. */
  readonly longitude: number;
  readonly latitude: number;
  readonly tags: OsmTags;
}

export interface OsmWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags: OsmTags;
}

export interface OsmMember {
  readonly type: 'node' | 'way' | 'relation';
  readonly ref: number;
  readonly role: string;
}

export interface OsmRelation {
  readonly id: number;
  readonly members: readonly OsmMember[];
  readonly tags: OsmTags;
}

export interface OsmData {
  readonly nodes: readonly OsmNode[];
  readonly ways: readonly OsmWay[];
  readonly relations: readonly OsmRelation[];
}

/** The format advises 8,000 elements a block and allows a block of 32 MiB. */
const elementsPerBlock = 8000;
const memberTypes = { node: 0, way: 1, relation: 2 } as const;

interface WritingOptions {
  /** Who vouches for the data; an invented map says so here. */
  readonly source: string;
  readonly writingProgram: string;
}

/** Data that need not be in memory at once: nodes, ways and relations, each sorted by id. */
interface OsmStream {
  readonly nodes: Iterable<OsmNode>;
  readonly ways: Iterable<OsmWay>;
  readonly relations: Iterable<OsmRelation>;
  /** Around all nodes; absent where there are none. */
  readonly bounds: OsmBounds | undefined;
}

/** Degrees. */
export interface OsmBounds {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/**
 * Writes OpenStreetMap data as a PBF file: nodes (dense), ways and relations, each sorted by id.
 * The same data and options give the same bytes.
 * @throws RangeError where a node is not on the earth.
 * @see https://wiki.openstreetmap.org/wiki/PBF_Format
 */
export function writePbf(data: OsmData, options: WritingOptions): Uint8Array {
  const nodes = data.nodes.toSorted(byId);
  const ways = data.ways.toSorted(byId);
  const relations = data.relations.toSorted(byId);
  return Buffer.concat([...pbfBlocks({ nodes, ways, relations, bounds: boundsOf(nodes) }, options)]);
}

/**
 * The pieces of a PBF file, for one that is larger than the memory.
 * @throws RangeError where a node is not on the earth, when it is its turn.
 */
export function* pbfBlocks(data: OsmStream, options: WritingOptions): Generator<Uint8Array> {
  yield blob('OSMHeader', headerBlock(data.bounds, options));
  for (const some of chunks(data.nodes)) {
    some.forEach(refuseImpossible);
    yield blob('OSMData', primitiveBlock(some, denseNodes));
  }
  for (const some of chunks(data.ways)) yield blob('OSMData', primitiveBlock(some, ways));
  for (const some of chunks(data.relations)) yield blob('OSMData', primitiveBlock(some, relations));
}

/** The box around nodes; none where there are none. */
export function boundsOf(nodes: readonly OsmNode[]): OsmBounds | undefined {
  if (nodes.length === 0) return undefined;
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const { longitude, latitude } of nodes) {
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  }
  return box;
}

function headerBlock(box: OsmBounds | undefined, options: WritingOptions): Message {
  const header = new Message();
  if (box) {
    const bounds = new Message();
    [box.west, box.east, box.north, box.south].forEach((side, index) => {
      bounds.signed(index + 1, hundredNanodegrees(side) * 100);
    });
    header.message(1, bounds);
  }
  header.text(4, 'OsmSchema-V0.6');
  header.text(4, 'DenseNodes');
  header.text(5, 'Sort.Type_then_ID');
  header.text(16, options.writingProgram);
  header.text(17, options.source);
  return header;
}

/** One block: its own string table, and one group of elements of one type. */
function primitiveBlock<Element>(
  elements: readonly Element[],
  group: (elements: readonly Element[], strings: StringTable) => Message
): Message {
  const strings = new StringTable();
  const primitiveGroup = group(elements, strings);
  const block = new Message();
  block.message(1, strings.message());
  block.message(2, primitiveGroup);
  return block;
}

function denseNodes(nodes: readonly OsmNode[], strings: StringTable): Message {
  const keysAndValues: number[] = [];
  for (const { tags } of nodes) {
    for (const [key, value] of Object.entries(tags)) keysAndValues.push(strings.index(key), strings.index(value));
    keysAndValues.push(0);
  }
  const dense = new Message();
  dense.packed(1, deltas(nodes.map((node) => node.id)));
  dense.packed(8, deltas(nodes.map((node) => hundredNanodegrees(node.latitude))));
  dense.packed(9, deltas(nodes.map((node) => hundredNanodegrees(node.longitude))));
  dense.packed(10, keysAndValues);
  const group = new Message();
  group.message(2, dense);
  return group;
}

function ways(all: readonly OsmWay[], strings: StringTable): Message {
  const group = new Message();
  for (const { id, refs, tags } of all) {
    const way = new Message();
    way.unsigned(1, id);
    writeTags(way, tags, strings);
    way.packed(8, deltas(refs));
    group.message(3, way);
  }
  return group;
}

function relations(all: readonly OsmRelation[], strings: StringTable): Message {
  const group = new Message();
  for (const { id, members, tags } of all) {
    const relation = new Message();
    relation.unsigned(1, id);
    writeTags(relation, tags, strings);
    relation.packed(
      8,
      members.map((member) => strings.index(member.role))
    );
    relation.packed(9, deltas(members.map((member) => member.ref)));
    relation.packed(
      10,
      members.map((member) => memberTypes[member.type])
    );
    group.message(4, relation);
  }
  return group;
}

function writeTags(element: Message, tags: OsmTags, strings: StringTable): void {
  element.packed(
    2,
    Object.keys(tags).map((key) => strings.index(key))
  );
  element.packed(
    3,
    Object.values(tags).map((value) => strings.index(value))
  );
}

/** A file block: the length of its header (4 bytes, big-endian), the header, the compressed content. */
function blob(type: 'OSMHeader' | 'OSMData', content: Message): Uint8Array {
  const raw = content.bytes();
  const body = new Message();
  body.unsigned(2, raw.length);
  body.bytesField(3, deflateSync(raw));
  const header = new Message();
  header.text(1, type);
  header.unsigned(3, body.bytes().length);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.bytes().length);
  return Buffer.concat([length, header.bytes(), body.bytes()]);
}

/** The strings of one block, each once; index 0 is kept empty, since a dense node's tags end with a 0. */
class StringTable {
  readonly #indices = new Map<string, number>([['', 0]]);

  index(text: string): number {
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    const index = this.#indices.size;
    this.#indices.set(text, index);
    return index;
  }

  message(): Message {
    const table = new Message();
    for (const text of this.#indices.keys()) table.text(1, text);
    return table;
  }
}

/** A protocol buffer message under construction. https://protobuf.dev/programming-guides/encoding/ */
class Message {
  readonly #parts: Uint8Array[] = [];

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  unsigned(field: number, value: number): void {
    this.#parts.push(varints([field * 8, value]));
  }

  signed(field: number, value: number): void {
    this.unsigned(field, zigzag(value));
  }

  bytesField(field: number, content: Uint8Array): void {
    this.#parts.push(varints([field * 8 + 2, content.length]), content);
  }

  text(field: number, text: string): void {
    this.bytesField(field, Buffer.from(text, 'utf8'));
  }

  message(field: number, message: Message): void {
    this.bytesField(field, message.bytes());
  }

  packed(field: number, values: readonly number[]): void {
    if (values.length > 0) this.bytesField(field, varints(values));
  }
}

/** Seven bits a byte, least first. By division, since ids and nanodegrees pass 32 bits. */
function varints(values: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let value of values) {
    while (value >= 0x80) {
      bytes.push((value % 0x80) + 0x80);
      value = Math.floor(value / 0x80);
    }
    bytes.push(value);
  }
  return Uint8Array.from(bytes);
}

const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);

const deltas = (values: readonly number[]) =>
  values.map((value, index) => zigzag(index === 0 ? value : value - values[index - 1]!));

const hundredNanodegrees = (degrees: number) => Math.round(degrees * 1e7);

const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;

function refuseImpossible({ id, longitude, latitude }: OsmNode): void {
  const possible = Number.isSafeInteger(id) && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
  if (!possible) throw new RangeError(`Node ${id} is not on the map: longitude ${longitude}, latitude ${latitude}.`);
}

function* chunks<Element>(elements: Iterable<Element>): Generator<readonly Element[]> {
  let some: Element[] = [];
  for (const element of elements) {
    some.push(element);
    if (some.length < elementsPerBlock) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
