import type { LocalDate } from '#domain/units.ts';

/** The Finnish calendar's day at an instant, wherever the browser stands. */
export const dayAt = (instant: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(instant) as LocalDate;

/** The day some days after, or before when negative. */
export function dayAfter(date: LocalDate, days: number): LocalDate {
  const noon = new Date(`${date}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10) as LocalDate;
}

/** `24.11.2026`, as people write it. */
export const writtenDay = (date: LocalDate) => date.split('-').reverse().map(Number).join('.');

/** The day that people wrote as `24.11.2026`; it must be one, as an accepted order's is. */
export const dayWritten = (text: string) =>
  text
    .split('.')
    .reverse()
    .map((part) => part.padStart(2, '0'))
    .join('-') as LocalDate;
