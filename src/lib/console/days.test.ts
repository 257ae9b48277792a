import { expect, test } from 'vitest';
import { dayFrom } from './days.ts';

const lateEvening = Date.UTC(2026, 10, 24, 22, 30);

test.each([
  ['?date=2026-01-05', '2026-01-05'],
  ['?date=2026-13-05', '2026-11-25'],
  ['?date=2026-02-30', '2026-11-25'],
  ['?date=2026-02-28', '2026-02-28'],
  ['?date=tomorrow', '2026-11-25'],
  ['', '2026-11-25']
])('%s is the day %s: the Finnish calendar turns before the one of UTC', (query, day) => {
  expect(dayFrom(new URL(`http://hub/console${query}`), lateEvening)).toBe(day);
});
