import type { StopPage } from '#gateway/hub/services.ts';
import { between, type Instant } from '#domain/units.ts';
import { dayOf, timeOfDay } from '#messages/format.ts';
import type { stopsMessages } from '#messages/stops.ts';

/** Less than this is nothing a person at a stop would notice, in seconds. */
const noticeable = 150;
/** Older news than this is told by its time of day, because much may have changed since; in minutes. */
const fresh = 60;

/** Whether a person at the stop has to wait for a van that comes today. */
export const isLate = ({ delay, timetable }: Pick<StopPage, 'delay' | 'timetable'>, now: Instant) =>
  comesToday(timetable, now) && delay !== null && delay.seconds >= noticeable;

const comesToday = (timetable: StopPage['timetable'], now: Instant) =>
  timetable.some(({ from, to }) => dayOf(from) === dayOf(now) && to > now);

/**
 * What the stop page says of today: how late the van is and how old that news is. Never an estimate without its age.
 *
 * @returns one sentence or two.
 */
export function delaySentences(
  { delay, timetable }: Pick<StopPage, 'delay' | 'timetable'>,
  now: Instant,
  say: ReturnType<typeof stopsMessages>
): string[] {
  if (!comesToday(timetable, now)) return [say('unknown_not_today')];
  if (!delay) return [say('unknown')];
  const minutes = Math.round(Math.abs(delay.seconds) / 60);
  const age = Math.max(0, Math.floor(between(delay.heard, now) / 60));
  return [
    Math.abs(delay.seconds) < noticeable
      ? say('on_time')
      : say(delay.seconds > 0 ? 'late' : 'early', { count: minutes }),
    age === 0
      ? say('heard_now')
      : age <= fresh
        ? say('heard', { count: age })
        : say('heard_at', { time: timeOfDay(delay.heard) })
  ];
}

/** A day by the word people use for it, or by its date with the weekday. */
export function dayWord(at: Instant, now: Instant, say: ReturnType<typeof stopsMessages>): string {
  if (dayOf(at) === dayOf(now)) return say('today');
  if (dayOf(at) === dayOf(now + 24 * 3_600_000)) return say('tomorrow');
  const spoken = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-FI', se: 'se-FI' }[say.locale];
  const weekday = new Intl.DateTimeFormat(spoken, { timeZone: 'Europe/Helsinki', weekday: 'long' }).format(at);
  return `${weekday.charAt(0).toLocaleUpperCase(spoken)}${weekday.slice(1)} ${dayOf(at)}`;
}
