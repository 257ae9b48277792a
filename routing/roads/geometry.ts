import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import type { Snapped } from './cost.ts';
import type { Stretch } from './leg-finder.ts';

type Located = Snapped & { readonly location: Position };
type Coordinate = [longitude: number, latitude: number];

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

/**
 * The line a leg follows, from one snapped place to another.
 * @param stretches the parts of arcs that the leg drives
 */
export function lineOf(graph: RoadGraph, from: Located, to: Located, stretches: readonly Stretch[]): Coordinate[] {
  const shapes = stretches.flatMap((stretch) => shapeOf(graph, stretch));
  const line = [coordinateOf(from.location), ...shapes, coordinateOf(to.location)];
  const isNew = (point: Coordinate, index: number) =>
    index === 0 || point[0] !== line[index - 1]![0] || point[1] !== line[index - 1]![1];
  const distinct = line.filter(isNew);
  // GeoJSON wants two positions even of a line that goes nowhere.
  return distinct.length > 1 ? distinct : [distinct[0]!, distinct[0]!];
}

/** The points of a stretch in the order they are passed. */
function shapeOf(graph: RoadGraph, { arc, from, to }: Stretch): Coordinate[] {
  const edge = arc >> 1;
  const first = graph.edgePoint[edge]!;
  const passed: Coordinate[] = [];
  fractionsOf(graph, edge).forEach((fraction, index) => {
    const isBetween = fraction >= Math.min(from, to) && fraction <= Math.max(from, to);
    if (isBetween) passed.push(coordinateOf(pointAt(graph, first + index)));
  });
  return from <= to ? passed : passed.reverse();
}

const coordinateOf = ({ longitude, latitude }: Position): Coordinate => [longitude, latitude];
