import { expect, test } from 'vitest';
import { instant } from '#domain/units.ts';
import { makeLoad, makeVisit } from './day.fixture.ts';
import { nextAction } from './next-action.ts';

const here = { longitude: 27.5, latitude: 64.2 };
const away = { longitude: 27.5, latitude: 64.23 };
const loaded = makeLoad({ status: 'loaded' });
const promise = { from: instant(0), to: instant(1000) };

test.each([
  ['start', 'before leaving, nothing to load there', false, { kind: 'start' }],
  ['to_loading', 'before leaving, something to load there', false, { kind: 'start', pickups: [makeLoad()] }],
  ['start', 'before leaving, all loaded', false, { kind: 'start', pickups: [loaded] }],
  ['to_loading', 'a plan without a start', false, { kind: 'pickup', pickups: [makeLoad()] }],
  ['arrive', 'on the way', true, { deliveries: [loaded] }],
  ['break_start', 'a break is begun where one is', true, { kind: 'break' }],
  ['break_end', 'a break is ended', true, { kind: 'break', status: 'arrived' }],
  ['hand_over', 'at the door', true, { status: 'arrived', deliveries: [loaded] }],
  ['depart', 'all handed over', true, { status: 'arrived', deliveries: [makeLoad({ status: 'handed_over' })] }],
  ['depart', 'cancelled while there', true, { status: 'arrived', deliveries: [makeLoad({ status: 'cancelled' })] }],
  ['mark_first', 'a pick-up not yet marked', true, { kind: 'pickup', status: 'arrived', pickups: [makeLoad()] }],
  [
    'depart',
    'a pick-up marked',
    true,
    { kind: 'pickup', status: 'arrived', pickups: [makeLoad({ status: 'missing' })] }
  ],
  ['mark_first', 'a return is fetched before leaving the door', true, { status: 'arrived', pickups: [makeLoad()] }],
  ['close_stop', 'a service stop', true, { kind: 'service_stop', status: 'arrived' }],
  ['end', 'back at the depot', true, { kind: 'end', status: 'arrived' }]
] as const)('%s: %s', (act, _, started, visit) => {
  expect(nextAction({ started }, makeVisit(visit as never), { now: instant(0), position: here }).act).toBe(act);
});

test('arriving is doubted only when the tablet knows that it is elsewhere', () => {
  const visit = makeVisit({ position: here });
  const far = (position: typeof here | null) => {
    const action = nextAction({ started: true }, visit, { now: instant(0), position });
    return action.act === 'arrive' ? action.far : 'no arrival';
  };
  expect(far(here)).toBeNull();
  expect(far(null)).toBeNull();
  expect(far(away)).toBeGreaterThan(3000);
});

test('closing a stop is doubted until its promised end', () => {
  const visit = makeVisit({ kind: 'service_stop', status: 'arrived', promise });
  expect(nextAction({ started: true }, visit, { now: instant(999), position: null })).toEqual({
    act: 'close_stop',
    early: 1000
  });
  expect(nextAction({ started: true }, visit, { now: instant(1000), position: null })).toEqual({
    act: 'close_stop',
    early: null
  });
});
