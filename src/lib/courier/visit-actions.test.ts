import { expect, test } from 'vitest';
import { makeVisit } from './day.fixture.ts';
import type { NextAction } from './next-action.ts';
import { doAction, startEntries } from './visit-actions.ts';

test.each([
  ['arrive', ['visit.arrived']],
  ['break_start', ['visit.arrived']],
  ['depart', ['visit.departed']],
  ['break_end', ['visit.departed']],
  ['close_stop', ['visit.departed']],
  ['end', ['visit.departed', 'shift.ended']],
  ['mark_first', []]
])('%s writes %o', (act, types) => {
  const done = doAction({ act } as NextAction, makeVisit());
  expect('write' in done && done.write.map(({ type }) => type)).toEqual(types);
});

test('handing over is a screen of its own: the bar writes nothing yet', () => {
  expect(doAction({ act: 'hand_over' }, makeVisit({ id: 'v7' }))).toEqual({ open: '/courier/hand-over/v7/' });
});

test('leaving for the day ends the visit at the depot, where the plan has one', () => {
  const types = (...visits: Parameters<typeof startEntries>) => startEntries(...visits).map(({ type }) => type);
  expect(types(makeVisit({ kind: 'start' }))).toEqual(['visit.arrived', 'shift.started', 'visit.departed']);
  expect(types(makeVisit({ kind: 'pickup' }))).toEqual(['shift.started']);
  expect(types(undefined)).toEqual(['shift.started']);
});
