import { Wire } from './wire.ts';

export type Tags = ReadonlyMap<string, string>;

export interface Member {
  readonly type: 'node' | 'way' | 'relation';
  readonly id: number;
  readonly role: string;
}

/** What a reader of map data wants to be told; what it leaves out is not even decoded. */
export interface ElementVisitor {
  node?(id: number, longitude: number, latitude: number, tags: Tags): void;
  /** `refs` are node ids in the way's order. */
  way?(id: number, refs: readonly number[], tags: Tags): void;
  relation?(id: number, members: readonly Member[], tags: Tags): void;
}

interface Block {
  text(index: number): string;
  /** Degrees from the file's own units. */
  longitude(units: number): number;
  latitude(units: number): number;
}

const noTags: Tags = new Map();
const memberTypes = ['node', 'way', 'relation'] as const;

/**
 * Decodes a `PrimitiveBlock` and tells the visitor its elements in the file's order.
 * https://wiki.openstreetmap.org/wiki/PBF_Format#Definition_of_OSMData_fileblock
 */
export function readBlock(bytes: Uint8Array, place: string, visitor: ElementVisitor): void {
  const wire = new Wire(bytes, place);
  const groups: Wire[] = [];
  let strings = new Wire(bytes, place, 0, 0);
  let granularity = 100;
  let latitudeOffset = 0;
  let longitudeOffset = 0;
  while (wire.next()) {
    if (wire.field === 1) strings = wire.message();
    else if (wire.field === 2) groups.push(wire.message());
    else if (wire.field === 17) granularity = wire.number('integer');
    else if (wire.field === 19) latitudeOffset = wire.number('integer');
    else if (wire.field === 20) longitudeOffset = wire.number('integer');
    else wire.skip();
  }
  // Whole nanodegrees are divided last: 612345678 / 1e7 is the double that "61.2345678" parses to.
  const degrees =
    granularity === 100 && latitudeOffset === 0 && longitudeOffset === 0
      ? { longitude: (units: number) => units / 1e7, latitude: (units: number) => units / 1e7 }
      : {
          longitude: (units: number) => (longitudeOffset + granularity * units) / 1e9,
          latitude: (units: number) => (latitudeOffset + granularity * units) / 1e9
        };
  const block: Block = { text: stringTable(strings), ...degrees };
  for (const group of groups) readGroup(group, block, visitor);
}

function readGroup(group: Wire, block: Block, visitor: ElementVisitor): void {
  while (group.next()) {
    if (group.field === 1 && visitor.node) readNode(group.message(), block, visitor.node.bind(visitor));
    else if (group.field === 2 && visitor.node) readDenseNodes(group.message(), block, visitor.node.bind(visitor));
    else if (group.field === 3 && visitor.way) readWay(group.message(), block, visitor.way.bind(visitor));
    else if (group.field === 4 && visitor.relation) {
      readRelation(group.message(), block, visitor.relation.bind(visitor));
    } else group.skip();
  }
}

function readNode(wire: Wire, block: Block, visit: NonNullable<ElementVisitor['node']>): void {
  let id = 0;
  let latitude = 0;
  let longitude = 0;
  let keys: number[] = [];
  let values: number[] = [];
  while (wire.next()) {
    if (wire.field === 1) id = wire.number('signed');
    else if (wire.field === 2) keys = packed(wire.message());
    else if (wire.field === 3) values = packed(wire.message());
    else if (wire.field === 8) latitude = wire.number('signed');
    else if (wire.field === 9) longitude = wire.number('signed');
    else wire.skip();
  }
  refuseOutside(wire, block.longitude(longitude), block.latitude(latitude));
  visit(id, block.longitude(longitude), block.latitude(latitude), tagsOf(wire, keys, values, block));
}

function readDenseNodes(wire: Wire, block: Block, visit: NonNullable<ElementVisitor['node']>): void {
  const none = new Wire(wire.bytes, wire.place, 0, 0);
  let ids = none;
  let latitudes = none;
  let longitudes = none;
  let tagTexts = none;
  while (wire.next()) {
    if (wire.field === 1) ids = wire.message();
    else if (wire.field === 8) latitudes = wire.message();
    else if (wire.field === 9) longitudes = wire.message();
    else if (wire.field === 10) tagTexts = wire.message();
    else wire.skip();
  }
  let id = 0;
  let latitude = 0;
  let longitude = 0;
  while (ids.at < ids.end) {
    id += ids.signed();
    latitude += latitudes.signed();
    longitude += longitudes.signed();
    refuseOutside(wire, block.longitude(longitude), block.latitude(latitude));
    visit(id, block.longitude(longitude), block.latitude(latitude), denseTags(tagTexts, block));
  }
}

/** In 32 bits, a place beyond the earth would silently become another. */
function refuseOutside(wire: Wire, longitude: number, latitude: number): void {
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) throw wire.broken('a node is not on the earth');
}

/** One node's share of `keys_vals`: key, value, key, value … 0; nothing at all where no node has tags. */
function denseTags(texts: Wire, block: Block): Tags {
  if (texts.at >= texts.end) return noTags;
  let key = texts.varint();
  if (key === 0) return noTags;
  const tags = new Map<string, string>();
  while (key !== 0) {
    tags.set(block.text(key), block.text(texts.varint()));
    key = texts.varint();
  }
  return tags;
}

function readWay(wire: Wire, block: Block, visit: NonNullable<ElementVisitor['way']>): void {
  let id = 0;
  let keys: number[] = [];
  let values: number[] = [];
  let refs: number[] = [];
  while (wire.next()) {
    if (wire.field === 1) id = wire.number('integer');
    else if (wire.field === 2) keys = packed(wire.message());
    else if (wire.field === 3) values = packed(wire.message());
    else if (wire.field === 8) refs = packedDeltas(wire.message());
    else wire.skip();
  }
  visit(id, refs, tagsOf(wire, keys, values, block));
}

function readRelation(wire: Wire, block: Block, visit: NonNullable<ElementVisitor['relation']>): void {
  let id = 0;
  let keys: number[] = [];
  let values: number[] = [];
  let roles: number[] = [];
  let ids: number[] = [];
  let types: number[] = [];
  while (wire.next()) {
    if (wire.field === 1) id = wire.number('integer');
    else if (wire.field === 2) keys = packed(wire.message());
    else if (wire.field === 3) values = packed(wire.message());
    else if (wire.field === 8) roles = packed(wire.message());
    else if (wire.field === 9) ids = packedDeltas(wire.message());
    else if (wire.field === 10) types = packed(wire.message());
    else wire.skip();
  }
  if (roles.length !== ids.length || types.length !== ids.length) throw wire.broken('a relation lacks members');
  const members = ids.map((memberId, index): Member => {
    const type = memberTypes[types[index]!];
    if (!type) throw wire.broken('a relation has a member of unknown type');
    return { type, id: memberId, role: block.text(roles[index]!) };
  });
  visit(id, members, tagsOf(wire, keys, values, block));
}

function tagsOf(wire: Wire, keys: readonly number[], values: readonly number[], block: Block): Tags {
  if (keys.length !== values.length) throw wire.broken('an element has keys without values');
  if (keys.length === 0) return noTags;
  const tags = new Map<string, string>();
  for (let index = 0; index < keys.length; index++) tags.set(block.text(keys[index]!), block.text(values[index]!));
  return tags;
}

function packed(wire: Wire): number[] {
  const values: number[] = [];
  while (wire.at < wire.end) values.push(wire.varint());
  return values;
}

function packedDeltas(wire: Wire): number[] {
  const values: number[] = [];
  let value = 0;
  while (wire.at < wire.end) values.push((value += wire.signed()));
  return values;
}

/** Texts are decoded when first asked for: most of a block's strings are of no interest to a router. */
function stringTable(wire: Wire): (index: number) => string {
  const encoded: Uint8Array[] = [];
  while (wire.next()) {
    if (wire.field === 1) encoded.push(wire.message().rest());
    else wire.skip();
  }
  const decoder = new TextDecoder();
  const decoded: (string | undefined)[] = [];
  return (index) => {
    const known = decoded[index];
    if (known !== undefined) return known;
    const bytes = encoded[index];
    if (!bytes) throw wire.broken('a tag points outside the table of texts');
    return (decoded[index] = decoder.decode(bytes));
  };
}
