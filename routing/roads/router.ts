import type { Position } from '../../src/domain/geometry.ts';
import { quantitiesOf } from './cost.ts';
import { lineOf } from './geometry.ts';
import { createLegFinder } from './leg-finder.ts';
import {
  RouterError,
  snappingLimit,
  type Route,
  type RouteLeg,
  type Router,
  type Table,
  type TableOptions,
  type Waypoint
} from './questions.ts';
import type { Roads } from './roads.ts';
import { createSnapping, type SnappedPlace } from './snapping.ts';

/**
 * Answers OSRM's questions from a region's roads, in this process.
 * The last digit is certain: a route's cost is the least there is, and `table` equals `route`.
 */
export function createRouter(roads: Roads): Router {
  const { graph } = roads;
  const snapping = createSnapping(graph);
  const finder = createLegFinder(roads);

  function snap(position: Position, index: number): SnappedPlace {
    checkPosition(position, index);
    const [place] = snapping.nearest(position, 1, snappingLimit);
    if (!place) throw noSegment(index);
    return place;
  }

  const waypoint = (place: SnappedPlace): Waypoint => ({
    name: graph.names[graph.edgeName[place.edge]!]!,
    location: [place.location.longitude, place.location.latitude],
    distance: Math.round(place.distance * 10) / 10
  });

  function nearest(position: Position, options?: { number?: number }): Waypoint[] {
    checkPosition(position, 0);
    const number = options?.number ?? 1;
    if (!Number.isInteger(number) || number < 1) throw new RouterError('InvalidQuery', 'Ask for one place or more.');
    const places = snapping.nearest(position, number, snappingLimit);
    if (places.length === 0) throw noSegment(0);
    return places.map(waypoint);
  }

  function route(positions: readonly Position[]): { waypoints: Waypoint[]; routes: Route[] } {
    if (positions.length < 2) throw new RouterError('InvalidQuery', 'A route needs two positions or more.');
    const places = positions.map(snap);
    const legs: RouteLeg[] = [];
    const lines: [number, number][][] = [];
    for (let index = 1; index < places.length; index++) {
      const from = places[index - 1]!;
      const to = places[index]!;
      const leg = finder.leg(from, to);
      if (!leg)
        throw new RouterError('NoRoute', `No road leads from position ${index - 1} to position ${index}.`, index);
      legs.push(quantitiesOf(leg.cost));
      lines.push(lineOf(graph, from, to, leg.stretches));
    }
    const total = (key: keyof RouteLeg) => Math.round(legs.reduce((sum, leg) => sum + leg[key] * 10, 0)) / 10;
    // A leg begins where the one before it ended.
    const coordinates = lines.flatMap((line, index) => (index === 0 ? line : line.slice(1)));
    const geometry = { type: 'LineString', coordinates } as const;
    return {
      waypoints: places.map(waypoint),
      routes: [{ distance: total('distance'), duration: total('duration'), legs, geometry }]
    };
  }

  function table(positions: readonly Position[], options?: TableOptions): Table {
    if (positions.length === 0) throw new RouterError('InvalidQuery', 'A table needs a position or more.');
    const everyone = positions.map((_, index) => index);
    const places = positions.map(snap);
    const chosen = (indices: readonly number[]) =>
      indices.map((index) => {
        const place = places[index];
        if (!place) throw new RouterError('InvalidQuery', `There is no position ${index}.`, index);
        return place;
      });
    const sources = chosen(options?.sources ?? everyone);
    const destinations = chosen(options?.destinations ?? everyone);
    const costs = finder.costs(sources, destinations);
    const cells = sources.map((_, row) =>
      [...costs.subarray(row * destinations.length, (row + 1) * destinations.length)].map((cost) =>
        cost === Infinity ? { duration: null, distance: null } : quantitiesOf(cost)
      )
    );
    return {
      durations: cells.map((row) => row.map(({ duration }) => duration)),
      distances: cells.map((row) => row.map(({ distance }) => distance)),
      sources: sources.map(waypoint),
      destinations: destinations.map(waypoint)
    };
  }

  return {
    nearest: async (position, options) => nearest(position, options),
    route: async (positions) => route(positions),
    table: async (positions, options) => table(positions, options)
  };
}

function checkPosition({ longitude, latitude }: Position, index: number): void {
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85) return;
  throw new RouterError(
    'InvalidQuery',
    `Position ${index} is not a place on the map: longitude comes before latitude, in degrees.`,
    index
  );
}

const noSegment = (index: number) =>
  new RouterError('NoSegment', `Position ${index} has no road near it. Is it in this region?`, index);
