import { distanceBetween } from '../../src/domain/geometry.ts';
import { blocksDriving, drivingOn, roadClasses, type Driving } from './car-profile.ts';
import { readPbf, type PbfHeader } from './pbf/read.ts';
import { RegionError } from './region-error.ts';
import { edgeFlag, forbidden, type RoadGraph } from './road-graph.ts';
import { strongComponents } from './strong-components.ts';

/** OSRM calls a part of the network tiny below this many nodes, and does not snap to it. */
const tinyPart = 1000;

export interface ImportedRoads {
  readonly graph: RoadGraph;
  readonly header: PbfHeader;
}

interface DrivableWay {
  readonly driving: Driving;
  /** Where the way's nodes begin and end in the list of all ways' nodes. */
  readonly first: number;
  readonly end: number;
}

/** The nodes that drivable ways use, sorted by id. */
interface RoadNodes {
  readonly ids: Float64Array;
  /** Units of 1e-7 degrees. */
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
  /** The sum of `isKnown`, `isShared` and `isBlocked`. */
  readonly marks: Uint8Array;
}
const isKnown = 1;
const isShared = 2;
const isBlocked = 4;

/**
 * Makes a road graph from an OpenStreetMap PBF, which is read twice: once for the ways, then for their nodes.
 * @param open gives the file's bytes from the beginning, each time it is called
 * @param onProgress is told the bytes read so far, counted over both readings
 * @throws RegionError of `readPbf`, or `no-drivable-roads`
 */
export async function importRoads(
  open: () => AsyncIterable<Uint8Array>,
  onProgress: (bytes: number) => void = () => undefined
): Promise<ImportedRoads> {
  const ways: DrivableWay[] = [];
  const refs = new GrowingList();
  let header: PbfHeader | undefined;
  let size = 0;
  await readPbf(open(), {
    header: (value) => (header = value),
    way(_id, wayRefs, tags) {
      const driving = drivingOn(tags);
      if (!driving || wayRefs.length < 2) return;
      const first = refs.length;
      for (const ref of wayRefs) refs.push(ref);
      ways.push({ driving, first, end: refs.length });
    },
    progress(bytes) {
      size = bytes;
      onProgress(bytes);
    }
  });
  if (ways.length === 0) throw noRoads();
  const nodes = await readNodes(open, refs.values(), ways, (bytes) => onProgress(size + bytes));
  return { graph: graphOf(ways, refs.values(), nodes), header: header! };
}

async function readNodes(
  open: () => AsyncIterable<Uint8Array>,
  refs: Float64Array,
  ways: readonly DrivableWay[],
  progress: (bytes: number) => void
): Promise<RoadNodes> {
  const ids = unique(refs.toSorted());
  const nodes: RoadNodes = {
    ids,
    longitudes: new Int32Array(ids.length),
    latitudes: new Int32Array(ids.length),
    marks: new Uint8Array(ids.length)
  };
  markShared(refs, ways, nodes);
  let next = 0;
  await readPbf(open(), {
    node(id, longitude, latitude, tags) {
      // Extracts are sorted by id, so the next wanted node is almost always the next in the list.
      if (ids[next]! < id || (next > 0 && ids[next - 1]! >= id)) next = placeOf(ids, id);
      if (ids[next] !== id) return;
      nodes.longitudes[next] = Math.round(longitude * 1e7);
      nodes.latitudes[next] = Math.round(latitude * 1e7);
      nodes.marks[next]! |= isKnown | (tags.size > 0 && blocksDriving(tags) ? isBlocked : 0);
      next++;
    },
    progress
  });
  return nodes;
}

/** A node that is used twice, or ends a way, may be a junction. */
function markShared(refs: Float64Array, ways: readonly DrivableWay[], nodes: RoadNodes): void {
  const isUsed = new Uint8Array(nodes.ids.length);
  for (const way of ways) {
    for (let at = way.first; at < way.end; at++) {
      const node = placeOf(nodes.ids, refs[at]!);
      if (isUsed[node] || at === way.first || at === way.end - 1) nodes.marks[node]! |= isShared;
      isUsed[node] = 1;
    }
  }
}

function graphOf(ways: readonly DrivableWay[], refs: Float64Array, nodes: RoadNodes): RoadGraph {
  const edges = new EdgeList(nodes);
  for (const way of ways) {
    let places: number[] = [];
    const finish = () => {
      if (places.length > 1) edges.add(way.driving, places);
      places = [];
    };
    const lengthOfWay = way.driving.duration === undefined ? 0 : lengthOf(way, refs, nodes);
    edges.beginWay(way.driving, lengthOfWay);
    for (let at = way.first; at < way.end; at++) {
      const place = placeOf(nodes.ids, refs[at]!);
      const marks = nodes.marks[place]!;
      // An extract may lack nodes beyond its border: the road ends there.
      if (!(marks & isKnown)) {
        finish();
        continue;
      }
      places.push(place);
      if (marks & (isShared | isBlocked)) {
        finish();
        places.push(place);
      }
    }
    finish();
  }
  return edges.graph();
}

/** Metres of a whole way, over the nodes that are known. */
function lengthOf(way: DrivableWay, refs: Float64Array, nodes: RoadNodes): number {
  let length = 0;
  let before: number | undefined;
  for (let at = way.first; at < way.end; at++) {
    const place = placeOf(nodes.ids, refs[at]!);
    if (!(nodes.marks[place]! & isKnown)) continue;
    if (before !== undefined) length += distanceBetween(positionOf(nodes, before), positionOf(nodes, place));
    before = place;
  }
  return length;
}

/** Collects edges and numbers their ends. */
class EdgeList {
  private readonly nodes: RoadNodes;
  private readonly heads: number[] = [];
  private readonly durations: number[] = [];
  private readonly lengths: number[] = [];
  private readonly edgeNames: number[] = [];
  private readonly classes: number[] = [];
  private readonly flags: number[] = [];
  private readonly firstPoints: number[] = [0];
  private readonly points: number[] = [];
  private readonly names = new Map([['', 0]]);
  private readonly numbers = new Map<number, number>();
  private nodeCount = 0;
  /** m/s in each direction of the way at hand. */
  private forward = 0;
  private backward = 0;

  constructor(nodes: RoadNodes) {
    this.nodes = nodes;
  }

  beginWay(driving: Driving, length: number): void {
    const bySchedule = driving.duration === undefined || length === 0 ? undefined : length / driving.duration;
    this.forward = driving.forward && (bySchedule ?? driving.forward / 3.6);
    this.backward = driving.backward && (bySchedule ?? driving.backward / 3.6);
  }

  /** @param places indices into `nodes`, at least two */
  add(driving: Driving, places: readonly number[]): void {
    let length = 0;
    for (let at = 1; at < places.length; at++) {
      length += distanceBetween(positionOf(this.nodes, places[at - 1]!), positionOf(this.nodes, places[at]!));
    }
    this.heads.push(this.numberOf(places.at(-1)!), this.numberOf(places[0]!));
    this.durations.push(tenths(length, this.forward), tenths(length, this.backward));
    this.lengths.push(Math.round(length * 10));
    this.edgeNames.push(this.nameOf(driving.name));
    this.classes.push(roadClasses.indexOf(driving.roadClass));
    const isFerry = driving.roadClass === 'ferry' || driving.roadClass === 'shuttle_train';
    this.flags.push((driving.restricted ? edgeFlag.restricted : 0) | (isFerry ? edgeFlag.ferry : 0));
    for (const place of places) this.points.push(this.nodes.longitudes[place]!, this.nodes.latitudes[place]!);
    this.firstPoints.push(this.points.length / 2);
  }

  graph(): RoadGraph {
    if (this.lengths.length === 0) throw noRoads();
    const arcHead = Uint32Array.from(this.heads);
    const arcDuration = Uint32Array.from(this.durations);
    const edgeFlags = Uint8Array.from(this.flags);
    const { partOf, sizes } = strongComponents(this.nodeCount, arcHead, arcDuration);
    const enough = Math.min(
      tinyPart,
      sizes.reduce((most, size) => Math.max(most, size), 0)
    );
    for (let edge = 0; edge < edgeFlags.length; edge++) {
      const part = partOf[arcHead[2 * edge]!]!;
      const isWithin = part === partOf[arcHead[2 * edge + 1]!] && sizes[part]! >= enough;
      if (isWithin && !(edgeFlags[edge]! & edgeFlag.ferry)) edgeFlags[edge]! |= edgeFlag.snappable;
    }
    return {
      nodeCount: this.nodeCount,
      edgeCount: this.lengths.length,
      arcHead,
      arcDuration,
      edgeLength: Uint32Array.from(this.lengths),
      edgeName: Uint32Array.from(this.edgeNames),
      edgeClass: Uint8Array.from(this.classes),
      edgeFlags,
      edgePoint: Uint32Array.from(this.firstPoints),
      points: Int32Array.from(this.points),
      names: [...this.names.keys()]
    };
  }

  /** The two sides of a barrier get a number each: nothing leads over it. */
  private numberOf(place: number): number {
    if (this.nodes.marks[place]! & isBlocked) return this.nodeCount++;
    const known = this.numbers.get(place);
    if (known !== undefined) return known;
    this.numbers.set(place, this.nodeCount);
    return this.nodeCount++;
  }

  private nameOf(name: string): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    this.names.set(name, this.names.size);
    return this.names.size - 1;
  }
}

/** An array of numbers that grows without a boxed value for each: a country has a hundred million. */
class GrowingList {
  length = 0;
  private numbers = new Float64Array(1 << 16);

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = value;
  }

  values(): Float64Array {
    return this.numbers.subarray(0, this.length);
  }
}

function unique(sorted: Float64Array): Float64Array {
  let count = 0;
  for (const value of sorted) {
    if (count === 0 || sorted[count - 1] !== value) sorted[count++] = value;
  }
  return sorted.slice(0, count);
}

/** The place of the first id that is not smaller. */
function placeOf(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

const positionOf = (nodes: RoadNodes, place: number) => ({
  longitude: nodes.longitudes[place]! / 1e7,
  latitude: nodes.latitudes[place]! / 1e7
});

const tenths = (length: number, speed: number) =>
  speed > 0 ? Math.max(1, Math.round((length / speed) * 10)) : forbidden;

const noRoads = () =>
  new RegionError(
    'no-drivable-roads',
    'The map file has no roads a van can drive. Use an extract that includes ways tagged highway=… together with their nodes.'
  );
