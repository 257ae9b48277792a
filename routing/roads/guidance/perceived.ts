import { deviation } from './bearings.ts';
import { distance, isLeftOf, nearestOn, pointAlong, regression, type Point } from './plane.ts';
import type { Road } from './road.ts';

/** Metres. */
const laneWidth = 3.25;
const usualLookAhead = 10;
const farLookAhead = 40;
const firstMetres = 2;
const usualLanes = 2;

/**
 * Towards which point a driver at a junction sees a road lead. Mappers draw the first metres of a road as its lanes, its kerbs and the
 * middle of the crossing want them; that is not yet a turn. After OSRM's `ExtractRepresentativeCoordinate`
 * (extractor/intersection/coordinate_extractor.cpp, v26.9).
 * @param line the road's points from the junction on, in metres; at least two
 * @param around the roads that meet there
 */
export function perceivedPoint(line: readonly Point[], road: Road, around: readonly Road[]): Point {
  const [start, next] = line as [Point, Point];
  if (around.length <= 2) return line.find((point) => distance(start, point) > 1) ?? line.at(-1)!;
  if (line.length <= 2) return line.at(-1)!;
  if (road.ring) return pointAlong(line, firstMetres);
  if (road.isMinor) return pointAlong(line, usualLookAhead);
  const lanes = widening(road) * (Math.max(...around.map((each) => each.lanes)) || usualLanes);
  const width = laneWidth * lanes;
  if (distance(start, next) > width + usualLookAhead) return next;
  const { seen, lengths } = seenOf(line, farLookAhead + width);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const last = seen.at(-1)!;
  if (seen.length === 2 || total <= firstMetres) return last;
  if (farthestFrom(seen, start, last) < laneWidth / 2) return last;
  const straight = straightPart(seen, lengths);
  if (straight.length >= width + usualLookAhead) return pointAlong(seen, 5);
  const [from, to] = regression(seen, farLookAhead);
  if (farthestFrom(seen, from, to) < 0.35 * laneWidth)
    return shifted(start, nearestOn(start, from, to), nearestOn(last, from, to));
  const offset = straight.index;
  if (isDirectOffset(seen, lengths, straight, total, Math.floor(lanes)))
    return shifted(start, seen[offset]!, seen[offset + 1]!);
  if (isCurve(seen, lengths, total, width)) return shifted(start, pointAlong(seen, 4), pointAlong(seen, 6));
  const behind = seen.filter((_, index) => index > 0 && sumUpTo(lengths, index) > 0.64 * width);
  const rest = [pointAlong(seen, 0.64 * width), ...behind];
  if (rest.length >= 2 && total >= 0.8 * width + 2) {
    const [first, end] = regression(rest, farLookAhead);
    if (farthestFrom(rest, first, end) < laneWidth / 2) return shifted(start, first, end);
  }
  return pointAlong(seen, usualLookAhead);
}

/** Greater roads are wider, and left at a flatter angle. */
function widening({ isMotorway, isRamp, priority }: Road): number {
  if (isMotorway || isRamp) return 2.5;
  return priority === primary ? 1.5 : 1;
}
const primary = 4;

/** The points up to so many metres, and the length before each of them. */
function seenOf(line: readonly Point[], metres: number): { seen: Point[]; lengths: number[] } {
  const [seen, lengths] = [[line[0]!], [0]];
  for (let [index, total] = [1, 0]; index < line.length && total < metres; index++) {
    lengths.push(distance(line[index - 1]!, line[index]!));
    seen.push(line[index]!);
    total += lengths.at(-1)!;
  }
  const last = lengths.at(-1)!;
  if (last > metres) {
    seen[seen.length - 1] = pointAlong(seen.slice(-2), metres);
    lengths[lengths.length - 1] = metres;
  }
  return { seen, lengths };
}

const sumUpTo = (lengths: readonly number[], index: number) =>
  lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 0);

const farthestFrom = (points: readonly Point[], from: Point, to: Point) =>
  points.reduce((most, point) => Math.max(most, distance(point, nearestOn(point, from, to))), 0);

interface StraightPart {
  /** The place of its last point. */
  readonly index: number;
  readonly length: number;
}

function straightPart(seen: readonly Point[], lengths: readonly number[]): StraightPart {
  let [index, length] = [2, lengths[1]!];
  for (; index < seen.length; index++) {
    if (farthestFrom(seen.slice(0, index), seen[0]!, seen[index]!) >= laneWidth / 4) break;
    length += lengths[index]!;
  }
  return { index: index - 1, length };
}

/** A short way from the middle of the crossing to the road's own middle, after which it goes straight on. */
function isDirectOffset(
  seen: readonly Point[],
  lengths: readonly number[],
  straight: StraightPart,
  total: number,
  laneCount: number
): boolean {
  const { index } = straight;
  if (index + 1 >= seen.length || sumUpTo(lengths, index) - 0.5 * laneCount * laneWidth >= laneWidth) return false;
  if (total < 0.4 * farLookAhead || total - Math.max(straight.length, lengths[1]!) < 0.1 * total) return false;
  const long = lengths.findIndex((length, at) => at >= index && length >= 30);
  const end = Math.min(seen.length, (long < 0 ? lengths.length : long) + 1);
  return farthestFrom(seen.slice(index, end), seen[index]!, seen[end - 1]!) < laneWidth / 2;
}

/** A road that bends to one side all the way, none of it straight for long. */
function isCurve(seen: readonly Point[], lengths: readonly number[], total: number, width: number): boolean {
  const legs = seen.slice(1).map((point, index) => directionOf(seen[index]!, point));
  if (Math.abs(deviation(legs[0]!, legs.at(-1)!)) <= 20) return false;
  const [first, last] = [seen[0]!, seen.at(-1)!];
  const sides = seen.slice(1, -1).map((point) => isLeftOf(first, last, point));
  if (sides.some((side) => side !== sides[0])) return false;
  const offs = seen.map((point) => distance(point, nearestOn(point, first, last)));
  let most = 1;
  while (most + 1 < offs.length && offs[most + 1]! > offs[most]!) most++;
  if (offs.slice(most + 1).some((off, index) => off > offs[most + index]!)) return false;
  const isLopsided = sumUpTo(lengths, most) <= 0.35 * total || offs[most]! < Math.max(0.3 * width, laneWidth / 2);
  if (isLopsided && total > usualLookAhead) return false;
  return total > 2 * width && bendsAllAlong(legs, lengths, total, width);
}

function bendsAllAlong(legs: readonly number[], lengths: readonly number[], total: number, width: number): boolean {
  const turns = legs.slice(1).map((leg, index) => deviation(legs[index]!, leg));
  let straight = Math.max(0, lengths[1]! - width);
  let wasStraight = false;
  for (let index = 1; index < turns.length; index++) {
    const [before, turn] = [turns[index - 1]!, turns[index]!];
    if (Math.min(Math.abs(before), Math.abs(turn)) > 25 && before > 0 !== turn > 0) return false;
    const length = lengths[index + 1]!;
    const isStraight = Math.abs(turn) < 5;
    if (isStraight) straight += length;
    if ((!isStraight || wasStraight) && straight > 0.3 * total) return false;
    if (!isStraight) straight = length;
    wasStraight = isStraight;
  }
  return true;
}

/** From a junction as if the road began in it where it is led to its own middle first. */
const shifted = (start: Point, base: Point, head: Point): Point =>
  distance(base, head) < firstMetres
    ? head
    : [head[0] - 0.9 * (base[0] - start[0]), head[1] - 0.9 * (base[1] - start[1])];

/** Degrees clockwise from north, 0 up to 360. */
export const directionOf = ([a, b]: Point, [c, d]: Point): number =>
  ((Math.atan2(c - a, d - b) * 180) / Math.PI + 360) % 360;
