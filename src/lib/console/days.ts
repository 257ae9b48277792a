import type { LocalDate } from '#domain/units.ts';
import { dayAt } from '../calendar.ts';

/** The day of the address bar (`?date=2026-11-24`), or today when there is none or it is no day. */
export function dayFrom(url: URL, now: number): LocalDate {
  const asked = url.searchParams.get('date') ?? '';
  const real = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked));
  return (real ? asked : dayAt(now)) as LocalDate;
}
