import { Temporal } from 'temporal-polyfill';
import { instant, type Instant, type LocalDate } from '#domain/units.ts';

/** The clocks of the whole trade: Finnish days begin and end here, wherever the server stands. */
const zone = 'Europe/Helsinki';

/** A day as people write it, `24.1.2027`; null when it is none. */
export function readDate(text: string): LocalDate | null {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  return parts && plainDate(Number(parts[3]), Number(parts[2]), Number(parts[1]));
}

function plainDate(year: number, month: number, day: number): LocalDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString() as LocalDate;
  } catch {
    return null;
  }
}

/** A time of day as people write it, `11.30`, `klo 9` or `11:30`, as `11:30`; null when it is none. */
export function readTime(text: string): string | null {
  const parts = /^(?:klo\s*)?(\d{1,2})(?:[.:](\d{2}))?$/i.exec(text.trim());
  if (!parts) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? '0')];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/**
 * The instant of a Finnish day and time.
 *
 * @param time `11:30`. A time that the spring's change leaves out means an hour later; of the autumn's two the first.
 */
export const instantOf = (date: LocalDate, time: string): Instant =>
  instant(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
      .epochMilliseconds
  );

const zoned = (at: Instant) => Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone);

export const dateOf = (at: Instant) => zoned(at).toPlainDate().toString() as LocalDate;

export const dayAfter = (date: LocalDate, days = 1) =>
  Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate;

/** The last day that can be ordered or planned: who writes a later one meant another year. */
export const lastDay = (now: Instant) => dayAfter(dateOf(now), 400);

/** `24.1.2027` */
export function writeDate(date: LocalDate): string {
  const { day, month, year } = Temporal.PlainDate.from(date);
  return `${day}.${month}.${year}`;
}

/** `11.30` */
export function writeTime(at: Instant): string {
  const { hour, minute } = zoned(at);
  return `${hour}.${String(minute).padStart(2, '0')}`;
}
