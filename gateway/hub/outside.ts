import { randomBytes, randomUUIDv7 } from 'node:crypto';
import type { Clock } from '#domain/units.ts';

/** Time and chance, passed in so that a day can be run again. */
export interface Outside {
  clock: Clock;
  randomBytes(count: number): Uint8Array;
  /** An identifier that nobody can guess and that sorts by its time of birth. */
  newId(): string;
}

export const realOutside = (clock: Clock): Outside => ({ clock, randomBytes, newId: () => randomUUIDv7() });
