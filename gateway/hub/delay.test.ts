import { describe, expect, it } from 'vitest';
import type { ShiftState } from '#domain/shift.ts';
import { delayOf } from './delay.ts';
import { at } from './hub.fixture.ts';

type Visit = ShiftState['visits'][number];

/**
 * Three visits of ten minutes each, at 9, 10 and 11; `times` are those of arrivals and departures so far, or `skipped`
 * in the arrival's place.
 */
const visits = (...times: string[]): Visit[] =>
  ['09', '10', '11'].map((hour, index) => {
    const own = times.slice(index * 2, index * 2 + 2);
    const skipped = own[0] === 'skipped';
    const [arrived = null, departed = null] = skipped ? [] : own.map((time) => time && at(time));
    const status = departed ? 'done' : arrived ? 'arrived' : skipped ? 'skipped' : 'planned';
    return { arrival: at(`${hour}:00`), departure: at(`${hour}:10`), arrived, departed, status } as unknown as Visit;
  });

describe('the delay by what was last heard', () => {
  it.each<[string, string[], string, number]>([
    ['nothing before the first arrival', [], '09:30', 0],
    ['the arrival’s', ['09:05'], '09:06', 5],
    ['more when it stays past the plan', ['09:05'], '09:30', 20],
    ['the departure’s', ['09:05', '09:12'], '09:20', 2],
    ['negative when it is early', ['08:50', '09:00'], '09:20', -10],
    ['more when it should have come to the next by now', ['09:00', '09:10'], '10:15', 15],
    ['the last departure’s at the end', ['09:00', '09:10', '10:00', '10:10', '11:00', '11:14'], '13:00', 4],
    ['no more where nothing is left to be done at the next', ['09:00', '09:10', 'skipped'], '10:15', 0],
    ['nothing where only a visit was skipped', ['skipped'], '09:30', 0],
    ['counted past a visit where nothing was to be done', ['', '', '10:03', '10:13'], '10:20', 3]
  ])('is %s', (_, times, heard, minutes) => {
    expect(delayOf({ visits: visits(...times) }, at(heard))).toBe(minutes * 60);
  });
});
