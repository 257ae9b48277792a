import { expect, test } from 'vitest';
import type { ShiftId } from '#domain/fact.ts';
import { instant } from '#domain/units.ts';
import { currentShift } from './current-shift.ts';

const at = (day: number, hour: number) => instant(Date.UTC(2026, 10, day, 0) + hour * 3_600_000);
const shift = (day: number) => ({ shift: `day-${day}` as ShiftId, start: at(day, 6), end: at(day, 15.5) });
const three = [shift(24), shift(23), shift(25)];

test.each([
  ['no shift at all', [], at(24, 9), null],
  ['before the only shift', [shift(24)], at(24, 1), 'day-24'],
  ['long after the only shift', [shift(24)], at(29, 1), 'day-24'],
  ['in the middle of a day', three, at(24, 9), 'day-24'],
  ['a courier who is two hours late', three, at(24, 17.5), 'day-24'],
  ['the morning after, before the start', three, at(25, 5.5), 'day-25'],
  ['the very start', three, at(25, 6), 'day-25']
])('%s', (_, shifts, now, expected) => {
  expect(currentShift(shifts, now)).toBe(expected);
});
