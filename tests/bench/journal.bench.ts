import { join } from 'node:path';
import type { ShiftId, VisitId } from '#domain/fact.ts';
import { MemoryJournals } from '#domain/memory-journals.ts';
import { createSigningKey, type OpenedFact } from '#domain/signing.ts';
import { instant, milliseconds } from '#domain/units.ts';
import { createWriter, queue } from '#domain/writing.ts';
import { JournalStore, openDatabase } from '#gateway/journal/journal-store.ts';
import type { Case } from './case.ts';
import { inTemporaryFolder } from './regions.ts';

const factCount = 2000;

/** Storing facts, as a batch of the exchange brings them, and one by one as a courier writes them. */
export const cases = () =>
  inTemporaryFolder<Case>(async function* (directory) {
    const facts = await signedFacts();
    for (const batch of [100, 1]) {
      yield {
        name: `store ${batch} a commit`,
        unit: 'facts/s',
        value: median((round) => storeAll(join(directory, `store-${batch}-${round}.db`), facts, batch)),
        judge: 'the same bytes inserted into one table, flushed as often',
        judged: median((round) => insertAll(join(directory, `table-${batch}-${round}.db`), facts, batch))
      };
    }
  });

/** Of five rounds, since the disk has its own moods. */
const median = (rate: (round: number) => number) => [0, 1, 2, 3, 4].map(rate).sort((a, b) => a - b)[2]!;

async function signedFacts(): Promise<OpenedFact[]> {
  const key = await createSigningKey({ extractable: false });
  const clock = { now: () => instant(1), monotonic: () => milliseconds(1) };
  const replica = { role: 'tablet', key, hub: key, journals: new MemoryJournals(), clock } as const;
  const writer = createWriter({ replica, boot: 'bench', courier: null, lock: queue() });
  const entries = Array.from({ length: factCount }, (_, index) => ({
    type: 'visit.arrived' as const,
    body: { visit: `visit-${index}` as VisitId }
  }));
  return writer.write('van-1.2026-11-24' as ShiftId, entries);
}

function storeAll(path: string, facts: OpenedFact[], batch: number): number {
  const database = openDatabase(path);
  const store = new JournalStore(database);
  const rate = rateOf(facts, batch, (some) => store.append(some));
  database.close();
  return rate;
}

function insertAll(path: string, facts: OpenedFact[], batch: number): number {
  const database = openDatabase(path);
  database.exec('create table fact (hash text primary key, signed text not null) strict');
  const insert = database.prepare('insert into fact values (?, ?)');
  const rate = rateOf(facts, batch, (some) => {
    database.exec('begin');
    for (const { hash, signed } of some) insert.run(hash, signed);
    database.exec('commit');
  });
  database.close();
  return rate;
}

/** Facts stored in a second. */
function rateOf(facts: OpenedFact[], batch: number, store: (facts: OpenedFact[]) => unknown): number {
  const began = performance.now();
  for (let first = 0; first < facts.length; first += batch) store(facts.slice(first, first + batch));
  return facts.length / ((performance.now() - began) / 1000);
}
