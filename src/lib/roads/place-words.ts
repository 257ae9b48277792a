import { isPlaceKind, placeKindMessages } from '#messages/place-kinds.ts';
import type { Locale } from '#messages/locale.ts';
import type { Place } from '#routing/region/places.ts';

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
