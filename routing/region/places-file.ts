import * as v from 'valibot';
import type { Place } from './places.ts';
import { RegionError } from './region-error.ts';

const text = v.optional(v.string());

const place = v.object({
  kind: v.string(),
  name: text,
  'name:fi': text,
  'name:sv': text,
  'name:se': text,
  street: text,
  housenumber: text,
  locality: text,
  city: text,
  position: v.object({
    longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
    latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
  })
});

/**
 * Reads the content of a pack's `places.json`.
 * @throws RegionError `broken-region`
 */
export function readPlaces(content: Uint8Array): Place[] {
  let found: unknown;
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    throw broken('it is not JSON');
  }
  const { success, output } = v.safeParse(v.array(place), found);
  if (!success) throw broken('a place is not as it must be');
  return output as Place[];
}

const broken = (what: string) =>
  new RegionError(
    'broken-region',
    `The region pack is damaged: in places.json ${what}. Build the region again with "raitti region build".`
  );
