import type { Position } from '../../src/domain/geometry.ts';
import {
  RouterError,
  snappingLimit,
  type Route,
  type Router,
  type Table,
  type TableOptions,
  type Waypoint
} from '../roads/questions.ts';
import type { OsrmAnswer } from './answers.ts';
import type { OsrmClient } from './client.ts';
import { invalidAnswer } from './refusal.ts';
import { splitTable, type TablePart } from './split-table.ts';

interface Abortable {
  /** Ends the question; its reason is thrown. */
  signal?: AbortSignal;
}

/** The router's questions, each of which may also be aborted. */
export interface OsrmRouter extends Router {
  nearest(position: Position, options?: { number?: number } & Abortable): Promise<Waypoint[]>;
  route(positions: readonly Position[], options?: Abortable): Promise<{ waypoints: Waypoint[]; routes: Route[] }>;
  table(positions: readonly Position[], options?: TableOptions & Abortable): Promise<Table>;
}

/**
 * Answers the router's questions from an OSRM server, so that it can take the in-process router's place.
 * @param tableLimit positions that the server takes in one table (`--max-table-size`); larger tables are asked for in
 * parts, one after the other, and put together
 */
export function createOsrmRouter(osrm: OsrmClient, { tableLimit = 100 }: { tableLimit?: number } = {}): OsrmRouter {
  if (!Number.isInteger(tableLimit) || tableLimit < 2) throw new RangeError('A table takes two positions or more.');

  async function partOf(positions: readonly Position[], part: TablePart, signal: AbortSignal | undefined) {
    const asked = part.positions.map((index) => positions[index]!);
    const everyone = (list: readonly number[]) =>
      list.length === asked.length && list.every((index, place) => index === place);
    const options = {
      ...(!everyone(part.sources) && { sources: part.sources }),
      ...(!everyone(part.destinations) && { destinations: part.destinations }),
      annotations: ['duration', 'distance'] as const,
      ...near(asked)
    };
    try {
      return await osrm.table(asked, options, signal);
    } catch (error) {
      if (!(error instanceof RouterError) || error.position === undefined) throw error;
      throw new RouterError(error.code, error.message, part.positions[error.position]);
    }
  }

  return {
    async nearest(position, { number = 1, signal } = {}) {
      if (!Number.isInteger(number) || number < 1) throw new RouterError('InvalidQuery', 'Ask for one place or more.');
      const { waypoints } = await osrm.nearest([position], { number, ...near([position]) }, signal);
      return waypoints.map(waypointOf);
    },
    async route(positions, { signal } = {}) {
      if (positions.length < 2) throw new RouterError('InvalidQuery', 'A route needs two positions or more.');
      const options = { overview: 'full', geometries: 'geojson', ...near(positions) } as const;
      const { waypoints, routes } = await osrm.route(positions, options, signal);
      return { waypoints: waypoints.map(waypointOf), routes: routes.map(routeOf) };
    },
    async table(positions, options = {}) {
      const everyone = positions.map((_, index) => index);
      const { sources = everyone, destinations = everyone } = options;
      if (sources.length === 0 || destinations.length === 0)
        throw new RouterError('InvalidQuery', 'A table needs a source and a destination or more.');
      for (const index of [...sources, ...destinations])
        if (!positions[index]) throw new RouterError('InvalidQuery', `There is no position ${index}.`, index);
      const table: Table = {
        durations: sources.map(() => []),
        distances: sources.map(() => []),
        sources: [],
        destinations: []
      };
      for (const part of splitTable(sources, destinations, tableLimit))
        place(table, part, await partOf(positions, part, options.signal));
      return table;
    }
  };
}

/** An address outside the server's map is refused, where OSRM would by itself take the nearest road there is. */
const near = (positions: readonly Position[]) => ({ radiuses: positions.map(() => snappingLimit) });

const waypointOf = ({ name, location, distance }: OsrmAnswer<'route'>['waypoints'][number]): Waypoint => ({
  name,
  location,
  distance
});

function routeOf({ distance, duration, legs, geometry }: OsrmAnswer<'route'>['routes'][number]): Route {
  if (typeof geometry !== 'object') throw invalidAnswer('its geometry is not GeoJSON');
  return { distance, duration, legs: legs.map(({ distance, duration }) => ({ distance, duration })), geometry };
}

/** Parts come row by row, each from left to right, so their cells are only appended. */
function place(table: Table, { row, column }: TablePart, answer: OsrmAnswer<'table'>): void {
  answer.durations!.forEach((cells, index) => table.durations[row + index]!.push(...cells));
  answer.distances!.forEach((cells, index) => table.distances[row + index]!.push(...cells));
  if (column === 0) table.sources.push(...answer.sources.map(waypointOf));
  if (row === 0) table.destinations.push(...answer.destinations.map(waypointOf));
}
