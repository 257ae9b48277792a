import { describe, expect, it } from 'vitest';
import { instant, type LocalDate } from '#domain/units.ts';
import { dateOf, instantOf, readDate, readTime, writeDate, writeTime } from './finnish-time.ts';

describe('Finnish dates and times', () => {
  it.each([
    ['24.1.2027', '2027-01-24'],
    ['24.01.2027', '2027-01-24'],
    [' 9.2.2028 ', '2028-02-09'],
    ['29.2.2028', '2028-02-29'],
    ['29.2.2027', null],
    ['31.4.2027', null],
    ['0.1.2027', null],
    ['1.13.2027', null],
    ['2027-01-24', null],
    ['24.1.27', null],
    ['24/1/2027', null],
    ['huomenna', null]
  ])('reads the date %s as %s', (text, date) => expect(readDate(text)).toBe(date));

  it.each([
    ['11.30', '11:30'],
    ['9', '09:00'],
    ['klo 9.05', '09:05'],
    ['23:59', '23:59'],
    ['24.00', null],
    ['11.60', null],
    ['11.3', null],
    ['puolipäivä', null],
    ['-1', null]
  ])('reads the time %s as %s', (text, time) => expect(readTime(text)).toBe(time));

  it.each([
    ['2026-11-24', '07:30', '2026-11-24T05:30:00Z'],
    ['2026-07-01', '07:30', '2026-07-01T04:30:00Z'],
    // The night when the clocks go forward has no half past three, the one when they go back has two.
    ['2027-03-28', '03:30', '2027-03-28T01:30:00Z'],
    ['2026-10-25', '03:30', '2026-10-25T00:30:00Z']
  ])('knows when %s klo %s is', (date, time, utc) => expect(instantOf(date as LocalDate, time)).toBe(Date.parse(utc)));

  it('writes as people do, and knows which day it is in Finland', () => {
    const night = instant(Date.parse('2026-11-24T22:05:00Z'));
    expect(dateOf(night)).toBe('2026-11-25');
    expect(writeDate('2027-01-04' as LocalDate)).toBe('4.1.2027');
    expect(writeTime(night)).toBe('0.05');
  });
});
