import type { Position } from '../../src/domain/geometry.ts';
import { RouterError } from '../roads/questions.ts';

/*
 * The options of OSRM's HTTP API, in its own words, and how they are written into a URL.
 * https://project-osrm.org/docs/v26.4.1/api/
 */

export type OsrmService = 'nearest' | 'route' | 'table' | 'match' | 'trip';
export type OsrmApproach = 'unrestricted' | 'curb';
type OsrmAnnotation = 'duration' | 'nodes' | 'distance' | 'weight' | 'datasources' | 'speed';

/** What every service takes. A list has one entry for each position; `null` leaves that position at the default. */
export interface OsrmOptions {
  /** Degrees clockwise from north, and how far off they may be. */
  readonly bearings?: readonly (readonly [value: number, range: number] | null)[];
  /** Metres from a road beyond which a position is `NoSegment`; for a trace the standard deviation of its places. */
  readonly radiuses?: readonly (number | 'unlimited' | null)[];
  /** From the waypoints of an earlier answer of the same server. */
  readonly hints?: readonly (string | null)[];
  readonly approaches?: readonly (OsrmApproach | null)[];
  readonly generate_hints?: boolean;
  readonly snapping?: 'default' | 'any';
  readonly exclude?: readonly string[];
}

export interface OsrmNearestOptions extends OsrmOptions {
  readonly number?: number;
}

/** How much an answer tells of the way. */
interface OsrmDetailOptions extends OsrmOptions {
  readonly steps?: boolean;
  readonly annotations?: boolean | readonly OsrmAnnotation[];
  readonly geometries?: 'polyline' | 'polyline6' | 'geojson';
  readonly overview?: 'full' | 'simplified' | false;
}

export interface OsrmRouteOptions extends OsrmDetailOptions {
  readonly alternatives?: boolean | number;
  readonly continue_straight?: boolean | 'default';
}

export interface OsrmTableOptions extends OsrmOptions {
  /** Indices into the positions; all of them when absent. */
  readonly sources?: readonly number[];
  readonly destinations?: readonly number[];
  readonly annotations?: readonly ('duration' | 'distance')[];
  readonly scale_factor?: number;
}

export interface OsrmMatchOptions extends OsrmDetailOptions {
  /** Whole seconds since 1970, rising. */
  readonly timestamps?: readonly number[];
  readonly gaps?: 'split' | 'ignore';
  readonly tidy?: boolean;
}

export interface OsrmTripOptions extends OsrmDetailOptions {
  readonly roundtrip?: boolean;
  readonly source?: 'any' | 'first';
  readonly destination?: 'any' | 'last';
}

/**
 * OSRM's path and query, `/{service}/v1/driving/{coordinates}?{option}={value}&…`, with the options in the order given.
 * @throws RouterError `InvalidQuery` where there is no position, or one that is no place on the earth
 */
export function osrmPath(service: OsrmService, positions: readonly Position[], options: object): string {
  if (positions.length === 0) throw new RouterError('InvalidQuery', 'Ask about one position or more.');
  const query = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${optionValue(name, value)}`)
    .join('&');
  return `/${service}/v1/driving/${positions.map(coordinate).join(';')}${query && `?${query}`}`;
}

function coordinate({ longitude, latitude }: Position, index: number): string {
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return `${decimal(longitude)},${decimal(latitude)}`;
  throw new RouterError(
    'InvalidQuery',
    'A position is not a place on the earth: longitude comes before latitude, in degrees.',
    index
  );
}

/** These lists hold words; the others hold something for each position. */
const listsOfWords = new Set(['annotations', 'exclude']);

function optionValue(name: string, value: unknown): string {
  if (!Array.isArray(value)) return element(value);
  return value.map(element).join(listsOfWords.has(name) ? ',' : ';');
}

function element(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'number') return decimal(value);
  return Array.isArray(value) ? value.map(decimal).join(',') : encodeURIComponent(String(value));
}

/** OSRM reckons in millionths of a degree, which is 11 cm; more digits it leaves aside, and an exponent it may not read. */
const decimal = (value: number): string => String(Number(value.toFixed(6)));
