import type { Position } from '../../src/domain/geometry.ts';

/**
 * The questions of OSRM's HTTP API, with its words and units: metres, seconds, `[longitude, latitude]`.
 * The in-process router, a worker and an OSRM server all answer them, so any of them can take another's place.
 * https://project-osrm.org/docs/v26.4.1/api/
 */
export interface Router {
  /** The nearest places on a road, nearest first. Fails with `NoSegment` where no road is near. */
  nearest(position: Position, options?: { number?: number }): Promise<Waypoint[]>;
  /** The fastest route through the positions in their order. Fails with `NoSegment` or `NoRoute`. */
  route(positions: readonly Position[]): Promise<{ waypoints: Waypoint[]; routes: Route[] }>;
  /** Durations and distances from every source to every destination; `null` where there is no way. */
  table(positions: readonly Position[], options?: TableOptions): Promise<Table>;
}

/** Metres from a road beyond which no road leads to a position: nobody carries a meal further, and an island lies there. */
export const snappingLimit = 2000;

export interface Waypoint {
  name: string;
  location: [longitude: number, latitude: number];
  /** Metres from the asked position to `location`. */
  distance: number;
}

export interface Route {
  /** Metres. */
  distance: number;
  /** Seconds. */
  duration: number;
  legs: RouteLeg[];
  geometry: { type: 'LineString'; coordinates: [longitude: number, latitude: number][] };
}

export interface RouteLeg {
  distance: number;
  duration: number;
}

export interface TableOptions {
  /** Indices into the positions; all of them when absent. */
  sources?: readonly number[];
  destinations?: readonly number[];
}

export interface Table {
  /** Seconds, one row for each source. */
  durations: (number | null)[][];
  /** Metres. */
  distances: (number | null)[][];
  sources: Waypoint[];
  destinations: Waypoint[];
}

/** https://project-osrm.org/docs/v26.4.1/api/#responses */
export type OsrmErrorCode =
  | 'InvalidUrl'
  | 'InvalidService'
  | 'InvalidVersion'
  | 'InvalidOptions'
  | 'InvalidQuery'
  | 'InvalidValue'
  | 'NotImplemented'
  | 'DisabledDataset'
  | 'NoSegment'
  | 'NoRoute'
  | 'NoTable'
  | 'NoMatch'
  | 'NoTrips'
  | 'TooBig';

/** OSRM's, and two for a router elsewhere: it does not answer, or what it answers is not OSRM's. */
export type RouterErrorCode = OsrmErrorCode | 'NoAnswer' | 'InvalidAnswer';

export class RouterError extends Error {
  readonly code: RouterErrorCode;
  /** The index of the position that the error is about, where there is one. */
  readonly position: number | undefined;

  constructor(code: RouterErrorCode, message: string, position?: number) {
    super(message);
    this.name = 'RouterError';
    this.code = code;
    this.position = position;
  }
}
