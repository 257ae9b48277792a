import { expect, it } from 'vitest';
import * as v from 'valibot';
import type { LocalDate } from '#domain/units.ts';
import { plannedWorkingTime, rulesOn, workingTimeSchema } from './working-time.ts';

const rules = (profile: string, from: string, breakAfter: string | null, longestShift: string | null = null) =>
  v.parse(workingTimeSchema, {
    profile,
    from,
    breakAfter,
    breakLength: breakAfter && '0:30',
    longestShift,
    source: 'invented'
  });
const all = [
  rules('employee', '2020-01-01', '5:30', '11:00'),
  rules('employee', '2027-01-01', '5:00'),
  rules('self-employed', '2020-01-01', '6:00')
];
const on = (profile: string | null, day: string) => rulesOn(all, profile, day as LocalDate);

it('takes the rules that hold on the day, of the profile that was asked for', () => {
  expect(on('employee', '2026-12-31')?.breakAfter).toBe(5.5 * 3600);
  expect(on('employee', '2027-01-01')?.breakAfter).toBe(5 * 3600);
  expect(on('self-employed', '2027-01-01')?.breakAfter).toBe(6 * 3600);
  expect(on('employee', '2019-12-31')).toBeNull();
  expect(on(null, '2027-01-01')).toBeNull();
});

it('says them in the planner’s words, and says nothing of what is not ruled', () => {
  expect(plannedWorkingTime(all[0]!)).toEqual({ break_after: 19_800, break_service: 1800, max_shift: 39_600 });
  expect(plannedWorkingTime(all[1]!)).toEqual({ break_after: 18_000, break_service: 1800 });
  expect(plannedWorkingTime(rules('x', '2020-01-01', null, '9:00'))).toEqual({ max_shift: 32_400 });
});

it.each(['5.30', '', '0:00', '5:75'])('refuses %j as a length', (text) => {
  expect(() => rules('x', '2020-01-01', text)).toThrow();
});
