import * as v from 'valibot';
import type { FoundPlace } from '#routing/region/places-unmapped-number.ts';
import type { Day } from './day.ts';

/*
 * The place that a courier looked for and drives to. It may be somebody's home: it stays in this tab, is in no address,
 * log or fact, and is forgotten with the day it was looked for.
 */

const optional = v.exactOptional(v.string());
const searchedSchema = v.object({
  during: v.string(),
  place: v.object({
    kind: v.string(),
    name: optional,
    'name:fi': optional,
    'name:sv': optional,
    'name:se': optional,
    street: optional,
    housenumber: optional,
    locality: optional,
    city: optional,
    numberNotFound: optional,
    position: v.object({ longitude: v.number(), latitude: v.number() })
  })
});

const key = 'raitti-searched-place';

/** A shift, and whether it is still driven: its end forgets what was looked for before. */
const duringOf = (day: Pick<Day, 'shift' | 'ended'> | null) => (day ? `${day.shift} ${day.ended}` : '');

/** @param place null to go back to the plan */
export function keepSearchedPlace(
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  day: Pick<Day, 'shift' | 'ended'> | null,
  place: FoundPlace | null
): void {
  if (place) storage.setItem(key, JSON.stringify({ during: duringOf(day), place }));
  else storage.removeItem(key);
}

/** @returns the place that was looked for on this day; null, and whatever else was kept is forgotten, where there is none */
export function searchedPlaceOf(
  storage: Pick<Storage, 'getItem' | 'removeItem'>,
  day: Pick<Day, 'shift' | 'ended'> | null
): FoundPlace | null {
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), searchedSchema), storage.getItem(key));
  if (kept.success && kept.output.during === duringOf(day)) return kept.output.place;
  storage.removeItem(key);
  return null;
}
