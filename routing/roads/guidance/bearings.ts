import type { RoadGraph } from '../../region/road-graph.ts';
import { distanceBetween, type Position } from '../../../src/domain/geometry.ts';
import { between, pointAt } from '../geometry.ts';

/**
 * How far along a road one looks to tell where it leads, in metres: mappers draw the first metres at a junction as they
 * please, and a van does not feel them.
 */
const lookAhead = 20;

/** Where a road leads from the beginning of an arc, in degrees clockwise from north. */
export const bearingFrom = (graph: RoadGraph, arc: number): number => bearingAlong(pointsOf(graph, arc));

/** In which direction somebody drives at the end of an arc. */
export const bearingInto = (graph: RoadGraph, arc: number): number =>
  (bearingAlong(pointsOf(graph, arc ^ 1)) + 180) % 360;

/** The direction of the first metres of a line of two points or more. */
export function bearingAlong(line: Iterable<Position>): number {
  let start: Position | undefined;
  let before: Position | undefined;
  let length = 0;
  for (const point of line) {
    start ??= point;
    before ??= point;
    const step = distanceBetween(before, point);
    if (length + step >= lookAhead) return bearing(start, between(before, point, (lookAhead - length) / step));
    length += step;
    before = point;
  }
  return bearing(start!, before!);
}

/** The points of an arc in the order they are passed. */
function* pointsOf(graph: RoadGraph, arc: number): Generator<Position> {
  const first = graph.edgePoint[arc >> 1]!;
  const last = graph.edgePoint[(arc >> 1) + 1]! - 1;
  if (arc & 1) for (let point = last; point >= first; point--) yield pointAt(graph, point);
  else for (let point = first; point <= last; point++) yield pointAt(graph, point);
}

/** The direction from one place to another nearby. */
export function bearing(from: Position, to: Position): number {
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180);
  return ((Math.atan2(east, to.latitude - from.latitude) * 180) / Math.PI + 360) % 360;
}

/** How much one turns from one direction to another: 0 is straight on, 90 right, -90 left, 180 back. */
export function deviation(from: number, to: number): number {
  const turned = (((to - from) % 360) + 540) % 360;
  return turned === 0 ? 180 : turned - 180;
}

export type Modifier =
  'uturn' | 'sharp right' | 'right' | 'slight right' | 'straight' | 'slight left' | 'left' | 'sharp left';

/** OSRM's word for a turn (`getTurnDirection`): within 20 degrees of straight, slight to 40, sharp from 120. */
export function modifierOf(turn: number): Modifier {
  const size = Math.abs(turn);
  if (size <= 20) return 'straight';
  if (size > 179.9) return 'uturn';
  const side = turn > 0 ? 'right' : 'left';
  return size <= 40 ? `slight ${side}` : size <= 120 ? side : `sharp ${side}`;
}
