import type { Position } from '../../src/domain/geometry.ts';
import { RouterError } from '../roads/questions.ts';
import type { OsrmAnswer } from './answers.ts';
import { fetchAnswer } from './fetch-answer.ts';
import { readAnswer } from './read-answer.ts';
import { invalidAnswer } from './refusal.ts';
import {
  osrmPath,
  type OsrmMatchOptions,
  type OsrmNearestOptions,
  type OsrmRouteOptions,
  type OsrmService,
  type OsrmTableOptions,
  type OsrmTripOptions
} from './request.ts';

export interface OsrmClientOptions {
  /**
   * Where the server is, such as `http://127.0.0.1:5000`. A path before OSRM's own and a query, such as a proxy's
   * `?key=…`, go with every question.
   */
  url: string;
  fetch: typeof globalThis.fetch;
  /** Ends a question that hangs; a fresh signal for each. */
  patience(): AbortSignal;
  /** Bytes; a longer answer is refused. 64 MB when left out: a table of 100 × 100 takes about 200 kB. */
  largestAnswer?: number;
}

/** Throws RouterError, or the reason of the `signal` that was aborted. */
type Question<Service extends OsrmService, Options> = (
  positions: readonly Position[],
  options?: Options,
  signal?: AbortSignal
) => Promise<OsrmAnswer<Service>>;

/** OSRM's services, with its own words, options and answers. https://project-osrm.org/docs/v26.4.1/api/ */
export interface OsrmClient {
  readonly nearest: Question<'nearest', OsrmNearestOptions>;
  readonly route: Question<'route', OsrmRouteOptions>;
  readonly table: Question<'table', OsrmTableOptions>;
  readonly match: Question<'match', OsrmMatchOptions>;
  readonly trip: Question<'trip', OsrmTripOptions>;
}

/**
 * Asks an OSRM server over HTTP.
 * @throws RouterError `InvalidUrl` where the URL is not one of http or https, or holds a password
 */
export function createOsrmClient(options: OsrmClientOptions): OsrmClient {
  const { origin, pathname, search } = serverUrl(options.url);
  const root = origin + pathname.replace(/\/+$/, '');
  // Called by itself: a browser's fetch refuses to be called as somebody's method.
  const { fetch, patience, largestAnswer = 64 * 2 ** 20 } = options;

  async function ask<Service extends OsrmService>(
    service: Service,
    positions: readonly Position[],
    asked: object,
    signal: AbortSignal | undefined
  ): Promise<OsrmAnswer<Service>> {
    const path = osrmPath(service, positions, asked);
    const url = root + path + (path.includes('?') ? search.replace('?', '&') : search);
    const answer = await fetchAnswer(url, { fetch, patience: patience(), signal, largestAnswer });
    return readAnswer(service, answer, positions.length);
  }

  return {
    async nearest(positions, asked = {}, signal) {
      const answer = await ask('nearest', positions, asked, signal);
      const { length } = answer.waypoints;
      return asMany(answer, length >= 1 && length <= (asked.number ?? 1));
    },
    async route(positions, asked = {}, signal) {
      const answer = await ask('route', positions, asked, signal);
      const { waypoints, routes } = answer;
      const legs = (asked.waypoints ?? positions).length - 1;
      const whole = routes.length >= 1 && routes.every((route) => route.legs.length === legs);
      return asMany(answer, whole && waypoints.length === positions.length);
    },
    async table(positions, asked = {}, signal) {
      const answer = await ask('table', positions, asked, signal);
      const rows = asked.sources?.length ?? positions.length;
      const columns = asked.destinations?.length ?? positions.length;
      const annotations = asked.annotations ?? ['duration'];
      const whole = annotations.every((annotation) => {
        const cells = answer[`${annotation}s`];
        return cells?.length === rows && cells.every((row) => row.length === columns);
      });
      return asMany(answer, whole && answer.sources.length === rows && answer.destinations.length === columns);
    },
    async match(positions, asked = {}, signal) {
      const answer = await ask('match', positions, asked, signal);
      return asMany(answer, answer.tracepoints.length === positions.length);
    },
    async trip(positions, asked = {}, signal) {
      const answer = await ask('trip', positions, asked, signal);
      return asMany(answer, answer.waypoints.length === positions.length);
    }
  };
}

function asMany<Answer>(answer: Answer, asAsked: boolean): Answer {
  if (!asAsked) throw invalidAnswer('it has more or fewer parts than were asked for');
  return answer;
}

function serverUrl(text: string): URL {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw new RouterError('InvalidUrl', 'The URL of an OSRM server begins with http:// or https:// and has no password.');
}
