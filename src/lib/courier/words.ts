import type { Instant, Metres, Seconds } from '#domain/units.ts';
import type { Say } from '#messages/courier.ts';
import { kilometres, timeOfDay } from '#messages/format.ts';
import type { Locale } from '#messages/locale.ts';

/** `850 m`, `2,5 km`, and whole kilometres from ten on: more would only look exact. */
export function distance(of: Metres, say: Say): string {
  if (of < 950) return say('metres', { count: Math.round(of / 10) * 10 });
  const shown = of < 9_950 ? of : Math.round(of / 1000) * 1000;
  return say('kilometres', { count: kilometres(shown, say.locale) });
}

/** `7 min` or `1 t 20 min`, rounded up to a minute: nobody is there in 0 min. */
export function duration(of: Seconds, say: Say): string {
  const minutes = Math.max(1, Math.ceil(of / 60));
  return minutes < 60
    ? say('minutes', { count: minutes })
    : say('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** `klo 11.40`. */
export const at = (of: Instant, say: Say) => say('at', { time: timeOfDay(of) });

/** `klo 11.00–12.00`. */
export const window = (of: { from: Instant; to: Instant }, say: Say) =>
  say('from_to', { from: timeOfDay(of.from), to: timeOfDay(of.to) });

/** Megabytes with one decimal at most. */
export const megabytes = (bytes: number, locale: Locale) =>
  new Intl.NumberFormat(locale === 'en' ? 'en-FI' : 'fi-FI', { maximumFractionDigits: 1 }).format(bytes / 1_000_000);
