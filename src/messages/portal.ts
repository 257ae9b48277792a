import { translator } from './catalogue.ts';
import { dayOf, timeOfDay } from './format.ts';
import type { Locale } from './locale.ts';
import en from './portal/en.ts';
import fi from './portal/fi.ts';
import se from './portal/se.ts';
import sv from './portal/sv.ts';

export type PortalKey = keyof typeof fi;

/** What a resident reads in the van's portal. */
export const portalCatalogues = {
  fi: { origin: 'author', reviewer: null, messages: fi },
  sv: { origin: 'author', reviewer: null, messages: sv },
  en: { origin: 'author', reviewer: null, messages: en },
  se: { origin: 'machine', reviewer: null, messages: se }
} as const;

export const portalMessages = (locale: Locale) => translator<PortalKey>(portalCatalogues, locale);

/** Terms, rights and emergencies: a misunderstanding here harms a person, so no machine writes them in any language. */
export const isNeverMachineMade = (key: string) =>
  /^(terms|rights|emergency|accept|about_kept|about_scam|about_call_lead|signs_in|accessibility|address_is|guide)/.test(
    key
  );

interface StopName {
  fi: string;
  sv: string | null;
  se: string | null;
}

/** A stop's name in the reader's language where it has one. */
export const stopNameIn = ({ fi, sv, se }: StopName, locale: Locale) =>
  (locale === 'sv' && sv) || (locale === 'se' && se) || fi;

/**
 * Where the van stops next and when; with the date where that is not today, as on a Sunday.
 *
 * @returns null when no stop is to come, or only one that the courier forgot on another day.
 */
export function nextStopIn(
  locale: Locale,
  next: { name: StopName; promise: { from: number; to: number } } | null,
  now: number
): string | null {
  if (!next) return null;
  const { from, to } = next.promise;
  const date = dayOf(from);
  const isToday = date === dayOf(now);
  if (to < now && !isToday) return null;
  const values = { stop: stopNameIn(next.name, locale), date, from: timeOfDay(from), to: timeOfDay(to) };
  return portalMessages(locale)(isToday ? 'next_stop' : 'next_stop_on', values);
}
