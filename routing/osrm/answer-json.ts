import type { Coordinate } from '../roads/geometry.ts';
import type { RouteStep } from '../roads/guidance/route-step.ts';
import { encodePolyline } from '../roads/polyline.ts';
import type { Matching, Route, RouteLeg, Table, Tracepoint, Waypoint } from '../roads/questions.ts';
import { simplified } from '../roads/simplified.ts';
import type { OsrmMatchOptions, OsrmRouteOptions, OsrmTableOptions } from './request.ts';

/*
 * Our router's answers as OSRM writes them: six decimals of a degree, lines in the code that was asked for, and what is
 * made of the weight that we do not have: it is the duration.
 * https://project-osrm.org/docs/v26.4.1/api/#responses
 */

type HintOptions = Pick<OsrmRouteOptions, 'generate_hints'>;

export function nearestJson(waypoints: readonly Waypoint[], options: HintOptions & { skip_waypoints?: boolean }) {
  return {
    code: 'Ok',
    ...(!options.skip_waypoints && { waypoints: waypoints.map((waypoint) => waypointJson(waypoint, options)) })
  };
}

export function routeJson(
  { waypoints, routes }: { waypoints: readonly Waypoint[]; routes: readonly Route[] },
  options: OsrmRouteOptions & { skip_waypoints?: boolean }
) {
  return {
    code: 'Ok',
    routes: routes.map((route) => oneRoute(route, options)),
    ...(!options.skip_waypoints && { waypoints: waypoints.map((waypoint) => waypointJson(waypoint, options)) })
  };
}

export function tableJson(table: Table, options: OsrmTableOptions & { skip_waypoints?: boolean }) {
  const { annotations = ['duration'] } = options;
  return {
    code: 'Ok',
    ...(annotations.includes('duration') && { durations: table.durations }),
    ...(annotations.includes('distance') && { distances: table.distances }),
    ...(table.fallback_speed_cells && { fallback_speed_cells: table.fallback_speed_cells }),
    ...(!options.skip_waypoints && {
      sources: table.sources.map((waypoint) => waypointJson(waypoint, options)),
      destinations: table.destinations.map((waypoint) => waypointJson(waypoint, options))
    })
  };
}

/** Where legs end at some places only, the others are no waypoints. */
type AnsweredTracepoint = Omit<Tracepoint, 'waypoint_index'> & { waypoint_index: number | null };

export function matchJson(
  { matchings, tracepoints }: { matchings: readonly Matching[]; tracepoints: readonly (AnsweredTracepoint | null)[] },
  options: OsrmMatchOptions & { skip_waypoints?: boolean }
) {
  return {
    code: 'Ok',
    matchings: matchings.map((matching) => ({ ...oneRoute(matching, options), confidence: matching.confidence })),
    ...(!options.skip_waypoints && {
      tracepoints: tracepoints.map(
        (point) =>
          point && {
            ...waypointJson(point, options),
            matchings_index: point.matchings_index,
            waypoint_index: point.waypoint_index,
            alternatives_count: point.alternatives_count
          }
      )
    })
  };
}

function waypointJson({ name, location, distance, hint }: Waypoint, { generate_hints = true }: HintOptions) {
  return { ...(generate_hints && { hint }), location: rounded(location), name, distance };
}

type LineOptions = Pick<OsrmRouteOptions, 'geometries' | 'overview' | 'annotations' | 'steps'>;

function oneRoute({ distance, duration, legs, geometry }: Route, options: LineOptions) {
  const { overview = 'simplified' } = options;
  const line = overview === 'simplified' ? simplified(geometry.coordinates) : geometry.coordinates;
  return {
    legs: legs.map((leg) => oneLeg(leg, options)),
    weight_name: 'duration',
    ...(overview !== false && { geometry: lineJson(line, options) }),
    weight: duration,
    duration,
    distance
  };
}

function oneLeg({ distance, duration, summary, annotation, steps = [] }: RouteLeg, options: LineOptions) {
  const { annotations } = options;
  const hasSources = annotations === true || (Array.isArray(annotations) && annotations.includes('datasources'));
  return {
    steps: steps.map((step) => oneStep(step, options)),
    weight: duration,
    summary: options.steps ? summary : '',
    duration,
    distance,
    ...(annotation && {
      annotation: { ...annotation, ...(hasSources && { metadata: { datasource_names: ['OpenStreetMap'] } }) }
    })
  };
}

function oneStep(step: RouteStep, options: LineOptions) {
  const { maneuver, intersections, geometry } = step;
  return {
    ...step,
    weight: step.duration,
    geometry: lineJson(geometry.coordinates, options),
    maneuver: { ...maneuver, location: rounded(maneuver.location) },
    intersections: intersections.map((passed) => ({ ...passed, location: rounded(passed.location) }))
  };
}

function lineJson(line: readonly Coordinate[], { geometries = 'polyline' }: LineOptions) {
  if (geometries !== 'geojson') return encodePolyline(line, geometries === 'polyline6' ? 6 : 5);
  return { coordinates: line.map(rounded), type: 'LineString' };
}

const rounded = ([longitude, latitude]: Coordinate): Coordinate => [
  Math.round(longitude * 1e6) / 1e6,
  Math.round(latitude * 1e6) / 1e6
];
