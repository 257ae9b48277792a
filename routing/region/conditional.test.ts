import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOpenAt, momentOf, tagsAt, tagsEver } from './conditional.ts';

const access = (value: string, date: string) =>
  tagsAt(new Map([['motor_vehicle:conditional', value]]), momentOf(date)!).get('motor_vehicle');

test.each([
  '2026-02-30',
  '2025-02-29',
  '2026-04-31T10:00',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-03-02T24:00',
  '2026-03-02T10:60',
  '2026-3-2',
  '2026-03-02T10',
  'Monday',
  ''
])('%j is no moment', (date) => {
  expect(momentOf(date)).toBeUndefined();
});

test('a leap day is one, and the last minute of a day', () => {
  expect(momentOf('2028-02-29T23:59')).toEqual({ day: '02-29', weekday: 1, minutes: 1439 });
});

// 2 March 2026 is a Monday.
describe('a condition', () => {
  test.each([
    ['no @ (Nov-Mar)', '2026-03-02'],
    ['no @ (Nov-Mar)', '2026-11-01'],
    ['no @ (Oct 15-Apr 15)', '2026-04-15'],
    ['no @ (Mar)', '2026-03-31'],
    ['no @ (Mar 2)', '2026-03-02'],
    ['no @ Mo-Fr', '2026-03-06'],
    ['no @ (Sa,Su)', '2026-03-08'],
    ['no @ (Fr-Mo)', '2026-03-02'],
    ['no @ (07:00-18:00)', '2026-03-02T07:00'],
    ['no @ (22:00-06:00)', '2026-03-02T23:00'],
    ['no @ (22:00-06:00)', '2026-03-02T05:59'],
    ['no @ (07:00-09:00,15:00-17:00)', '2026-03-02T16:00'],
    ['no @ (Nov-Mar Mo-Fr 07:00-18:00)', '2026-03-02T12:00'],
    ['no @ (winter)', '2026-01-02'],
    ['no @ (summer)', '2026-07-02'],
    ['no @ (Mo-Fr AND 07:00-18:00)', '2026-03-02T12:00'],
    ['no @ (Sa; Mo)', '2026-03-02'],
    ['yes @ (Mo-Fr); no @ (Nov-Mar)', '2026-03-02'],
    ['no @ (24/7)', '2026-03-02']
  ])('"%s" is met on %s', (value, date) => {
    expect(access(value, date)).toBe('no');
  });

  test.each([
    ['no @ (Nov-Mar)', '2026-04-01'],
    ['no @ (Oct 15-Apr 15)', '2026-04-16'],
    ['no @ (Mo-Fr)', '2026-03-07'],
    ['no @ (07:00-18:00)', '2026-03-02T18:00'],
    ['no @ (07:00-18:00)', '2026-03-02'],
    ['no @ (Mo-Fr 07:00-18:00)', '2026-03-07T12:00'],
    ['no @ (Mo-Fr AND 07:00-18:00)', '2026-03-02T19:00'],
    ['no @ (winter)', '2026-07-02'],
    ['no @ (wet)', '2026-03-02'],
    ['no @ (weight > 3.5)', '2026-03-02'],
    ['no @ (PH)', '2026-03-02'],
    ['no @ (sunset-sunrise)', '2026-03-02T23:00'],
    ['no @ (07:00)', '2026-03-02T07:00'],
    ['no @ ()', '2026-03-02'],
    ['no', '2026-03-02']
  ])('"%s" is not met on %s', (value, date) => {
    expect(access(value, date)).toBeUndefined();
  });

  test('leaves the tag as it is where it is not met, and the others always', () => {
    const tags = new Map([
      ['maxspeed', '100'],
      ['maxspeed:conditional', '80 @ (winter); 60 @ (Mo 07:00-09:00)'],
      ['surface', 'asphalt']
    ]);
    const at = (date: string) => tagsAt(tags, momentOf(date)!).get('maxspeed');
    expect([at('2026-07-01'), at('2026-01-01'), at('2026-03-02T08:00')]).toEqual(['100', '80', '60']);
    expect(tagsAt(tags, momentOf('2026-01-01')!).get('surface')).toBe('asphalt');
    expect(tagsEver(tags).map((set) => set.get('maxspeed'))).toEqual(['100', '80', '60']);
  });
});

test.each<[string, string, boolean | undefined]>([
  ['24/7', '2026-03-02', true],
  ['May-Oct', '2026-03-02', false],
  ['Mo-Fr 06:00-22:00; Sa 08:00-18:00', '2026-03-07T12:00', true],
  ['Mo-Fr 06:00-22:00; Sa 08:00-18:00', '2026-03-07T07:00', false],
  ['Mo-Fr 06:00-22:00', '2026-03-02', true],
  ['Mo-Fr 06:00-22:00', '2026-03-07', false],
  ['24/7; Su off', '2026-03-08', false],
  ['off', '2026-03-02', false],
  ['by appointment', '2026-03-02', undefined],
  ['Mo-Fr; PH off', '2026-03-02', undefined]
])('opening hours "%s" on %s: %s', (hours, date, isOpen) => {
  expect(isOpenAt(hours, momentOf(date)!)).toBe(isOpen);
});

test.each(['', 'tomorrow', '2026-13-01', '2026-02-30T', '26-01-01'])('"%s" is no date', (date) => {
  expect(momentOf(date)).toBeUndefined();
});

test('whatever is written there, it is met or not', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect([undefined, true, false]).toContain(isOpenAt(text, momentOf('2026-03-02T12:00')!));
      expect(tagsAt(new Map([['access:conditional', text]]), momentOf('2026-03-02')!).size).toBeLessThan(3);
    }),
    { numRuns: 500 }
  );
});
