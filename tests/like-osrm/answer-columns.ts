import type { InferOutput } from 'valibot';
import type { osrmAnswers } from '#routing/osrm/answers.ts';

/** A route, a step as OSRM's API has them. */
export type AnsweredRoute = InferOutput<typeof osrmAnswers.route>['routes'][number];
type Step = AnsweredRoute['legs'][number]['steps'][number];

export interface Answered {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly routes: readonly AnsweredRoute[];
  readonly waypoints: number;
  /** The name of the node at a place. */
  readonly nodeAt: (place: readonly number[]) => string;
}

const listed = (tell: (step: Step) => string | number | undefined) => (route: AnsweredRoute, _: Answered) =>
  route.legs
    .flatMap(({ steps }) => steps)
    .map((step) => tell(step) ?? '')
    .join(',');

/** What a column of a feature's table tells of the first route that was found. */
const columnsOfRoute: Record<string, (route: AnsweredRoute, answered: Answered) => string> = {
  route: listed(({ name }) => name),
  turns: listed(turnOf),
  ref: listed(({ ref }) => ref),
  destinations: listed(({ destinations }) => destinations),
  modes: listed(({ mode }) => mode),
  times: listed(({ duration }) => `${duration}s`),
  distances: listed(({ distance }) => `${distance}m`),
  classes: ({ legs }) =>
    legs
      .flatMap(({ steps }) => steps)
      .map(({ intersections }) => `[${intersections.map(({ classes = [] }) => `(${classes.join(',')})`).join(',')}]`)
      .join(','),
  driving_side: listed(({ driving_side }) => driving_side),
  bearing: listed(({ intersections: [first] }) => `${bearingAt(first, 'in')}->${bearingAt(first, 'out')}`),
  distance: ({ distance }) => `${distance}m`,
  time: ({ duration }) => `${duration}s`,
  speed: ({ distance, duration }) => `${duration > 0 ? Math.round((3.6 * distance) / duration) : ''} km/h`,
  summary: ({ legs }) => legs.map(({ summary }) => summary).join(';'),
  geometry: ({ geometry }) => String(geometry),
  locations: ({ legs }, { nodeAt }) =>
    legs.flatMap(({ steps }) => steps.map((step) => nodeAt(step.maneuver.location))).join(','),
  intersections: ({ legs }) =>
    legs.flatMap(({ steps }) => steps.map(({ intersections }) => intersections.map(roadsAt).join(','))).join(';')
};

/** What it tells of the whole answer, whether or not there is a route. */
const columnsOfAnswer: Record<string, (answered: Answered) => string> = {
  status: ({ status }) => String(status),
  code: ({ code }) => code,
  message: ({ message }) => message,
  waypoints_count: ({ waypoints }) => String(waypoints),
  alternative: ({ routes: [, other] }) => (other ? columnsOfRoute['route']!(other, {} as Answered) : '')
};

export const isColumn = (name: string) => name in columnsOfRoute || name in columnsOfAnswer;

/** The text in a column of an answer; empty where there is no route. */
export function columnOf(name: string, answered: Answered): string {
  const [route] = answered.routes;
  return columnsOfAnswer[name]?.(answered) ?? (route ? columnsOfRoute[name]!(route, answered) : '');
}

function turnOf({ maneuver: { type, modifier, exit }, rotary_name }: Step): string {
  if (type === 'depart' || type === 'arrive') return type;
  if (type === 'roundabout') return `roundabout-exit-${exit}`;
  if (type === 'rotary') return `${rotary_name ?? 'rotary'}-exit-${exit}`;
  if (type === 'roundabout turn') return `${type} ${modifier} exit-${exit}`;
  return `${type} ${modifier}`;
}

type Intersection = Step['intersections'][number];

const roadsAt = ({ bearings, entry }: Intersection) =>
  bearings.map((bearing, index) => `${entry[index]}:${bearing}`).join(' ');

function bearingAt(intersection: Intersection | undefined, which: 'in' | 'out'): number {
  const index = intersection?.[which];
  if (intersection === undefined || index === undefined) return 0;
  const bearing = intersection.bearings[index]!;
  return which === 'in' ? (bearing + 180) % 360 : bearing;
}
