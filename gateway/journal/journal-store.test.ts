import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ConsignmentId, CourierId, KeyId, ShiftId, VisitId } from '#domain/fact.ts';
import { expectLikeMemory } from '#domain/journals.conformance.ts';
import { createSigningKey, hashOf } from '#domain/signing.ts';
import { instant, milliseconds } from '#domain/units.ts';
import { createWriter, queue } from '#domain/writing.ts';
import { JournalStore, openDatabase } from './journal-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'raitti-store-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const newFile = () => join(directory, `${(files += 1)}.db`);

test('keeps journals as the obvious store does, through restarts', async () => {
  await expectLikeMemory(async () => {
    const path = newFile();
    let database = openDatabase(path);
    return {
      journals: new JournalStore(database),
      async reopen() {
        database.close();
        database = openDatabase(path);
        return new JournalStore(database);
      },
      async close() {
        database.close();
      }
    };
  }, 30);
});

test('flushes every commit to the disk', () => {
  const database = openDatabase(newFile());
  expect(database.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
  expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  database.close();
});

describe('a file that is no whole database', () => {
  const written = () => {
    const path = newFile();
    const database = openDatabase(path);
    new JournalStore(database);
    database.close();
    return path;
  };
  test.each<[string, (path: string) => void]>([
    ['cut', (path) => truncateSync(path, 5000)],
    ['overwritten', (path) => writeFileSync(path, 'not a database '.repeat(1000))]
  ])('%s, is named, with the way on', (_, damage) => {
    const path = written();
    damage(path);
    expect(() => openDatabase(path)).toThrow(`${path} is damaged. Restore it from the backup.`);
  });

  test('because it is a folder, is named', () => {
    expect(() => openDatabase(directory)).toThrow(`${directory} cannot be opened`);
  });
});

const shift = 'van-17.2026-11-24' as ShiftId;

test('knows at once how far a day of thousands is complete: every step of every exchange asks', async () => {
  const database = openDatabase(':memory:');
  const journals = new JournalStore(database);
  const key = await createSigningKey({ extractable: false });
  const clock = { now: () => instant(1), monotonic: () => milliseconds(1) };
  const writer = createWriter({
    replica: { role: 'hub', key, hub: key, journals, clock },
    boot: 'b',
    courier: null,
    lock: queue()
  });
  const entries = await Promise.all(
    Array.from({ length: 3000 }, async (_, index) => {
      const bytes = new TextEncoder().encode(String(index));
      const note = await hashOf(bytes);
      const body = { consignment: 'c' as ConsignmentId, visit: 'v' as VisitId, reason: 'other' as const, note };
      return { type: 'consignment.failed' as const, body, attachments: [{ hash: note, bytes }] };
    })
  );
  await writer.write(shift, entries);
  // A look for each fact at all that is named took over two seconds.
  const began = performance.now();
  expect(Object.values(journals.complete(shift))).toEqual([expect.objectContaining({ seq: 3000 })]);
  expect(performance.now() - began).toBeLessThan(500);
  database.prepare('delete from attachment where hash = ?').run(entries[2500]!.body.note);
  expect(Object.values(journals.complete(shift))).toEqual([expect.objectContaining({ seq: 2500 })]);
});

test('joins the transaction of a caller, so that an order and its facts are written together or not at all', async () => {
  const database = openDatabase(':memory:');
  const journals = new JournalStore(database);
  const key = await createSigningKey({ extractable: false });
  const clock = { now: () => instant(1), monotonic: () => milliseconds(1) };
  const replica = { role: 'hub', key, hub: key, journals, clock } as const;
  const writer = createWriter({ replica, boot: 'b', courier: 'c' as CourierId, lock: queue() });
  const facts = await writer.write(shift, [{ type: 'shift.started', body: {} }]);

  const copy = new JournalStore(openDatabase(':memory:'));
  const other = openDatabase(':memory:');
  const joined = new JournalStore(other);
  other.exec('begin');
  expect(joined.append(facts)).toEqual(['stored']);
  other.exec('rollback');
  expect(joined.heads(shift)).toEqual({});
  expect(copy.append(facts)).toEqual(['stored']);
  expect(copy.ofShift(shift)).toEqual(facts);
});

test('remembers who was heard last, and which shifts a device was admitted to by the hub', async () => {
  const journals = new JournalStore(openDatabase(':memory:'));
  const hub = await createSigningKey({ extractable: false });
  const van = await createSigningKey({ extractable: false });
  const clock = { now: () => instant(1), monotonic: () => milliseconds(1) };
  const admission = {
    type: 'device.admitted',
    body: { device: van.id, key: van.publicKey, role: 'van' }
  } as const;
  const write = (key: typeof hub, into: ShiftId) =>
    createWriter({
      replica: { role: 'hub', key, hub, journals, clock },
      boot: 'b',
      courier: null,
      lock: queue()
    }).write(into, [admission]);
  await write(hub, shift);
  await write(hub, 'van-17.2026-11-25' as ShiftId);
  await write(van, 'van-18.2026-11-25' as ShiftId);
  // What a device writes of itself admits nobody, and names no shift twice.
  await write(van, shift);
  expect(journals.shiftsAdmitting(van.id, hub.id)).toEqual(['van-17.2026-11-25', shift]);
  expect(journals.shiftsAdmitting(hub.id, hub.id)).toEqual([]);

  journals.hear([shift], van.id, instant(50.4));
  journals.hear([shift], van.id, instant(20));
  journals.hear([shift], van.id, instant(10_049));
  expect(journals.heard(shift)).toEqual({ [van.id]: 50 });
  journals.hear([shift], van.id, instant(10_050));
  expect(journals.heard(shift)).toEqual({ [van.id]: 10_050 });
  expect(journals.heard('other' as ShiftId)).toEqual({} as Record<KeyId, never>);
});
