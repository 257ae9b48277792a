import type { LocalDate } from '#domain/units.ts';
import { dayAt } from '../calendar.ts';

/** The day of the address bar (`?date=2026-11-24`), or today when there is none or it is no day. */
export function dayFrom(url: URL, now: number): LocalDate {
  const asked = url.searchParams.get('date') ?? '';
  return (isDay(asked) ? asked : dayAt(now)) as LocalDate;
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(text: string): boolean {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? text : NaN);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
}
