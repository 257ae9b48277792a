import { isPlaceKind, placeKindMessages } from '#messages/place-kinds.ts';
import type { Locale } from '#messages/locale.ts';
import { roadMessages } from '#messages/road.ts';
import type { Place } from '#routing/region/places.ts';
import type { FoundPlace } from '#routing/region/places-unmapped-number.ts';

/** What a place is called on its sign, or in the person's own language: "Koulutie 3", "Skolvägen 3". */
export function placeName(place: Place, locale: Locale): string {
  const own = place.name ?? `${place.street} ${place.housenumber}`;
  return (locale === 'sv' ? place['name:sv'] : locale === 'fi' ? place['name:fi'] : undefined) ?? own;
}

/** What tells it from others: its other name, what it is, and where. */
export function placeWords(place: Place, locale: Locale): string {
  const name = placeName(place, locale);
  const other = [place.name, place['name:fi'], place['name:sv']].find((one) => one !== undefined && one !== name);
  const kind = isPlaceKind(place.kind) && place.kind !== 'address' ? placeKindMessages(locale)(place.kind) : undefined;
  return [other, kind, place.locality, place.city].filter((word) => word !== undefined).join(' · ');
}

/** That this is not the whole address that was asked for: nobody may stop at the wrong door believing it is the right one. */
export function missingNumber({ kind, numberNotFound: number }: FoundPlace, locale: Locale): string | undefined {
  if (number === undefined) return;
  return roadMessages(locale)(kind === 'street' ? 'only_street' : 'house_not_on_map', { number });
}
