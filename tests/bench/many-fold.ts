import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { readPbf } from '#routing/region/pbf/read.ts';
import { writePbf, type OsmData, type OsmNode, type OsmWay } from '#routing/region/pbf/write.ts';

/** How many roads join two neighbouring copies. */
const joints = 12;
/** OpenStreetMap's own numbers are below this. */
const idsOfCopy = 2 ** 36;

/**
 * Writes a map file of copies of an extract in a grid, neighbours joined by roads from border to border: the size of
 * a Finnish province, made from the only roads at hand (research/routing.md, "proxy8m").
 *
 * The copies lie a little apart, so that each is itself; a joint joins what lies nearest the borders at its height.
 */
export async function writeManyFold(extract: string, columns: number, rows: number, file: string): Promise<void> {
  const { nodes, ways } = await drivableOf(extract);
  const box = boxOf(nodes);
  const width = (box.east - box.west) * 1.05;
  const height = (box.north - box.south) * 1.05;
  const data = { nodes: [] as OsmNode[], ways: [] as OsmWay[], relations: [] };
  const copyNumber = (column: number, row: number) => (row * columns + column) * idsOfCopy;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const copy = copyNumber(column, row);
      for (const { id, longitude, latitude, tags } of nodes) {
        data.nodes.push({
          id: id + copy,
          longitude: longitude + column * width - 10,
          latitude: latitude + row * height - 5,
          tags
        });
      }
      for (const { id, refs, tags } of ways)
        data.ways.push({ id: id + copy, refs: refs.map((ref) => ref + copy), tags });
    }
  }
  const ends = nodesOnRoads(nodes, ways);
  let id = idsOfCopy * columns * rows;
  const join = (from: number, to: number) =>
    data.ways.push({ id: ++id, refs: [from, to], tags: { highway: 'secondary', name: 'Saumatie' } });
  for (let joint = 0; joint < joints; joint++) {
    const share = (joint + 0.5) / joints;
    const latitude = box.south + share * (box.north - box.south);
    const longitude = box.west + share * (box.east - box.west);
    const [east, west] = [nearest(ends, box.east, latitude), nearest(ends, box.west, latitude)];
    const [north, south] = [nearest(ends, longitude, box.north), nearest(ends, longitude, box.south)];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (column + 1 < columns) join(east + copyNumber(column, row), west + copyNumber(column + 1, row));
        if (row + 1 < rows) join(north + copyNumber(column, row), south + copyNumber(column, row + 1));
      }
    }
  }
  await writeFile(file, writePbf(data, { source: 'invented', writingProgram: 'many-fold' }));
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

function boxOf(nodes: readonly OsmNode[]) {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const { longitude, latitude } of nodes) {
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  }
  return box;
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
