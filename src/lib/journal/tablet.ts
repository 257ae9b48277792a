import { liveQuery } from 'dexie';
import type { Hash, ShiftId } from '#domain/fact.ts';
import { journalOf } from '#domain/fact.ts';
import type { KeepTryingOptions } from '#domain/keep-trying.ts';
import type { Replica } from '#domain/replication.ts';
import { savedBy } from '#domain/saved.ts';
import type { FailureNote, HandOverProof, PlanRoute } from '#domain/sealed.ts';
import { ivLength, sealJson, unsealJson } from '#domain/sealing.ts';
import { foldShift, type ShiftState } from '#domain/shift.ts';
import type { OpenedAcknowledgement, OpenedFact } from '#domain/signing.ts';
import type { Clock, Instant } from '#domain/units.ts';
import type { FactBody } from '#domain/vocabulary.ts';
import { createWriter, type Entry } from '#domain/writing.ts';
import { deviceKeys, enrol, type Enrolment } from './enrolment.ts';
import { TabletJournals, type TabletDatabase } from './tablet-replica.ts';
import { startSync } from './tablet-sync.ts';
import { isWrittenAlready, WrittenAlready } from './written-already.ts';

/*
 * The tablet's journal for the courier's screens:
 *
 *   const tablet = await openTablet({ database: new TabletDatabase('raitti'), clock, fetch, locks: navigator.locks, … });
 *   const stop = tablet.subscribe((state) => …);   // at once, and after every change, also by another tab
 *   await tablet.enrol();                          // in coverage, by a signed-in courier
 *   await tablet.record({ type: 'visit.arrived', body: { visit } });   // durable when it resolves
 *   tablet.wake();                                 // the network may be back: `online`, the screen lit up
 */

export interface TabletState {
  /** Null until this tablet is enrolled. */
  device: Pick<Enrolment, 'shift' | 'courier' | 'van' | 'hub'> | null;
  /** The fold of the facts that are here; null until the shift's first facts have come. */
  shift: ShiftState | null;
  /** What the shift's sealed attachments hold (`#domain/sealed.ts`), as far as they are here and can be opened. */
  contents: ReadonlyMap<Hash, unknown>;
  /** This tablet's own facts of the shift: how many there are, and how many van and hub have acknowledged. */
  own: {
    tablet: number;
    van: number;
    hub: number;
    /** When the oldest that is not at the hub was written. */
    oldest: Instant | null;
  };
  /** This tablet's journal has two pasts and can take no more; a person must help. */
  closed: boolean;
}

type Open<Any> = Any extends { type: 'consignment.handed_over' | 'consignment.failed' | 'plan.rearranged' }
  ? never
  : Omit<Any, 'attachments'>;
/** What the courier writes, with what must be sealed still in the open. */
export type TabletEntry =
  | Open<Entry>
  | {
      type: 'consignment.handed_over';
      body: Omit<FactBody<'consignment.handed_over'>, 'proof'>;
      proof: HandOverProof;
    }
  | { type: 'consignment.failed'; body: Omit<FactBody<'consignment.failed'>, 'note'>; note: FailureNote | null }
  | { type: 'plan.rearranged'; body: Omit<FactBody<'plan.rearranged'>, 'route'>; route: PlanRoute };

export interface TabletOptions {
  database: TabletDatabase;
  /** Empty for the page's own origin. */
  hubOrigin: string;
  clock: Clock;
  /** A new name for every time the page is opened: `clock.monotonic` begins anew with it. */
  boot: string;
  fetch: typeof fetch;
  locks: Pick<LockManager, 'request'>;
  random(): number;
  randomBytes(count: number): Uint8Array;
  wait: KeepTryingOptions['wait'];
  /** A fresh signal that ends a request which hangs. */
  signal(): AbortSignal;
  failed?(side: 'van' | 'hub', error: unknown): void;
  reached?(side: 'van' | 'hub'): void;
}

export interface Tablet {
  subscribe(listener: (state: TabletState) => void): () => void;
  /** @throws {EnrolRefused} when the hub said no; any other error means that it was not reached. */
  enrol(): Promise<void>;
  /**
   * Writes facts, all of them or none; resolves once they are durable here.
   *
   * @throws {WrittenAlready} when another tab was quicker.
   */
  record(...entries: TabletEntry[]): Promise<void>;
  /** Tries van and hub at once. */
  wake(): void;
  close(): Promise<void>;
}

/** Opens the tablet's journal and begins to bring it to van and hub. */
export async function openTablet(options: TabletOptions): Promise<Tablet> {
  const { database, clock, locks } = options;
  const journals = new TabletJournals(database);
  const listeners = new Set<(state: TabletState) => void>();
  const opened = new Map<Hash, unknown>();
  const lock = <T>(name: string, work: () => Promise<T>) => locks.request(name, work) as Promise<T>;

  const newestFirst = () => database.enrolments.orderBy('at').reverse().toArray();
  const replica = async (enrolment: Enrolment): Promise<Replica> => ({
    role: 'tablet',
    key: (await deviceKeys(database)).signing,
    hub: enrolment.hub,
    journals,
    clock
  });

  /** Everything that the state is made of, in one look. */
  async function look(): Promise<Look | null> {
    const [enrolment] = await newestFirst();
    if (!enrolment) return null;
    const { shift } = enrolment;
    const [facts, words, forked, here] = await Promise.all([
      journals.ofShift(shift),
      journals.acknowledgements(shift),
      journals.forked(shift),
      database.namedAttachments.where({ shift }).toArray()
    ]);
    const attachments = await database.attachments.bulkGet([...new Set(here.map(({ hash }) => hash))]);
    return { enrolment, facts, words, forked, attachments: attachments.filter((one) => one !== undefined) };
  }

  async function read(seen: Look | null): Promise<TabletState> {
    if (!seen) return { device: null, shift: null, contents: opened, own: noFacts, closed: false };
    const { enrolment, facts, words, forked, attachments } = seen;
    for (const { hash, bytes } of attachments)
      if (!opened.has(hash)) opened.set(hash, await unsealJson(enrolment.key, bytes).catch(() => null));
    const { signing } = await deviceKeys(database);
    const saved = savedBy(words);
    const journal = journalOf(enrolment.shift, signing.id);
    const own = facts.filter(({ fact }) => fact.journal === journal);
    const waiting = own.filter(({ fact }) => !saved(fact).hub).map(({ fact }) => fact.at);
    return {
      device: { shift: enrolment.shift, courier: enrolment.courier, van: enrolment.van, hub: enrolment.hub },
      shift:
        facts.length > 0
          ? foldShift(
              facts.map(({ fact }) => ({ fact, saved: saved(fact) })),
              enrolment.hub.id
            )
          : null,
      contents: new Map([...opened].filter(([, content]) => content !== null)),
      own: {
        tablet: own.length,
        van: own.filter(({ fact }) => saved(fact).van).length,
        hub: own.filter(({ fact }) => saved(fact).hub).length,
        oldest: waiting.length > 0 ? (Math.min(...waiting) as Instant) : null
      },
      closed: forked.includes(journal)
    };
  }

  let state = await read(await look());
  let turn: Promise<unknown> = Promise.resolve();
  /** One after another, so that an older look never overtakes a newer one. */
  const show = (next: Look | null) => {
    turn = turn.then(async () => {
      state = await read(next);
      for (const listener of listeners) listener(state);
    });
    return turn;
  };
  const watching = liveQuery(look).subscribe((next) => void show(next));

  const sync = startSync({
    ...options,
    lock,
    replica,
    enrolments: async () => {
      const [present, ...older] = await newestFirst();
      const unfinished = await Promise.all(older.map(async (one) => ((await isHome(one.shift)) ? [] : [one])));
      return present ? [present, ...unfinished.flat()] : [];
    }
  });

  async function isHome(shift: ShiftId) {
    const saved = savedBy(await journals.acknowledgements(shift));
    const { signing } = await deviceKeys(database);
    const journal = journalOf(shift, signing.id);
    const head = (await journals.heads(shift))[journal];
    return !head || saved({ journal, seq: head.seq }).hub;
  }

  /** Looks again with the lock in hand: what the screen knew when it was tapped may be old by now. */
  async function expectNew({ shift, hub }: Enrolment, entries: TabletEntry[]) {
    const facts = await journals.ofShift(shift);
    const saved = savedBy([]);
    const now = foldShift(
      facts.map(({ fact }) => ({ fact, saved: saved(fact) })),
      hub.id
    );
    const twice = entries.find((entry) => isWrittenAlready(entry, now));
    if (twice) throw new WrittenAlready(twice.type);
  }

  async function record(...entries: TabletEntry[]) {
    const [enrolment] = await newestFirst();
    if (!enrolment) throw new Error('This tablet has no shift yet. Enrol it at the hub.');
    const writer = createWriter({
      replica: await replica(enrolment),
      boot: options.boot,
      courier: enrolment.courier.id,
      lock: (work) =>
        lock('raitti-journal', async () => {
          await expectNew(enrolment, entries);
          return work();
        })
    });
    const toWrite = entries.map((entry) => sealed(entry, enrolment, options.randomBytes));
    await writer.write(enrolment.shift, await Promise.all(toWrite));
    await show(await look());
    sync.wake();
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    async enrol() {
      await enrol({ database, origin: options.hubOrigin, fetch: options.fetch, now: () => clock.now() });
      await show(await look());
      sync.wake();
    },
    record,
    wake: sync.wake,
    async close() {
      watching.unsubscribe();
      await sync.stop();
      await turn;
    }
  };
}

interface Look {
  enrolment: Enrolment;
  facts: OpenedFact[];
  words: OpenedAcknowledgement[];
  forked: string[];
  attachments: { hash: Hash; bytes: Uint8Array }[];
}

const noFacts = { tablet: 0, van: 0, hub: 0, oldest: null };

async function sealed(
  entry: TabletEntry,
  { key }: Enrolment,
  randomBytes: TabletOptions['randomBytes']
): Promise<Entry> {
  if (entry.type === 'consignment.handed_over' && 'proof' in entry) {
    const proof = await sealJson(key, entry.proof, randomBytes(ivLength));
    return { type: entry.type, body: { ...entry.body, proof: proof.hash }, attachments: [proof] };
  }
  if (entry.type === 'consignment.failed' && 'note' in entry) {
    const note = entry.note && (await sealJson(key, entry.note, randomBytes(ivLength)));
    return { type: entry.type, body: { ...entry.body, note: note?.hash ?? null }, attachments: note ? [note] : [] };
  }
  if (entry.type === 'plan.rearranged' && 'route' in entry) {
    const route = await sealJson(key, entry.route, randomBytes(ivLength));
    return { type: entry.type, body: { ...entry.body, route: route.hash }, attachments: [route] };
  }
  return entry as Entry;
}
