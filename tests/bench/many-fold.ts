import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { seededRandom } from '#routing/planner/random.ts';
import { readPbf } from '#routing/region/pbf/read.ts';
import {
  boundsOf,
  pbfBlocks,
  type OsmBounds,
  type OsmData,
  type OsmNode,
  type OsmWay
} from '#routing/region/pbf/write.ts';

/** How many roads join two neighbouring copies: drawn by lot for each border, between two numbers. */
export type Joints = readonly [least: number, most: number];
/** OpenStreetMap's own numbers are below this. */
const idsOfCopy = 2 ** 36;

/**
 * Writes a map file of copies of an extract in a grid, neighbours joined by roads from border to border: the size of
 * a Finnish province or a country, made from the only roads at hand (research/routing.md, "proxy8m"). Only one copy is
 * in memory; the extract is sorted by id, as extracts are.
 *
 * The copies lie a little apart, so that each is itself; a joint joins what lies nearest the borders at its height.
 */
export async function writeManyFold(
  extract: string,
  [columns, rows]: readonly [number, number],
  joints: Joints,
  file: string
): Promise<void> {
  const { nodes, ways } = await drivableOf(extract);
  const box = boundsOf(nodes)!;
  const width = (box.east - box.west) * 1.05;
  const height = (box.north - box.south) * 1.05;
  const copies = Array.from({ length: columns * rows }, (_, copy) => ({
    firstId: copy * idsOfCopy,
    east: (copy % columns) * width - 10,
    north: Math.floor(copy / columns) * height - 5
  }));
  function* nodesOfAll(): Generator<OsmNode> {
    for (const { firstId, east, north } of copies)
      for (const { id, longitude, latitude, tags } of nodes)
        yield { id: id + firstId, longitude: longitude + east, latitude: latitude + north, tags };
  }
  function* waysOfAll(): Generator<OsmWay> {
    for (const { firstId } of copies)
      for (const { id, refs, tags } of ways) yield { id: id + firstId, refs: refs.map((ref) => ref + firstId), tags };
    yield* jointsOf(nodesOnRoads(nodes, ways), box, [columns, rows], joints);
  }
  const [first, last] = [copies[0]!, copies.at(-1)!];
  const bounds = {
    west: box.west + first.east,
    east: box.east + last.east,
    south: box.south + first.north,
    north: box.north + last.north
  };
  const data = { nodes: nodesOfAll(), ways: waysOfAll(), relations: [], bounds };
  await writeFile(file, pbfBlocks(data, { source: 'invented', writingProgram: 'many-fold' }));
}

function* jointsOf(
  ends: readonly OsmNode[],
  box: OsmBounds,
  [columns, rows]: readonly [number, number],
  [least, most]: Joints
): Generator<OsmWay> {
  const random = seededRandom(columns * rows);
  const places = Array.from({ length: most }, (_, number) => {
    const share = (number + 0.5) / most;
    const latitude = box.south + share * (box.north - box.south);
    const longitude = box.west + share * (box.east - box.west);
    return {
      east: nearest(ends, box.east, latitude),
      west: nearest(ends, box.west, latitude),
      north: nearest(ends, longitude, box.north),
      south: nearest(ends, longitude, box.south)
    };
  });
  const someOfThem = () =>
    places
      .map((place) => ({ place, lot: random() }))
      .sort((a, b) => a.lot - b.lot)
      .slice(0, least + Math.floor(random() * (most - least + 1)))
      .map(({ place }) => place);
  const copyNumber = (column: number, row: number) => (row * columns + column) * idsOfCopy;
  let id = idsOfCopy * columns * rows;
  const joint = (from: number, to: number): OsmWay => {
    return { id: ++id, refs: [from, to], tags: { highway: 'secondary', name: 'Saumatie' } };
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const here = copyNumber(column, row);
      if (column + 1 < columns)
        for (const { east, west } of someOfThem()) yield joint(east + here, west + copyNumber(column + 1, row));
      if (row + 1 < rows)
        for (const { north, south } of someOfThem()) yield joint(north + here, south + copyNumber(column, row + 1));
    }
  }
}

/** The extract's roads and the nodes that they use. */
async function drivableOf(extract: string): Promise<Pick<OsmData, 'nodes' | 'ways'>> {
  const ways: OsmWay[] = [];
  await readPbf(createReadStream(extract), {
    way(id, refs, tags) {
      if (tags.has('highway')) ways.push({ id, refs: [...refs], tags: Object.fromEntries(tags) });
    }
  });
  const used = new Set(ways.flatMap(({ refs }) => refs));
  const nodes: OsmNode[] = [];
  await readPbf(createReadStream(extract), {
    node(id, longitude, latitude, tags) {
      if (used.has(id)) nodes.push({ id, longitude, latitude, tags: Object.fromEntries(tags) });
    }
  });
  return { nodes, ways };
}

/** A joint leads to a street, not to a footpath. */
function nodesOnRoads(nodes: readonly OsmNode[], ways: readonly OsmWay[]): OsmNode[] {
  const roads = new Set(['residential', 'tertiary', 'secondary', 'primary', 'unclassified']);
  const on = new Set(ways.filter(({ tags }) => roads.has(tags.highway!)).flatMap(({ refs }) => refs));
  return nodes.filter(({ id }) => on.has(id));
}

function nearest(nodes: readonly OsmNode[], longitude: number, latitude: number): number {
  const distance = (node: OsmNode) => (node.longitude - longitude) ** 2 / 4 + (node.latitude - latitude) ** 2;
  return nodes.reduce((best, node) => (distance(node) < distance(best) ? node : best)).id;
}
