import type { Position } from '../../src/domain/geometry.ts';
import type { RouteStep } from './guidance/route-step.ts';

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

/** A router that also takes what OSRM lets one ask beyond the plain question. */
export interface RoadRouter extends Router {
  nearest(position: Position, options?: NearestOptions): Promise<RoadPlace[]>;
  route(positions: readonly Position[], options?: RouteOptions): Promise<{ waypoints: Waypoint[]; routes: Route[] }>;
  table(positions: readonly Position[], options?: TableOptions & FallbackOptions): Promise<Table>;
  /** The way on roads that a noisy trace was most likely driven. Fails with `NoSegment` or `NoMatch`. */
  match(trace: readonly Position[], options?: MatchOptions): Promise<Match>;
}

/** Metres from a road beyond which no road leads to a position: nobody carries a meal further, and an island lies there. */
export const snappingLimit = 2000;

/** On which side of the van the position is to be: `curb` is the right-hand side, `opposite` the left. */
export type Approach = 'unrestricted' | 'curb' | 'opposite';

/** How positions are snapped. A list has one entry for each position; `null` leaves that position at the default. */
export interface PlaceOptions {
  /** Degrees clockwise from north, and how far off they may be. */
  readonly bearings?: readonly (readonly [value: number, range: number] | null)[] | undefined;
  /** Metres from a road beyond which a position is `NoSegment`; for a trace the standard deviation of its places. */
  readonly radiuses?: readonly (number | 'unlimited' | null)[] | undefined;
  /** From the waypoints of an earlier answer; one that is for other roads or another position is left aside. */
  readonly hints?: readonly (string | null)[] | undefined;
  readonly approaches?: readonly (Approach | null)[] | undefined;
  /** `any`: also ferries and roads without a way out. */
  readonly snapping?: 'default' | 'any' | undefined;
}

export interface NearestOptions extends PlaceOptions {
  readonly number?: number | undefined;
}

export interface TableOptions extends PlaceOptions {
  /** Indices into the positions; all of them when absent. */
  readonly sources?: readonly number[] | undefined;
  readonly destinations?: readonly number[] | undefined;
}

/** What a table says where no road leads. */
export interface FallbackOptions {
  /** Metres a second, as the crow flies. */
  readonly fallback_speed?: number | undefined;
  /** From the asked positions (`input`) or from their places on the road (`snapped`). */
  readonly fallback_coordinate?: 'input' | 'snapped' | undefined;
  /** Durations are multiplied by it, those of `fallback_speed` too. */
  readonly scale_factor?: number | undefined;
}

export type Annotation = 'duration' | 'distance' | 'speed' | 'weight' | 'datasources' | 'nodes';

/** How much an answer tells of each leg. */
export interface DetailOptions extends PlaceOptions {
  /** Whether to tell what a driver does on the way. */
  readonly steps?: boolean | undefined;
  readonly annotations?: boolean | readonly Annotation[] | undefined;
}

export interface RouteOptions extends DetailOptions {
  /** How many other good ways to tell of, beside the fastest. Only between two positions. */
  readonly alternatives?: boolean | number | undefined;
  /** Whether the van must drive on in the same direction where it stopped; `false` when left out. */
  readonly continue_straight?: boolean | undefined;
}

export interface MatchOptions extends DetailOptions {
  /** Seconds since 1970, one for each place of the trace, none before the one before it. */
  readonly timestamps?: readonly number[] | undefined;
  /** Whether a trace is cut in two where nothing was recorded for long; `split` when left out. */
  readonly gaps?: 'split' | 'ignore' | undefined;
  /** Leaves out places that lie close to the one before. */
  readonly tidy?: boolean | undefined;
}

export interface Waypoint {
  name: string;
  location: [longitude: number, latitude: number];
  /** Metres from the asked position to `location`. */
  distance: number;
  /** Opaque; makes a later question about the same position faster. */
  hint?: string | undefined;
}

/** A waypoint, and what the road there is like. */
export interface RoadPlace extends Waypoint {
  /** Where the road leads when it is driven as it was drawn: degrees clockwise from north. */
  bearing: number;
  /** On which side of the road, driven as it was drawn, the asked position lies. */
  side: 'left' | 'right' | 'straight';
  /** `restricted`: private, or for deliveries and visitors only. */
  access: 'public' | 'restricted';
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
  /** The names of the two roads that most of the leg is on, in the order they are driven. */
  summary?: string;
  annotation?: LegAnnotation;
  steps?: RouteStep[];
}

/** One figure for each pair of neighbours among the leg's coordinates. */
export interface LegAnnotation {
  /** Metres. */
  distance?: number[];
  /** Seconds driven, without what turns take. */
  duration?: number[];
  weight?: number[];
  /** Metres a second. */
  speed?: number[];
  datasources?: number[];
}

export interface Table {
  /** Seconds, one row for each source. */
  durations: (number | null)[][];
  /** Metres. */
  distances: (number | null)[][];
  sources: Waypoint[];
  destinations: Waypoint[];
  /** Row and column of each cell that `fallback_speed` filled; absent without it. */
  fallback_speed_cells?: [row: number, column: number][];
}

export interface Match {
  /** One for each place of the trace; `null` where it fits no road or was left out. */
  tracepoints: (Tracepoint | null)[];
  matchings: Matching[];
}

export interface Tracepoint extends Waypoint {
  /** Which matching it belongs to, and which of its waypoints it is. */
  matchings_index: number;
  waypoint_index: number;
  /** How many other places on roads it could have been. */
  alternatives_count: number;
}

export interface Matching extends Route {
  /** From 0 to 1: how likely the matching is right, going by its length beside that of the trace. */
  confidence: number;
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
