import { expect, test } from 'vitest';
import { instant, type LocalDate } from '#domain/units.ts';
import { dayAfter, dayAt, dayWritten, writtenDay } from './calendar.ts';

test('the Finnish calendar turns before the one of UTC', () => {
  expect(dayAt(instant(Date.UTC(2026, 10, 24, 21, 59)))).toBe('2026-11-24');
  expect(dayAt(instant(Date.UTC(2026, 10, 24, 22, 0)))).toBe('2026-11-25');
});

test('days go over months and summer time', () => {
  expect(dayAfter('2026-03-28' as LocalDate, 2)).toBe('2026-03-30');
  expect(dayAfter('2027-01-01' as LocalDate, -1)).toBe('2026-12-31');
});

test('a day is written as people write it, and read again', () => {
  expect(writtenDay('2027-01-05' as LocalDate)).toBe('5.1.2027');
  expect(dayWritten('5.1.2027')).toBe('2027-01-05');
});
