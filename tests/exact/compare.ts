import { distanceBetween, type Position } from '#domain/geometry.ts';
import type { RoadGraph } from '#routing/region/road-graph.ts';
import { judge } from '#routing/roads/dijkstra.judge.ts';
import { createLegFinder, type Leg } from '#routing/roads/leg-finder.ts';
import type { MetricOptions } from '#routing/roads/metric.ts';
import { RouterError, snappingLimit, type Approach, type PlaceOptions, type Route } from '#routing/roads/questions.ts';
import type { Roads } from '#routing/roads/roads.ts';
import { createRouter } from '#routing/roads/router.ts';
import { createSnapping, type SnappedPlace } from '#routing/roads/snapping.ts';
import { createTestDriver } from './driven.ts';

/** A position, and on which side of the van it is to be. */
export interface Place {
  readonly position: Position;
  readonly approach: Approach | null;
}

export interface Comparison {
  readonly conditions: MetricOptions;
  readonly snapping?: PlaceOptions['snapping'];
  readonly sources: readonly Place[];
  readonly destinations: readonly Place[];
  /** The destinations that routes are asked for from a source, out of so many; all of them when absent. */
  readonly routed?: (source: number, destinations: number) => readonly number[];
  /** What is wrong with a line by the map's own signs. */
  readonly faultOfLine?: (line: Route['geometry']['coordinates']) => string | undefined;
}

/** What came of the comparison from one source. */
export interface SourceReport {
  /** Its number among the sources. */
  readonly source: number;
  readonly costs: number;
  readonly routes: number;
  readonly differences: readonly string[];
}

/** Beside the fastest way. */
const alternatives = 2;
/** Larger tables only take more memory. */
const tableColumns = 4096;

/** Compares one network's router with the judge, under one set of conditions after another. */
export function createComparer(roads: Roads) {
  const { graph } = roads;
  const router = createRouter(roads);
  const finder = createLegFinder(roads);
  const places = createSnapping(graph, finder);

  /**
   * `table` against the judge's tree from each source to every destination; of some of them `route` against both, its
   * ways driven turn for turn, and their parts against the whole. Places that no road is near are left out.
   */
  return async function* compare(comparison: Comparison): AsyncGenerator<SourceReport> {
    const { conditions, snapping, routed = (_, count) => [...Array(count).keys()], faultOfLine } = comparison;
    router.recustomize(conditions);
    finder.recustomize(conditions);
    const snapped = (list: readonly Place[]) =>
      list.flatMap((place, number) => {
        const choice = { approach: place.approach, any: snapping === 'any' };
        return places.nearest(place.position, 1, snappingLimit, choice).map((stop) => ({ ...place, number, stop }));
      });
    const [sources, destinations] = [snapped(comparison.sources), snapped(comparison.destinations)];
    if (sources.length === 0 || destinations.length === 0) return;
    const judgeFrom = judge(
      graph,
      destinations.map(({ stop }) => stop),
      conditions
    );
    const faultOfLeg = createTestDriver(graph, conditions);
    const costOf = await tableOf(sources, destinations);

    for (const [row, source] of sources.entries()) {
      const judged = judgeFrom(source.stop);
      const differences: string[] = [];
      const differs = (index: number, what: string) => {
        const [from, to] = [source, destinations[index]!].map(({ position, approach }) => {
          return `${position.longitude},${position.latitude}${approach ? ` (${approach})` : ''}`;
        });
        differences.push(`from ${from} to ${to}: ${what}`);
      };
      for (const [index, way] of judged.entries()) {
        const expected = costText(way && way.duration / 10, way && way.distance / 10);
        const cost = costOf(row, index);
        if (cost !== expected) differs(index, `the table has ${cost}, the judge ${expected}`);
      }
      const asked = routed(source.number, destinations.length);
      for (const index of asked) {
        const fault = await faultOfRoute(source, destinations[index]!, costOf(row, index));
        if (fault) differs(index, fault);
      }
      yield { source: source.number, costs: judged.length, routes: asked.length, differences };
    }

    type Snapped = (typeof sources)[number];

    async function tableOf(from: readonly Snapped[], to: readonly Snapped[]) {
      const durations: (number | null)[][] = from.map(() => []);
      const distances: (number | null)[][] = from.map(() => []);
      for (let first = 0; first < to.length; first += tableColumns) {
        const columns = to.slice(first, first + tableColumns);
        const asked = [...from, ...columns];
        const table = await router.table(
          asked.map(({ position }) => position),
          {
            sources: from.map((_, row) => row),
            destinations: columns.map((_, column) => from.length + column),
            approaches: asked.map(({ approach }) => approach),
            snapping
          }
        );
        table.durations.forEach((cells, row) => durations[row]!.push(...cells));
        table.distances.forEach((cells, row) => distances[row]!.push(...cells));
      }
      return (row: number, column: number) => costText(durations[row]![column], distances[row]![column]);
    }

    /** @param cost what the table has */
    async function faultOfRoute(from: Snapped, to: Snapped, cost: string): Promise<string | undefined> {
      const approaches = [from.approach, to.approach];
      const routes = await router
        .route([from.position, to.position], { approaches, snapping, steps: true, annotations: true, alternatives })
        .then((answer) => answer.routes)
        .catch((error: unknown) => {
          if (error instanceof RouterError && error.code === 'NoRoute') return [];
          throw error;
        });
      const found = costText(routes[0]?.duration, routes[0]?.distance);
      if (found !== cost) return `the route has ${found}, the table ${cost}`;
      const fastest = finder.leg(from.stop, to.stop);
      const legs = fastest ? [fastest, ...finder.otherLegs(from.stop, to.stop, alternatives)] : [];
      if (legs.length !== routes.length) return `there are ${routes.length} routes, but ${legs.length} legs`;
      return routes
        .map(
          (route, index) =>
            faultOfLeg(legs[index]!, from.stop, to.stop) ??
            faultOfParts(route) ??
            faultOfShape(graph, route, legs[index]!, from.stop, to.stop) ??
            faultOfLine?.(route.geometry.coordinates)
        )
        .find((fault) => fault !== undefined);
    }
  };
}

const costText = (seconds: number | null | undefined, metres: number | null | undefined) =>
  typeof seconds === 'number' ? `${seconds} s, ${metres} m` : 'no way';

const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);

/** Legs sum to the route and steps to their leg; annotations are each rounded to a tenth, and leave turns out. */
function faultOfParts({ legs, duration, distance }: Route): string | undefined {
  const tenths = (figure: number) => Math.round(figure * 10);
  for (const key of ['duration', 'distance'] as const) {
    const whole = key === 'duration' ? duration : distance;
    if (tenths(sum(legs.map((leg) => leg[key]))) !== tenths(whole)) return `its legs do not sum to its ${key}`;
    for (const leg of legs) {
      if (tenths(sum(leg.steps!.map((step) => step[key]))) !== tenths(leg[key]))
        return `its steps do not sum to its ${key}`;
      const figures = leg.annotation![key]!;
      const difference = sum(figures) - leg[key];
      const most = 0.05 * figures.length + 0.1 * leg.steps!.length + 0.2;
      const isOff = key === 'duration' ? difference > most : Math.abs(difference) > most + 0.05 * figures.length;
      if (isOff) return `its annotations sum to ${sum(figures)}, where its ${key} is ${leg[key]}`;
    }
  }
  return undefined;
}

/** The line is as long as the route, but for the rounding of each edge, and passes all points of the edges driven. */
function faultOfShape(graph: RoadGraph, route: Route, { stretches }: Leg, from: SnappedPlace, to: SnappedPlace) {
  const line = route.geometry.coordinates.map(([longitude, latitude]) => ({ longitude, latitude }));
  const length = sum(line.slice(1).map((place, index) => distanceBetween(line[index]!, place)));
  if (Math.abs(length - route.distance) > 0.2 + 0.06 * line.length)
    return `its line is ${length} m long, where its distance is ${route.distance} m`;
  const text = (places: readonly Position[]) =>
    places
      .map(({ longitude, latitude }) => `${longitude},${latitude}`)
      .filter((place, index, all) => place !== all[index - 1])
      .join(' ');
  const passed = stretches.slice(1, -1).flatMap(({ arc }) => shapeOf(graph, arc));
  const drawn = text(line);
  if (!drawn.includes(text(passed))) return 'its line leaves the roads that it drives';
  const isThere = drawn.startsWith(text([from.location])) && drawn.endsWith(text([to.location]));
  return isThere ? undefined : 'its line does not lead from place to place';
}

function shapeOf({ points, edgePoint }: RoadGraph, arc: number): Position[] {
  const shape: Position[] = [];
  for (let point = edgePoint[arc >> 1]!; point < edgePoint[(arc >> 1) + 1]!; point++)
    shape.push({ longitude: points[2 * point]! / 1e7, latitude: points[2 * point + 1]! / 1e7 });
  return arc & 1 ? shape.reverse() : shape;
}
