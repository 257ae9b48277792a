import type { RoadGraph } from '../region/road-graph.ts';

/** The duration of an arc that must not be driven. */
export const forbidden = 0xffff_ffff;

/**
 * A cost holds a duration (tenths of a second, up to 155 days) and, in its last 26 bits, a distance (tenths of a metre,
 * up to 6,700 km): enough for one leg. Costs add up exactly and compare by duration, then by distance: so of two ways that take as long the
 * shorter one is right, and every search finds the same duration and the same distance.
 */
const distanceRange = 2 ** 26;

/** @param duration tenths of a second @param distance tenths of a metre */
export const costOf = (duration: number, distance: number) => duration * distanceRange + distance;

/** Seconds and metres, with one decimal as OSRM gives them. */
export const quantitiesOf = (cost: number) => ({
  duration: Math.floor(cost / distanceRange) / 10,
  distance: (cost % distanceRange) / 10
});

/** A place on an edge. */
export interface Snapped {
  readonly edge: number;
  /** Where on the edge, 0 at its first and 1 at its last point. */
  readonly fraction: number;
  /** Where only one direction will do, as for a door on one side of the road: along the edge (0) or against it (1). */
  readonly direction?: 0 | 1 | undefined;
}

/**
 * The cost of the part of an edge from its first point to the place, driven along the arc (0) or against (1).
 * @param arcDuration of a `RoadMetric`
 */
export function costUpTo(graph: RoadGraph, arcDuration: Uint32Array, place: Snapped, direction: 0 | 1): number {
  const duration = arcDuration[2 * place.edge + direction]!;
  if (duration === forbidden) return Infinity;
  return costOf(Math.round(duration * place.fraction), Math.round(graph.edgeLength[place.edge]! * place.fraction));
}
