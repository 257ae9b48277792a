import type { RoadGraph } from '../../region/road-graph.ts';

/**
 * How far along a road one looks to tell where it leads, in metres: mappers draw the first metres at a junction as they
 * please, and a van does not feel them.
 */
const lookAhead = 20;

/** Metres in 1e-7 degrees of latitude. */
const metresInUnit = 0.0111226;

/** Where a road leads from the beginning of an arc, in degrees clockwise from north. */
export function bearingFrom({ points, edgePoint }: RoadGraph, arc: number): number {
  const first = edgePoint[arc >> 1]!;
  const last = edgePoint[(arc >> 1) + 1]! - 1;
  const step = arc & 1 ? -1 : 1;
  const start = arc & 1 ? last : first;
  // On so few metres the earth is flat.
  const squeeze = Math.cos((points[2 * start + 1]! * Math.PI) / 180e7);
  let [east, north, length] = [0, 0, 0];
  for (let point = start + step; point >= first && point <= last && length < lookAhead; point += step) {
    const toEast = (points[2 * point]! - points[2 * (point - step)]!) * metresInUnit * squeeze;
    const toNorth = (points[2 * point + 1]! - points[2 * (point - step) + 1]!) * metresInUnit;
    const metres = Math.hypot(toEast, toNorth);
    const share = metres > lookAhead - length ? (lookAhead - length) / metres : 1;
    east += share * toEast;
    north += share * toNorth;
    length += share * metres;
  }
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** In which direction somebody drives at the end of an arc. */
export const bearingInto = (graph: RoadGraph, arc: number): number => (bearingFrom(graph, arc ^ 1) + 180) % 360;

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
