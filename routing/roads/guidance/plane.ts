import { metresOfDegree } from '../../../src/domain/geometry.ts';
import type { RoadGraph } from '../../region/road-graph.ts';

/** Metres to the east and to the north of a place. */
export type Point = readonly [east: number, north: number];

/** The surroundings of the first point that is asked for, laid out flat: so few metres are no matter of the earth's shape. */
export function createPlane({ edgePoint, points }: Pick<RoadGraph, 'edgePoint' | 'points'>) {
  let squeeze = 0;
  const pointOf = (point: number): Point => {
    squeeze ||= Math.cos((points[2 * point + 1]! / 1e7) * (Math.PI / 180));
    return [(points[2 * point]! / 1e7) * metresOfDegree * squeeze, (points[2 * point + 1]! / 1e7) * metresOfDegree];
  };
  const firstPoint = (arc: number) => (arc & 1 ? edgePoint[(arc >> 1) + 1]! - 1 : edgePoint[arc >> 1]!);
  return {
    /** Where an arc begins. */
    start: (arc: number): Point => pointOf(firstPoint(arc)),
    /** Adds an arc's points to a line, up to so many metres; returns how many metres that is. */
    append(line: Point[], arc: number, most: number): number {
      const step = arc & 1 ? -1 : 1;
      const last = firstPoint(arc ^ 1);
      let length = 0;
      let before = pointOf(firstPoint(arc));
      line.push(before);
      for (let point = firstPoint(arc) + step; step * (last - point) >= 0 && length < most; point += step) {
        const next = pointOf(point);
        const metres = distance(before, next);
        const share = Math.min(1, (most - length) / metres);
        line.push(between(before, next, metres > 0 ? share : 1));
        length += Math.min(metres, most - length);
        before = next;
      }
      return length;
    }
  };
}

export const distance = ([a, b]: Point, [c, d]: Point) => Math.hypot(c - a, d - b);
const between = ([a, b]: Point, [c, d]: Point, share: number): Point => [a + share * (c - a), b + share * (d - b)];

/** The point so many metres along a line, or its last one. */
export function pointAlong(line: readonly Point[], metres: number): Point {
  let left = metres;
  for (let index = 1; index < line.length; index++) {
    const length = distance(line[index - 1]!, line[index]!);
    if (length >= left) return between(line[index - 1]!, line[index]!, length > 0 ? left / length : 1);
    left -= length;
  }
  return line.at(-1)!;
}

/** The point of the straight line between two that is nearest to a point. */
export function nearestOn([x, y]: Point, from: Point, to: Point): Point {
  const [east, north] = [to[0] - from[0], to[1] - from[1]];
  const squared = east ** 2 + north ** 2;
  const share = squared > 0 ? ((x - from[0]) * east + (y - from[1]) * north) / squared : 0;
  return between(from, to, Math.min(1, Math.max(0, share)));
}

/** The two ends of the straight line that is nearest to a line's first metres. */
export function regression(line: readonly Point[], metres: number): [Point, Point] {
  const points = sampled(line, 1).slice(0, metres + 1);
  if (points.length < 2) return [line[0]!, line.at(-1)!];
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [east, north] = [mean(([x]) => x), mean(([, y]) => y)];
  const [dx, dy] = directionOf(points);
  const ends = [points[0]!, points.at(-1)!].map(([x, y]): Point => {
    const along = (x - east) * dx + (y - north) * dy;
    return [east + along * dx, north + along * dy];
  });
  return ends as [Point, Point];
}

export const areClose = (one: Point, other: Point, metres: number): boolean => distance(one, other) <= metres;

/** Whether three points turn to the left. */
export const isLeftOf = ([a, b]: Point, [c, d]: Point, [x, y]: Point): boolean =>
  (c - a) * (y - b) - (d - b) * (x - a) > 0;

/** The points of a line at every so many metres. */
export function sampled(line: readonly Point[], metres: number): Point[] {
  const samples: Point[] = [line[0]!];
  let left = metres;
  for (let index = 1; index < line.length; index++) {
    let from = line[index - 1]!;
    for (let rest = distance(from, line[index]!); rest >= left; rest = distance(from, line[index]!)) {
      from = between(from, line[index]!, left / rest);
      samples.push(from);
      left = metres;
    }
    left -= distance(from, line[index]!);
  }
  return samples;
}

/**
 * Whether two lines lead in one direction side by side, not farther apart than so many metres. After OSRM's `areParallel`
 * (util/coordinate_calculation.hpp): the lines of least squares differ by no more than a fifth.
 */
export function areParallel(one: readonly Point[], other: readonly Point[], metres: number): boolean {
  const [[east, north], [otherEast, otherNorth]] = [directionOf(one), directionOf(other)];
  const along = east * otherEast + north * otherNorth;
  const aside = east * otherNorth - north * otherEast;
  if (Math.abs(aside) >= 0.2 * Math.abs(along)) return false;
  const nearest = (line: readonly Point[], to: readonly Point[]) =>
    Math.min(...to.map((point) => distance(line[Math.floor(line.length / 2)]!, point)));
  return Math.min(nearest(one, other), nearest(other, one)) <= metres;
}

/** The direction of the straight line that is nearest to a line's points. */
function directionOf(line: readonly Point[]): Point {
  const mean = (of: (point: Point) => number) => line.reduce((sum, point) => sum + of(point), 0) / line.length;
  const [east, north] = [mean(([x]) => x), mean(([, y]) => y)];
  const spread = mean(([x]) => (x - east) ** 2);
  const rise = mean(([, y]) => (y - north) ** 2);
  const both = mean(([x, y]) => (x - east) * (y - north));
  const angle = 0.5 * Math.atan2(2 * both, spread - rise);
  return [Math.cos(angle), Math.sin(angle)];
}

/** Whether a closed line is nearly a circle: 0.85 of what a circle of that length would hold (OSRM, `IsCircularShape`). */
export function isRound(line: readonly Point[]): boolean {
  const first = line[0]!;
  if (!areClose(first, line.at(-1)!, 0.01)) return false;
  let [area, length] = [0, 0];
  line.slice(1).forEach((point, index) => {
    const before = line[index]!;
    area += ((before[0] - first[0]) * (point[1] - first[1]) - (point[0] - first[0]) * (before[1] - first[1])) / 2;
    length += distance(before, point);
  });
  return Math.abs(area) >= (0.85 / (4 * Math.PI)) * length ** 2;
}
