import Flatbush from 'flatbush';
import { distanceBetween, leastMetresOfDegree, type Position } from '../../src/domain/geometry.ts';
import { isDrivable, type RoadGraph } from '../region/road-graph.ts';
import type { Snapped } from './cost.ts';
import { between, fractionsOf, pointAt } from './geometry.ts';
import type { LegFinder } from './leg-finder.ts';
import type { Approach } from './questions.ts';

/** A place on a road near an asked position. */
export interface SnappedPlace extends Snapped {
  readonly location: Position;
  /** Metres from the asked position. */
  readonly distance: number;
  /** Where the edge leads there when it is driven in its own direction: degrees clockwise from north, 0 up to 360. */
  readonly bearing: number;
  /** On which side of the edge, driven in its own direction, the asked position lies. */
  readonly side: 'left' | 'right' | 'straight';
}

/** What a place must be like beside being near. */
export interface PlaceChoice {
  /** Degrees clockwise from north in which the van drives there, and how far off it may be. */
  readonly bearing?: readonly [value: number, range: number] | null | undefined;
  /** `curb`: the asked position is on the van's right-hand side; `opposite`: on its left. One-way roads serve both. */
  readonly approach?: Approach | null | undefined;
  /** Also ferries and roads without a way out. */
  readonly any?: boolean | undefined;
}

export interface Snapping {
  /** Up to `number` places on different edges, nearest first, none farther away than `limit` metres. */
  nearest(position: Position, number: number, limit: number, choice?: PlaceChoice): SnappedPlace[];
  /** The nearest place of one edge; nothing where a van may not drive there as it is to. */
  on(edge: number, position: Position, choice?: PlaceChoice): SnappedPlace | undefined;
}

/**
 * Of so many roads around, none is driven in the wanted direction: then none is, and nobody waits for the last one of
 * the region to be looked at.
 */
const mostLooked = 4096;

/**
 * Finds the nearest roads. The plane of comparison is the Mercator projection, as OSRM's: near one position its
 * distances are true up to a factor, and boxes stay boxes.
 * @param finder asked each time: nobody is snapped to a road that is shut, or cut off
 */
export function createSnapping(graph: RoadGraph, finder: Pick<LegFinder, 'isOpen' | 'isSnappable'>): Snapping {
  const { isOpen } = finder;
  const plane = planeOf(graph);
  const { edges, index } = boxesOf(plane);

  function nearest(position: Position, number: number, limit: number, choice: PlaceChoice = {}): SnappedPlace[] {
    const x = position.longitude;
    const y = mercator(position.latitude);
    if (edges.length === 0) return [];
    const farthest = degreesOf(limit, position.latitude);
    const usable: { place: PlaceOnEdge; directions: (0 | 1)[] }[] = [];
    let looked = 0;
    // Boxes are nearer than what is in them: look at more boxes until the next one cannot hold a nearer road.
    for (let count = 8 + 2 * number; ; count *= 4) {
      const boxes = index.neighbors(x, y, count, farthest);
      for (const box of boxes.slice(looked)) {
        const place = nearestOn(plane, edges[box]!, x, y);
        const directions = directionsAt(finder, place, choice);
        if (directions.length > 0) usable.push({ place, directions });
      }
      usable.sort((a, b) => a.place.squared - b.place.squared);
      looked = boxes.length;
      const worst = usable[number - 1]?.place.squared ?? Infinity;
      const isFutile = usable.length < number && boxes.length >= mostLooked;
      const isComplete =
        isFutile || boxes.length < count || worst <= squaredDistanceToBox(boxOf(plane, edges[boxes.at(-1)!]!), x, y);
      if (!isComplete) continue;
      return usable
        .slice(0, number)
        .map(({ place, directions }) => located(graph, isOpen, place, directions, position))
        .filter(({ distance }) => distance <= limit);
    }
  }

  function on(edge: number, position: Position, choice: PlaceChoice = {}): SnappedPlace | undefined {
    const place = nearestOn(plane, edge, position.longitude, mercator(position.latitude));
    const directions = directionsAt(finder, place, choice);
    return directions.length > 0 ? located(graph, isOpen, place, directions, position) : undefined;
  }

  return { nearest, on };
}

interface EdgeBoxes {
  readonly edges: readonly number[];
  readonly index: Flatbush;
}

function boxesOf(plane: Plane): EdgeBoxes {
  const { graph } = plane;
  const edges: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++)
    if (isDrivable(graph, 2 * edge) || isDrivable(graph, 2 * edge + 1)) edges.push(edge);
  const index = new Flatbush(Math.max(edges.length, 1));
  if (edges.length === 0) index.add(0, 0, 0, 0);
  for (const edge of edges) index.add(...boxOf(plane, edge));
  index.finish();
  return { edges, index };
}

/** The nearest place of an edge, in the plane. */
interface PlaceOnEdge {
  readonly edge: number;
  /** The point where its straight segment begins, and how far along it is. */
  readonly segment: number;
  readonly share: number;
  readonly squared: number;
  readonly bearing: number;
  readonly side: SnappedPlace['side'];
}

function nearestOn({ graph, north: norths }: Plane, edge: number, x: number, y: number): PlaceOnEdge {
  const { points } = graph;
  const first = graph.edgePoint[edge]!;
  const end = graph.edgePoint[edge + 1]!;
  let best = { squared: Infinity, segment: first, share: 0, east: 0, north: 0, turn: 0 };
  let [ax, ay] = [points[2 * first]! / 1e7, norths[first]!];
  for (let point = first; point + 1 < end; point++) {
    const [bx, by] = [points[2 * point + 2]! / 1e7, norths[point + 1]!];
    const [east, north] = [bx - ax, by - ay];
    const squaredLength = east ** 2 + north ** 2;
    const along = squaredLength === 0 ? 0 : ((x - ax) * east + (y - ay) * north) / squaredLength;
    const share = Math.min(1, Math.max(0, along));
    const squared = (ax + share * east - x) ** 2 + (ay + share * north - y) ** 2;
    if (squared < best.squared)
      best = { squared, segment: point, share, east, north, turn: east * (y - ay) - north * (x - ax) };
    [ax, ay] = [bx, by];
  }
  const { east, north, turn, ...place } = best;
  const bearing = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  return { edge, ...place, bearing, side: turn > 0 ? 'left' : turn < 0 ? 'right' : 'straight' };
}

/** In which directions the van may come by there; none where it cannot come there and go on. */
function directionsAt(
  { isOpen, isSnappable }: Pick<LegFinder, 'isOpen' | 'isSnappable'>,
  place: PlaceOnEdge,
  { bearing, approach, any }: PlaceChoice
): (0 | 1)[] {
  const open = ([0, 1] as const).filter((direction) => isOpen(2 * place.edge + direction));
  const wanted = open.filter((direction) => {
    if (bearing && angleBetween(place.bearing + 180 * direction, bearing[0]) > bearing[1]) return false;
    if (!approach || approach === 'unrestricted' || open.length < 2) return true;
    // A position on the line itself is on the right of the edge's own direction, as OSRM has it.
    const isRight = (place.side === 'left') === (direction === 1);
    return approach === 'curb' ? isRight : !isRight;
  });
  return any || isSnappable(place.edge, wanted) ? wanted : [];
}

function located(
  graph: RoadGraph,
  isOpen: (arc: number) => boolean,
  place: PlaceOnEdge,
  directions: (0 | 1)[],
  position: Position
): SnappedPlace {
  const { edge, segment, share, bearing, side } = place;
  const location = between(pointAt(graph, segment), pointAt(graph, segment + 1), share);
  const fractions = fractionsOf(graph, edge);
  const start = fractions[segment - graph.edgePoint[edge]!]!;
  const finish = fractions[segment - graph.edgePoint[edge]! + 1]!;
  const fraction = share === 1 ? finish : start + share * (finish - start);
  const otherIsOpen = isOpen(2 * edge + (directions[0] === 0 ? 1 : 0));
  const direction = directions.length === 1 && otherIsOpen ? directions[0] : undefined;
  const distance = distanceBetween(position, location);
  return { edge, fraction, ...(direction !== undefined && { direction }), location, distance, bearing, side };
}

const angleBetween = (a: number, b: number) => Math.abs(((((a - b) % 360) + 540) % 360) - 180);

function boxOf({ graph, north }: Plane, edge: number): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let point = graph.edgePoint[edge]!; point < graph.edgePoint[edge + 1]!; point++) {
    const x = graph.points[2 * point]! / 1e7;
    const y = north[point]!;
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

/** The roads in the plane of comparison. */
interface Plane {
  readonly graph: RoadGraph;
  /** For each point how far north it is; logarithms are dear, and each question looks at a hundred points. */
  readonly north: Float64Array;
}

function planeOf(graph: RoadGraph): Plane {
  const north = new Float64Array(graph.points.length / 2);
  for (let point = 0; point < north.length; point++) north[point] = mercator(graph.points[2 * point + 1]! / 1e7);
  return { graph, north };
}

/** In degrees of the equator, so that it stands in the same unit as a longitude. */
function mercator(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return (Math.log((1 + sine) / (1 - sine)) * 90) / Math.PI;
}

/** How far in the plane a place so many metres away can be: the plane stretches towards the poles, so look from there. */
function degreesOf(metres: number, latitude: number): number {
  const degrees = metres / leastMetresOfDegree;
  const poleward = Math.abs(latitude) + degrees;
  return poleward < 89 ? degrees / Math.cos((poleward * Math.PI) / 180) : Infinity;
}
