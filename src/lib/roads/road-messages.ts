import * as v from 'valibot';
import type { FoundPlace } from '#routing/region/places-unmapped-number.ts';
import { roadClasses } from '#routing/region/road-classes.ts';
import type { RegionErrorCode } from '#routing/region/region-error.ts';
import type { DrivenPart } from '#routing/roads/driven-parts.ts';
import type { Route, RouterErrorCode, Table, Waypoint } from '#routing/roads/questions.ts';

/* What the tablet's screens and its roads' worker say to each other. */

const position = v.object({
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
});

/** Under which the roads are open and fast: the shift's day, what was learned, what is shut (`routing/roads/metric.ts`). */
const conditions = v.object({
  date: v.pipe(v.string(), v.isoDate()),
  factors: v.exactOptional(v.record(v.picklist(roadClasses), v.pipe(v.number(), v.minValue(0.5), v.maxValue(2)))),
  closed: v.exactOptional(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
  opened: v.exactOptional(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))))
});
export type Conditions = v.InferOutput<typeof conditions>;

/** Where the van is. */
const start = v.object({
  position,
  /** Degrees clockwise from north; null when standing or not known. */
  heading: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(360))),
  /** Metres by which the position may be off; null when not known. */
  accuracy: v.nullable(v.pipe(v.number(), v.minValue(0)))
});
export type Start = v.InferOutput<typeof start>;

const destination = v.object({
  position,
  /** `curb`: the van is to stop with it on its right-hand side. */
  approach: v.optional(v.picklist(['curb', 'unrestricted']))
});
export type Destination = v.InferOutput<typeof destination>;

/** Where the van was, and when: an instant in milliseconds. */
const trace = v.array(v.object({ position, at: v.pipe(v.number(), v.finite()) }));
export type Trace = v.InferOutput<typeof trace>;

const question = v.variant('ask', [
  /** Opens the kept pack, anew where another one is kept by now, and makes its roads those of the day. */
  v.object({ ask: v.literal('open'), conditions }),
  v.object({ ask: v.literal('route'), from: start, to: destination }),
  /** How long and far it is from each of the positions to each. */
  v.object({ ask: v.literal('table'), positions: v.pipe(v.array(position), v.minLength(1), v.maxLength(1000)) }),
  v.object({ ask: v.literal('search'), text: v.string(), near: v.nullable(position) }),
  /** How long the roads of a trace took. */
  v.object({ ask: v.literal('driven'), trace })
]);
export type RoadQuestion = v.InferOutput<typeof question>;

export const askedSchema = v.object({ id: v.pipe(v.number(), v.safeInteger()), question });
export type Asked = v.InferOutput<typeof askedSchema>;

/** The pack that is open. */
export interface OpenedPack {
  readonly name: string;
  readonly version: string;
}

/** The road from the van to where it drives. */
export interface Road {
  readonly from: Waypoint;
  readonly to: Waypoint;
  /** One leg, with steps. */
  readonly route: Route;
}

export interface RoadAnswers {
  open: OpenedPack;
  route: Road;
  table: Table;
  search: FoundPlace[];
  driven: DrivenPart[];
}

/**
 * Why there is no answer: a router's or a pack's own code; `no-pack`: none is kept, or it is not open; `invalid-question`;
 * `superseded`: a newer question took this one's place; `worker-failed`: the worker is gone, and opening starts another.
 */
export type RoadsProblem =
  RouterErrorCode | RegionErrorCode | 'no-pack' | 'invalid-question' | 'superseded' | 'worker-failed';

/** What comes back for the question of the same `id`. While a pack opens, how far it has come (0 to 1). */
export type Answered =
  | { id: number; answer: RoadAnswers[keyof RoadAnswers] }
  | { id: number; problem: RoadsProblem; message: string }
  | { id: number; opened: number };

export class RoadsError extends Error {
  readonly problem: RoadsProblem;

  constructor(problem: RoadsProblem, message: string) {
    super(message);
    this.name = 'RoadsError';
    this.problem = problem;
  }
}
