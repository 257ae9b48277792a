import { RouterError, type OsrmErrorCode, type RoadRouter, type Route } from '../roads/questions.ts';
import { matchJson, nearestJson, routeJson, tableJson } from './answer-json.ts';
import { collapsedMatch, collapsedRoute } from './collapse-legs.ts';
import { parseRequest, type AnsweredService, type OsrmRequest } from './parse-request.ts';

/** OSRM's `--max-…-size`, with its words and defaults. */
export interface OsrmLimits {
  /** Positions of a route. */
  readonly viaroute: number;
  /** The square root of a table's cells. */
  readonly table: number;
  /** Positions of a trace. */
  readonly matching: number;
  /** Places of a `nearest`. */
  readonly nearest: number;
  readonly alternatives: number;
}

export const usualLimits: OsrmLimits = { viaroute: 500, table: 100, matching: 100, nearest: 100, alternatives: 3 };

/**
 * OSRM's answer to a URL: 200 with `code: 'Ok'`, or 400 with its code of what is wrong. It never fails.
 * @param url path and query
 * @param report is told of what is our mistake, without the question
 */
export async function answerRequest(
  router: RoadRouter,
  url: string,
  limits: Partial<OsrmLimits> = {},
  report: (error: unknown) => void = () => {}
): Promise<{ status: 200 | 400 | 500; body: object }> {
  try {
    const request = parseRequest(url);
    checkLimits(request, { ...usualLimits, ...limits });
    return { status: 200, body: await ask(router, request) };
  } catch (error) {
    if (error instanceof RouterError) return { status: 400, body: { code: error.code, message: error.message } };
    report(error);
    return {
      status: 500,
      body: { code: 'InternalError', message: 'This cannot be answered. Please report the question.' }
    };
  }
}

async function ask(router: RoadRouter, request: OsrmRequest): Promise<object> {
  const { positions } = request;
  // OSRM snaps from any distance, unless it is told otherwise.
  const radiuses =
    request.options.radiuses?.map((radius) => radius ?? 'unlimited') ?? positions.map(() => 'unlimited' as const);
  const inItsWords = <Answer>(answer: Promise<Answer>) =>
    answer.catch((error: unknown) => {
      throw error instanceof RouterError ? new RouterError(error.code, messageOf(error, request.service)) : error;
    });
  switch (request.service) {
    case 'nearest': {
      const { options } = request;
      return nearestJson(await inItsWords(router.nearest(positions[0]!, { ...options, radiuses })), options);
    }
    case 'route': {
      const { options } = request;
      // As in OSRM's car profile, the van drives on where it came to.
      const continue_straight = options.continue_straight !== false;
      const answer = await inItsWords(router.route(positions, { ...options, radiuses, continue_straight }));
      const whole = (route: Route) => (options.waypoints ? collapsedRoute(route, options.waypoints) : route);
      return routeJson({ ...answer, routes: answer.routes.map(whole) }, options);
    }
    case 'table': {
      const { options } = request;
      return tableJson(await inItsWords(router.table(positions, { ...options, radiuses })), options);
    }
    case 'match': {
      const { options } = request;
      const answer = await inItsWords(router.match(positions, options));
      return matchJson(options.waypoints ? collapsedMatch(answer, options.waypoints) : answer, options);
    }
  }
}

function checkLimits({ service, positions, options }: OsrmRequest, limits: OsrmLimits): void {
  const { length } = positions;
  if (service === 'nearest' && (options.number ?? 1) > limits.nearest)
    throw tooBig(`Number of results ${options.number} is higher than current maximum (${limits.nearest})`);
  if (service === 'route' && length > limits.viaroute)
    throw tooBig(`Number of entries (${length}) is higher than current maximum (${limits.viaroute})`);
  if (service === 'route' && Number(options.alternatives ?? 0) > limits.alternatives)
    throw tooBig(`Requested number of alternatives is higher than current maximum (${limits.alternatives})`);
  const cells =
    service === 'table' ? (options.sources?.length ?? length) * (options.destinations?.length ?? length) : 0;
  if (cells > limits.table ** 2) throw tooBig('Too many table coordinates');
  if (service === 'match' && length > limits.matching) throw tooBig('Too many trace coordinates');
}

const tooBig = (message: string) => new RouterError('TooBig', message);

/** OSRM's sentences, which its clients may read. */
function messageOf({ code, message, position }: RouterError, service: AnsweredService): string {
  const noSegment = {
    nearest: 'Could not find a matching segments for coordinate',
    route: `Could not find a matching segment for coordinate ${position}`,
    table: `Could not find a matching segment for coordinate ${position}`,
    match: 'Could not find a matching segment for any coordinate.'
  };
  const sentences: Partial<Record<OsrmErrorCode, string>> = {
    NoSegment: noSegment[service],
    // Of a position that was read, only this is left to be wrong.
    ...(position !== undefined && {
      InvalidQuery: `Coordinate ${position} is too near a pole: the map ends at 85 degrees north and south.`
    }),
    NoRoute: 'Impossible route between points',
    NoMatch: 'Could not match the trace.'
  };
  return sentences[code as OsrmErrorCode] ?? message;
}
