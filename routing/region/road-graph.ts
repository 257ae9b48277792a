import { driveOfText, textOfDrive, type ForbiddenDrive } from './forbidden-drive.ts';
import type { Tags } from './pbf/read.ts';
import { RegionError } from './region-error.ts';
import { tagsOfTrait, traitOf } from './trait.ts';

/**
 * The drivable roads of a region, in typed arrays.
 *
 * An *edge* is a stretch of road between two nodes (junctions and ends of roads) and has a geometry. Its two *arcs* are
 * the edge driven in its own direction (`2 * edge`) and against it (`2 * edge + 1`), so `arc ^ 1` is an arc's opposite.
 */
export interface RoadGraph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** For each arc the node where it ends; it starts where its opposite ends. */
  readonly arcHead: Uint32Array;
  /** For each edge its length in tenths of a metre. */
  readonly edgeLength: Uint32Array;
  /** For each edge an index into `names`. */
  readonly edgeName: Uint32Array;
  /** For each edge an index into `traits`. */
  readonly edgeTrait: Uint32Array;
  /** For each edge the sum of `edgeFlag`s. */
  readonly edgeFlags: Uint8Array;
  /** For each arc the sum of the `obstacle`s (`obstacles.ts`) that stand at its end. */
  readonly arcObstacles: Uint8Array;
  /** For each edge the first of its points, and at the end the number of all. */
  readonly edgePoint: Uint32Array;
  /** Longitude and latitude of each point in units of 1e-7 degrees, in the edge's own direction, ends included. */
  readonly points: Int32Array;
  /** Road names; the first is empty. */
  readonly names: readonly string[];
  /**
   * The different sets of tags that roads have, of those that say who may drive and how fast: a profile, a date and a
   * dispatcher's closures make durations of them when the pack is opened (`roads/metric.ts`), not when it is built.
   */
  readonly traits: readonly Tags[];
  /** What turn restrictions forbid. */
  readonly forbiddenDrives: readonly ForbiddenDrive[];
}

export const edgeFlag = {
  /** Under some profile, on some day or opened by a dispatcher a van may drive it in its own direction, or against it. */
  forward: 2,
  backward: 4
} as const;

/** Whether there is anything under which a van may drive this arc. */
export const isDrivable = ({ edgeFlags }: Pick<RoadGraph, 'edgeFlags'>, arc: number): boolean =>
  (edgeFlags[arc >> 1]! & (arc & 1 ? edgeFlag.backward : edgeFlag.forward)) !== 0;

/** Tenths of a metre. No road between two junctions is longer, and costs have no room for more. */
export const longestEdge = 2 ** 24;

const magic = 0x52_54_49_52; // "RITR", as its bytes stand in the file
const formatVersion = 3;
const headerBytes = 32;

/**
 * The content of `roads.bin`: a header of eight little-endian 32-bit numbers (magic, version, nodes, edges, points,
 * bytes of names, of traits, of forbidden drives), then the arrays in the order of `RoadGraph`, each padded to four bytes,
 * then the names, the traits (`trait.ts`) and the forbidden drives (`forbidden-drive.ts`) as UTF-8 with a zero byte after each.
 */
export function encodeRoadGraph(graph: RoadGraph): Uint8Array<ArrayBuffer> {
  const names = encodeTexts(graph.names);
  const traits = encodeTexts(graph.traits.map(traitOf));
  const drives = encodeTexts(graph.forbiddenDrives.map(textOfDrive));
  const pointCount = graph.points.length / 2;
  const layout = layoutOf(graph.edgeCount, pointCount, [names.length, traits.length, drives.length]);
  const file = new Uint8Array(layout.end);
  const sizes = [graph.nodeCount, graph.edgeCount, pointCount, names.length, traits.length, drives.length];
  const header = [magic, formatVersion, ...sizes];
  file.set(bytesOf(Uint32Array.from(header)), 0);
  file.set(bytesOf(graph.arcHead), layout.arcHead);
  file.set(bytesOf(graph.edgeLength), layout.edgeLength);
  file.set(bytesOf(graph.edgeName), layout.edgeName);
  file.set(bytesOf(graph.edgeTrait), layout.edgeTrait);
  file.set(graph.edgeFlags, layout.edgeFlags);
  file.set(graph.arcObstacles, layout.arcObstacles);
  file.set(bytesOf(graph.edgePoint), layout.edgePoint);
  file.set(bytesOf(graph.points), layout.points);
  file.set(names, layout.names);
  file.set(traits, layout.traits);
  file.set(drives, layout.forbiddenDrives);
  return file;
}

/**
 * Opens the content of `roads.bin` without copying it.
 * @throws RegionError `not-a-region`, `unsupported-region-version` or `broken-region`
 */
export function decodeRoadGraph(file: ArrayBuffer): RoadGraph {
  if (file.byteLength < headerBytes) throw new RegionError('not-a-region', `roads.bin is not a road graph. ${rebuild}`);
  const [found, version, nodeCount, edgeCount, pointCount, ...textBytes] = new Uint32Array(file, 0, 8);
  if (found !== magic) throw new RegionError('not-a-region', `roads.bin is not a road graph. ${rebuild}`);
  if (version !== formatVersion) {
    throw new RegionError(
      'unsupported-region-version',
      `The region pack has roads of version ${version}; this program reads version ${formatVersion}. ${rebuild}`
    );
  }
  const [nameBytes, traitBytes, driveBytes] = textBytes;
  const layout = layoutOf(edgeCount!, pointCount!, textBytes);
  if (layout.end !== file.byteLength) {
    throw broken(`it has ${file.byteLength} bytes where its header promises ${layout.end}`);
  }
  const numbers = (start: number, count: number) => new Uint32Array(file, start, count);
  const arcHead = numbers(layout.arcHead, 2 * edgeCount!);
  const graph: RoadGraph = {
    nodeCount: nodeCount!,
    edgeCount: edgeCount!,
    arcHead,
    edgeLength: numbers(layout.edgeLength, edgeCount!),
    edgeName: numbers(layout.edgeName, edgeCount!),
    edgeTrait: numbers(layout.edgeTrait, edgeCount!),
    edgeFlags: new Uint8Array(file, layout.edgeFlags, edgeCount),
    arcObstacles: new Uint8Array(file, layout.arcObstacles, 2 * edgeCount!),
    edgePoint: numbers(layout.edgePoint, edgeCount! + 1),
    points: new Int32Array(file, layout.points, 2 * pointCount!),
    names: decodeTexts(new Uint8Array(file, layout.names, nameBytes)),
    traits: decodeTexts(new Uint8Array(file, layout.traits, traitBytes)).map(tagsOfTrait),
    forbiddenDrives: decodeTexts(new Uint8Array(file, layout.forbiddenDrives, driveBytes)).map((text) => {
      const drive = driveOfText(text, arcHead);
      if (!drive) throw broken('a turn restriction is not of these roads');
      return drive;
    })
  };
  check(graph);
  return graph;
}

/** Nothing that the router follows may lead outside the arrays. */
function check(graph: RoadGraph): void {
  // More nodes than ends of arcs would only make the router reserve memory for nothing.
  if (graph.nodeCount > 2 * graph.edgeCount) throw broken('it has nodes without roads');
  if (graph.arcHead.some((node) => node >= graph.nodeCount)) throw broken('a road leads to a node that is not there');
  if (graph.edgeLength.some((length) => length > longestEdge)) throw broken('a road is longer than any is');
  if (graph.edgeName.some((name) => name >= graph.names.length)) throw broken('a name is missing');
  if (graph.edgeTrait.some((trait) => trait >= graph.traits.length)) throw broken('the tags of a road are missing');
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (graph.edgePoint[edge + 1]! < graph.edgePoint[edge]! + 2) throw broken('a road has no shape');
  }
  const count = graph.points.length / 2;
  if (graph.edgePoint[0] !== 0 || graph.edgePoint[graph.edgeCount] !== count) throw broken('points are left over');
  for (let point = 0; point < count; point++) {
    const outside = Math.abs(graph.points[2 * point]!) > 180e7 || Math.abs(graph.points[2 * point + 1]!) > 90e7;
    if (outside) throw broken('a point is not on the earth');
  }
}

/** Where each array begins, in bytes, and where the file ends. */
function layoutOf(edges: number, points: number, [nameBytes, traitBytes, driveBytes]: readonly number[]) {
  let end = headerBytes;
  const section = (bytes: number) => {
    const start = end;
    end += Math.ceil(bytes / 4) * 4;
    return start;
  };
  const starts = {
    arcHead: section(8 * edges),
    edgeLength: section(4 * edges),
    edgeName: section(4 * edges),
    edgeTrait: section(4 * edges),
    edgeFlags: section(edges),
    arcObstacles: section(2 * edges),
    edgePoint: section(4 * (edges + 1)),
    points: section(8 * points),
    names: section(nameBytes!),
    traits: section(traitBytes!),
    forbiddenDrives: section(driveBytes!)
  };
  return { ...starts, end };
}

const encodeTexts = (texts: readonly string[]) =>
  new TextEncoder().encode(texts.map((text) => `${text.replaceAll('\0', '')}\0`).join(''));
const decodeTexts = (bytes: Uint8Array) => new TextDecoder().decode(bytes).split('\0').slice(0, -1);
const bytesOf = (array: Uint32Array | Int32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const rebuild = 'Build the region again with "raitti region build".';
const broken = (what: string) =>
  new RegionError('broken-region', `The region pack is damaged: in roads.bin ${what}. ${rebuild}`);
