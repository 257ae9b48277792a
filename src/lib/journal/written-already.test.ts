import { expect, test } from 'vitest';
import type { ShiftState } from '#domain/shift.ts';
import type { TabletEntry } from './tablet.ts';
import { isWrittenAlready } from './written-already.ts';

const visit = (visit: string, arrived: number | null, departed: number | null) => ({ visit, arrived, departed });
const consignments = {
  waiting: { status: 'expected' },
  aboard: { status: 'loaded' },
  missing: { status: 'missing' },
  cancelled: { status: 'cancelled' },
  given: { status: 'handed_over', handOver: { visit: 'here' } },
  failed: { status: 'failed', failure: { visit: 'here' } },
  crossed: { status: 'handed_over', handOver: { visit: 'here' }, crossed: true }
};
const shift = {
  visits: [visit('ahead', null, null), visit('here', 1, null), visit('behind', 1, 2)],
  consignments: new Map(Object.entries(consignments)),
  started: { at: 1 },
  ended: null,
  acknowledged: new Map([[6, {}]])
} as unknown as ShiftState;
const ends = (consignment: string, visit: string) => ({ consignment, visit });

test.each<[TabletEntry['type'], object, boolean]>([
  ['visit.arrived', { visit: 'ahead' }, false],
  ['visit.arrived', { visit: 'here' }, true],
  ['visit.arrived', { visit: 'nowhere' }, false],
  ['visit.departed', { visit: 'here' }, false],
  ['visit.departed', { visit: 'behind' }, true],
  ['shift.started', {}, true],
  ['shift.ended', {}, false],
  ['change.acknowledged', { seq: 6 }, true],
  ['change.acknowledged', { seq: 7 }, false],
  ['consignment.loaded', { consignment: 'waiting' }, false],
  ['consignment.loaded', { consignment: 'missing' }, false],
  ['consignment.loaded', { consignment: 'aboard' }, true],
  ['consignment.loaded', { consignment: 'unheard-of' }, false],
  ['consignment.missing', { consignment: 'waiting' }, false],
  ['consignment.missing', { consignment: 'missing' }, true],
  ['consignment.missing', { consignment: 'aboard' }, true],
  ['consignment.handed_over', ends('aboard', 'here'), false],
  ['consignment.handed_over', ends('cancelled', 'here'), false],
  ['consignment.handed_over', ends('given', 'here'), true],
  ['consignment.handed_over', ends('crossed', 'here'), true],
  ['consignment.handed_over', ends('failed', 'here'), true],
  ['consignment.handed_over', ends('failed', 'ahead'), false],
  ['consignment.failed', ends('aboard', 'here'), false],
  ['consignment.failed', ends('failed', 'here'), true],
  ['consignment.failed', ends('given', 'ahead'), true],
  ['tablet.ready', { plan: 1 }, false]
])('%s of %o: %s', (type, body, already) => {
  expect(isWrittenAlready({ type, body } as TabletEntry, shift)).toBe(already);
});

test('an end that has come is not written again', () => {
  const entry: TabletEntry = { type: 'shift.ended', body: {} };
  expect(isWrittenAlready(entry, { ...shift, ended: shift.started })).toBe(true);
});
