import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causalOrder } from './causal-order.ts';
import type { ConsignmentId, Envelope, Hash, Head, JournalId, KeyId, ShiftId } from './fact.ts';
import { journalOf } from './fact.ts';
import { savedBy } from './saved.ts';
import { foldShift, type SavedFact } from './shift.ts';
import type { FactType } from './vocabulary.ts';

const shift = 'van-17.2026-11-24' as ShiftId;
const key = (letter: string) => letter.repeat(43) as KeyId;
const hub = key('h');
const hash = (text: string) => text.padEnd(43, 'x') as Hash;
const nowhere = { tablet: false, van: false, hub: false };

type Who = 'hub' | 'tablet' | 'van' | 'stranger';
const keyOf: Record<Who, KeyId> = { hub, tablet: key('t'), van: key('v'), stranger: key('s') };
const journal = (who: Who) => journalOf(shift, keyOf[who]);

/** Devices that write facts and hear of each other's, each with its own clock. */
class World {
  readonly facts: Envelope[] = [];
  private readonly known = new Map<Who, Record<JournalId, Head>>();

  write(who: Who, type: FactType | 'later.type', body: object, at = this.facts.length + 1) {
    const known = this.known.get(who) ?? {};
    const own = journal(who);
    const { [own]: head, ...seen } = known;
    const seq = (head?.seq ?? 0) + 1;
    const fact: Envelope = {
      journal: own,
      seq,
      prev: head?.hash ?? null,
      at,
      boot: 'b',
      mono: at,
      seen,
      courier: null,
      type,
      body: body as Envelope['body']
    };
    this.facts.push(fact);
    this.known.set(who, { ...known, [own]: { seq, hash: hash(`${who}${seq}`) } });
    return fact;
  }

  hear(who: Who, ...others: Who[]) {
    for (const other of others) {
      const heard = { ...this.known.get(who) };
      for (const [name, head] of Object.entries(this.known.get(other) ?? {}) as [JournalId, Head][])
        if (head.seq > (heard[name]?.seq ?? 0)) heard[name] = head;
      this.known.set(who, heard);
    }
  }

  fold(facts = this.facts) {
    return foldShift(
      facts.map((fact) => ({ fact, saved: nowhere })),
      hub
    );
  }
}

const consignment = (id: string) => ({
  consignment: id,
  order: 'o1',
  kind: 'hot_meal',
  temperatureClass: 'hot',
  mustNotFreeze: false,
  direction: 'delivery',
  sender: { name: 'Keskuskeittiö', position: { longitude: 27, latitude: 64 } },
  pieces: 1,
  window: null,
  proof: ['name'],
  seal: null,
  card: hash('card')
});
const visit = (id: string, kind: string, pickups: string[] = [], deliveries: string[] = []) => ({
  visit: id,
  kind,
  pickups,
  deliveries,
  stop: null,
  promise: null,
  arrival: 10,
  departure: 20,
  waiting: 0,
  driving: 0,
  distance: 0
});
const plan = (number: number, visits: object[]) => ({
  plan: number,
  visits,
  unassigned: [],
  driving: 0,
  distance: 0,
  route: hash('route')
});
const admitted = (who: Who, role: string) => ({
  device: keyOf[who],
  key: { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43) },
  role
});
const handedOver = (id: string) => ({
  consignment: id,
  visit: 'v2',
  receiver: 'recipient',
  identity: null,
  proof: hash('p')
});
const cancelled = (id: string) => ({ consignment: id, reason: 'orderer' });
const id = (name: string) => name as ConsignmentId;

/** A morning: two consignments, one pickup, two doors. */
function morning() {
  const world = new World();
  world.write('hub', 'device.admitted', admitted('tablet', 'tablet'));
  world.write('hub', 'device.admitted', admitted('van', 'van'));
  world.write('hub', 'consignment.added', consignment('c1'));
  world.write('hub', 'consignment.added', consignment('c2'));
  world.write(
    'hub',
    'plan.published',
    plan(1, [
      visit('v1', 'pickup', ['c1', 'c2']),
      visit('v2', 'delivery', [], ['c1']),
      visit('v3', 'delivery', [], ['c2'])
    ])
  );
  world.hear('tablet', 'hub');
  world.write('tablet', 'tablet.ready', { plan: 1, region: 'r', release: '1' });
  return world;
}

describe('a day', () => {
  test('goes from the loading list to the last door', () => {
    const world = morning();
    expect(world.fold()).toMatchObject({
      next: { visit: 'v1', status: 'planned' },
      changes: [],
      unapplied: [],
      started: null
    });
    world.write('tablet', 'visit.arrived', { visit: 'v1' });
    expect(world.fold().next).toMatchObject({ visit: 'v1', status: 'arrived' });
    world.write('tablet', 'consignment.loaded', { consignment: 'c1' });
    world.write('tablet', 'consignment.missing', { consignment: 'c2' });
    world.write('tablet', 'visit.departed', { visit: 'v1' });
    world.write('tablet', 'shift.started', {});
    const driving = world.fold();
    expect(driving.next?.visit).toBe('v2');
    expect([...driving.consignments.values()].map(({ status }) => status)).toEqual(['loaded', 'missing']);
    world.write('tablet', 'visit.arrived', { visit: 'v2' });
    world.write('tablet', 'consignment.failed', { consignment: 'c1', visit: 'v2', reason: 'nobody_home', note: null });
    world.write('tablet', 'consignment.handed_over', handedOver('c1'));
    world.write('tablet', 'visit.departed', { visit: 'v2' });
    world.write('tablet', 'shift.ended', {});
    const done = world.fold();
    // Nothing is aboard for the third door, so nobody drives there.
    expect(done.next).toBeNull();
    expect(done.consignments.get(id('c1'))).toMatchObject({
      status: 'handed_over',
      failure: { reason: 'nobody_home' },
      handOver: { receiver: 'recipient', by: 'tablet', saved: nowhere },
      crossed: false
    });
    expect(done.consignments.get(id('c1'))!.history.map(({ type }) => type)).toEqual([
      'consignment.added',
      'consignment.loaded',
      'consignment.failed',
      'consignment.handed_over'
    ]);
    expect(done.ended).not.toBeNull();
    expect(done.unapplied).toEqual([]);
  });

  test('a slip at loading is corrected by the later word', () => {
    const world = morning();
    world.write('tablet', 'consignment.missing', { consignment: 'c1' });
    world.write('tablet', 'consignment.loaded', { consignment: 'c1' });
    expect(world.fold().consignments.get(id('c1'))!.status).toBe('loaded');
  });

  test('a cancellation that the courier heard of in time takes the door out, and is a change until it was read', () => {
    const world = morning();
    const change = world.write('hub', 'consignment.cancelled', cancelled('c1'));
    const state = world.fold();
    expect(state.consignments.get(id('c1'))).toMatchObject({ status: 'cancelled', crossed: false, handOver: null });
    expect(state.changes).toMatchObject([{ type: 'consignment.cancelled', consignment: 'c1', seq: change.seq }]);
    world.hear('tablet', 'hub');
    const read = world.write('tablet', 'change.acknowledged', { journal: journal('hub'), seq: change.seq });
    expect(world.fold().changes).toEqual([]);
    expect(world.fold().acknowledged.get(change.seq)).toMatchObject({ at: read.at });
  });

  test.each([1, 1000])(
    'a hand-over and a cancellation that crossed: the hand-over stands and is flagged (clock %i)',
    (at) => {
      const world = morning();
      world.write('hub', 'consignment.cancelled', cancelled('c1'), 500);
      world.write('tablet', 'consignment.handed_over', handedOver('c1'), at);
      expect(world.fold().consignments.get(id('c1'))).toMatchObject({
        status: 'handed_over',
        crossed: true,
        cancellation: { reason: 'orderer' }
      });
      expect(world.fold().consignments.get(id('c2'))).toMatchObject({ status: 'expected', crossed: false });
    }
  );

  test('what comes after a hand-over does not undo it', () => {
    const world = morning();
    world.write('tablet', 'consignment.handed_over', handedOver('c1'));
    world.write('tablet', 'consignment.failed', { consignment: 'c1', visit: 'v2', reason: 'refused', note: null });
    const state = world.fold();
    expect(state.consignments.get(id('c1'))).toMatchObject({ status: 'handed_over', failure: null });
    expect(state.unapplied).toMatchObject([{ reason: 'handed_over_already' }]);
  });

  test('a new plan keeps what was done, and is a change', () => {
    const world = morning();
    world.write('tablet', 'visit.arrived', { visit: 'v1' });
    world.write('tablet', 'visit.departed', { visit: 'v1' });
    world.write('hub', 'plan.published', plan(2, [visit('v1', 'pickup', ['c1']), visit('v4', 'delivery', [], ['c1'])]));
    const state = world.fold();
    expect(state.visits.map(({ visit, status }) => [visit, status])).toEqual([
      ['v1', 'done'],
      ['v4', 'planned']
    ]);
    expect(state.changes).toMatchObject([{ type: 'plan.published', consignment: null }]);
  });

  describe('a visit is skipped', () => {
    const fact = (type: FactType, body: object): [FactType, object] => [type, body];
    const missing = (id: string) => fact('consignment.missing', { consignment: id });
    test.each<[string, Parameters<typeof visit>, [FactType, object][], string]>([
      [
        'where all is cancelled',
        ['v', 'delivery', [], ['c1']],
        [fact('consignment.cancelled', cancelled('c1'))],
        'yes'
      ],
      ['not where one of two is', ['v', 'delivery', [], ['c1', 'c2']], [missing('c1')], 'no'],
      ['where nothing came aboard', ['v', 'delivery', [], ['c1']], [missing('c1')], 'yes'],
      [
        'not with a parcel aboard',
        ['v', 'delivery', [], ['c1']],
        [fact('consignment.loaded', { consignment: 'c1' })],
        'no'
      ],
      [
        'where nothing is left to fetch',
        ['v', 'pickup', ['c1']],
        [fact('consignment.cancelled', cancelled('c1'))],
        'yes'
      ],
      ['not where the fold knows too little', ['v', 'delivery', [], ['c9']], [], 'no'],
      ['not at a service stop, which carries nothing', ['v', 'service_stop'], [], 'no'],
      ['not for a break', ['v', 'break'], [], 'no'],
      ['not at the start', ['v', 'start', ['c1']], [missing('c1')], 'no'],
      [
        'not once it was arrived at',
        ['v', 'delivery', [], ['c1']],
        [fact('visit.arrived', { visit: 'v' }), missing('c1')],
        'no'
      ]
    ])('%s', (_, planned, facts, skipped) => {
      const world = morning();
      world.write('hub', 'plan.published', plan(2, [visit(...planned), visit('last', 'end')]));
      world.hear('tablet', 'hub');
      for (const [type, body] of facts) world.write(type.endsWith('cancelled') ? 'hub' : 'tablet', type, body);
      const { visits, next } = world.fold();
      expect(visits[0]!.status === 'skipped' ? 'yes' : 'no').toBe(skipped);
      expect(next?.visit).toBe(skipped === 'yes' ? 'last' : 'v');
    });
  });

  test('nobody is admitted in the hub’s place', () => {
    const world = morning();
    world.write('hub', 'device.admitted', admitted('hub', 'tablet'));
    expect(world.fold().consignments.size).toBe(2);
    expect(world.fold().unapplied).toEqual([]);
  });

  test('the Wi-Fi is as the van last said', () => {
    const world = morning();
    world.write('van', 'wifi.opened', { stop: 'stop-1', by: 'arrival' });
    expect(world.fold().wifi).toMatchObject({ open: true, stop: 'stop-1' });
    world.write('van', 'wifi.closed', { stop: 'stop-1' });
    expect(world.fold().wifi).toMatchObject({ open: false });
  });
});

test.each([
  ['a type of a later release', 'tablet', 'later.type', {}, 'type_unknown'],
  ['a body that makes no sense', 'tablet', 'visit.arrived', { visits: [] }, 'body_not_understood'],
  ['a body with a name in it', 'tablet', 'visit.arrived', { visit: 'v1', name: 'Aino' }, 'body_not_understood'],
  ['a tablet that cancels', 'tablet', 'consignment.cancelled', cancelled('c1'), 'writer_not_entitled'],
  ['a tablet that admits', 'tablet', 'device.admitted', admitted('stranger', 'tablet'), 'writer_not_entitled'],
  ['a van that hands over', 'van', 'consignment.handed_over', handedOver('c1'), 'writer_not_entitled'],
  ['a stranger', 'stranger', 'consignment.handed_over', handedOver('c1'), 'writer_not_entitled'],
  ['an unknown consignment', 'tablet', 'consignment.loaded', { consignment: 'c9' }, 'consignment_unknown'],
  ['an unknown visit', 'tablet', 'visit.arrived', { visit: 'v9' }, 'visit_unknown']
] as const)('%s is not applied, and shown', (_name, who, type, body, reason) => {
  const before = morning().fold();
  const world = morning();
  const fact = world.write(who, type, body);
  expect(world.fold()).toEqual({ ...before, unapplied: [{ fact, reason }] });
});

const people = ['hub', 'tablet', 'van'] as const;
const acts: Record<(typeof people)[number], [FactType, object][]> = {
  hub: [
    ['consignment.cancelled', cancelled('c1')],
    ['consignment.changed', { ...consignment('c2'), pieces: 2 }],
    ['plan.published', plan(2, [visit('v1', 'pickup', ['c1']), visit('v3', 'delivery', [], ['c2'])])]
  ],
  tablet: [
    ['consignment.loaded', { consignment: 'c1' }],
    ['consignment.missing', { consignment: 'c1' }],
    ['consignment.handed_over', handedOver('c1')],
    ['consignment.failed', { consignment: 'c2', visit: 'v3', reason: 'refused', note: null }],
    ['visit.arrived', { visit: 'v1' }],
    ['visit.departed', { visit: 'v1' }],
    ['tablet.ready', { plan: 1, region: 'r', release: '1' }]
  ],
  van: [
    ['wifi.opened', { stop: null, by: 'hand' }],
    ['wifi.closed', { stop: null }]
  ]
};
const step = fc.oneof(
  fc
    .constantFrom(...people)
    .chain((who) => fc.record({ who: fc.constant(who), act: fc.nat(), at: fc.integer({ min: 0, max: 50 }) })),
  fc.record({ who: fc.constantFrom(...people), hears: fc.constantFrom(...people) })
);

test('the same facts give the same state in whatever order they come, and no fact goes before its causes', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (steps, numbers) => {
      const world = morning();
      for (const one of steps) {
        if ('hears' in one) world.hear(one.who, one.hears);
        else {
          const [type, body] = acts[one.who][one.act % acts[one.who].length]!;
          world.write(one.who, type, body, one.at);
        }
      }
      const shuffled = world.facts
        .map((fact) => ({ fact, place: numbers.next().value as number }))
        .sort((a, b) => a.place - b.place)
        .map(({ fact }) => fact);
      expect(world.fold(shuffled)).toEqual(world.fold());

      const done = new Map<string, number>();
      for (const { fact } of causalOrder(shuffled.map((fact) => ({ fact })))) {
        expect(fact.seq).toBe((done.get(fact.journal) ?? 0) + 1);
        for (const [name, head] of Object.entries(fact.seen) as [JournalId, Head][])
          expect(done.get(name)).toBeGreaterThanOrEqual(head.seq);
        done.set(fact.journal, fact.seq);
      }
      const { crossed, handOver, cancellation, status } = world.fold().consignments.get(id('c1'))!;
      expect(crossed).toBe(handOver !== null && cancellation !== null);
      if (handOver) expect(status).toBe('handed_over');
    }),
    { numRuns: 200 }
  );
});

test('a fact whose cause is not here yet, or that claims to be its own cause, holds nothing back', () => {
  const world = morning();
  const missing = world.facts.filter(({ type }) => type !== 'consignment.added');
  expect(causalOrder(missing.map((fact) => ({ fact })))).toHaveLength(missing.length);
  const round = world.facts.map((fact) => ({
    fact: {
      ...fact,
      seen: { [journal('tablet')]: { seq: 9, hash: hash('a') }, [journal('hub')]: { seq: 9, hash: hash('b') } }
    }
  }));
  expect(causalOrder(round)).toHaveLength(round.length);
});

test('a fact is saved where the words of the replicas reach, and no further', () => {
  const word = (replica: 'tablet' | 'van' | 'hub', seq: number) => ({
    signed: '',
    key: key('k'),
    acknowledgement: {
      type: 'acknowledgement',
      replica,
      journal: journal('tablet'),
      seq,
      hash: hash('h'),
      at: 1 as never
    } as const
  });
  const world = morning();
  const facts = [1, 2, 3].map(() => world.write('tablet', 'shift.started', {}));
  const where = savedBy([word('tablet', 4), word('van', 3), word('van', 2), word('hub', 2)]);
  expect(facts.map(where)).toEqual([
    { tablet: true, van: true, hub: true },
    { tablet: true, van: true, hub: false },
    { tablet: true, van: false, hub: false }
  ]);
  expect(where(world.facts[0]!)).toEqual(nowhere);
  const saved: SavedFact[] = world.facts.map((fact) => ({ fact, saved: where(fact) }));
  expect(foldShift(saved, hub).started?.saved).toEqual({ tablet: true, van: true, hub: true });
});

describe('the courier’s order', () => {
  const rearranged = (number: number, ...order: [id: string, kind: string][]) => {
    const { unassigned: _, ...body } = plan(
      number,
      order.map(([name, kind]) => visit(name, kind))
    );
    return { ...body, chosenBy: 'courier' };
  };
  const swapped = rearranged(1, ['v1', 'pickup'], ['v3', 'delivery'], ['v2', 'delivery']);
  const order = (world: World) => world.fold().visits.map((each) => each.visit);

  test('is driven, with what has happened at each visit', () => {
    const world = morning();
    world.write('tablet', 'visit.arrived', { visit: 'v1' });
    world.write('tablet', 'plan.rearranged', swapped);
    expect(order(world)).toEqual(['v1', 'v3', 'v2']);
    expect(world.fold()).toMatchObject({
      next: { visit: 'v1', status: 'arrived' },
      plan: { plan: 1, rearranged: { chosenBy: 'courier' } },
      unapplied: []
    });
  });

  test('gives way to a later plan by the hub, whichever is heard of first', () => {
    const world = morning();
    world.write('tablet', 'plan.rearranged', swapped);
    world.write('hub', 'plan.published', plan(2, [visit('w1', 'delivery', [], ['c1'])]));
    expect(order(world)).toEqual(['w1']);
    expect(world.fold()).toMatchObject({ plan: { plan: 2, rearranged: null }, unapplied: [] });
    expect(world.fold([...world.facts].reverse())).toEqual(world.fold());
  });

  test.each([
    ['forgets', rearranged(1, ['v1', 'pickup'], ['v3', 'delivery'])],
    ['invents', rearranged(1, ['v1', 'pickup'], ['v3', 'delivery'], ['v9', 'delivery'])],
    ['doubles', rearranged(1, ['v1', 'pickup'], ['v3', 'delivery'], ['v3', 'delivery'])],
    ['is of a plan that nobody knows and', rearranged(3, ['v1', 'pickup'])]
  ])('is not taken where it %s a visit', (_, body) => {
    const world = morning();
    world.write('tablet', 'plan.rearranged', body);
    expect(order(world)).toEqual(['v1', 'v2', 'v3']);
    expect(world.fold().unapplied).toMatchObject([{ reason: 'visit_unknown' }]);
  });

  test('is the tablet’s to choose, not the van’s', () => {
    const world = morning();
    world.write('van', 'plan.rearranged', swapped);
    expect(order(world)).toEqual(['v1', 'v2', 'v3']);
  });
});
