import { expect, test } from 'vitest';
import { instant, metres, seconds, type Instant, type LocalDate } from '#domain/units.ts';
import { expectedArrival, handOverTogether, isDriven, loadingList, openDeliveries, punctuality } from './day.ts';
import { makeLoad, makeVisit, person } from './day.fixture.ts';

const minute = 60_000;
const at = (minutes: number) => instant(minutes * minute);

test('one hand-over takes the open consignments of one person, and nobody else’s', () => {
  const aino = person('Aino');
  const visit = makeVisit({
    deliveries: [
      makeLoad({ id: 'meal', card: aino, status: 'loaded' }),
      makeLoad({ id: 'given', card: aino, status: 'handed_over' }),
      makeLoad({ id: 'other', card: person('Veikko'), status: 'loaded' }),
      makeLoad({ id: 'medicine', card: aino, status: 'loaded' }),
      makeLoad({ id: 'cancelled', card: aino, status: 'cancelled' })
    ]
  });
  expect(handOverTogether(visit).map(({ id }) => id)).toEqual(['meal', 'medicine']);
  expect(openDeliveries(visit).map(({ id }) => id)).toEqual(['meal', 'other', 'medicine']);
});

test('the loading list goes by place and sender; a return is fetched from a person', () => {
  const visits = [
    makeVisit({
      id: 'depot',
      pickups: [makeLoad({ sender: 'Kitchen' }), makeLoad({ sender: 'Shop' }), makeLoad({ sender: 'Kitchen' })]
    }),
    makeVisit({ id: 'home', pickups: [makeLoad({ sender: 'Library', direction: 'return', card: person('Helmi') })] })
  ];
  expect(loadingList({ visits }).map(({ visit, sender, loads }) => [visit.id, sender, loads.length])).toEqual([
    ['depot', 'Kitchen', 2],
    ['depot', 'Shop', 1],
    ['home', 'Helmi', 1]
  ]);
});

test.each([
  [at(30), { state: 'on_time' }],
  [at(50), { state: 'on_time' }],
  [at(51), { state: 'soon' }],
  [at(60), { state: 'soon' }],
  [at(65), { state: 'late', by: 300 }]
])('a promise until minute 60, expected at %s: %o', (expected: Instant, state) => {
  expect(punctuality({ promise: { from: at(0), to: at(60) } }, expected)).toEqual(state);
});

test('nothing promised is never late', () => expect(punctuality({ promise: null }, at(999))).toBeNull());

test('the expected arrival is the plan’s until leaving now would be later', () => {
  const visit = { arrival: at(60), driving: seconds(20 * 60), distance: metres(1) };
  expect(expectedArrival(visit, at(10))).toBe(at(60));
  expect(expectedArrival(visit, at(50))).toBe(at(70));
  expect(expectedArrival(visit, at(50), 0.75)).toBe(at(60));
});

test.each([
  ['today, not begun', '2026-11-24', false, false, true],
  ['on its way after midnight, with parcels aboard', '2026-11-23', true, false, true],
  ['yesterday, driven to its end', '2026-11-23', true, true, false],
  ['yesterday, never begun', '2026-11-23', false, false, false]
])('a day that is %s', (_, date, started, ended, driven) => {
  expect(isDriven({ date: date as LocalDate, started, ended }, '2026-11-24' as LocalDate)).toBe(driven);
});
