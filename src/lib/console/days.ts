import type { LocalDate } from '#domain/units.ts';

/** The day of the address bar (`?date=2026-11-24`), or today when there is none or it is no day. */
export function dayFrom(url: URL, now: number): LocalDate {
  const asked = url.searchParams.get('date') ?? '';
  const real = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked));
  return (real ? asked : today(now)) as LocalDate;
}

/** The Finnish calendar's day at an instant. */
export const today = (now: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(now) as LocalDate;

/** The day some days after, or before when negative. */
export function dayAfter(date: LocalDate, days: number): LocalDate {
  const noon = new Date(`${date}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10) as LocalDate;
}

/** `24.11.2026`, as people write it. */
export const writtenDay = (date: string) => date.split('-').reverse().map(Number).join('.');
