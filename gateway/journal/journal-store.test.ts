import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CourierId, KeyId, ShiftId } from '#domain/fact.ts';
import { expectLikeMemory } from '#domain/journals.conformance.ts';
import { createSigningKey } from '#domain/signing.ts';
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

const shift = 'van-17.2026-11-24' as ShiftId;

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
