import { expect, test } from 'vitest';
import type { ConsignmentId, Envelope, Hash, JournalId, KeyId, ShiftId } from '#domain/fact.ts';
import { journalOf } from '#domain/fact.ts';
import { foldShift } from '#domain/shift.ts';
import { dayOfShift } from './day-of-shift.ts';

const shift = 's' as ShiftId;
const hub = 'h'.repeat(43) as KeyId;
const tablet = 't'.repeat(43) as KeyId;
const hash = (letter: string) => letter.repeat(43) as Hash;
const place = { longitude: 27.5, latitude: 64.2 };

/** A journal's facts from types and bodies; the tablet's know the hub's first `seen`. */
function journal(key: KeyId, entries: [type: string, body: object][], seen = 0) {
  const name = journalOf(shift, key);
  return entries.map(([type, body], index) => ({
    fact: {
      journal: name,
      seq: index + 1,
      prev: null,
      at: index,
      boot: 'b',
      mono: 0,
      seen: seen ? { [journalOf(shift, hub)]: { seq: seen, hash: hash('x') } } : {},
      courier: null,
      type,
      body
    } as unknown as Envelope,
    saved: { tablet: true, van: false, hub: false }
  }));
}

const consignment = (id: string) => ({
  consignment: id,
  order: `o-${id}`,
  kind: 'hot_meal',
  temperatureClass: 'hot',
  mustNotFreeze: false,
  direction: 'delivery',
  sender: { name: 'Keskuskeittiö', position: place },
  pieces: 1,
  window: null,
  proof: ['name'],
  seal: null,
  card: hash(id)
});
const visit = (id: string, kind: string, loads: object = {}) => ({
  visit: id,
  kind,
  pickups: [],
  deliveries: [],
  stop: null,
  promise: null,
  arrival: 0,
  departure: 0,
  waiting: 0,
  driving: 60,
  distance: 1000,
  ...loads
});
const opening = {
  shift,
  date: '2026-11-24',
  van: 'van-17',
  courier: 'kaisa',
  start: 0,
  end: 9,
  depot: { name: 'Varikko', position: place },
  region: { name: 'Tervala', version: 'v1' },
  serviceStops: [{ stop: 'hall', name: { fi: 'Kylätalo' }, position: place, promise: { from: 0, to: 9 }, services: [] }]
};
const hubFacts = journal(hub, [
  ['shift.opened', opening],
  ['device.admitted', { device: tablet, key: { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43) }, role: 'tablet' }],
  ['consignment.added', consignment('a')],
  ['consignment.added', consignment('b')],
  [
    'plan.published',
    {
      plan: 1,
      visits: [
        visit('v0', 'start', { pickups: ['a', 'b'] }),
        visit('v1', 'delivery', { deliveries: ['a'] }),
        visit('v2', 'service_stop', { stop: 'hall' }),
        visit('v3', 'delivery', { deliveries: ['b'] })
      ],
      unassigned: [],
      driving: 60,
      distance: 1000,
      route: hash('r')
    }
  ],
  ['consignment.cancelled', { consignment: 'b', reason: 'recipient' }]
]);
const tabletFacts = journal(
  tablet,
  [
    ['tablet.ready', { plan: 1, region: 'v1', release: '1' }],
    ['consignment.loaded', { consignment: 'a' }],
    ['visit.arrived', { visit: 'v0' }],
    ['shift.started', {}],
    ['visit.departed', { visit: 'v0' }]
  ],
  5
);
const sealed: Record<string, unknown> = {
  [hash('a')]: { name: 'Aino' },
  [hash('r')]: { visits: { v1: { title: 'Koulutie 3', position: place } }, legs: { v1: [[27, 64]] } }
};
const day = (facts: typeof hubFacts, open = sealed) => dayOfShift(foldShift(facts, hub), (name) => open[name] ?? null);

test('before the shift is opened there is no day', () => expect(day([])).toBeNull());

test('the day carries cards, places and roads from the sealed attachments', () => {
  const today = day([...hubFacts, ...tabletFacts]);
  expect(today?.visits[1]).toMatchObject({
    title: 'Koulutie 3',
    leg: [[27, 64]],
    deliveries: [{ card: { name: 'Aino' } }]
  });
  expect(today?.visits[2]).toMatchObject({ stop: { name: { fi: 'Kylätalo' } }, position: place });
  expect(today).toMatchObject({ plan: 1, ready: true, started: true, ended: false, cards: { here: 2, all: 3 } });
});

test('the next visit is after the depot, and a cancellation after the check waits to be read', () => {
  const today = day([...hubFacts, ...tabletFacts]);
  expect(today?.next).toBe(today?.visits[1]);
  expect(today?.visits[3]?.deliveries[0]?.status).toBe('cancelled');
  expect(today?.changes).toMatchObject([
    { type: 'cancelled', reason: 'recipient', seq: 6, load: { id: 'b' as ConsignmentId } }
  ]);
});

test('a change that was read is gone', () => {
  const read = ['change.acknowledged', { journal: journalOf(shift, hub) as JournalId, seq: 6 }] as const;
  const facts = journal(
    tablet,
    [...tabletFacts.map(({ fact }) => [fact.type, fact.body] as [string, object]), [...read]],
    5
  );
  expect(day([...hubFacts, ...facts])?.changes).toEqual([]);
});

test('without the shift key the day is there, its people are not', () => {
  const today = day([...hubFacts, ...tabletFacts], {});
  expect(today).toMatchObject({ cards: { here: 0, all: 3 } });
  expect(today?.visits[1]).toMatchObject({ title: null, position: null, leg: [] });
  expect(JSON.stringify(today)).not.toContain('Aino');
});

test('a visit tells when the courier came, and nothing before', () => {
  const visits = day([...hubFacts, ...tabletFacts])?.visits ?? [];
  expect(visits[0]?.arrived).toBe(tabletFacts.find(({ fact }) => fact.type === 'visit.arrived')?.fact.at);
  expect(visits[1]?.arrived).toBeNull();
});
