import type { RoadGraph } from '../region/road-graph.ts';

/** The duration of an arc that must not be driven. */
export const forbidden = 0xffff_ffff;

/**
 * A cost holds, from its greatest part to its smallest, passages (how many times a private road is entered from a public
 * one, up to 63), a duration (21 bits of tenths of a second, up to 58 hours) and a distance (26 bits of tenths of a metre,
 * up to 6,700 km): enough for one leg. Costs add up exactly and compare in this order. So nobody drives through what is
 * private while there is another way, however long, and yet every door behind a private road is reached; and of two ways
 * that take as long the shorter one is right, so every search finds the same duration and the same distance.
 */
const distanceRange = 2 ** 26;
const durationRange = 2 ** 21;

/** @param duration tenths of a second @param distance tenths of a metre */
export const costOf = (duration: number, distance: number, passages = 0) =>
  (passages * durationRange + duration) * distanceRange + distance;

/** Seconds and metres, with one decimal as OSRM gives them. */
export const quantitiesOf = (cost: number) => ({
  duration: (Math.floor(cost / distanceRange) % durationRange) / 10,
  distance: (cost % distanceRange) / 10
});

/** A cost without its passages, which no share of it is to be taken of. */
export const drivingOf = (cost: number) => cost % (durationRange * distanceRange);

/** The first of the cheapest; nothing where there is none. */
export const cheapest = <Way extends { readonly cost: number }>(ways: readonly Way[]): Way | undefined =>
  ways.length === 0 ? undefined : ways.reduce((a, b) => (b.cost < a.cost ? b : a));

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
