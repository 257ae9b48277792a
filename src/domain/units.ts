/** Quantities that cannot be mixed up: a number of metres is not a number of seconds. */
declare const unit: unique symbol;
type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

export type Metres = Quantity<'metres'>;
export type Seconds = Quantity<'seconds'>;
export type Milliseconds = Quantity<'milliseconds'>;

/** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Quantity<'instant'>;

/** A day in the Finnish calendar, `2026-11-24`. */
export type LocalDate = string & { readonly [unit]: 'date' };

export const metres = (value: number) => value as Metres;
export const seconds = (value: number) => value as Seconds;
export const milliseconds = (value: number) => value as Milliseconds;
export const instant = (value: number) => value as Instant;

/** The instant `duration` seconds after `at`. */
export const after = (at: Instant, duration: Seconds) => (at + duration * 1000) as Instant;

/** The seconds from `start` to `end`; negative when `end` is earlier. */
export const between = (start: Instant, end: Instant) => ((end - start) / 1000) as Seconds;

/** Tells the time; passed in wherever it is needed, so that a day can be run in a second. */
export interface Clock {
  now(): Instant;
  /** Milliseconds since the device's boot: never set, never jumps. */
  monotonic(): Milliseconds;
}
