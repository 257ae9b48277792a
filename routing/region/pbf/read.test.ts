import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RegionError } from '../region-error.ts';
import { readPbf, type PbfHeader } from './read.ts';

/** Protocol buffer fields by hand: the reader is not judged by a writer of our own. */
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const zigzag = (value: number) => varint(value < 0 ? -2 * value - 1 : 2 * value);
const number = (field: number, value: number[]) => [...varint(field * 8), ...value];
const bytes = (field: number, value: readonly number[]) => [
  ...varint(field * 8 + 2),
  ...varint(value.length),
  ...value
];
const text = (field: number, value: string) => bytes(field, [...new TextEncoder().encode(value)]);

function block(type: string, blob: readonly number[]): Uint8Array {
  const header = [...text(1, type), ...number(3, varint(blob.length))];
  return Uint8Array.from([0, 0, header.length >> 8, header.length & 255, ...header, ...blob]);
}
const packed = (content: readonly number[], size = content.length) => [
  ...number(2, varint(size)),
  ...bytes(3, [...deflateSync(Uint8Array.from(content))])
];
const header = (feature = 'DenseNodes') =>
  block(
    'OSMHeader',
    packed([...text(4, 'OsmSchema-V0.6'), ...text(4, feature), ...text(16, 'by hand'), ...text(17, 'invented')])
  );

const strings = bytes(
  1,
  ['', 'highway', 'residential', 'name', 'Äyhöntie', 'from'].flatMap((string) => text(1, string))
);
const dense = bytes(2, [
  ...bytes(1, [...zigzag(10), ...zigzag(-3), ...zigzag(5_000_000_000)]),
  ...bytes(8, [...zigzag(614981000), ...zigzag(-1), ...zigzag(1)]),
  ...bytes(9, [...zigzag(-237610000), ...zigzag(0), ...zigzag(2)]),
  ...bytes(10, [0, 3, 4, 1, 2, 0, 0])
]);
const nodeAt = (longitude: number, latitude: number) =>
  bytes(2, bytes(1, [...number(1, [2]), ...number(8, zigzag(latitude)), ...number(9, zigzag(longitude))]));
const denseAt = (longitude: number) =>
  bytes(2, bytes(2, [...bytes(1, [2]), ...bytes(8, [0]), ...bytes(9, zigzag(longitude))]));
const way = bytes(3, [
  ...number(1, varint(77)),
  ...bytes(2, [1]),
  ...bytes(3, [2]),
  ...bytes(8, [...zigzag(10), ...zigzag(-3), ...zigzag(5_000_000_000)])
]);
const relation = bytes(4, [
  ...number(1, varint(9)),
  ...bytes(8, [5, 0]),
  ...bytes(9, [...zigzag(77), ...zigzag(-67)]),
  ...bytes(10, [1, 0])
]);
const data = [...strings, ...bytes(2, [...dense, ...way, ...relation])];

async function read(...pieces: Uint8Array[]) {
  const found: unknown[] = [];
  const headers: PbfHeader[] = [];
  async function* source() {
    yield* pieces;
  }
  await readPbf(source(), {
    header: (value) => headers.push(value),
    node: (id, longitude, latitude, tags) => found.push(['node', id, longitude, latitude, Object.fromEntries(tags)]),
    way: (id, refs, tags) => found.push(['way', id, refs, Object.fromEntries(tags)]),
    relation: (id, members, tags) => found.push(['relation', id, members, Object.fromEntries(tags)])
  });
  return { found, headers };
}
const refusal = (...pieces: Uint8Array[]) =>
  read(...pieces).then(
    () => 'read without a word',
    (error: unknown) => (error instanceof RegionError ? error.code : error)
  );

const elements = [
  ['node', 10, -23.761, 61.4981, {}],
  ['node', 7, -23.761, 61.4980999, { name: 'Äyhöntie', highway: 'residential' }],
  ['node', 5_000_000_007, -23.7609998, 61.4981, {}],
  ['way', 77, [10, 7, 5_000_000_007], { highway: 'residential' }],
  [
    'relation',
    9,
    [
      { type: 'way', id: 77, role: 'from' },
      { type: 'node', id: 10, role: '' }
    ],
    {}
  ]
];

describe('what a file says', () => {
  test('elements in the file’s order, compressed or raw', async () => {
    expect((await read(header(), block('OSMData', packed(data)))).found).toEqual(elements);
    expect((await read(header(), block('OSMData', bytes(1, data)))).found).toEqual(elements);
    const { headers } = await read(header());
    expect(headers).toEqual([{ bounds: undefined, writingProgram: 'by hand', source: 'invented' }]);
  });

  test.each([
    [[24, 25, 62, 61], { west: 24, south: 61, east: 25, north: 62 }],
    [[-180, 180, 90, -90], { west: -180, south: -90, east: 180, north: 90 }],
    [[24, 325, 62, 61], undefined],
    [[24, 25, 91, 61], undefined],
    [[25, 24, 62, 61], undefined],
    [[24, 25, 61, 62], undefined]
  ])('bounds of %j', async ([left, right, top, bottom], bounds) => {
    const box = [left!, right!, top!, bottom!].flatMap((side, index) => number(index + 1, zigzag(side * 1e9)));
    const { headers } = await read(block('OSMHeader', packed(bytes(1, box))));
    expect(headers[0]!.bounds).toEqual(bounds);
  });

  test('the size of the pieces does not matter', async () => {
    const whole = Buffer.concat([header(), block('OSMData', packed(data))]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(whole.length)), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const pieces = places.slice(1).map((end, index) => Uint8Array.from(whole.subarray(places[index], end)));
        expect((await read(...pieces)).found).toEqual(elements);
      }),
      { numRuns: 50 }
    );
  });

  test('fields of every wire type that nobody knows are passed over', async () => {
    const fixed64 = [...varint(30 * 8 + 1), ...new Array<number>(8).fill(7)];
    const fixed32 = [...varint(31 * 8 + 5), ...new Array<number>(4).fill(7)];
    const unknown = [...fixed64, ...fixed32, ...number(32, varint(300)), ...text(33, 'later')];
    expect((await read(header(), block('OSMData', packed([...unknown, ...data])))).found).toEqual(elements);
  });

  test('plain nodes, granularity and offsets; unknown blocks are passed over', async () => {
    const node = bytes(1, [...number(1, zigzag(-1)), ...number(8, zigzag(61)), ...number(9, zigzag(24))]);
    const minusOne = [255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
    const coarse = [
      ...strings,
      ...bytes(2, node),
      ...number(17, varint(1_000_000_000)),
      ...number(19, varint(500_000_000)),
      ...number(20, minusOne)
    ];
    const { found } = await read(header(), block('Fileprints', [1, 2]), block('OSMData', packed(coarse)));
    expect(found).toEqual([['node', -1, 23.999999999, 61.5, {}]]);
  });
});

describe('what is refused', () => {
  const whole = Buffer.concat([header(), block('OSMData', packed(data))]);
  const many = new Array<number>(100_000).fill(0);
  test.each([
    ['an empty file', 'not-a-pbf', []],
    ['a JSON file', 'not-a-pbf', [Buffer.from('{"type": "FeatureCollection", "features": []}')]],
    ['short text', 'not-a-pbf', [Buffer.from('\0\0\0\x04abcd')]],
    ['data before the header', 'not-a-pbf', [block('OSMData', packed(data))]],
    ['three bytes', 'truncated-pbf', [Uint8Array.from([0, 0, 0])]],
    ['half a block', 'truncated-pbf', [whole.subarray(0, whole.length - 5)]],
    ['a header block of 2 GB', 'broken-pbf', [header(), Uint8Array.from([127, 0, 0, 0, 1])]],
    [
      'a block of 100 MB',
      'broken-pbf',
      [header(), Uint8Array.from([0, 0, 0, 14, ...text(1, 'OSMData'), 0x18, ...varint(1e8)])]
    ],
    ['a zip bomb', 'broken-pbf', [header(), block('OSMData', packed(many, 10))]],
    ['two million zeros', 'broken-pbf', [header(), block('OSMData', packed(new Array<number>(1e6 * 2).fill(0)))]],
    ['a promise of 1 GB', 'broken-pbf', [header(), block('OSMData', packed(data, 2 ** 30))]],
    ['less than promised', 'broken-pbf', [header(), block('OSMData', packed(data, data.length + 1))]],
    [
      'bytes that do not unpack',
      'broken-pbf',
      [header(), block('OSMData', [...number(2, [4]), ...bytes(3, [1, 2, 3, 4])])]
    ],
    [
      'a value without a key',
      'broken-pbf',
      [header(), block('OSMData', packed([...strings, ...bytes(2, bytes(3, [...bytes(2, [1]), ...bytes(3, [2, 4])]))]))]
    ],
    [
      'a role without a member',
      'broken-pbf',
      [
        header(),
        block(
          'OSMData',
          packed([...strings, ...bytes(2, bytes(4, [...bytes(8, [5, 5]), ...bytes(9, [2]), ...bytes(10, [1])]))])
        )
      ]
    ],
    ['a tag outside the texts', 'broken-pbf', [header(), block('OSMData', packed(bytes(2, way)))]],
    ['a longitude of 200°', 'broken-pbf', [header(), block('OSMData', packed(nodeAt(2_000_000_000, 0)))]],
    ['a latitude of 91°', 'broken-pbf', [header(), block('OSMData', packed(nodeAt(0, -910_000_000)))]],
    ['a longitude of 400° among many', 'broken-pbf', [header(), block('OSMData', packed(denseAt(4_000_000_000)))]],
    ['history', 'unsupported-pbf-feature', [header('HistoricalInformation')]],
    ['Zstandard', 'unsupported-pbf-feature', [header(), block('OSMData', bytes(7, [1]))]]
  ])('%s: %s', async (_what, code, pieces) => {
    expect(await refusal(...pieces)).toBe(code);
  });

  test('the message names the byte and what to do', async () => {
    await expect(read(whole.subarray(0, whole.length - 5))).rejects.toThrow(/ends at byte \d+.*Download it again/);
    await expect(read(header(), block('OSMData', packed(many, 10)))).rejects.toThrow(
      /unpacks to more than its 10 bytes/
    );
    await expect(read(header(), block('OSMData', packed(data, 2 ** 30)))).rejects.toThrow(
      /unpacks to 1073741824 bytes/
    );
    await expect(read(header(), block('OSMData', bytes(7, [1])))).rejects.toThrow(/Zstandard.*osmium cat/);
  });

  test('damage anywhere is an error of ours or an honest answer, never anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const damaged = Uint8Array.from(whole);
        damaged[place]! ^= change;
        expect(await refusal(damaged)).toBeTypeOf('string');
      }),
      { numRuns: 500 }
    );
  });
});

const extracts = new URL('../../../../shared/osm/', import.meta.url);
describe.skipIf(!existsSync(extracts))('the real extracts of ../shared/osm (skipped where they are absent)', () => {
  test.each([
    ['fi-tampere-roads-2021', 164_264, 29_978, 10],
    ['fi-helsinki-centre-2019', 55_746, 11_529, 1_047],
    ['fi-kotka-karhula-2019', 14_222, 2_653, 5],
    ['li-liechtenstein-2021', 295_005, 29_874, 884]
  ])('%s has as many elements as osmium counts', async (name, nodes, ways, relations) => {
    const count = { nodes: 0, ways: 0, relations: 0 };
    await readPbf(createReadStream(new URL(`${name}.osm.pbf`, extracts)), {
      node: () => count.nodes++,
      way: () => count.ways++,
      relation: () => count.relations++
    });
    expect(count).toEqual({ nodes, ways, relations });
  });

  test('a real extract cut short is refused', async () => {
    const whole = await readFile(new URL('fi-kotka-karhula-2019.osm.pbf', extracts));
    expect(await refusal(whole.subarray(0, 100_000))).toBe('truncated-pbf');
  });
});
