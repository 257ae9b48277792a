import Flatbush from 'flatbush';
import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { edgeFlag, type RoadGraph } from '../region/road-graph.ts';
import type { Snapped } from './cost.ts';
import { between, fractionsOf, pointAt } from './geometry.ts';

/** A place on a road near an asked position. */
export interface SnappedPlace extends Snapped {
  readonly location: Position;
  /** Metres from the asked position. */
  readonly distance: number;
}

export interface Snapping {
  /** Up to `number` places on different edges, nearest first, none farther away than `limit` metres. */
  nearest(position: Position, number: number, limit: number): SnappedPlace[];
}

/**
 * Finds the nearest roads. The plane of comparison is the Mercator projection, as OSRM's: near one position its
 * distances are true up to a factor, and boxes stay boxes.
 */
export function createSnapping(graph: RoadGraph): Snapping {
  const edges: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) if (graph.edgeFlags[edge]! & edgeFlag.snappable) edges.push(edge);
  const index = new Flatbush(Math.max(edges.length, 1));
  if (edges.length === 0) index.add(0, 0, 0, 0);
  for (const edge of edges) index.add(...boxOf(graph, edge));
  index.finish();

  function nearest(position: Position, number: number, limit: number): SnappedPlace[] {
    const x = position.longitude;
    const y = mercator(position.latitude);
    // Boxes are nearer than what is in them: look at more boxes until the next one cannot hold a nearer road.
    for (let count = 8 + 2 * number; ; count *= 4) {
      const boxes = edges.length === 0 ? [] : index.neighbors(x, y, count);
      const places = boxes.map((box) => nearestOn(graph, edges[box]!, x, y)).sort((a, b) => a.squared - b.squared);
      const wanted = places.slice(0, number);
      const worst = wanted.at(-1)?.squared ?? 0;
      const isComplete =
        boxes.length < count || worst <= squaredDistanceToBox(boxOf(graph, edges[boxes.at(-1)!]!), x, y);
      if (!isComplete) continue;
      return wanted
        .map(({ edge, fraction, location }) => {
          return { edge, fraction, location, distance: distanceBetween(position, location) };
        })
        .filter(({ distance }) => distance <= limit);
    }
  }
  return { nearest };
}

interface PlaceOnEdge extends Snapped {
  readonly location: Position;
  readonly squared: number;
}

function nearestOn(graph: RoadGraph, edge: number, x: number, y: number): PlaceOnEdge {
  const first = graph.edgePoint[edge]!;
  const end = graph.edgePoint[edge + 1]!;
  let best = { squared: Infinity, segment: first, share: 0 };
  for (let point = first; point + 1 < end; point++) {
    const [ax, ay] = projected(graph, point);
    const [bx, by] = projected(graph, point + 1);
    const squaredLength = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = squaredLength === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squaredLength;
    const share = Math.min(1, Math.max(0, along));
    const squared = (ax + share * (bx - ax) - x) ** 2 + (ay + share * (by - ay) - y) ** 2;
    if (squared < best.squared) best = { squared, segment: point, share };
  }
  const location = between(pointAt(graph, best.segment), pointAt(graph, best.segment + 1), best.share);
  const fractions = fractionsOf(graph, edge);
  const start = fractions[best.segment - first]!;
  const finish = fractions[best.segment - first + 1]!;
  const fraction = best.share === 1 ? finish : start + best.share * (finish - start);
  return { edge, fraction, location, squared: best.squared };
}

function boxOf(graph: RoadGraph, edge: number): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let point = graph.edgePoint[edge]!; point < graph.edgePoint[edge + 1]!; point++) {
    const [x, y] = projected(graph, point);
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

function squaredDistanceToBox(
  [west, south, east, north]: readonly [number, number, number, number],
  x: number,
  y: number
) {
  return Math.max(west - x, 0, x - east) ** 2 + Math.max(south - y, 0, y - north) ** 2;
}

const projected = (graph: RoadGraph, point: number): [number, number] => [
  graph.points[2 * point]! / 1e7,
  mercator(graph.points[2 * point + 1]! / 1e7)
];

/** In degrees of the equator, so that it stands in the same unit as a longitude. */
function mercator(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return (Math.log((1 + sine) / (1 - sine)) * 90) / Math.PI;
}
