import { bearingAtStart } from '../../region/bearing.ts';
import type { Coordinate } from '../geometry.ts';
import type { RoadGraph } from '../../region/road-graph.ts';

/** How far along a road a driver looks to tell where it leads, in metres. */
const lookAhead = 20;

/** Where a road leads from the beginning of an arc, in degrees clockwise from north; north of one without length. */
export const bearingFrom = (graph: RoadGraph, arc: number): number =>
  ((bearingAtStart(graph, arc, lookAhead) || 0) + 360) % 360;

/** In which direction somebody drives at the end of an arc. */
export const bearingInto = (graph: RoadGraph, arc: number): number => (bearingFrom(graph, arc ^ 1) + 180) % 360;

/** Degrees clockwise from north, 0 up to 360, from one place near another; nothing where they are the same. */
export function bearingOf([east, north]: Coordinate, [toEast, toNorth]: Coordinate): number | undefined {
  if (east === toEast && north === toNorth) return undefined;
  const squeeze = Math.cos((north * Math.PI) / 180);
  return (Math.atan2((toEast - east) * squeeze, toNorth - north) * (180 / Math.PI) + 360) % 360;
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
