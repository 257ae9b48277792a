import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { wrapShiftKey, type WrappingKey } from '#domain/sealing.ts';
import { createSigningKey, type PublicKey } from '#domain/signing.ts';
import { instant } from '#domain/units.ts';
import { AnotherHub, enrol, EnrolRefused, forgetEverything } from './enrolment.ts';
import { TabletDatabase } from './tablet-replica.ts';

Dexie.dependencies.indexedDB = new IDBFactory();
let database: TabletDatabase;
let names = 0;
beforeEach(() => {
  database = new TabletDatabase(`enrolment-${(names += 1)}`, { indexedDB: new IDBFactory(), IDBKeyRange });
});

/** A hub's two answers to a tablet that enrols for its shift. */
function hubWith(publicKey: PublicKey, shift = 's1'): typeof fetch {
  let wrapping: WrappingKey;
  return async (address, init) => {
    if (!String(address).endsWith('/enrol'))
      return Response.json({ key: await wrapShiftKey(new Uint8Array(32).fill(7), wrapping) });
    wrapping = (JSON.parse(String(init?.body)) as { wrappingKey: WrappingKey }).wrappingKey;
    const van = { origin: 'https://van-17.example.fi', name: 'Auto 17' };
    return Response.json({ token: 't', hub: publicKey, van, shift, courier: { id: 'kaisa', name: 'Kaisa' } });
  };
}
const enrolAt = (fetch: typeof globalThis.fetch) => enrol({ database, origin: '', fetch, now: () => instant(1) });
const newHub = async () => (await createSigningKey({ extractable: false })).publicKey;

test('a tablet keeps one identity for every shift of its hub', async () => {
  const hub = await newHub();
  await enrolAt(hubWith(hub));
  const keys = await database.keys.get('device');
  await enrolAt(hubWith(hub, 's2'));
  expect((await database.keys.get('device'))?.signing.id).toBe(keys?.signing.id);
  expect((await database.enrolments.toArray()).map(({ shift }) => shift)).toEqual(['s1', 's2']);
});

test('another hub is refused, and what belongs to the first one stays untouched', async () => {
  await enrolAt(hubWith(await newHub()));
  const before = await database.enrolments.get('s1' as never);
  await expect(enrolAt(hubWith(await newHub()))).rejects.toThrow(AnotherHub);
  expect((await database.enrolments.get('s1' as never))?.hub.id).toBe(before?.hub.id);
});

test('after everything was forgotten the tablet is a new one, also by its key', async () => {
  await enrolAt(hubWith(await newHub()));
  const before = await database.keys.get('device');
  await forgetEverything(database);
  expect(await Promise.all(database.tables.map((table) => table.count()))).toEqual(database.tables.map(() => 0));
  await enrolAt(hubWith(await newHub()));
  expect((await database.keys.get('device'))?.signing.id).not.toBe(before?.signing.id);
});

test('a hub’s no is told in its own words, and an answer that is none is no yes', async () => {
  const no: typeof fetch = async () => Response.json({ code: 'no_shift', detail: 'No shift today.' }, { status: 409 });
  await expect(enrolAt(no)).rejects.toMatchObject({ status: 409, code: 'no_shift', message: 'No shift today.' });
  const captive: typeof fetch = async () => new Response('<html>', { status: 511 });
  await expect(enrolAt(captive)).rejects.toThrow(EnrolRefused);
  expect(await database.enrolments.count()).toBe(0);
});
