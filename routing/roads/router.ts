import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { classOf, type RoadClass } from '../region/road-classes.ts';
import { quantitiesOf } from './cost.ts';
import { drivenParts, type DrivenPart } from './driven-parts.ts';
import type { LegLine } from './geometry.ts';
import { createGuidance } from './guidance/steps.ts';
import { createLegFinder } from './leg-finder.ts';
import { createMatcher } from './match.ts';
import type { MetricOptions } from './metric.ts';
import {
  RouterError,
  type DetailOptions,
  type FallbackOptions,
  type Match,
  type MatchOptions,
  type NearestOptions,
  type RoadPlace,
  type RoadRouter,
  type Route,
  type RouteOptions,
  type Table,
  type TableOptions,
  type Waypoint
} from './questions.ts';
import type { Roads } from './roads.ts';
import { routeOf, type DrivenLeg } from './route-answer.ts';
import type { SnappedPlace } from './snapping.ts';
import { noRoute, straightOn } from './straight-on.ts';
import { createWaypoints } from './waypoints.ts';

/** A router that can be told of another day, or of roads that are shut, while it is in use. */
export interface RegionRouter extends RoadRouter {
  recustomize(options: MetricOptions): void;
  /**
   * How long the roads of a trace took, for learning how fast they are (`learned-speeds.ts`).
   * @throws RouterError as `match` does
   */
  driven(trace: readonly Position[], options: MatchOptions & { timestamps: readonly number[] }): Promise<DrivenPart[]>;
}

/**
 * Answers OSRM's questions from a region's roads, in this process.
 * The last digit is certain: a route's cost is the least there is, and `table` equals `route`.
 */
export function createRouter(roads: Roads, metric?: MetricOptions): RegionRouter {
  const { graph } = roads;
  const finder = createLegFinder(roads, metric);
  const waypoints = createWaypoints(graph, finder);
  const guidance = createGuidance(roads, finder.isTurnOpen);
  const roadsAt = new Uint32Array(graph.nodeCount);
  for (const node of graph.arcHead) roadsAt[node]!++;

  function nearest(position: Position, options?: NearestOptions): RoadPlace[] {
    return waypoints.nearest(position, options).map((place) => waypoints.roadPlace(position, place));
  }

  function route(
    positions: readonly Position[],
    options: RouteOptions = {}
  ): { waypoints: Waypoint[]; routes: Route[] } {
    if (positions.length < 2) throw new RouterError('InvalidQuery', 'A route needs two positions or more.');
    const places = waypoints.snap(positions, options);
    const legs = options.continue_straight ? straightOn(places, legBetween, isJunction, isOpen) : eachLeg(places);
    return {
      waypoints: places.map((place, index) => waypoints.waypoint(positions[index]!, place)),
      routes: [legs, ...otherWays(places, options)].map((way) => answerOf(way, options))
    };
  }

  /** Each of one leg: between more than two positions nobody can choose. */
  function otherWays([from, to, ...more]: readonly SnappedPlace[], { alternatives = 0 }: RouteOptions): DrivenLeg[][] {
    if (!from || !to || more.length > 0 || !alternatives) return [];
    return finder.otherLegs(from, to, Number(alternatives)).map((leg) => [{ ...leg, from, to }]);
  }

  const answerOf = (legs: readonly DrivenLeg[], options: DetailOptions) =>
    routeOf(graph, finder.secondsOf, stepsOf, legs, options);

  const stepsOf = (leg: DrivenLeg, line: LegLine) =>
    guidance.stepsOf({ ...leg, line, costs: finder.costsOf(leg.stretches) });

  /** The end of a road is none: there is one way on, and it takes turning round. */
  const isJunction = ({ edge, fraction }: SnappedPlace) =>
    (fraction === 0 || fraction === 1) && roadsAt[graph.arcHead[2 * edge + (fraction === 0 ? 1 : 0)]!]! > 1;

  const isOpen = ({ edge }: SnappedPlace, direction: 0 | 1) => finder.isOpen(2 * edge + direction);

  function legBetween(from: SnappedPlace, to: SnappedPlace): DrivenLeg | undefined {
    const leg = finder.leg(from, to);
    return leg && { ...leg, from, to };
  }

  function eachLeg(places: readonly SnappedPlace[]): DrivenLeg[] {
    return places.slice(1).map((to, index) => legBetween(places[index]!, to) ?? noRoute(index));
  }

  function table(positions: readonly Position[], options: TableOptions & FallbackOptions = {}): Table {
    if (positions.length === 0) throw new RouterError('InvalidQuery', 'A table needs a position or more.');
    const everyone = positions.map((_, index) => index);
    const places = waypoints.snap(positions, options);
    const checked = (indices: readonly number[]) => {
      for (const index of indices)
        if (!places[index]) throw new RouterError('InvalidQuery', `There is no position ${index}.`, index);
      return indices;
    };
    const sources = checked(options.sources ?? everyone);
    const destinations = checked(options.destinations ?? everyone);
    const placesOf = (indices: readonly number[]) => indices.map((index) => places[index]!);
    const costs = finder.costs(placesOf(sources), placesOf(destinations));
    const waypointsOf = (indices: readonly number[]) =>
      indices.map((index) => waypoints.waypoint(positions[index]!, places[index]!));
    const answer: Table = {
      durations: sources.map(() => []),
      distances: sources.map(() => []),
      sources: waypointsOf(sources),
      destinations: waypointsOf(destinations)
    };
    costs.forEach((cost, cell) => {
      const row = Math.floor(cell / destinations.length);
      const known = cost === Infinity ? undefined : quantitiesOf(cost);
      answer.durations[row]!.push(known?.duration ?? null);
      answer.distances[row]!.push(known?.distance ?? null);
    });
    const asked = (index: number) =>
      options.fallback_coordinate === 'snapped' ? places[index]!.location : positions[index]!;
    fillUnreached(answer, sources.map(asked), destinations.map(asked), options);
    return answer;
  }

  const matcher = createMatcher({ waypoints, finder, isOpen });

  function match(trace: readonly Position[], options: MatchOptions = {}): Match {
    const { matchings, tracepoints } = matcher(trace, options);
    return {
      matchings: matchings.map(({ legs, confidence }) => ({ ...answerOf(legs, options), confidence })),
      tracepoints: tracepoints.map((point, index) => {
        if (!point) return null;
        const { place, ...indices } = point;
        return { ...waypoints.waypoint(trace[index]!, place), ...indices };
      })
    };
  }

  let factors = metric?.factors ?? {};
  const tools = {
    secondsOf: finder.secondsOf,
    classOf: (arc: number) => classOf(graph.traits[graph.edgeTrait[arc >> 1]!]!),
    factorOf: (roadClass: RoadClass) => factors[roadClass] ?? 1
  };

  function recustomize(options: MetricOptions): void {
    finder.recustomize(options);
    factors = options.factors ?? {};
  }

  return {
    nearest: async (position, options) => nearest(position, options),
    route: async (positions, options) => route(positions, options),
    table: async (positions, options) => table(positions, options),
    match: async (trace, options) => match(trace, options),
    recustomize,
    driven: async (trace, options) => drivenParts(matcher(trace, options), options.timestamps, tools)
  };
}

/** Where no road leads, as the crow flies if that is asked for; then the scale. */
function fillUnreached(
  answer: Table,
  from: readonly Position[],
  to: readonly Position[],
  { fallback_speed, scale_factor = 1 }: FallbackOptions
): void {
  if (!(scale_factor > 0) || (fallback_speed !== undefined && !(fallback_speed > 0)))
    throw new RouterError('InvalidOptions', 'A speed and a scale are numbers above zero.');
  const filled: [number, number][] = [];
  answer.durations.forEach((cells, row) =>
    cells.forEach((duration, column) => {
      if (duration !== null) {
        if (scale_factor !== 1) cells[column] = Math.round(duration * scale_factor * 10) / 10;
      } else if (fallback_speed !== undefined) {
        const distance = distanceBetween(from[row]!, to[column]!);
        cells[column] = Math.round((distance / fallback_speed) * scale_factor * 10) / 10;
        answer.distances[row]![column] = Math.round(distance * 10) / 10;
        filled.push([row, column]);
      }
    })
  );
  if (fallback_speed !== undefined) answer.fallback_speed_cells = filled;
}
