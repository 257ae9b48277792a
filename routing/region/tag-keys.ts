import type { Tags } from './pbf/read.ts';

export type Direction = 'forward' | 'backward';

/** For each direction of a way the keys that speak of it: what is for one direction comes before what is for both. */
export const keysByDirection = (keys: readonly string[]): Readonly<Record<Direction, readonly string[]>> => ({
  forward: keys.flatMap((key) => [`${key}:forward`, key]),
  backward: keys.flatMap((key) => [`${key}:backward`, key])
});

/** The value of the first of the keys that is there; empty where none is. */
export function firstOf(tags: Tags, keys: readonly string[]): string {
  for (const key of keys) {
    const value = tags.get(key);
    if (value) return value;
  }
  return '';
}
