import { distanceBetween } from '../../src/domain/geometry.ts';
import { barredDrives } from './barred-drives.ts';
import { drivableSomeday } from './car-profile.ts';
import { EdgeList, noRoads, TextList, type Texts } from './edge-list.ts';
import { GrowingList } from './growing-list.ts';
import { joinWays } from './join-ways.ts';
import { readPbf, type PbfHeader, type Tags } from './pbf/read.ts';
import { forbiddenDrives, restrictionsOf, type MappedRestriction } from './restrictions.ts';
import { isTimed } from './road-classes.ts';
import { isDrivable, type RoadGraph } from './road-graph.ts';
import {
  hasObstacles,
  isBlocked,
  isKnown,
  isShared,
  placeOf,
  positionOf,
  readNodes,
  type RoadNodes
} from './road-nodes.ts';
import { lengthOfWay, tagsOfTrait, traitOf } from './trait.ts';

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
  const barred = [...nodes.barred].flatMap(([place, profile]) => {
    const node = edges.nodeOf(nodes.ids[place]!);
    return node === undefined ? [] : [[node, profile] as const];
  });
  return { graph: { ...graph, forbiddenDrives: [...drives, ...barredDrives(graph, barred)] }, broken };
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
