import { isDrivable, type RoadGraph } from '../../region/road-graph.ts';
import { angleBetween } from './carriageways.ts';
import type { Branch, Intersection, Intersections } from './intersection.ts';
import { isRenamed, isSameStreet } from './name-change.ts';
import { fuzzy, narrow, obviousBranch } from './obvious.ts';
import { createPlane, distance, isLeftOf, type Point } from './plane.ts';
import type { Road } from './road.ts';

/** Metres up to the crossing that a slip road spares, on the greatest road, and which share of it on lesser ones. */
const farthest = 250;
const shares: readonly (readonly [priority: number, share: number])[] = [
  [0, 1],
  [2, 0.8],
  [4, 0.8],
  [6, 0.6],
  [8, 0.5],
  [10, 0.4],
  [11, 0.3],
  [14, 0.3]
];
/** Square metres, between the road, the crossing and the slip road. */
const leastArea = 3;

/**
 * A road for those who turn, which leaves one road before a crossing and reaches the other behind it: to a driver that is turning at
 * the crossing. After OSRM's `SliproadHandler` (guidance/sliproad_handler.cpp, v26.9).
 */
export interface SlipRoads {
  /** Whether a branch that is chosen at an intersection is one, or the road that is left by one at a fork. */
  at(intersection: Intersection, chosen: Branch, isFork: boolean): 'slip' | 'main' | undefined;
}

export function createSlipRoads(graph: RoadGraph, intersections: Intersections): SlipRoads {
  const head = (arc: number) => graph.arcHead[arc]!;

  function at(intersection: Intersection, chosen: Branch, isFork: boolean): 'slip' | 'main' | undefined {
    const { ahead } = intersection;
    if (ahead.length < 2) return undefined;
    const main = obviousBranch(intersection) ?? (isFork ? mainOfFork(intersection) : undefined);
    if (!main || !goesOn(intersection.from.road, main.road)) return undefined;
    // Most drive past without a fork: then it is all one whether somebody might turn.
    if (main === chosen && !isFork) return undefined;
    const index = ahead.indexOf(main);
    const beside = [ahead[index - 1], ahead[index + 1]].filter((branch) => branch && mayBe(branch, main)) as Branch[];
    const asked = main === chosen ? beside : beside.filter((branch) => branch === chosen);
    if (asked.length === 0) return undefined;
    const end = roadTo(main.arc, farthest * shareOf(main.road));
    if (end === undefined || head(end) === intersection.node) return undefined;
    const crossing = intersections.after(end);
    if (!crossing.ahead.some(({ entry }) => entry)) return undefined;
    if (!asked.some((slip) => isSlip(intersection, main, crossing, slip))) return undefined;
    return main === chosen ? 'main' : 'slip';
  }

  /** Of two that fork, the one that goes on where the other can only join a road. */
  function mainOfFork({ node, ahead: [left, right, third] }: Intersection): Branch | undefined {
    if (!left || !right || third) return undefined;
    const [leftEnd, rightEnd] = [left, right].map(({ arc }) => intersections.after(lastArc(arc)));
    const isDeadEnd = ({ ahead }: Intersection) => !ahead.some(({ entry }) => entry);
    if (isDeadEnd(leftEnd!) || isDeadEnd(rightEnd!)) return undefined;
    const joins = ({ back, ahead }: Intersection) =>
      ahead.length === 2 && !back.entry && !ahead.every(({ entry }) => entry);
    if (joins(rightEnd!) && leftEnd!.node !== node) return left;
    return joins(leftEnd!) && rightEnd!.node !== node ? right : undefined;
  }

  function isSlip({ node, from }: Intersection, main: Branch, crossing: Intersection, slip: Branch): boolean {
    const isRight = slip.turn > main.turn;
    const [across, beside] = isRight ? crossing.ahead.toReversed() : crossing.ahead;
    if (!across || !isDrivable(graph, across.arc) || slip.road.isMinor) return false;
    const last = lastArc(slip.arc);
    const target = intersections.after(last);
    const onto = obviousBranch(target);
    const isJoining = target.ahead.length === 2 || target.ahead.length === 3;
    if (!onto || !isJoining || Math.abs(onto.turn) > 2 * narrow || onto.road.ring) return false;
    if ([slip, onto].some(({ road }) => road.mode !== from.road.mode)) return false;
    if (new Set([node, crossing.node, target.node]).size < 3) return false;
    if (target.ahead.length === 3 && !meetsAcross(target, across, beside)) return false;
    const plane = createPlane(graph);
    const [start, middle, end] = [slip.arc, across.arc, onto.arc].map(plane.start) as [Point, Point, Point];
    if (distance(start, middle) >= leastBend && !bendsTowards(last, isRight)) return false;
    if (distance(start, middle) >= leastBend && Math.abs(across.turn) > 180 - narrow && !slip.road.isLink) return false;
    const area = (distance(start, middle) * distance(middle, end)) / 2;
    if (area < leastArea || area > (farthest * shareOf(slip.road)) ** 2) return false;
    return [target.back, ...target.ahead].some((road) => leadsAcross(main, crossing, across, slip, road));
  }

  /** Of four roads at the end one leads sharply back to where another one of the crossing leads. */
  function meetsAcross(target: Intersection, across: Branch, beside: Branch | undefined): boolean {
    if (!beside || head(across.arc) !== target.node) return false;
    return target.ahead.some((road) => head(road.arc) === head(beside.arc) && Math.abs(road.turn) > 120);
  }

  /** Whether a road at the end of a slip road comes from the crossing that it spares. */
  function leadsAcross(main: Branch, crossing: Intersection, across: Branch, slip: Branch, road: Branch): boolean {
    const known = [crossing.from.road, ...crossing.ahead.map((branch) => branch.road)];
    if (known.every((other) => isRenamed(other, road.road))) return false;
    const areNamed = [slip, main, road].every((branch) => branch.road.name !== '');
    const areNews = isRenamed(main.road, slip.road) && isRenamed(slip.road, road.road);
    if (!slip.road.isLink && areNamed && areNews) return false;
    if (slip.road.isLink && road.road.isLink) return false;
    if (head(road.arc) === crossing.node || head(lastArc(road.arc)) === crossing.node) return true;
    const isBeside = head(road.arc) === head(across.arc) && angleBetween(road.bearing, across.bearing) < fuzzy;
    return isBeside && Math.abs(road.turn) > 120;
  }

  /** Whether a road bends to its side, if at all. */
  function bendsTowards(arc: number, isRight: boolean): boolean {
    const line: Point[] = [];
    createPlane(graph).append(line, arc, Infinity);
    return line.slice(1, -1).every((point) => isLeftOf(line[0]!, point, line.at(-1)!) !== isRight);
  }

  /** The last arc of a road on which no other is met; nothing where that is farther than so many metres. */
  function roadTo(arc: number, metres: number): number | undefined {
    let length = 0;
    for (let last = arc; ;) {
      length += graph.edgeLength[last >> 1]! / 10;
      if (length > metres) return undefined;
      const onward = [...intersections.leaving(head(last))].filter((next) => next !== (last ^ 1));
      if (onward.length !== 1 || head(last) === head(arc ^ 1)) return last;
      last = onward[0]!;
    }
  }

  const lastArc = (arc: number) => roadTo(arc, Infinity)!;

  return { at };
}

/** Metres between two roads up to which nobody draws how they bend. */
const leastBend = 3;

const mayBe = ({ entry, turn, road }: Branch, main: Branch): boolean =>
  entry && !road.ring && Math.abs(turn) <= 2 * narrow && turn !== main.turn;

const goesOn = (from: Road, main: Road): boolean =>
  from.priority === main.priority && from.mode === main.mode && isSameStreet(from, main);

const shareOf = ({ isLink, priority }: Road): number =>
  isLink ? 0.3 : (shares.find(([least]) => least === priority)?.[1] ?? 0.1);
