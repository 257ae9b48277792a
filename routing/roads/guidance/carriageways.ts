import { isDrivable, type RoadGraph } from '../../region/road-graph.ts';
import { areClose, areParallel, isRound, createPlane, sampled, type Point } from './plane.ts';
import { deviation } from './bearings.ts';
import { isSameStreet } from './name-change.ts';
import type { Road } from './road.ts';

/** What the roads of a region are to each other, junction by junction. */
export interface RoadNet {
  /** The arcs that leave a node. */
  leaving(node: number): Iterable<number>;
  road(arc: number): Road;
  /** Degrees from north in which an arc leaves its node. */
  bearing(arc: number): number;
}

/** Degrees between two roads up to which they may be carriageways of one. */
export const mergeable = 95;
const narrow = 40;
const grouped = 60;
const fuzzy = 25;
/** Metres. */
const laneWidth = 3.25;
const farthestTriangle = 80;
const widestIsland = 10;
const widestMiddle = 12;
const leastSeen = 40;
const seen = 120;
const mostHops = 5;

interface Ahead {
  readonly arc: number;
  /** Degrees: 0 is straight on, right is positive, 180 the way back. */
  readonly turn: number;
}

/**
 * Tells carriageways of one road apart from two roads: one leads to the junction, the other away from it, with a strip of grass, an
 * island or the middle of a crossing between them. A driver sees one road. After OSRM's `MergableRoadDetector`
 * (extractor/intersection/mergable_road_detector.cpp, v26.9).
 */
export function createCarriageways(graph: RoadGraph, { leaving, road, bearing }: RoadNet) {
  const tail = (arc: number) => graph.arcHead[arc ^ 1]!;
  const head = (arc: number) => graph.arcHead[arc]!;
  const isSameName = (a: Road, b: Road) => a.name === b.name && a.ref === b.ref;

  /**
   * @param left an arc that leaves a node, and `right`, the next one clockwise
   */
  function areOneRoad(left: number, right: number): boolean {
    if (angleBetween(bearing(left), bearing(right)) > mergeable) return false;
    if (isDrivable(graph, left) === isDrivable(graph, right) || !mayBeOne(road(left), road(right))) return false;
    const node = tail(left);
    const [leftEnd, rightEnd] = [endOf(left), endOf(right)];
    if (head(left) === node || head(right) === node || head(leftEnd) === node || head(rightEnd) === node) return false;
    if (isIsland(node, head(leftEnd), head(rightEnd))) return true;
    if (isLink(leftEnd, road(left)) || isLink(rightEnd, road(right))) return false;
    return isTriangle(left, right) || (haveOneDirection(left, right) && !isCircle(left, right));
  }

  /** Whether two neighbours at a junction cannot be taken for one road, by their names and their angle alone. */
  const areDistinct = (one: number, other: number) =>
    angleBetween(bearing(one), bearing(other)) > mergeable || !isSameStreet(road(one), road(other));

  const widthOf = (left: number, right: number) =>
    laneWidth * [left, right].reduce((lanes, arc) => lanes + Math.max(1, road(arc).lanes), 0);

  const mayBeOne = (one: Road, other: Road) =>
    !one.ring && !other.ring && one.mode === other.mode && one.priority === other.priority && isSameStreet(one, other);

  /** The last arc of a road up to the next place where others are met. */
  function endOf(arc: number): number {
    const start = tail(arc);
    for (let last = arc; ;) {
      if (head(last) === start) return last;
      const onward = [...leaving(head(last))].filter((next) => next !== (last ^ 1));
      if (onward.length !== 1) return last;
      last = onward[0]!;
    }
  }

  /** All roads at the end of an arc, the way back among them. */
  const at = (arc: number): Ahead[] =>
    [...leaving(head(arc))].map((next) => {
      return { arc: next, turn: next === (arc ^ 1) ? 180 : deviation(bearing(arc ^ 1) + 180, bearing(next)) };
    });

  /** An island that the road goes round on both sides, to be one again. */
  function isIsland(node: number, leftEnd: number, rightEnd: number): boolean {
    if (leftEnd !== rightEnd || leftEnd === node) return false;
    const splits = [node, leftEnd].filter((end) => {
      const [first, ...others] = [...leaving(end)].map(road);
      return others.length === 2 && others.every((other) => isSameStreet(first!, other) || isSameStreet(other, first!));
    });
    const plane = createPlane(graph);
    const far = [15, 30][splits.length - 1] ?? 0;
    return areClose(plane.start([...leaving(node)][0]!), plane.start([...leaving(leftEnd)][0]!), far);
  }

  /** A road that only leads over to another, which is there before it and behind it. */
  function isLink(end: number, name: Road): boolean {
    const roads = at(end);
    const next = closest(
      roads.filter(({ arc }) => isSameStreet(name, road(arc)) || isSameStreet(road(arc), name)),
      0
    );
    if (!next) return false;
    const opposite = closest(roads, next.turn + 180)!;
    if (head(opposite.arc) === tail(end)) return false;
    if (Math.abs(Math.abs(next.turn) - (180 - Math.abs(opposite.turn))) < fuzzy) return false;
    const isStraight = angleBetween(next.turn, opposite.turn) >= 180 - fuzzy;
    const isSameWay = isDrivable(graph, next.arc) === isDrivable(graph, opposite.arc);
    return isStraight && isSameWay && mayBeOne(road(next.arc), road(opposite.arc));
  }

  /** A road that splits just before it meets another. */
  function isTriangle(left: number, right: number): boolean {
    const start = bearing(left);
    const corner = (arc: number, side: number) => {
      const first = follow(arc, road(left), start);
      if (angleBetween(closest(at(first), side)!.turn, side) <= narrow) return first;
      return follow(closest(at(first), 0)!.arc, road(left), start);
    };
    const plane = createPlane(graph);
    const leftCorner = corner(left, 90);
    if (!areClose(plane.start(left), plane.start(leftCorner ^ 1), farthestTriangle)) return false;
    const rightCorner = corner(right, -90);
    const connection = closest(at(leftCorner), 90)!;
    if (angleBetween(connection.turn, 90) > narrow) return false;
    if (!areClose(plane.start(leftCorner ^ 1), plane.start(rightCorner ^ 1), widthOf(left, right) + widestIsland))
      return false;
    return head(follow(connection.arc, road(left), start)) === head(rightCorner);
  }

  /** The arc by which one comes to the next junction along a road. */
  function follow(arc: number, name: Road, start: number): number {
    let last = arc;
    for (let hops = 1; hops < mostHops && [...leaving(head(last))].length <= 2; hops++) {
      const next = onward(last, name, start, false);
      if (next === undefined || head(next) === tail(arc)) return last;
      last = next;
    }
    return last;
  }

  /** Where a road goes on by its name, the straighter the better; nowhere where that is not plain. */
  function onward(arc: number, name: Road, start: number, isStrict: boolean): number | undefined {
    const roads = at(arc);
    if (roads.length === 1 || roads.filter((other) => isSameName(road(other.arc), name)).length > 2) return undefined;
    const ahead = roads.filter((other) => other.arc !== (arc ^ 1));
    const score = (other: Ahead) => (isSameName(road(other.arc), name) ? 0 : 180) + Math.abs(other.turn);
    const best = ahead.reduce((a, b) => (score(b) < score(a) ? b : a));
    const straight = closest(roads, 0)!;
    const isStraight = roads.length === 2 || straight === best;
    if (isStraight && Math.abs(best.turn) < narrow && angleBetween(start, bearing(best.arc)) < narrow) return best.arc;
    if (isStrict && Math.abs(best.turn) > grouped) {
      const opposite = closest(roads, best.turn + 180)!;
      if (angleBetween(best.turn, opposite.turn) > 180 - fuzzy || Math.abs(straight.turn) < fuzzy) return undefined;
    }
    return isSameName(road(best.arc), name) && Math.abs(best.turn) < 100 ? best.arc : undefined;
  }

  /** The line of a road by its name, up to so many metres as matter. */
  function lineOf(arc: number, start: number, isStrict: boolean) {
    const plane = createPlane(graph);
    const line: Point[] = [];
    let length = 0;
    for (let last: number | undefined = arc; last !== undefined && length < seen;) {
      length += plane.append(line, last, seen - length);
      if (head(last) === tail(arc)) break;
      last = onward(last, road(arc), start, isStrict);
    }
    return { line, length };
  }

  function haveOneDirection(left: number, right: number): boolean {
    const lines = [left, right].map((arc) => lineOf(arc, bearing(left), true));
    if (lines.some(({ length }) => length <= leastSeen)) return false;
    const [first, second] = lines.map(({ line }) => sampled(line, 5)) as [Point[], Point[]];
    const meetAgain = areClose(lines[0]!.line.at(-1)!, lines[1]!.line.at(-1)!, 0.01);
    // How they part is no matter if they never come together.
    const rest = (line: Point[]) => (meetAgain ? line : line.slice(Math.floor(line.length / 3)));
    return areParallel(rest(first), rest(second), widthOf(left, right) / 2 + widestMiddle);
  }

  /** A ring that was drawn as a road. */
  function isCircle(left: number, right: number): boolean {
    const [first, second] = [left, right].map((arc) => lineOf(arc, bearing(left), false).line) as [Point[], Point[]];
    return areClose(first.at(-1)!, second.at(-1)!, 0.01) && isRound(first);
  }

  return { areOneRoad, areDistinct };
}

export const angleBetween = (one: number, other: number): number => Math.abs(deviation(one, other));

const closest = (roads: readonly Ahead[], turn: number): Ahead | undefined =>
  roads.length === 0
    ? undefined
    : roads.reduce((best, other) => (angleBetween(other.turn, turn) < angleBetween(best.turn, turn) ? other : best));
