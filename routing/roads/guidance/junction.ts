import { isDrivable, type RoadGraph } from '../../region/road-graph.ts';
import { angleBetween, createCarriageways, type RoadNet } from './carriageways.ts';
import { createPlane, type Point } from './plane.ts';
import { directionOf, perceivedPoint } from './perceived.ts';

/** A road at a junction, as a driver sees it from there. */
export interface Arm {
  /** It leaves the junction, whether or not it may be driven so. */
  readonly arc: number;
  /** Degrees from north, 0 up to 360. */
  readonly bearing: number;
  /** The carriageway towards the junction of a road of which the other one is seen there, too. */
  readonly isMerged: boolean;
}

/** Degrees within which a road goes straight on. */
const exactly = 3;
/** Metres. No driver looks farther along a road to see where it leads. */
const farthestSeen = 500;
/** Metres to a junction at which a road's two carriageways meet, from which on that is no matter here. */
const nearby = 30;

/**
 * Reads junctions with the carriageways of a road as one: both leave in the direction between them, and a road to a near place
 * where its own carriageways come together leads to where the road goes on. After OSRM's `getIntersectionGeometries`
 * (extractor/intersection/intersection_analysis.cpp, v26.9).
 * @returns asks for the arms of a node
 */
export function createJunctions(graph: RoadGraph, roads: Pick<RoadNet, 'leaving' | 'road'>): (node: number) => Arm[] {
  const bearing = createBearings(graph, roads);
  const { areOneRoad, areDistinct } = createCarriageways(graph, { ...roads, bearing });

  /** Clockwise. */
  const drawn = (node: number): Drawn[] =>
    Array.from(roads.leaving(node), (arc) => ({ arc, bearing: bearing(arc) })).sort((a, b) => a.bearing - b.bearing);

  /** Whether an arm and the next one clockwise are carriageways of one road, and no third of their name is beside them. */
  function isPair(arms: readonly Drawn[], index: number): boolean {
    const [left, right] = [arms[index]!.arc, arms[(index + 1) % arms.length]!.arc];
    if (isDrivable(graph, left) === isDrivable(graph, right)) return false;
    const before = arms[(index + arms.length - 1) % arms.length]!.arc;
    const behind = arms[(index + 2) % arms.length]!.arc;
    return areDistinct(before, left) && areOneRoad(left, right) && areDistinct(right, behind);
  }

  /** Where two carriageways lead together, and the road that leaves most nearly opposite. */
  function joined(arms: readonly Drawn[], first: number): Joined {
    const [left, right] = [arms[first]!, arms[(first + 1) % arms.length]!];
    const entry = isDrivable(graph, left.arc) ? left : right;
    const off = (arm: Drawn) => angleBetween(arm.bearing, entry.bearing + 180);
    const opposite = arms.reduce((best, arm) => (off(arm) < off(best) ? arm : best));
    // Where one of them goes straight on, the other is but beside it.
    const isBeside = off(opposite) < exactly;
    return { left, right, opposite, isBeside, bearing: isBeside ? entry.bearing : middle(left.bearing, right.bearing) };
  }

  /** By how much a road turns behind the near end of an arm, at which it becomes one with its other carriageway. */
  function turnAtEnd({ arc }: Drawn): number {
    if (graph.edgeLength[arc >> 1]! > 10 * nearby) return 0;
    const end = graph.arcHead[arc]!;
    const others = [...roads.leaving(end)];
    if (others.length < 3 || others.every((other) => isDrivable(graph, other))) return 0;
    const arms = drawn(end);
    const at = arms.findIndex((arm) => arm.arc === (arc ^ 1));
    const before = (at + arms.length - 1) % arms.length;
    const first = isPair(arms, before) ? before : isPair(arms, at) ? at : undefined;
    if (first === undefined) return 0;
    const { left, right, opposite, isBeside, bearing: together } = joined(arms, first);
    const offStraight = (direction: number) => angleBetween(direction, opposite.bearing + 180);
    const isStraighter = Math.min(offStraight(left.bearing), offStraight(right.bearing)) >= offStraight(together);
    if (isBeside || !isStraighter) return 0;
    const offset = angleBetween(together, arms[at]!.bearing);
    return first === at ? offset : -offset;
  }

  function armsAt(node: number): Arm[] {
    const arms = drawn(node);
    const merged = new Map<number, Arm>();
    if (arms.length >= 3)
      arms.forEach((left, index) => {
        if (!isPair(arms, index)) return;
        const { right, bearing } = joined(arms, index);
        for (const { arc } of [left, right]) merged.set(arc, { arc, bearing, isMerged: !isDrivable(graph, arc) });
      });
    return arms.map((arm) => {
      const known = merged.get(arm.arc);
      return known ?? { ...arm, bearing: (arm.bearing + turnAtEnd(arm) + 360) % 360, isMerged: false };
    });
  }

  // Roads are asked about again and again, and do not change.
  const known = new Map<number, Arm[]>();
  return (node) => {
    const arms = known.get(node) ?? armsAt(node);
    known.set(node, arms);
    return arms;
  };
}

/** Asks in which direction roads are seen to leave, each looked at once. */
function createBearings(graph: RoadGraph, roads: Pick<RoadNet, 'leaving' | 'road'>): (arc: number) => number {
  const known = new Float64Array(graph.arcHead.length).fill(NaN);
  return (arc) => {
    if (Number.isNaN(known[arc])) {
      const line: Point[] = [];
      createPlane(graph).append(line, arc, farthestSeen);
      const around = Array.from(roads.leaving(graph.arcHead[arc ^ 1]!), roads.road);
      known[arc] = directionOf(line[0]!, perceivedPoint(line, roads.road(arc), around));
    }
    return known[arc]!;
  };
}

interface Drawn {
  readonly arc: number;
  readonly bearing: number;
}

interface Joined {
  readonly left: Drawn;
  readonly right: Drawn;
  readonly opposite: Drawn;
  readonly isBeside: boolean;
  readonly bearing: number;
}

/** The direction halfway between two. */
function middle(one: number, other: number): number {
  const [a, b] = [one, other].map((degrees) => (degrees * Math.PI) / 180) as [number, number];
  const degrees = Math.atan2(Math.sin(a) + Math.sin(b), Math.cos(a) + Math.cos(b)) * (180 / Math.PI);
  return (degrees + 360) % 360;
}
