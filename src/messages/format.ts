import type { Locale } from './locale.ts';

/* Instants come as milliseconds since 1970, for this room imports nobody. */

const zone = 'Europe/Helsinki';

/** A time of day as Finland writes it, `11.40`; the word before it is the sentence's. */
export function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat('fi-FI', { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(at);
}

/** A day as Finland writes it, `24.11.2026`. */
export function dayOf(at: number): string {
  return new Intl.DateTimeFormat('fi-FI', { timeZone: zone, dateStyle: 'short' }).format(at);
}

/** Metres as kilometres with one decimal, `2,5`. */
export function kilometres(metres: number, locale: Locale): string {
  const spoken = locale === 'en' ? 'en-FI' : 'fi-FI';
  return new Intl.NumberFormat(spoken, { maximumFractionDigits: 1 }).format(metres / 1000);
}
