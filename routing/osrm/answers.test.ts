import type * as OSRM from 'osrm';
import { expectTypeOf, test } from 'vitest';
import type { OsrmAnswer } from './answers.ts';

/*
 * `@types/osrm` describes OSRM's binding for Node 5.25. Its words are ours, except where it is silent or wrong; this file
 * names each place. It says nothing of what may be absent or `null`, so that is laid aside here, as are texts that are
 * only some words, and pairs, which it calls lists.
 */
type Plain<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer Entry)[]
        ? Plain<NonNullable<Entry>>[]
        : T extends object
          ? { [Key in keyof T]-?: Plain<NonNullable<T[Key]>> }
          : T;

type Route = OsrmAnswer<'route'>['routes'][number];
type Leg = Route['legs'][number];
type Step = Leg['steps'][number];
type Intersection = Step['intersections'][number];
type Match = OsrmAnswer<'match'>;

test("our answers have the words of OSRM's types", () => {
  expectTypeOf<Plain<OsrmAnswer<'route'>['waypoints'][number]>>().toEqualTypeOf<Plain<OSRM.Waypoint>>();
  // Its geometry is anything.
  expectTypeOf<Plain<Omit<Route, 'legs' | 'geometry'>>>().toEqualTypeOf<Plain<Omit<OSRM.Route, 'legs' | 'geometry'>>>();
  expectTypeOf<Route['geometry']>().toEqualTypeOf<Step['geometry'] | undefined>();
  expectTypeOf<Plain<Omit<Leg, 'steps' | 'annotation'>>>().toEqualTypeOf<
    Plain<Omit<OSRM.RouteLeg, 'steps' | 'annotation'>>
  >();
  // Silent on the names of the data sources.
  expectTypeOf<Plain<Omit<NonNullable<Leg['annotation']>, 'metadata'>>>().toEqualTypeOf<Plain<OSRM.Annotation>>();
  // Silent on the side that is driven on.
  expectTypeOf<Plain<Omit<Step, 'intersections' | 'maneuver' | 'driving_side'>>>().toEqualTypeOf<
    Plain<Omit<OSRM.RouteStep, 'intersections' | 'maneuver'>>
  >();
  // Silent on which exit of a roundabout is taken.
  expectTypeOf<Plain<Omit<Step['maneuver'], 'exit'>>>().toEqualTypeOf<Plain<OSRM.StepManeuver>>();
  // Its entries are texts and its lanes are one; on the wire they are booleans, and a list.
  expectTypeOf<Plain<Omit<Intersection, 'entry' | 'lanes'>>>().toEqualTypeOf<
    Plain<Omit<OSRM.Intersection, 'entry' | 'lanes'>>
  >();
  expectTypeOf<Plain<NonNullable<Intersection['lanes']>[number]>>().toEqualTypeOf<Plain<OSRM.Lane>>();
  // Its cells are never null, and those of fallback speeds objects; on the wire they are pairs.
  expectTypeOf<Plain<Omit<OsrmAnswer<'table'>, 'data_version' | 'fallback_speed_cells'>>>().toEqualTypeOf<
    Plain<Omit<OSRM.TableResults, 'fallback_speed_cells'>>
  >();
  // Silent on how many other roads a place of the trace fits.
  expectTypeOf<Plain<Omit<NonNullable<Match['tracepoints'][number]>, 'alternatives_count'>>>().toEqualTypeOf<
    Plain<OSRM.MatchWaypoint>
  >();
  expectTypeOf<Match['matchings'][number]['confidence']>().toEqualTypeOf<OSRM.MatchRoute['confidence']>();
  expectTypeOf<Plain<OsrmAnswer<'trip'>['waypoints'][number]>>().toEqualTypeOf<Plain<OSRM.TripWaypoint>>();
});

test('our answers have the lists of its results', () => {
  type Lists<Service extends 'nearest' | 'route' | 'match' | 'trip'> = keyof Omit<OsrmAnswer<Service>, 'data_version'>;
  expectTypeOf<Lists<'nearest'>>().toEqualTypeOf<keyof OSRM.NearestResults>();
  expectTypeOf<Lists<'route'>>().toEqualTypeOf<keyof OSRM.RouteResults>();
  expectTypeOf<Lists<'match'>>().toEqualTypeOf<keyof OSRM.MatchResults>();
  expectTypeOf<Lists<'trip'>>().toEqualTypeOf<keyof OSRM.TripResults>();
});
