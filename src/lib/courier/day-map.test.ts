import { expect, test } from 'vitest';
import { courierMessages } from '#messages/courier.ts';
import { drivenPoints, mapStops, planLine, roadAhead } from './day-map.ts';
import { makeLoad, makeVisit } from './day.fixture.ts';

const leg = (from: number) => [0, 1, 2, 3].map((step): [number, number] => [from + step, 64]);
const start = makeVisit({ id: 'start', kind: 'start', status: 'done' });
const done = makeVisit({ id: 'done', status: 'done', leg: leg(0) });
const next = makeVisit({ id: 'next', leg: leg(4) });
const failed = makeVisit({ id: 'failed', status: 'done', deliveries: [makeLoad({ status: 'failed' })] });
const stop = makeVisit({ id: 'stop', kind: 'service_stop' });
const nowhere = makeVisit({ id: 'nowhere', position: null });
const visits = [start, done, failed, next, nowhere, stop];

test('the map shows each visit whose place is known, by its number and state', () => {
  const stops = mapStops(visits, next, courierMessages('fi'));
  expect(stops.map(({ id, label, kind }) => [id, label, kind])).toEqual([
    ['start', '', 'depot'],
    ['done', '1', 'done'],
    ['failed', '2', 'failed'],
    ['next', '3', 'next'],
    ['stop', '5', 'service']
  ]);
});

test.each([
  ['at the beginning of a leg', next, 0, 4, 4],
  ['half way', next, 0.5, 6, 2],
  ['at the door, whatever the drive says', { ...next, status: 'arrived' as const }, 0, 8, 0]
])('%s', (_, now, part, behind, ahead) => {
  expect(drivenPoints([start, done, now, stop], now, part)).toBe(behind);
  expect(roadAhead(now, part)).toHaveLength(ahead);
  expect(roadAhead(now, part)).toEqual(planLine([start, done, now]).slice(behind));
});

test('when the day is done the whole line lies behind', () => expect(drivenPoints(visits, null, 0)).toBe(8));
