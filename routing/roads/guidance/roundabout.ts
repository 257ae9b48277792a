import { isDrivable, type RoadGraph } from '../../region/road-graph.ts';
import type { Branch, Intersection, Intersections } from './intersection.ts';
import { isRenamed } from './name-change.ts';

/**
 * How a driver is led round a ring: a roundabout by counting exits; a rotary, which is large and has a name of its own, by
 * that name, too; a small ring with clear arms as if it were a crossing.
 */
export type RingKind = 'roundabout' | 'rotary' | 'roundabout turn';

/** Metres up to which a ring is seen as one crossing (OSRM, guidance/constants.hpp). */
const largestCrossing = 15;
/** Degrees between two arms that nobody mixes up. */
const clearlyApart = 40;

/**
 * What kind of ring a node lies on; nothing where no ring closes, and its parts are roads like others. After OSRM's
 * `getRoundaboutType` (guidance/roundabout_handler.hpp).
 */
export function ringAt(graph: RoadGraph, intersections: Intersections, node: number): RingKind | undefined {
  const names: { name: string; ref: string }[] = [];
  const armNames = new Set<string>();
  const arms: number[][] = [];
  let length = 0;
  let at = node;
  let ring: string | undefined;
  do {
    const leaving = [...intersections.leaving(at)];
    const round = leaving.filter((arc) => intersections.road(arc).ring);
    const onward = round.filter((arc) => isDrivable(graph, arc));
    if (round.length !== 2 || onward.length !== 1) return undefined;
    const road = intersections.road(onward[0]!);
    ring ??= road.ring;
    if (road.ring !== ring) return undefined;
    if (road.name && names.every((known) => isRenamed(known, road))) names.push(road);
    const others = leaving.filter((arc) => !intersections.road(arc).ring);
    for (const arc of others) armNames.add(intersections.road(arc).name);
    if (others.length > 0) arms.push(others);
    length += graph.edgeLength[onward[0]! >> 1]! / 10;
    at = graph.arcHead[onward[0]!]!;
  } while (at !== node);
  const radius = length / (2 * Math.PI);
  const hasOwnName = names.length === 1 && !armNames.has(names[0]!.name);
  if (names.length === 1 && (ring === 'circular' || (hasOwnName && radius > largestCrossing))) return 'rotary';
  if (ring === 'circular') return undefined;
  const isCrossing = arms.length <= 4 && radius < largestCrossing && arms.every((roads) => roads.length === 1);
  return isCrossing && areApart(arms.map(([arc]) => intersections.after(arc! ^ 1).back.bearing))
    ? 'roundabout turn'
    : 'roundabout';
}

function areApart(bearings: readonly number[]): boolean {
  const sorted = bearings.toSorted((a, b) => a - b);
  return sorted.every((bearing, index) => {
    const next = sorted[index + 1] ?? sorted[0]! + 360;
    return sorted.length < 2 || next - bearing > clearlyApart;
  });
}

/** Whether an intersection on a ring offers an exit that a driver counts: yards do not count, unless the ring is in one. */
export const hasExit = ({ ahead }: Intersection, onward: Branch): boolean =>
  ahead.some(({ entry, road }) => entry && !road.ring && (!road.isMinor || onward.road.isMinor));

/** Whether a driver who enters a ring passes an exit at once, to the right of where they enter. */
export const entersAtExit = ({ ahead }: Intersection, ring: Branch): boolean =>
  ahead.some(({ entry, road, turn }) => entry && !road.ring && turn > ring.turn);
