import type { Position } from '../../src/domain/geometry.ts';
import { isHint } from '../roads/hints.ts';
import { decodePolyline } from '../roads/polyline.ts';
import { RouterError, type OsrmErrorCode } from '../roads/questions.ts';
import type {
  OsrmMatchOptions,
  OsrmNearestOptions,
  OsrmRouteOptions,
  OsrmService,
  OsrmTableOptions
} from './request.ts';

/** The services that `raitti region serve` answers. */
export type AnsweredService = Exclude<OsrmService, 'trip'>;

interface Asked<Service extends AnsweredService, Options> {
  readonly service: Service;
  readonly positions: readonly Position[];
  readonly options: Options & { readonly skip_waypoints?: boolean };
}

export type OsrmRequest =
  | Asked<'nearest', OsrmNearestOptions>
  | Asked<'route', OsrmRouteOptions>
  | Asked<'table', OsrmTableOptions>
  | Asked<'match', OsrmMatchOptions>;

/**
 * The edge: reads `/{service}/v1/{profile}/{coordinates}[.json]?{option}={value}&…`, as OSRM's server does. Any profile's
 * name will do, for there is one profile. https://project-osrm.org/docs/v26.4.1/api/#requests
 * @throws RouterError with OSRM's codes and messages: `InvalidUrl`, `InvalidService`, `InvalidVersion`, `InvalidQuery`,
 * `InvalidOptions`, `InvalidValue` or `NotImplemented`
 */
export function parseRequest(url: string): OsrmRequest {
  const text = decoded(url);
  const { service, version, begin } = parsePath(text);
  const parsers = optionParsers[service];
  if (!parsers) throw refused('InvalidService', `Service ${service} not found!`);
  if (version !== 1) throw refused('InvalidVersion', `Service ${service} not found!`);
  const { positions, end } = parseCoordinates(text, begin);
  const options = parseOptions(text, end, parsers);
  checkOptions(service, positions.length, options);
  if (positions.some(({ longitude, latitude }) => Math.abs(longitude) > 180 || Math.abs(latitude) > 90)) {
    const [code, message] = { nearest: wrongPlace, table: wrongPlace }[service] ?? wrongValue;
    throw refused(code, message);
  }
  // Each option went through the parser that its service has for its name.
  return { service, positions, options } as OsrmRequest;
}

const wrongPlace = ['InvalidOptions', 'Coordinates are invalid'] as const;
const wrongValue = ['InvalidValue', 'Invalid coordinate value.'] as const;
const refused = (code: OsrmErrorCode, message: string) => new RouterError(code, message);
const malformed = (position: number) => refused('InvalidQuery', `Query string malformed close to position ${position}`);

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    throw refused('InvalidUrl', 'URL string malformed close to position 0: "%"');
  }
}

/** What stands before the coordinates, part by part, so that an error can tell how far it was right. */
const pathParts = [/\//y, /([\w.~:-]+)/y, /\/v/y, /(\d{1,9})/y, /\//y, /[\w.~:-]+/y, /\//y, /(?=.)/y];

function parsePath(text: string): { service: string; version: number; begin: number } {
  const found: string[] = [];
  let begin = 0;
  for (const part of pathParts) {
    const match = matchAt(part, text, begin);
    if (!match) {
      const close = text.slice(Math.max(begin - 3, 0), begin + 3);
      throw refused('InvalidUrl', `URL string malformed close to position ${begin}: "${close}"`);
    }
    if (match[1] !== undefined) found.push(match[1]);
    begin += match[0].length;
  }
  return { service: found[0]!, version: Number(found[1]), begin };
}

const number = String.raw`[-+]?(?:\d+(?:\.\d+)?|\.\d+)`;
const location = new RegExp(`(${number}),(${number})`, 'y');
const polyline = /polyline(6?)\(([^)]+)\)/y;

function parseCoordinates(text: string, begin: number): { positions: Position[]; end: number } {
  let positions: Position[] = [];
  let end = begin;
  const line = matchAt(polyline, text, begin);
  if (line) {
    const decodedLine = decodePolyline(line[2]!, line[1] === '6' ? 6 : 5);
    if (!decodedLine) throw malformed(begin + line[0].indexOf('(') + 1);
    positions = decodedLine.map(([longitude, latitude]) => ({ longitude, latitude }));
    end += line[0].length;
  } else {
    for (let isMore = true; isMore;) {
      const match = matchAt(location, text, end);
      if (!match) throw malformed(end);
      positions.push({ longitude: Number(match[1]), latitude: Number(match[2]) });
      end += match[0].length;
      isMore = text[end] === ';';
      if (isMore) end++;
    }
  }
  if (text.startsWith('.json', end)) end += 5;
  if (text.startsWith('.flatbuffers', end)) throw refused('NotImplemented', 'Only the format json is implemented.');
  if (end < text.length && text[end] !== '?') throw malformed(end);
  return { positions, end: end + 1 };
}

function parseOptions(text: string, begin: number, parsers: Parsers): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  let at = begin;
  while (at < text.length) {
    const name = matchAt(/([a-z_]+)=/y, text, at)?.[1];
    const parse = name !== undefined && Object.hasOwn(parsers, name) ? parsers[name] : undefined;
    if (!parse) throw malformed(at);
    at += name!.length + 1;
    const end = text.indexOf('&', at);
    const value = parse(text.slice(at, end === -1 ? undefined : end));
    if (value === undefined) throw malformed(at);
    options[name!] = value;
    at = end === -1 ? text.length : end + 1;
  }
  return options;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** What an option's text means; `undefined` where it means nothing. */
type Parse<Value = unknown> = (text: string) => Value | undefined;
type Parsers = Readonly<Record<string, Parse>>;

const oneOf =
  <Value>(values: Readonly<Record<string, Value>>): Parse<Value> =>
  (text) =>
    Object.hasOwn(values, text) ? values[text] : undefined;
const word = (...words: string[]) => oneOf(Object.fromEntries(words.map((one) => [one, one])));
const boolean = oneOf({ true: true, false: false });
const whole: Parse<number> = (text) => (/^\d{1,10}$/.test(text) ? Number(text) : undefined);
const decimalIn =
  (pattern: RegExp): Parse<number> =>
  (text) =>
    pattern.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
const decimal = decimalIn(new RegExp(`^${number}$`));
/** OSRM reads exponents here only. */
const radius = decimalIn(new RegExp(`^${number}(?:[eE][-+]?\\d+)?$`));

const either =
  (...parsers: Parse[]): Parse =>
  (text) => {
    for (const parse of parsers) {
      const value = parse(text);
      if (value !== undefined) return value;
    }
    return undefined;
  };
const list =
  (parse: Parse, separator: ';' | ','): Parse<unknown[]> =>
  (text) => {
    const values = text.split(separator).map(parse);
    return values.includes(undefined) ? undefined : values;
  };
/** One for each position; an empty one leaves it at the default. */
const each = (parse: Parse) => list((text) => (text === '' ? null : parse(text)), ';');

const bearing: Parse = (text) => {
  const match = /^([-+]?\d{1,5}),([-+]?\d{1,5})$/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
};

const placeParsers: Parsers = {
  bearings: each(bearing),
  radiuses: each(either(word('unlimited'), radius)),
  hints: each((text) => (isHint(text) ? text : undefined)),
  approaches: each(word('unrestricted', 'curb', 'opposite')),
  generate_hints: boolean,
  skip_waypoints: boolean,
  snapping: word('default', 'any'),
  exclude: list((text) => (/^\w+$/.test(text) ? text : undefined), ',')
};

const detailParsers: Parsers = {
  ...placeParsers,
  steps: boolean,
  waypoints: list(whole, ';'),
  geometries: word('polyline', 'polyline6', 'geojson'),
  overview: either(word('full', 'simplified'), oneOf({ false: false })),
  annotations: either(boolean, list(word('duration', 'nodes', 'distance', 'weight', 'datasources', 'speed'), ','))
};

const optionParsers: Readonly<Record<string, Parsers | undefined>> = {
  __proto__: null as never,
  nearest: { ...placeParsers, number: whole },
  route: {
    ...detailParsers,
    alternatives: either(boolean, whole),
    continue_straight: either(word('default'), boolean)
  },
  table: {
    ...placeParsers,
    sources: either(word('all'), list(whole, ';')),
    destinations: either(word('all'), list(whole, ';')),
    annotations: list(word('duration', 'distance'), ','),
    fallback_speed: decimal,
    fallback_coordinate: word('input', 'snapped'),
    scale_factor: decimal
  },
  match: { ...detailParsers, timestamps: list(whole, ';'), gaps: word('split', 'ignore'), tidy: boolean }
};

function checkOptions(service: string, count: number, options: Record<string, unknown>): void {
  for (const name of ['hints', 'bearings', 'radiuses', 'approaches', 'timestamps']) {
    const size = (options[name] as unknown[] | undefined)?.length ?? count;
    if (size === count) continue;
    const message = `Number of elements in ${name} size ${size} does not match coordinate size ${count}`;
    throw refused('InvalidOptions', message);
  }
  if (service === 'nearest' && count > 1) throw refused('InvalidOptions', 'Only one input coordinate is supported');
  if (service !== 'nearest' && count < 2)
    throw refused('InvalidOptions', 'Number of coordinates needs to be at least two.');
  const bearings = (options['bearings'] ?? []) as ([number, number] | null)[];
  if (bearings.some((asked) => asked && (asked[0] < 0 || asked[0] > 360 || asked[1] < 0 || asked[1] > 180)))
    throw refused('InvalidOptions', 'A bearing is 0 to 360 degrees, its range 0 to 180.');
  const radiuses = (options['radiuses'] ?? []) as (number | string | null)[];
  if (radiuses.some((radius) => typeof radius === 'number' && radius < 0))
    throw refused('InvalidOptions', 'A radius is not less than zero.');
  for (const name of ['sources', 'destinations', 'waypoints']) {
    if (options[name] === 'all') delete options[name];
    if (((options[name] ?? []) as number[]).some((index) => index >= count))
      throw refused('InvalidOptions', `There is a number in ${name} for which there is no coordinate.`);
  }
  for (const name of ['fallback_speed', 'scale_factor', 'number'])
    if (options[name] !== undefined && !((options[name] as number) > 0))
      throw refused('InvalidOptions', `${name} is more than zero.`);
  const waypoints = options['waypoints'] as number[] | undefined;
  if (waypoints?.some((index, at) => index <= (waypoints[at - 1] ?? -1)))
    throw refused('InvalidOptions', 'The numbers in waypoints rise.');
  if (waypoints && (waypoints[0] !== 0 || waypoints.at(-1) !== count - 1))
    throw refused('InvalidValue', 'First and last coordinates must be specified as waypoints.');
  // The stock car profile lets one leave out tolls, motorways and ferries; ours has no such choices.
  if (options['exclude'] !== undefined) throw refused('InvalidValue', 'Exclude flag combination is not supported.');
}
