import { distanceBetween } from '../../src/domain/geometry.ts';
import { blocksDriving, drivableSomeday, drivingOn, standardConditions } from './car-profile.ts';
import { joinWays } from './join-ways.ts';
import { obstaclesOn, type NodeObstacles } from './obstacles.ts';
import { readPbf, type PbfHeader, type Tags } from './pbf/read.ts';
import { RegionError } from './region-error.ts';
import { forbiddenDrives, restrictionsOf, type MappedRestriction } from './restrictions.ts';
import { isFerry, isTimed } from './road-classes.ts';
import { edgeFlag, isDrivable, longestEdge, type RoadGraph } from './road-graph.ts';
import { strongComponents } from './strong-components.ts';
import { lengthOfWay, tagsOfTrait, traitOf } from './trait.ts';

/** OSRM calls a part of the network tiny below this many nodes, and does not snap to it. */
const tinyPart = 1000;

export interface ImportedRoads {
  readonly graph: RoadGraph;
  readonly header: PbfHeader;
  /** How many turn restrictions the map has, and how many are left out: they name no turn between roads for vans. */
  readonly restrictions: { readonly mapped: number; readonly broken: number };
}

interface DrivableWay {
  readonly id: number;
  /** Indices into the lists of `Texts`. */
  readonly name: number;
  readonly trait: number;
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
  /** The sum of `isKnown`, `isShared`, `isBlocked` and `hasObstacles`. */
  readonly marks: Uint8Array;
  /** By their places in these lists. */
  readonly obstacles: Map<number, NodeObstacles>;
}
const isKnown = 1;
const isShared = 2;
const isBlocked = 4;
const hasObstacles = 8;

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
  const texts: Texts = { names: new TextList(['']), traits: new TextList() };
  const isDrivableTrait: boolean[] = [];
  const refs = new GrowingList();
  const restrictions: MappedRestriction[] = [];
  let broken = 0;
  let header: PbfHeader | undefined;
  let size = 0;
  await readPbf(open(), {
    header: (value) => (header = value),
    way(id, wayRefs, tags) {
      if (wayRefs.length < 2 || !isSomeRoad(tags)) return;
      const trait = texts.traits.indexOf(traitOf(tags));
      isDrivableTrait[trait] ??= isDrivableSomeday(texts.traits.values[trait]!);
      if (!isDrivableTrait[trait]) return;
      const first = refs.length;
      for (const ref of wayRefs) refs.push(ref);
      ways.push({ id, name: texts.names.indexOf(tags.get('name') ?? ''), trait, first, end: refs.length });
    },
    relation(_id, members, tags) {
      const found = restrictionsOf(members, tags);
      if (found === 'broken') broken++;
      else restrictions.push(...found);
    },
    progress(bytes) {
      size = bytes;
      onProgress(bytes);
    }
  });
  if (ways.length === 0) throw noRoads();
  const nodes = await readNodes(open, refs.values(), (bytes) => onProgress(size + bytes));
  const mapped = restrictions.length + broken;
  const roads = graphOf(ways, texts, refs.values(), nodes, restrictions);
  return { graph: roads.graph, header: header!, restrictions: { mapped, broken: broken + roads.broken } };
}

/** Most ways are none, and need no second look. */
const isSomeRoad = (tags: Tags) => tags.has('highway') || isTimed(tags);

function isDrivableSomeday(trait: string): boolean {
  const { forward, backward } = drivableSomeday(tagsOfTrait(trait));
  return forward || backward;
}

async function readNodes(
  open: () => AsyncIterable<Uint8Array>,
  refs: Float64Array,
  progress: (bytes: number) => void
): Promise<RoadNodes> {
  const ids = unique(refs.toSorted());
  const nodes: RoadNodes = {
    ids,
    longitudes: new Int32Array(ids.length),
    latitudes: new Int32Array(ids.length),
    marks: new Uint8Array(ids.length),
    obstacles: new Map()
  };
  let next = 0;
  await readPbf(open(), {
    node(id, longitude, latitude, tags) {
      // Extracts are sorted by id, so the next wanted node is almost always the next in the list.
      if (ids[next]! < id || (next > 0 && ids[next - 1]! >= id)) next = placeOf(ids, id);
      if (ids[next] !== id) return;
      nodes.longitudes[next] = Math.round(longitude * 1e7);
      nodes.latitudes[next] = Math.round(latitude * 1e7);
      nodes.marks[next]! |= isKnown | (tags.size > 0 && blocksDriving(tags) ? isBlocked : 0);
      const obstacles = tags.size > 0 ? obstaclesOn(tags) : undefined;
      if (obstacles) nodes.obstacles.set(next, obstacles);
      if (obstacles) nodes.marks[next]! |= hasObstacles;
      next++;
    },
    progress
  });
  return nodes;
}

/** A node that is used twice, or ends a road, may be a junction. */
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

function graphOf(
  mappedWays: readonly DrivableWay[],
  texts: Texts,
  mappedRefs: Float64Array,
  nodes: RoadNodes,
  restrictions: readonly MappedRestriction[]
): { graph: RoadGraph; broken: number } {
  const edges = new EdgeList(nodes);
  const edgesOfMembers = new Map<number, number[]>();
  for (const { from, viaWays, to } of restrictions)
    for (const way of [...from, ...viaWays, ...to]) edgesOfMembers.set(way, []);
  // Ferries and bridges have a duration each; a restriction is about just those ways that it names.
  const { ways, refs } = joinWays(mappedWays, mappedRefs, ({ id, trait }, node) => {
    const hasMarks = (nodes.marks[placeOf(nodes.ids, node)]! & (isBlocked | hasObstacles)) !== 0;
    return !hasMarks && !edgesOfMembers.has(id) && !isTimed(tagsOfTrait(texts.traits.values[trait]!));
  });
  markShared(refs, ways, nodes);
  for (const way of ways) {
    let places: number[] = [];
    const tags = tagsOfTrait(texts.traits.values[way.trait]!);
    // A ferry's parts share its duration by their length.
    const trait = isTimed(tags)
      ? texts.traits.indexOf(traitOf(new Map([...tags, [lengthOfWay, lengthOf(way, refs, nodes).toFixed(1)]])))
      : way.trait;
    const finish = () => {
      if (places.length > 1) {
        edgesOfMembers.get(way.id)?.push(edges.count);
        edges.add(way.name, trait, places);
      }
      places = [];
    };
    for (let at = way.first; at < way.end; at++) {
      const place = placeOf(nodes.ids, refs[at]!);
      const marks = nodes.marks[place]!;
      // An extract may lack nodes beyond its border: the road ends there.
      if (!(marks & isKnown)) {
        finish();
        continue;
      }
      places.push(place);
      if (marks & (isShared | isBlocked | hasObstacles)) {
        finish();
        places.push(place);
      }
    }
    finish();
  }
  const graph = edges.graph(texts);
  const { drives, broken } = forbiddenDrives(restrictions, {
    graph,
    edgesOf: (way) => edgesOfMembers.get(way),
    nodeOf: (node) => edges.nodeOf(node),
    isDrivable: (arc) => isDrivable(graph, arc)
  });
  return { graph: { ...graph, forbiddenDrives: drives }, broken };
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
  private readonly lengths: number[] = [];
  private readonly edgeNames: number[] = [];
  private readonly edgeTraits: number[] = [];
  private readonly obstacles: number[] = [];
  private readonly firstPoints: number[] = [0];
  private readonly points: number[] = [];
  private readonly numbers = new Map<number, number>();
  private nodeCount = 0;

  constructor(nodes: RoadNodes) {
    this.nodes = nodes;
  }

  get count(): number {
    return this.lengths.length;
  }

  /** @param places indices into `nodes`, at least two */
  add(name: number, trait: number, places: readonly number[]): void {
    let length = 0;
    for (let at = 1; at < places.length; at++) {
      length += distanceBetween(positionOf(this.nodes, places[at - 1]!), positionOf(this.nodes, places[at]!));
    }
    const tenths = Math.round(length * 10);
    if (tenths > longestEdge) return;
    this.heads.push(this.numberOf(places.at(-1)!), this.numberOf(places[0]!));
    this.lengths.push(tenths);
    this.edgeNames.push(name);
    this.edgeTraits.push(trait);
    this.obstacles.push(
      this.nodes.obstacles.get(places.at(-1)!)?.forward ?? 0,
      this.nodes.obstacles.get(places[0]!)?.backward ?? 0
    );
    for (const place of places) this.points.push(this.nodes.longitudes[place]!, this.nodes.latitudes[place]!);
    this.firstPoints.push(this.points.length / 2);
  }

  graph({ names, traits }: Texts): RoadGraph {
    if (this.lengths.length === 0) throw noRoads();
    const arcHead = Uint32Array.from(this.heads);
    const usedTraits = new TextList();
    const edgeTrait = Uint32Array.from(this.edgeTraits, (trait) => usedTraits.indexOf(traits.values[trait]!));
    const graphTraits = usedTraits.values.map(tagsOfTrait);
    return {
      nodeCount: this.nodeCount,
      edgeCount: this.lengths.length,
      arcHead,
      edgeLength: Uint32Array.from(this.lengths),
      edgeName: Uint32Array.from(this.edgeNames),
      edgeTrait,
      edgeFlags: flagsOf(this.nodeCount, arcHead, edgeTrait, graphTraits),
      arcObstacles: Uint8Array.from(this.obstacles),
      edgePoint: Uint32Array.from(this.firstPoints),
      points: Int32Array.from(this.points),
      names: names.values,
      traits: graphTraits,
      forbiddenDrives: []
    };
  }

  /** The number of a node of the map; none where it is not one of the graph, or is one on each side of a barrier. */
  nodeOf(id: number): number | undefined {
    const place = placeOf(this.nodes.ids, id);
    return this.nodes.ids[place] === id ? this.numbers.get(place) : undefined;
  }

  /** The two sides of a barrier get a number each: nothing leads over it. */
  private numberOf(place: number): number {
    if (this.nodes.marks[place]! & isBlocked) return this.nodeCount++;
    const known = this.numbers.get(place);
    if (known !== undefined) return known;
    this.numbers.set(place, this.nodeCount);
    return this.nodeCount++;
  }
}

/** Who may drive where, and where a place may be snapped to. */
function flagsOf(nodeCount: number, arcHead: Uint32Array, edgeTrait: Uint32Array, traits: readonly Tags[]): Uint8Array {
  const ofTrait = traits.map((tags) => {
    const { forward, backward } = drivableSomeday(tags);
    const isUsual = !isFerry(tags) && drivingOn(tags, standardConditions) !== undefined;
    const drivable = (forward ? edgeFlag.forward : 0) | (backward ? edgeFlag.backward : 0);
    return drivable | (isUsual ? edgeFlag.snappable : 0);
  });
  const edgeFlags = Uint8Array.from(edgeTrait, (trait) => ofTrait[trait]!);
  const { partOf, sizes } = strongComponents(nodeCount, arcHead, (arc) => isDrivable({ edgeFlags }, arc));
  const enough = Math.min(
    tinyPart,
    sizes.reduce((most, size) => Math.max(most, size), 0)
  );
  for (let edge = 0; edge < edgeFlags.length; edge++) {
    const part = partOf[arcHead[2 * edge]!]!;
    const isWithin = part === partOf[arcHead[2 * edge + 1]!] && sizes[part]! >= enough;
    if (!isWithin) edgeFlags[edge]! &= ~edgeFlag.snappable;
  }
  return edgeFlags;
}

/** The names and the traits of the ways, each once. */
interface Texts {
  readonly names: TextList;
  readonly traits: TextList;
}

class TextList {
  readonly values: string[] = [];
  private readonly places = new Map<string, number>();

  constructor(first: readonly string[] = []) {
    first.forEach((text) => this.indexOf(text));
  }

  indexOf(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.values.length);
    return this.values.push(text) - 1;
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

const noRoads = () =>
  new RegionError(
    'no-drivable-roads',
    'The map file has no roads a van can drive. Use an extract that includes ways tagged highway=… together with their nodes.'
  );
