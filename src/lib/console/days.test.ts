import { expect, test } from 'vitest';
import type { LocalDate } from '#domain/units.ts';
import { dayAfter, dayFrom, writtenDay } from './days.ts';

const lateEvening = Date.UTC(2026, 10, 24, 22, 30);

test.each([
  ['?date=2026-01-05', '2026-01-05'],
  ['?date=2026-13-05', '2026-11-25'],
  ['?date=tomorrow', '2026-11-25'],
  ['', '2026-11-25']
])('%s is the day %s: the Finnish calendar turns before the one of UTC', (query, day) => {
  expect(dayFrom(new URL(`http://hub/console${query}`), lateEvening)).toBe(day);
});

test('days go over months and summer time', () => {
  expect(dayAfter('2026-03-28' as LocalDate, 2)).toBe('2026-03-30');
  expect(dayAfter('2027-01-01' as LocalDate, -1)).toBe('2026-12-31');
  expect(writtenDay('2027-01-05')).toBe('5.1.2027');
});
