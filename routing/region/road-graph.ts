import { roadClasses } from './car-profile.ts';
import { RegionError } from './region-error.ts';

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
  /** For each arc its duration in tenths of a second, at least 1; `forbidden` where it must not be driven. */
  readonly arcDuration: Uint32Array;
  /** For each edge its length in tenths of a metre. */
  readonly edgeLength: Uint32Array;
  /** For each edge an index into `names`. */
  readonly edgeName: Uint32Array;
  /** For each edge an index into `roadClasses`. */
  readonly edgeClass: Uint8Array;
  /** For each edge the sum of `edgeFlag`s. */
  readonly edgeFlags: Uint8Array;
  /** For each edge the first of its points, and at the end the number of all. */
  readonly edgePoint: Uint32Array;
  /** Longitude and latitude of each point in units of 1e-7 degrees, in the edge's own direction, ends included. */
  readonly points: Int32Array;
  /** Road names; the first is empty. */
  readonly names: readonly string[];
}

export const forbidden = 0xffff_ffff;

export const edgeFlag = {
  /** Private, or for deliveries and visitors only. */
  restricted: 1,
  /** A ferry or a train that carries cars. */
  ferry: 2,
  /** A place may be snapped to it: a road of a strongly connected part that is not tiny. */
  snappable: 4
} as const;

const magic = 0x52_54_49_52; // "RITR", as its bytes stand in the file
const formatVersion = 1;
const headerBytes = 32;

/**
 * The content of `roads.bin`: a header of eight little-endian 32-bit numbers (magic, version, nodes, edges, points,
 * bytes of names, two zeros), then the arrays in the order of `RoadGraph`, each padded to four bytes, then the
 * names as UTF-8 with a zero byte after each.
 */
export function encodeRoadGraph(graph: RoadGraph): Uint8Array<ArrayBuffer> {
  const names = new TextEncoder().encode(graph.names.map((name) => `${name.replaceAll('\0', '')}\0`).join(''));
  const layout = layoutOf(graph.edgeCount, graph.points.length / 2, names.length);
  const file = new Uint8Array(layout.end);
  const header = [magic, formatVersion, graph.nodeCount, graph.edgeCount, graph.points.length / 2, names.length, 0, 0];
  file.set(bytesOf(Uint32Array.from(header)), 0);
  file.set(bytesOf(graph.arcHead), layout.arcHead);
  file.set(bytesOf(graph.arcDuration), layout.arcDuration);
  file.set(bytesOf(graph.edgeLength), layout.edgeLength);
  file.set(bytesOf(graph.edgeName), layout.edgeName);
  file.set(graph.edgeClass, layout.edgeClass);
  file.set(graph.edgeFlags, layout.edgeFlags);
  file.set(bytesOf(graph.edgePoint), layout.edgePoint);
  file.set(bytesOf(graph.points), layout.points);
  file.set(names, layout.names);
  return file;
}

/**
 * Opens the content of `roads.bin` without copying it.
 * @throws RegionError `not-a-region`, `unsupported-region-version` or `broken-region`
 */
export function decodeRoadGraph(file: ArrayBuffer): RoadGraph {
  if (file.byteLength < headerBytes) throw new RegionError('not-a-region', `roads.bin is not a road graph. ${rebuild}`);
  const [found, version, nodeCount, edgeCount, pointCount, nameBytes] = new Uint32Array(file, 0, 6);
  if (found !== magic) throw new RegionError('not-a-region', `roads.bin is not a road graph. ${rebuild}`);
  if (version !== formatVersion) {
    throw new RegionError(
      'unsupported-region-version',
      `The region pack has roads of version ${version}; this program reads version ${formatVersion}. ${rebuild}`
    );
  }
  const layout = layoutOf(edgeCount!, pointCount!, nameBytes!);
  if (layout.end !== file.byteLength) {
    throw broken(`it has ${file.byteLength} bytes where its header promises ${layout.end}`);
  }
  const numbers = (start: number, count: number) => new Uint32Array(file, start, count);
  const graph: RoadGraph = {
    nodeCount: nodeCount!,
    edgeCount: edgeCount!,
    arcHead: numbers(layout.arcHead, 2 * edgeCount!),
    arcDuration: numbers(layout.arcDuration, 2 * edgeCount!),
    edgeLength: numbers(layout.edgeLength, edgeCount!),
    edgeName: numbers(layout.edgeName, edgeCount!),
    edgeClass: new Uint8Array(file, layout.edgeClass, edgeCount),
    edgeFlags: new Uint8Array(file, layout.edgeFlags, edgeCount),
    edgePoint: numbers(layout.edgePoint, edgeCount! + 1),
    points: new Int32Array(file, layout.points, 2 * pointCount!),
    names: new TextDecoder()
      .decode(new Uint8Array(file, layout.names, nameBytes))
      .split('\0')
      .slice(0, -1)
  };
  check(graph);
  return graph;
}

/** Nothing that the router follows may lead outside the arrays. */
function check(graph: RoadGraph): void {
  // More nodes than ends of arcs would only make the router reserve memory for nothing.
  if (graph.nodeCount > 2 * graph.edgeCount) throw broken('it has nodes without roads');
  if (graph.arcHead.some((node) => node >= graph.nodeCount)) throw broken('a road leads to a node that is not there');
  if (graph.arcDuration.some((duration) => duration === 0)) throw broken('a road takes no time');
  if (graph.edgeName.some((name) => name >= graph.names.length)) throw broken('a name is missing');
  if (graph.edgeClass.some((roadClass) => roadClass >= roadClasses.length)) throw broken('a road class is unknown');
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
function layoutOf(edges: number, points: number, nameBytes: number) {
  let end = headerBytes;
  const section = (bytes: number) => {
    const start = end;
    end += Math.ceil(bytes / 4) * 4;
    return start;
  };
  const starts = {
    arcHead: section(8 * edges),
    arcDuration: section(8 * edges),
    edgeLength: section(4 * edges),
    edgeName: section(4 * edges),
    edgeClass: section(edges),
    edgeFlags: section(edges),
    edgePoint: section(4 * (edges + 1)),
    points: section(8 * points),
    names: section(nameBytes)
  };
  return { ...starts, end };
}

const bytesOf = (array: Uint32Array | Int32Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const rebuild = 'Build the region again with "raitti region build".';
const broken = (what: string) =>
  new RegionError('broken-region', `The region pack is damaged: in roads.bin ${what}. ${rebuild}`);
