import type { Position } from '../../src/domain/geometry.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { costUpTo, quantitiesOf, type Snapped } from './cost.ts';
import { lineOf } from './geometry.ts';
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
import { createSearch, type Seed } from './search.ts';
import { createSnapping, type SnappedPlace } from './snapping.ts';

/**
 * Answers OSRM's questions from a region's roads, in this process.
 * The last digit is certain: a route's cost is the least there is, and `table` equals `route`.
 */
export function createRouter(graph: RoadGraph): Router {
  const snapping = createSnapping(graph);
  const search = createSearch(graph);

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
      const direct = directCost(graph, from, to);
      const path = search.path(seedsFrom(graph, from), seedsTo(graph, to));
      const cost = Math.min(direct, path?.cost ?? Infinity);
      if (cost === Infinity)
        throw new RouterError('NoRoute', `No road leads from position ${index - 1} to position ${index}.`, index);
      legs.push(quantitiesOf(cost));
      lines.push(lineOf(graph, from, to, path && path.cost < direct ? path : undefined));
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
    const costs = tableOfCosts(sources, destinations).map((row) =>
      row.map((cost) => (cost === Infinity ? { duration: null, distance: null } : quantitiesOf(cost)))
    );
    return {
      durations: costs.map((row) => row.map(({ duration }) => duration)),
      distances: costs.map((row) => row.map(({ distance }) => distance)),
      sources: sources.map(waypoint),
      destinations: destinations.map(waypoint)
    };
  }

  /** One search for each source, or for each destination where these are fewer. */
  function tableOfCosts(sources: readonly Snapped[], destinations: readonly Snapped[]): number[][] {
    const rows = sources.map(() => new Array<number>(destinations.length).fill(Infinity));
    const leaving = sources.map((place) => seedsFrom(graph, place));
    const arriving = destinations.map((place) => seedsTo(graph, place));
    const backward = destinations.length < sources.length;
    const [near, far] = backward ? [arriving, leaving] : [leaving, arriving];
    const nodes = new Set(far.flat().map(({ node }) => node));
    near.forEach((seeds, nearIndex) => {
      const found = search.costs(seeds, nodes, backward);
      far.forEach((ends, farIndex) => {
        const [row, column] = backward ? [farIndex, nearIndex] : [nearIndex, farIndex];
        const around = ends.map(({ node, cost }) => cost + (found.get(node) ?? Infinity));
        rows[row]![column] = Math.min(directCost(graph, sources[row]!, destinations[column]!), ...around);
      });
    });
    return rows;
  }

  return {
    nearest: async (position, options) => nearest(position, options),
    route: async (positions) => route(positions),
    table: async (positions, options) => table(positions, options)
  };
}

/** The ways off an edge: on to its end, and back to its beginning. */
const seedsFrom = (graph: RoadGraph, place: Snapped) =>
  seedsAt(graph, place, {
    atBeginning: costBetween(graph, place, beginning(place), 1),
    atEnd: costBetween(graph, place, end(place), 0)
  });

/** The ways onto an edge: from its beginning, and back from its end. */
const seedsTo = (graph: RoadGraph, place: Snapped) =>
  seedsAt(graph, place, {
    atBeginning: costBetween(graph, beginning(place), place, 0),
    atEnd: costBetween(graph, end(place), place, 1)
  });

function seedsAt(graph: RoadGraph, place: Snapped, costs: { atBeginning: number; atEnd: number }): Seed[] {
  const atBeginning = { node: graph.arcHead[2 * place.edge + 1]!, fraction: 0, cost: costs.atBeginning } as const;
  const atEnd = { node: graph.arcHead[2 * place.edge]!, fraction: 1, cost: costs.atEnd } as const;
  // A place at a junction is on all its roads, not only on the one it was snapped to.
  if (place.fraction === 0) return [{ ...atBeginning, cost: 0 }];
  if (place.fraction === 1) return [{ ...atEnd, cost: 0 }];
  return [atBeginning, atEnd].filter(({ cost }) => cost < Infinity);
}

/** The cost without leaving the edge; `Infinity` where the places are on different edges or the direction is forbidden. */
function directCost(graph: RoadGraph, from: Snapped, to: Snapped): number {
  if (from.edge !== to.edge) return Infinity;
  if (from.fraction === to.fraction) return 0;
  return costBetween(graph, from, to, from.fraction < to.fraction ? 0 : 1);
}

/** The cost between two places of one edge, along its arc (0) or against it (1). */
function costBetween(graph: RoadGraph, from: Snapped, to: Snapped, direction: 0 | 1): number {
  const cost = Math.abs(costUpTo(graph, to, direction) - costUpTo(graph, from, direction));
  return Number.isNaN(cost) ? Infinity : cost;
}

const beginning = (place: Snapped): Snapped => ({ edge: place.edge, fraction: 0 });
const end = (place: Snapped): Snapped => ({ edge: place.edge, fraction: 1 });

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
