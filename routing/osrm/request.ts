import type { Position } from '../../src/domain/geometry.ts';
import {
  RouterError,
  type DetailOptions,
  type FallbackOptions,
  type MatchOptions,
  type NearestOptions,
  type RouteOptions,
  type TableOptions
} from '../roads/questions.ts';

/*
 * The options of OSRM's HTTP API, in its own words, and how they are written into a URL.
 * https://project-osrm.org/docs/v26.4.1/api/
 */

export type OsrmService = 'nearest' | 'route' | 'table' | 'match' | 'trip';

/** What every service takes beside the places' options, and what of a server only. */
interface OsrmOptions {
  readonly generate_hints?: boolean;
  readonly exclude?: readonly string[];
}

export interface OsrmNearestOptions extends OsrmOptions, NearestOptions {}

/** How much an answer tells of the way. */
interface OsrmDetailOptions extends OsrmOptions {
  /** Indices of the positions at which legs end, rising, the first and the last among them; all when absent. */
  readonly waypoints?: readonly number[];
  readonly geometries?: 'polyline' | 'polyline6' | 'geojson';
  readonly overview?: 'full' | 'simplified' | false;
}

export interface OsrmRouteOptions extends OsrmDetailOptions, Omit<RouteOptions, 'continue_straight'> {
  readonly continue_straight?: boolean | 'default';
}

export interface OsrmTableOptions extends OsrmOptions, TableOptions, FallbackOptions {
  readonly annotations?: readonly ('duration' | 'distance')[];
}

export interface OsrmMatchOptions extends OsrmDetailOptions, MatchOptions {}

export interface OsrmTripOptions extends OsrmDetailOptions, DetailOptions {
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
