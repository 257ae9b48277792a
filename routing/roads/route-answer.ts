import { distanceBetween } from '../../src/domain/geometry.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { quantitiesOf } from './cost.ts';
import type { RouteStep } from './guidance/route-step.ts';
import { lineOf, type Coordinate, type LegLine } from './geometry.ts';
import type { Leg, Stretch } from './leg-finder.ts';
import type { Annotation, DetailOptions, LegAnnotation, Route, RouteLeg } from './questions.ts';
import type { SnappedPlace } from './snapping.ts';

/** A leg that was found, and between which places. */
export interface DrivenLeg extends Leg {
  readonly from: SnappedPlace;
  readonly to: SnappedPlace;
}

/**
 * Tells of a route in OSRM's words.
 * @param secondsOf how long a stretch takes, as a leg finder knows it
 * @param stepsOf what a driver does on a leg, asked where the options want it
 */
export function routeOf(
  graph: RoadGraph,
  secondsOf: (stretch: Stretch) => number,
  stepsOf: (leg: DrivenLeg, line: LegLine) => RouteStep[],
  driven: readonly DrivenLeg[],
  options: DetailOptions = {}
): Route {
  const wanted = annotationsOf(options.annotations);
  const coordinates: Coordinate[] = [];
  const legs = driven.map((leg): RouteLeg => {
    const line = lineOf(graph, leg.from, leg.to, leg.stretches);
    // A leg begins where the one before it ended.
    for (let at = coordinates.length === 0 ? 0 : 1; at < line.coordinates.length; at++)
      coordinates.push(line.coordinates[at]!);
    return {
      ...quantitiesOf(leg.cost),
      summary: summaryOf(graph, leg.stretches),
      ...(wanted.length > 0 && { annotation: annotationOf(secondsOf, leg, line, wanted) }),
      ...(options.steps && { steps: stepsOf(leg, line) })
    };
  });
  const total = (key: 'distance' | 'duration') => Math.round(legs.reduce((sum, leg) => sum + leg[key] * 10, 0)) / 10;
  return {
    distance: total('distance'),
    duration: total('duration'),
    legs,
    geometry: { type: 'LineString', coordinates }
  };
}

const summaryOf = (graph: RoadGraph, stretches: readonly Stretch[]) =>
  majorNames(
    stretches.map(({ arc, from, to }) => [
      graph.names[graph.edgeName[arc >> 1]!] || (graph.traits[graph.edgeTrait[arc >> 1]!]!.get('ref') ?? ''),
      graph.edgeLength[arc >> 1]! * Math.abs(to - from)
    ])
  );

/** The names, or else numbers, of the two roads that most of the leg is on, in the order in which they are driven, as OSRM chooses them. */
export function majorNames(driven: readonly (readonly [name: string, length: number])[]): string {
  const lengths = new Map<string, number>();
  for (const [name, length] of driven) if (name !== '') lengths.set(name, (lengths.get(name) ?? 0) + length);
  // Names are in the order in which they are first driven, and sorting keeps that among equals.
  const longest = new Set(
    [...lengths]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 2)
      .map(([name]) => name)
  );
  return [...lengths.keys()].filter((name) => longest.has(name)).join(', ');
}

const everyAnnotation: readonly Annotation[] = ['distance', 'duration', 'weight', 'speed', 'datasources'];

/** Those that can be told; the pack does not keep the numbers of OpenStreetMap's nodes. */
function annotationsOf(asked: DetailOptions['annotations']): readonly Annotation[] {
  if (!asked) return [];
  return asked === true ? everyAnnotation : everyAnnotation.filter((annotation) => asked.includes(annotation));
}

function annotationOf(
  secondsOf: (stretch: Stretch) => number,
  { stretches }: DrivenLeg,
  { coordinates, ends }: LegLine,
  wanted: readonly Annotation[]
): LegAnnotation {
  const lengths = coordinates.slice(1).map((point, index) => metresBetween(coordinates[index]!, point));
  const seconds = lengths.map(() => 0);
  stretches.forEach((stretch, index) => {
    const begin = Math.max((ends[index - 1] ?? 1) - 1, 0);
    const end = ends[index]! - 1;
    const length = lengths.slice(begin, end).reduce((sum, part) => sum + part, 0);
    if (length === 0) return;
    for (let at = begin; at < end; at++) seconds[at] = (secondsOf(stretch) * lengths[at]!) / length;
  });
  const tenths = (figures: readonly number[]) => figures.map((figure) => Math.round(figure * 10) / 10);
  const of = {
    distance: () => tenths(lengths),
    duration: () => tenths(seconds),
    weight: () => tenths(seconds),
    speed: () => tenths(lengths.map((length, at) => (seconds[at]! > 0 ? length / seconds[at]! : 0))),
    datasources: () => lengths.map(() => 0),
    nodes: () => []
  };
  return Object.fromEntries(wanted.map((annotation) => [annotation, of[annotation]()]));
}

const metresBetween = (a: Coordinate, b: Coordinate) =>
  distanceBetween({ longitude: a[0], latitude: a[1] }, { longitude: b[0], latitude: b[1] });
