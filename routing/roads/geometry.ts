import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import type { Snapped } from './cost.ts';
import type { Stretch } from './leg-finder.ts';

type Located = Snapped & { readonly location: Position };
export type Coordinate = [longitude: number, latitude: number];

/** A point of an edge's shape, by its place in `graph.points`. */
export const pointAt = (graph: RoadGraph, point: number): Position => ({
  longitude: graph.points[2 * point]! / 1e7,
  latitude: graph.points[2 * point + 1]! / 1e7
});

/** The position at a share of the straight line between two, to seven decimals as map files have them. */
export const between = (a: Position, b: Position, share: number): Position => ({
  longitude: Math.round((a.longitude + share * (b.longitude - a.longitude)) * 1e7) / 1e7,
  latitude: Math.round((a.latitude + share * (b.latitude - a.latitude)) * 1e7) / 1e7
});

/** How far along the edge each of its points is: 0 at the first, 1 at the last. */
export function fractionsOf(graph: RoadGraph, edge: number): number[] {
  const lengths = [0];
  for (let point = graph.edgePoint[edge]! + 1; point < graph.edgePoint[edge + 1]!; point++) {
    lengths.push(lengths.at(-1)! + distanceBetween(pointAt(graph, point - 1), pointAt(graph, point)));
  }
  const whole = lengths.at(-1)!;
  return lengths.map((length, index) => (whole > 0 ? length / whole : index / (lengths.length - 1)));
}

/** The line that a leg follows. */
export interface LegLine {
  /** At least two, none twice in a row unless the leg goes nowhere. */
  readonly coordinates: Coordinate[];
  /** For each of the leg's stretches how many coordinates there are up to its end. */
  readonly ends: number[];
}

/**
 * Draws a leg from one snapped place to another.
 * @param stretches the parts of arcs that the leg drives
 */
export function lineOf(graph: RoadGraph, from: Located, to: Located, stretches: readonly Stretch[]): LegLine {
  const coordinates: Coordinate[] = [coordinateOf(from.location)];
  const ends = stretches.map((stretch, index) => {
    appendShape(graph, stretch, coordinates);
    if (index === stretches.length - 1) append(coordinates, to.location.longitude, to.location.latitude);
    return coordinates.length;
  });
  // GeoJSON wants two positions even of a line that goes nowhere.
  if (coordinates.length === 1) coordinates.push(coordinateOf(to.location));
  return { coordinates, ends };
}

/** Adds the points of a stretch in the order they are passed. */
function appendShape(graph: RoadGraph, stretch: Stretch, line: Coordinate[]): void {
  const { points } = graph;
  const { first, last } = passedPoints(graph, stretch);
  const step = stretch.arc & 1 ? -1 : 1;
  for (let point = first; step * (last - point) >= 0; point += step)
    append(line, points[2 * point]! / 1e7, points[2 * point + 1]! / 1e7);
}

/** The first and the last of the edge's points that a stretch passes, in the direction it is driven. */
function passedPoints(graph: RoadGraph, { arc, from, to }: Stretch): { first: number; last: number } {
  const edge = arc >> 1;
  const begin = graph.edgePoint[edge]!;
  const end = graph.edgePoint[edge + 1]! - 1;
  const [low, high] = arc & 1 ? [to, from] : [from, to];
  let [first, last] = [begin, end];
  // Nearly every edge is driven as a whole, and lengths cost time.
  if (low !== 0 || high !== 1) {
    const fractions = fractionsOf(graph, edge);
    while (first <= end && fractions[first - begin]! < low) first++;
    while (last >= begin && fractions[last - begin]! > high) last--;
  }
  return arc & 1 ? { first: last, last: first } : { first, last };
}

function append(line: Coordinate[], longitude: number, latitude: number): void {
  const [before, beside] = line.at(-1)!;
  if (before !== longitude || beside !== latitude) line.push([longitude, latitude]);
}

const coordinateOf = ({ longitude, latitude }: Position): Coordinate => [longitude, latitude];
