import type { Position } from '../../src/domain/geometry.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { createHints } from './hints.ts';
import type { LegFinder } from './leg-finder.ts';
import {
  RouterError,
  snappingLimit,
  type NearestOptions,
  type PlaceOptions,
  type RoadPlace,
  type Waypoint
} from './questions.ts';
import { createSnapping, type PlaceChoice, type SnappedPlace } from './snapping.ts';

/** Between the positions of a question and the places on roads that it is really about. */
export interface Waypoints {
  /**
   * The place of each position.
   * @throws RouterError `InvalidQuery`, `InvalidOptions` or `NoSegment`
   */
  snap(positions: readonly Position[], options?: PlaceOptions): SnappedPlace[];
  /** Up to `number` places near one position. */
  nearest(position: Position, options?: NearestOptions): SnappedPlace[];
  /** Where a place of a trace may have been: all roads within so many metres, but no more than `number`. */
  around(
    trace: readonly Position[],
    index: number,
    metres: number,
    number: number,
    options: PlaceOptions
  ): SnappedPlace[];
  waypoint(position: Position, place: SnappedPlace): Waypoint;
  roadPlace(position: Position, place: SnappedPlace): RoadPlace;
}

export function createWaypoints(
  graph: RoadGraph,
  finder: Pick<LegFinder, 'isOpen' | 'isSnappable' | 'isRestricted'>
): Waypoints {
  const snapping = createSnapping(graph, finder);
  const hints = createHints(graph);

  function places(position: Position, number: number, options: PlaceOptions, index: number): SnappedPlace[] {
    checkPosition(position, index);
    const choice = choiceOf(options, index);
    const hint = options.hints?.[index];
    const edge = hint ? hints.edgeOf(hint, position) : undefined;
    if (edge !== undefined && number === 1) {
      const place = snapping.on(edge, position, choice);
      if (place) return [place];
    }
    const radius = options.radiuses?.[index] ?? snappingLimit;
    const found = snapping.nearest(position, number, radius === 'unlimited' ? Infinity : radius, choice);
    if (found.length > 0) return found;
    throw new RouterError('NoSegment', `Position ${index} has no road near it. Is it in this region?`, index);
  }

  function snap(positions: readonly Position[], options: PlaceOptions = {}): SnappedPlace[] {
    checkLists(options, positions.length);
    return positions.map((position, index) => places(position, 1, options, index)[0]!);
  }

  function nearest(position: Position, { number = 1, ...options }: NearestOptions = {}): SnappedPlace[] {
    checkLists(options, 1);
    if (!Number.isInteger(number) || number < 1) throw new RouterError('InvalidQuery', 'Ask for one place or more.');
    return places(position, number, options, 0);
  }

  function around(
    trace: readonly Position[],
    index: number,
    metres: number,
    number: number,
    options: PlaceOptions
  ): SnappedPlace[] {
    return snapping.nearest(trace[index]!, number, metres, choiceOf(options, index));
  }

  const waypoint = (position: Position, place: SnappedPlace): Waypoint => ({
    name: graph.names[graph.edgeName[place.edge]!]!,
    location: [place.location.longitude, place.location.latitude],
    distance: Math.round(place.distance * 10) / 10,
    hint: hints.hintOf(position, place.edge)
  });

  const roadPlace = (position: Position, place: SnappedPlace): RoadPlace => ({
    ...waypoint(position, place),
    bearing: Math.round(place.bearing) % 360,
    side: place.side,
    access: finder.isRestricted(place.edge) ? 'restricted' : 'public'
  });

  return { snap, nearest, around, waypoint, roadPlace };
}

const choiceOf = ({ bearings, approaches, snapping }: PlaceOptions, index: number): PlaceChoice => ({
  bearing: bearings?.[index],
  approach: approaches?.[index],
  any: snapping === 'any'
});

/** @throws RouterError `InvalidQuery` where a position is not a place on the map */
export function checkPosition({ longitude, latitude }: Position, index: number): void {
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85) return;
  throw new RouterError(
    'InvalidQuery',
    `Position ${index} is not a place on the map: longitude comes before latitude, in degrees.`,
    index
  );
}

/** @throws RouterError `InvalidOptions` where a list is not as long as that of the positions */
export function checkLists(options: PlaceOptions, positions: number): void {
  for (const name of ['bearings', 'radiuses', 'hints', 'approaches'] as const) {
    const length = options[name]?.length ?? positions;
    if (length !== positions)
      throw new RouterError(
        'InvalidOptions',
        `There are ${positions} positions, but ${length} ${name}: give one each.`
      );
  }
}
