import type { Position } from '../../src/domain/geometry.ts';
import { blocksDriving, profiles, type Profile } from './car-profile.ts';
import { obstaclesOn, type NodeObstacles } from './obstacles.ts';
import { readPbf } from './pbf/read.ts';

/** The nodes that drivable ways use, sorted by id. */
export interface RoadNodes {
  readonly ids: Float64Array;
  /** Units of 1e-7 degrees. */
  readonly longitudes: Int32Array;
  readonly latitudes: Int32Array;
  /** The sum of `isKnown`, `isShared`, `isBlocked` and `hasObstacles`. */
  readonly marks: Uint8Array;
  /** By their places in these lists. */
  readonly obstacles: Map<number, NodeObstacles>;
  /** Where a barrier bars one profile only; such a node has obstacles. */
  readonly barred: Map<number, Profile>;
}
export const isKnown = 1;
export const isShared = 2;
export const isBlocked = 4;
export const hasObstacles = 8;

/** Finds the nodes of ways in a map file. @param refs the ways' nodes, as often as they are used */
export async function readNodes(
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
    obstacles: new Map(),
    barred: new Map()
  };
  let next = 0;
  await readPbf(open(), {
    node(id, longitude, latitude, tags) {
      // Extracts are sorted by id, so the next wanted node is almost always the next in the list.
      if (ids[next]! < id || (next > 0 && ids[next - 1]! >= id)) next = placeOf(ids, id);
      if (ids[next] !== id) return;
      nodes.longitudes[next] = Math.round(longitude * 1e7);
      nodes.latitudes[next] = Math.round(latitude * 1e7);
      const barred = tags.size > 0 ? profiles.filter((profile) => blocksDriving(tags, profile)) : [];
      nodes.marks[next]! |= isKnown | (barred.length === profiles.length ? isBlocked : 0);
      const obstacles = tags.size > 0 ? obstaclesOn(tags) : undefined;
      if (obstacles) nodes.obstacles.set(next, obstacles);
      if (barred.length === 1) nodes.barred.set(next, barred[0]!);
      if (obstacles || barred.length === 1) nodes.marks[next]! |= hasObstacles;
      next++;
    },
    progress
  });
  return nodes;
}

/** The place of the first id that is not smaller. */
export function placeOf(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const positionOf = (nodes: RoadNodes, place: number): Position => ({
  longitude: nodes.longitudes[place]! / 1e7,
  latitude: nodes.latitudes[place]! / 1e7
});

function unique(sorted: Float64Array): Float64Array {
  let count = 0;
  for (const value of sorted) {
    if (count === 0 || sorted[count - 1] !== value) sorted[count++] = value;
  }
  return sorted.slice(0, count);
}
