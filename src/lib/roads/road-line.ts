import { distanceBetween, type Position } from '#domain/geometry.ts';
import { metres, seconds, type Metres, type Seconds } from '#domain/units.ts';
import type { Route, RouteLeg } from '#routing/roads/questions.ts';

export type RoadStep = NonNullable<RouteLeg['steps']>[number];

/** A road that is driven, so prepared that every fix finds its place on it at once. */
export interface RoadLine {
  readonly points: readonly Position[];
  /** For each point the metres of road up to it. */
  readonly behind: readonly number[];
  /** Its steps, with the metres of road up to their manoeuvres. */
  readonly steps: readonly { readonly step: RoadStep; readonly at: number }[];
}

/** Where on a road a van is. */
export interface RoadProgress {
  /** Metres of road behind it. */
  readonly along: number;
  /** The last point that it has passed, as an index. */
  readonly point: number;
  /** Its place, moved onto the road. */
  readonly place: Position;
  /** Metres from the road. */
  readonly offset: number;
  /** Where the road leads there: degrees clockwise from north. */
  readonly bearing: number;
}

/** What lies ahead on a road. */
export interface RoadAhead {
  /** The next thing to do, and how far it is. */
  readonly step: RoadStep;
  readonly distance: Metres;
  /** To where the road ends. */
  readonly left: { readonly distance: Metres; readonly duration: Seconds };
}

/** @param route of one leg, with steps */
export function roadLine({ geometry, legs }: Route): RoadLine {
  const points = geometry.coordinates.map(positionAt);
  const behind = [0];
  for (let point = 1; point < points.length; point++)
    behind.push(behind[point - 1]! + distanceBetween(points[point - 1]!, points[point]!));
  let at = 0;
  const steps = (legs[0]?.steps ?? []).map((step) => {
    const started = { step, at };
    const line = step.geometry.coordinates.map(positionAt);
    for (let point = 1; point < line.length; point++) at += distanceBetween(line[point - 1]!, line[point]!);
    return started;
  });
  return { points, behind, steps };
}

/** Metres by which two places of a road may differ in nearness and still be taken for equally near. */
const alike = 10;

/**
 * The nearest place of a road. Where the road passes there several times, the one that it leads away from as the van
 * looks, and of those the one nearest to where the van was.
 *
 * @param before metres of road that lay behind the last time
 * @returns null for a road without length
 */
export function progressOn(
  { points, behind }: RoadLine,
  { position, heading }: { position: Position; heading: number | null },
  before = 0
): RoadProgress | null {
  const { metresEast, metresNorth } = planeAt(position);
  let best: RoadProgress | null = null;
  const places = points.slice(1).map((to, point): RoadProgress => {
    const from = points[point]!;
    const [x, y] = [metresEast(from), metresNorth(from)];
    const [east, north] = [metresEast(to) - x, metresNorth(to) - y];
    const squared = east ** 2 + north ** 2;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(x * east + y * north) / squared));
    return {
      along: behind[point]! + share * (behind[point + 1]! - behind[point]!),
      point,
      place: {
        longitude: from.longitude + share * (to.longitude - from.longitude),
        latitude: from.latitude + share * (to.latitude - from.latitude)
      },
      offset: Math.hypot(x + share * east, y + share * north),
      bearing: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360
    };
  });
  const nearest = places.reduce((least, { offset }) => Math.min(least, offset), Infinity);
  const strangeness = ({ along, bearing }: RoadProgress) =>
    Math.abs(along - before) + (heading !== null && angleBetween(bearing, heading) > 90 ? 1e9 : 0);
  for (const place of places)
    if (place.offset <= nearest + alike && (!best || strangeness(place) < strangeness(best))) best = place;
  return best;
}

/** Degrees between two directions, 0 to 180. */
export const angleBetween = (a: number, b: number) => Math.abs(((((a - b) % 360) + 540) % 360) - 180);

/** Metres before a manoeuvre from which on the one after it is told. */
const passed = 5;

/** @param along metres of road behind */
export function aheadOn({ steps, behind }: RoadLine, along: number): RoadAhead | null {
  const length = behind.at(-1) ?? 0;
  const found = steps.findIndex(
    ({ at, step }, index) => index > 0 && (at > along + passed || step.maneuver.type === 'arrive')
  );
  const next = steps[found];
  const driven = steps[found - 1];
  if (!next || !driven) return null;
  const share = next.at > driven.at ? Math.min(1, Math.max(0, (next.at - along) / (next.at - driven.at))) : 0;
  const later = steps.slice(found).reduce((sum, { step }) => sum + step.duration, 0);
  return {
    step: next.step,
    distance: metres(Math.max(0, next.at - along)),
    left: { distance: metres(Math.max(0, length - along)), duration: seconds(share * driven.step.duration + later) }
  };
}

/** What is drawn of a road: from the van's place on it to its end. */
export const lineAhead = ({ points }: RoadLine, { place, point }: RoadProgress) =>
  [place, ...points.slice(point + 1)].map(({ longitude, latitude }): [number, number] => [longitude, latitude]);

const positionAt = ([longitude, latitude]: readonly [number, number]): Position => ({ longitude, latitude });

/** Near a place the earth is flat. */
function planeAt(origin: Position) {
  const perDegree = 111_320;
  const narrowing = Math.cos((origin.latitude * Math.PI) / 180);
  return {
    metresEast: ({ longitude }: Position) => (longitude - origin.longitude) * narrowing * perDegree,
    metresNorth: ({ latitude }: Position) => (latitude - origin.latitude) * perDegree
  };
}
