import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../planner/random.ts';
import { readPbf, type PbfHeader } from './read.ts';
import { writePbf, type OsmData, type OsmNode } from './write.ts';

const options = { source: 'invented for a test', writingProgram: 'raitti test' };

/** What a reader finds in the file, in the file's order. */
async function readBack(file: Uint8Array): Promise<{ data: OsmData; header: PbfHeader | undefined }> {
  const found = {
    nodes: [] as OsmNode[],
    ways: [] as OsmData['ways'][number][],
    relations: [] as OsmData['relations'][number][]
  };
  let header: PbfHeader | undefined;
  const source = (async function* () {
    yield file;
  })();
  await readPbf(source, {
    header: (it) => (header = it),
    node: (id, longitude, latitude, tags) =>
      found.nodes.push({ id, longitude, latitude, tags: Object.fromEntries(tags) }),
    way: (id, refs, tags) => found.ways.push({ id, refs: [...refs], tags: Object.fromEntries(tags) }),
    relation: (id, members, tags) =>
      found.relations.push({
        id,
        members: members.map((member) => ({ type: member.type, ref: member.id, role: member.role })),
        tags: Object.fromEntries(tags)
      })
  });
  return { data: found, header };
}

// Seven decimals, which is what a file keeps.
const degrees = (most: number) => fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((value) => value / 1e7);
const id = fc.integer({ min: 1, max: 2 ** 45 });
const tags = fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), fc.string({ maxLength: 20, unit: 'grapheme' }), {
  noNullPrototype: true,
  maxKeys: 4
});
const data: fc.Arbitrary<OsmData> = fc.record({
  nodes: fc.uniqueArray(fc.record({ id, longitude: degrees(180), latitude: degrees(90), tags }), {
    selector: (node) => node.id,
    maxLength: 30
  }),
  ways: fc.uniqueArray(fc.record({ id, refs: fc.array(id, { maxLength: 12 }), tags }), {
    selector: (way) => way.id,
    maxLength: 12
  }),
  relations: fc.uniqueArray(
    fc.record({
      id,
      members: fc.array(
        fc.record({ type: fc.constantFrom('node', 'way', 'relation'), ref: id, role: fc.string({ maxLength: 8 }) }),
        { maxLength: 6 }
      ),
      tags
    }),
    { selector: (relation) => relation.id, maxLength: 8 }
  )
});

const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;

describe('writing a PBF file', () => {
  it('gives a reader every element as it was, sorted by id', async () => {
    await fc.assert(
      fc.asyncProperty(data, async (written) => {
        const { data: read } = await readBack(writePbf(written, options));
        expect(read).toEqual({
          nodes: written.nodes.toSorted(byId),
          ways: written.ways.toSorted(byId),
          relations: written.relations.toSorted(byId)
        });
      }),
      { numRuns: 200 }
    );
  });

  it('cuts many elements into blocks and loses none', async () => {
    const random = seededRandom(1);
    const nodes = Array.from({ length: 20_001 }, (_, index) => ({
      id: index + 1,
      longitude: (2_750_000 + index) / 1e5,
      // Scattered as real ones are: what packs too well is refused.
      latitude: Math.round(642e6 + 1e5 * random()) / 1e7,
      tags: index % 500 === 0 ? { name: `Kylä ${index}` } : {}
    }));
    const { data: read, header } = await readBack(writePbf({ nodes, ways: [], relations: [] }, options));
    expect(read.nodes).toEqual(nodes);
    expect(header?.source).toBe('invented for a test');
    expect(header?.writingProgram).toBe('raitti test');
    expect(header?.bounds).toMatchObject({ west: 27.5, east: 27.7 });
  });

  it('refuses a place that is not on the earth', () => {
    const nodes = [{ id: 1, longitude: 27.5, latitude: Number.NaN, tags: {} }];
    expect(() => writePbf({ nodes, ways: [], relations: [] }, options)).toThrow('Node 1 is not on the map');
  });
});
