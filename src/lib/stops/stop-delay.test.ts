import { expect, test } from 'vitest';
import { after, instant, seconds } from '#domain/units.ts';
import { stopsMessages } from '#messages/stops.ts';
import { dayWord, delaySentences, isLate } from './stop-delay.ts';

const now = instant(Date.UTC(2026, 10, 24, 10));
const later = (from: number, to: number) => ({
  from: after(now, seconds(from * 3600)),
  to: after(now, seconds(to * 3600))
});
const minutesAgo = (minutes: number) => after(now, seconds(-minutes * 60));
const say = stopsMessages('fi');

test.each([
  [720, 4, ['Auto on noin 12 minuuttia myöhässä.', 'Tieto on 4 minuuttia vanha.']],
  [60, 1, ['Auto on aikataulussa.', 'Tieto on 1 minuutin vanha.']],
  [-60, 0, ['Auto on aikataulussa.', 'Tieto on juuri saatu.']],
  [-600, 60, ['Auto on noin 10 minuuttia edellä. Se odottaa luvattuun aikaan.', 'Tieto on 60 minuuttia vanha.']],
  [180, -3, ['Auto on noin 3 minuuttia myöhässä.', 'Tieto on juuri saatu.']]
])('%i s late, heard %i min ago', (late, ago, expected) => {
  expect(
    delaySentences({ delay: { seconds: seconds(late), heard: minutesAgo(ago) }, timetable: [later(1, 2)] }, now, say)
  ).toEqual(expected);
});

test('old news is told by its time', () => {
  const [, heard] = delaySentences(
    { delay: { seconds: seconds(0), heard: minutesAgo(61) }, timetable: [later(1, 2)] },
    now,
    say
  );
  expect(heard).toContain('klo 10.59');
});

test.each([
  ['nothing heard today', [later(1, 2)], 'Emme ole vielä kuulleet autosta tänään. Aikataulu on voimassa.'],
  ['no visit today', [later(24, 25)], 'Auto ei käy täällä tänään.'],
  ['today’s visit is over', [later(-3, -2)], 'Auto ei käy täällä tänään.'],
  ['no timetable at all', [], 'Auto ei käy täällä tänään.']
])('%s', (_, timetable, expected) => {
  expect(delaySentences({ delay: null, timetable }, now, say)).toEqual([expected]);
});

test('a delay says nothing of a day without a visit', () => {
  const delay = { seconds: seconds(900), heard: minutesAgo(1) };
  expect(delaySentences({ delay, timetable: [later(24, 25)] }, now, say)).toEqual(['Auto ei käy täällä tänään.']);
  expect(isLate({ delay, timetable: [later(24, 25)] }, now)).toBe(false);
  expect(isLate({ delay, timetable: [later(1, 2)] }, now)).toBe(true);
});

test.each([
  [0, 'Tänään'],
  [13.9, 'Huomenna'],
  [24, 'Huomenna'],
  [48, 'Torstai 26.11.2026']
])('in %f hours it is %s', (hours, word) => {
  expect(dayWord(after(now, seconds(hours * 3600 + 600)), now, say)).toBe(word);
});
