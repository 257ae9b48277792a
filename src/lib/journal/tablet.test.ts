import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConsignmentId, CourierId, JournalId, KeyId, ShiftId, VisitId } from '#domain/fact.ts';
import { journalOf } from '#domain/fact.ts';
import { expectLikeMemory } from '#domain/journals.conformance.ts';
import { importShiftKey, sealJson, wrapShiftKey, type WrappingKey } from '#domain/sealing.ts';
import { createSigningKey, hashOf, keyIdOf, type PublicKey } from '#domain/signing.ts';
import { instant, metres, milliseconds, seconds } from '#domain/units.ts';
import { createWriter, queue } from '#domain/writing.ts';
import { EnrolRefused } from './enrolment.ts';
import { openTablet, type Tablet, type TabletOptions, type TabletState } from './tablet.ts';
import { WrittenAlready } from './written-already.ts';
import { TabletDatabase, TabletJournals } from './tablet-replica.ts';
import { answerExchange, exchangeRequestSchema } from '#domain/replication.ts';
import { MemoryJournals } from '#domain/memory-journals.ts';
import * as v from 'valibot';

const shift = 'van-17.2026-11-24' as ShiftId;
const start = instant(1_795_500_000_000);
let now = start as number;
const clock = { now: () => instant((now += 1000)), monotonic: () => milliseconds(now - start) };
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
// Dexie watches for changes only where it believes to be in a browser.
Dexie.dependencies.indexedDB = new IDBFactory();
let databases = 0;
/** Outlives a tablet that is closed, as a disk does. */
let disk: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange; name: string };
const database = () => new TabletDatabase(disk.name, { indexedDB: disk.indexedDB, IDBKeyRange });

/** Locks as the browser's tabs share them. */
const lockQueues = new Map<string, ReturnType<typeof queue>>();
const locks = {
  request: (name: string, work: () => Promise<unknown>) => {
    const alone = lockQueues.get(name) ?? queue();
    lockQueues.set(name, alone);
    return alone(work);
  }
} as unknown as LockManager;

/** A hub or a van that answers as theirs do, and can be out of reach. */
async function upperSide(
  role: 'hub' | 'van',
  hub: { id: KeyId; publicKey: PublicKey },
  key: Awaited<ReturnType<typeof createSigningKey>>
) {
  const journals = new MemoryJournals();
  const replica = { role, key, hub, journals, clock };
  const app = new Hono();
  app.post('/api/replicate', async (c) => {
    const sender = (c.req.header('authorization') ?? '').replace('Bearer ', '') as KeyId;
    const answer = await answerExchange(replica, sender, v.parse(exchangeRequestSchema, await c.req.json()));
    return 'denied' in answer ? c.json({ code: answer.denied, detail: '' }, 404) : c.json(answer);
  });
  app.put('/api/attachments/:hash', async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    journals.keepAttachment({ hash: await hashOf(bytes), bytes });
    return c.body(null, 204);
  });
  app.get('/api/attachments/:hash', (c) => {
    const bytes = journals.attachment(c.req.param('hash') as never);
    return bytes ? c.body(bytes.slice().buffer) : c.notFound();
  });
  const writer = createWriter({ replica, boot: role, courier: null, lock: queue() });
  return { app, journals, writer, reachable: true };
}

let hub: Awaited<ReturnType<typeof upperSide>>;
let van: typeof hub;
let tablets: Tablet[];
const card = { name: 'Aino Metsälä', address: 'Koulutie 3' };

beforeEach(async () => {
  now = start;
  disk = { indexedDB: new IDBFactory(), IDBKeyRange, name: `tablet-${(databases += 1)}` };
  tablets = [];
  const hubKey = await createSigningKey({ extractable: false });
  const vanKey = await createSigningKey({ extractable: false });
  hub = await upperSide('hub', hubKey, hubKey);
  van = await upperSide('van', hubKey, vanKey);
  const raw = random(32);
  const sealedCard = await sealJson(await importShiftKey(raw), card, random(12));
  await hub.writer.write(shift, [
    { type: 'device.admitted', body: { device: vanKey.id, key: vanKey.publicKey, role: 'van' } },
    {
      type: 'consignment.added',
      body: {
        consignment: 'c1' as ConsignmentId,
        order: 'o1' as never,
        kind: 'hot_meal',
        temperatureClass: 'hot',
        mustNotFreeze: false,
        direction: 'delivery',
        sender: { name: 'Keskuskeittiö', position: { longitude: 27, latitude: 64 } },
        pieces: 1,
        window: null,
        proof: ['name'],
        seal: null,
        card: sealedCard.hash
      },
      attachments: [sealedCard]
    }
  ]);
  let wrapping: WrappingKey;
  hub.app.post('/api/courier/enrol', async (c) => {
    const keys = await c.req.json<{ signingKey: PublicKey; wrappingKey: WrappingKey }>();
    wrapping = keys.wrappingKey;
    const device = await keyIdOf(keys.signingKey);
    await hub.writer.write(shift, [
      { type: 'device.admitted', body: { device, key: keys.signingKey, role: 'tablet' } }
    ]);
    return c.json({
      token: device,
      hub: hubKey.publicKey,
      van: { origin: 'http://van', name: 'Auto 17' },
      shift,
      courier: { id: 'courier-1' as CourierId, name: 'Väinö' },
      region: {}
    });
  });
  hub.app.get('/api/shifts/:shift/key', async (c) => c.json({ key: await wrapShiftKey(raw, wrapping) }));
});

afterEach(() => Promise.all(tablets.map((tablet) => tablet.close())));

async function open(change: Partial<TabletOptions> = {}) {
  const tablet = await openTablet({
    database: database(),
    hubOrigin: 'http://hub',
    clock,
    boot: `boot-${tablets.length}`,
    fetch: async (input, init) => {
      const side = String(input).startsWith('http://van') ? van : hub;
      if (!side.reachable) throw new TypeError('unreachable');
      return side.app.request(String(input), init);
    },
    locks,
    random: () => 0.5,
    randomBytes: random,
    // A rest lasts until the tablet is woken.
    wait: (_duration, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    signal: () => AbortSignal.timeout(5_000),
    ...change
  });
  tablets.push(tablet);
  const states: TabletState[] = [];
  tablet.subscribe((state) => states.push(state));
  const until = async (wanted: (state: TabletState) => boolean) => {
    for (let tries = 0; tries < 500; tries += 1) {
      if (wanted(states.at(-1)!)) return states.at(-1)!;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(
      `never came: ${JSON.stringify(states.at(-1), (_, value: unknown) => (value instanceof Map ? [...value] : value))}`
    );
  };
  return { tablet, states, until };
}

const handOver = {
  type: 'consignment.handed_over',
  body: { consignment: 'c1' as ConsignmentId, visit: 'v1' as VisitId, receiver: 'recipient', identity: null },
  proof: { consignment: 'c1' as ConsignmentId, name: 'Aino Metsälä', signature: null }
} as const;

const failed = { consignment: 'c1' as ConsignmentId, visit: 'v1' as VisitId };

test('keeps journals as the obvious store does, through restarts', async () => {
  let count = 0;
  await expectLikeMemory(async () => {
    const options = { indexedDB: new IDBFactory(), IDBKeyRange };
    const name = `conformance-${(count += 1)}`;
    let opened = new TabletDatabase(name, options);
    return {
      journals: new TabletJournals(opened),
      async reopen() {
        opened.close();
        opened = new TabletDatabase(name, options);
        return new TabletJournals(opened);
      },
      async close() {
        opened.close();
      }
    };
  }, 25);
});

describe('a tablet', () => {
  test('enrols, gets the shift, opens its cards, and holds keys that cannot be read out', async () => {
    const { tablet, states, until } = await open();
    expect(states[0]).toMatchObject({ device: null, shift: null, own: { tablet: 0, oldest: null } });
    await expect(tablet.record({ type: 'shift.started', body: {} })).rejects.toThrow('no shift');
    await tablet.enrol();
    const state = await until(({ contents }) => contents.size === 1);
    expect([...state.contents.values()]).toEqual([card]);
    expect(state.device).toMatchObject({
      shift,
      courier: { id: 'courier-1', name: 'Väinö' },
      van: { origin: 'http://van', name: 'Auto 17' }
    });
    expect(state.shift?.consignments.get('c1' as ConsignmentId)?.status).toBe('expected');
    const keys = (await database().keys.get('device'))!;
    const enrolment = (await database().enrolments.get(shift))!;
    for (const key of [keys.signing.privateKey, keys.wrapping.privateKey, enrolment.key])
      expect(key.extractable).toBe(false);
  });

  test('says what the hub said when it is refused, and that it was not reached when it was not', async () => {
    const { tablet } = await open({
      fetch: async () => Response.json({ code: 'not_a_courier', detail: 'Sign in as a courier.' }, { status: 403 })
    });
    await expect(tablet.enrol()).rejects.toEqual(new EnrolRefused(403, 'not_a_courier', 'Sign in as a courier.'));
    const { tablet: alone } = await open({ fetch: () => Promise.reject(new TypeError('offline')) });
    await expect(alone.enrol()).rejects.toThrow('offline');
  });

  test('works alone through restarts, and says van and hub only after their word', async () => {
    const first = await open();
    await first.tablet.enrol();
    await first.until(({ contents }) => contents.size === 1);
    hub.reachable = van.reachable = false;
    await first.tablet.record(handOver);
    const alone = await first.until(({ own }) => own.tablet === 1);
    expect(alone.own).toMatchObject({ tablet: 1, van: 0, hub: 0 });
    expect(alone.own.oldest).toBeGreaterThan(start);
    await first.tablet.close();

    const second = await open();
    expect(second.states[0]).toMatchObject({ own: { tablet: 1, van: 0, hub: 0 }, device: { shift } });
    const consignment = second.states[0]!.shift!.consignments.get('c1' as ConsignmentId)!;
    expect(consignment).toMatchObject({
      status: 'handed_over',
      handOver: { saved: { tablet: true, van: false, hub: false } }
    });
    expect(second.states[0]!.contents.get(consignment.handOver!.proof)).toEqual(handOver.proof);

    van.reachable = true;
    second.tablet.wake();
    expect((await second.until(({ own }) => own.van === 1)).own).toMatchObject({ hub: 0, oldest: alone.own.oldest });
    hub.reachable = true;
    second.tablet.wake();
    expect((await second.until(({ own }) => own.hub === 1)).own).toMatchObject({ tablet: 1, van: 1, oldest: null });
    expect(second.states.filter(({ own }) => own.hub > own.tablet || own.van > own.tablet)).toEqual([]);
    const journal = journalOf(shift, (await database().keys.get('device'))!.signing.id);
    expect(hub.journals.after(journal, 0, 9)).toHaveLength(1);
    expect(hub.journals.missing(shift)).toEqual([]);
  });

  test('writes several facts or none of them', async () => {
    const { tablet, until } = await open();
    await tablet.enrol();
    const arrived = { type: 'visit.arrived', body: { visit: 'v1' as VisitId } } as const;
    await tablet.record(arrived, { type: 'shift.started', body: {} });
    await until(({ own }) => own.tablet === 2);
    const nonsense = { type: 'visit.departed', body: {} } as never;
    await expect(tablet.record(arrived, nonsense)).rejects.toThrow();
    await tablet.record(arrived);
    expect((await until(({ own }) => own.tablet > 2)).own.tablet).toBe(3);
  });

  test('two tabs write one journal without a gap or a second past, and see each other', async () => {
    const one = await open();
    await one.tablet.enrol();
    const two = await open();
    await Promise.all(
      [...Array(10).keys()].map((n) =>
        (n % 2 ? one : two).tablet.record({ type: 'visit.arrived', body: { visit: `v${n}` as VisitId } })
      )
    );
    await one.until(({ own }) => own.tablet === 10);
    await two.until(({ own }) => own.tablet === 10 && own.hub === 10);
    const journal = journalOf(shift, (await database().keys.get('device'))!.signing.id) as JournalId;
    expect(hub.journals.after(journal, 0, 99).map(({ fact }) => fact.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(hub.journals.forked(shift)).toEqual([]);
  });

  test.each([
    ['the same hand-over', handOver],
    ['a failure', { type: 'consignment.failed', body: { ...failed, reason: 'nobody_home' }, note: null }]
  ] as const)('of two tabs that write a hand-over and %s, the slower writes nothing', async (_, other) => {
    const one = await open();
    await one.tablet.enrol();
    await one.until(({ contents }) => contents.size === 1);
    const two = await open();
    await two.until(({ contents }) => contents.size === 1);
    // Both screens still offer the hand-over, and both are tapped.
    const results = await Promise.allSettled([one.tablet.record(handOver), two.tablet.record(other)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [refused] = results.filter((result) => result.status === 'rejected');
    expect(refused!.reason).toBeInstanceOf(WrittenAlready);
    const { shift: state, own } = await two.until(({ own }) => own.tablet > 0);
    const { handOver: given, failure, history } = state!.consignments.get('c1' as ConsignmentId)!;
    expect([given, failure].filter((end) => end !== null)).toHaveLength(1);
    expect(history.map(({ by }) => by)).toEqual(['hub', 'tablet']);
    expect(own.tablet).toBe(1);
  });

  test('a change at the hub reaches the courier, and is gone from the list once it was read', async () => {
    const { tablet, until } = await open();
    await tablet.enrol();
    await until(({ contents }) => contents.size === 1);
    await hub.writer.write(shift, [
      {
        type: 'plan.published',
        body: {
          plan: 1,
          visits: [],
          unassigned: [],
          driving: seconds(0),
          distance: metres(0),
          route: await hashOf('none')
        }
      }
    ]);
    tablet.wake();
    await until((state) => state.shift?.plan?.plan === 1);
    await tablet.record({ type: 'tablet.ready', body: { plan: 1, region: 'r', release: '1' } });
    await hub.writer.write(shift, [
      { type: 'consignment.cancelled', body: { consignment: 'c1' as ConsignmentId, reason: 'orderer' } }
    ]);
    tablet.wake();
    const { shift: changed } = await until((state) => (state.shift?.changes.length ?? 0) > 0);
    expect(changed!.changes).toMatchObject([{ type: 'consignment.cancelled', consignment: 'c1' }]);
    const [change] = changed!.changes;
    await tablet.record({ type: 'change.acknowledged', body: { journal: change!.journal, seq: change!.seq } });
    await until((state) => state.shift?.changes.length === 0);
  });
});
