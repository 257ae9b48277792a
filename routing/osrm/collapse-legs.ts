import type { RouteStep } from '../roads/guidance/route-step.ts';
import { RouterError, type LegAnnotation, type Match, type Route, type RouteLeg } from '../roads/questions.ts';
import { majorNames } from '../roads/route-answer.ts';

/*
 * OSRM's `waypoints`: legs end at these positions only, and the others just say over which roads the way leads.
 * https://project-osrm.org/docs/v26.4.1/api/#route-service
 */

/** @param waypoints indices of positions, the first and the last among them */
export function collapsedRoute<Kind extends Route>(route: Kind, waypoints: readonly number[]): Kind {
  const legs = waypoints.slice(1).map((end, index) => joined(route.legs.slice(waypoints[index], end)));
  return { ...route, legs };
}

/**
 * The same of a trace.
 * @throws RouterError `NoMatch` where it was cut, or a waypoint of it fits nothing
 */
export function collapsedMatch({ matchings, tracepoints }: Match, waypoints: readonly number[]) {
  const [matching, ...more] = matchings;
  if (!matching || more.length > 0)
    throw new RouterError('NoMatch', 'Could not match the trace with the given waypoints.');
  const ends = waypoints.map((index) => {
    const point = tracepoints[index];
    if (!point) throw new RouterError('NoMatch', 'Requested waypoint parameter could not be matched.');
    return point.waypoint_index;
  });
  return {
    matchings: [collapsedRoute(matching, ends)],
    tracepoints: tracepoints.map((point, index) => {
      const waypoint_index = waypoints.indexOf(index);
      return point && { ...point, waypoint_index: waypoint_index < 0 ? null : waypoint_index };
    })
  };
}

function joined(legs: readonly RouteLeg[]): RouteLeg {
  const steps = legs.map((leg) => leg.steps ?? []).reduce(joinedSteps);
  const annotations = legs.flatMap(({ annotation }) => annotation ?? []);
  const lengths = steps.map(({ name, distance }): [string, number] => [name, distance]);
  return {
    distance: sum(legs, 'distance'),
    duration: sum(legs, 'duration'),
    summary: majorNames(lengths),
    ...(annotations.length > 0 && { annotation: annotations.reduce(joinedAnnotation) }),
    steps
  };
}

/** Nobody arrives or departs where two legs meet: there the last step goes on, or the van turns round. */
function joinedSteps(before: RouteStep[], after: RouteStep[]): RouteStep[] {
  const [last, arrival] = before.slice(-2);
  const [first, ...rest] = after;
  if (!last || !arrival || goesNowhere(before)) return after;
  if (!first || goesNowhere(after)) return before;
  const bearing_before = arrival.maneuver.bearing_before;
  const turn = Math.abs(((first.maneuver.bearing_after - bearing_before + 540) % 360) - 180);
  if (turn > 150) {
    const maneuver = { ...first.maneuver, bearing_before, type: 'continue', modifier: 'uturn' } as const;
    return [...before.slice(0, -1), { ...first, maneuver }, ...rest];
  }
  const both = [last, first];
  const step: RouteStep = {
    ...last,
    distance: sum(both, 'distance'),
    duration: sum(both, 'duration'),
    geometry: {
      type: 'LineString',
      coordinates: [...last.geometry.coordinates, ...first.geometry.coordinates.slice(1)]
    },
    intersections: [...last.intersections, ...first.intersections.slice(1)]
  };
  return [...before.slice(0, -2), step, ...rest];
}

const goesNowhere = (steps: readonly RouteStep[]) => steps.length === 2 && steps[0]!.distance === 0;

const joinedAnnotation = (before: LegAnnotation, after: LegAnnotation): LegAnnotation =>
  Object.fromEntries(
    Object.entries(before).map(([name, figures]) => [name, [...figures, ...(after[name as keyof LegAnnotation] ?? [])]])
  );

/** To one decimal, as OSRM gives them. */
const sum = <Key extends string>(parts: readonly Record<Key, number>[], key: Key) =>
  Math.round(parts.reduce((total, part) => total + part[key] * 10, 0)) / 10;
