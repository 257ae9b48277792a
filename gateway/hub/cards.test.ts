import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importShiftKey, sealJson, unsealJson } from '#domain/sealing.ts';
import { at, mealDraft, medicineDraft, openTestHub, today, type TestHub } from './hub.fixture.ts';
import { decrypt, decryptJson, encrypt } from './secrets.ts';
import { realOutside } from './outside.ts';

let test: TestHub;
beforeEach(async () => (test = await openTestHub()));
afterEach(() => test.remove());
const outside = realOutside({ now: () => at('07:30'), monotonic: () => 0 as never });

describe('what is encrypted', () => {
  it('opens with its key alone, whole alone, and as WebCrypto has it', async () => {
    const key = randomBytes(32);
    const bytes = encrypt(key, new TextEncoder().encode('{"a":1}'), outside);
    expect(decryptJson(key, bytes)).toEqual({ a: 1 });
    expect(decrypt(randomBytes(32), bytes)).toBeNull();
    for (const place of [0, 15, bytes.length - 1]) {
      const changed = bytes.slice();
      changed[place]! ^= 1;
      expect(decrypt(key, changed)).toBeNull();
    }
    expect(decrypt(key, new Uint8Array(5))).toBeNull();
    expect(decryptJson(key, encrypt(key, new TextEncoder().encode('{'), outside))).toBeNull();
    const shiftKey = await importShiftKey(key);
    expect(await unsealJson(shiftKey, bytes)).toEqual({ a: 1 });
    expect(decryptJson(key, (await sealJson(shiftKey, { b: 2 }, randomBytes(12))).bytes)).toEqual({ b: 2 });
  });
});

describe('recipients’ cards', () => {
  it('leave nothing of a person readable in the database, also after the day was planned', async () => {
    const county = await test.staff('county');
    await test.hub.services.orders.place(county, mealDraft);
    await test.hub.services.days.plan(await test.staff('boss'), today);
    test.hub.close();
    const files = readdirSync(test.directory).filter((file) => file.startsWith('hub.db'));
    const bytes = files.map((file) => readFileSync(join(test.directory, file)).toString('utf8')).join('');
    expect(bytes).toContain('Keskuskeittiö');
    for (const word of ['Aino', 'Kettunen', 'Koulutie 10', '1001', '4417']) expect(bytes).not.toContain(word);
    test.hub = await test.open();
  });

  it('are one for each tenant and recipient: what one order changes, the person’s other orders have too', async () => {
    const county = await test.staff('county');
    const { orders } = test.hub.services;
    await orders.place(county, mealDraft);
    await orders.place(county, { ...mealDraft, name: ' aino  KETTUNEN ', telephone: '000 123 1999' });
    expect(orders.list(county, today).map(({ order }) => orders.find(county, order)?.draft.telephone)).toEqual([
      '000 123 1999',
      '000 123 1999'
    ]);
  });

  it('are not shared between tenants, though the person is the same', async () => {
    const [county, pharmacy] = [await test.staff('county'), await test.staff('pharmacy')];
    const { orders } = test.hub.services;
    const { name, address } = mealDraft;
    await orders.place(county, mealDraft);
    await orders.place(pharmacy, { ...medicineDraft, name, address, telephone: '000 123 1999' });
    const [meal] = orders.list(county, today);
    expect(orders.find(county, meal!.order)?.draft.telephone).toBe('000 123 1001');
  });

  it.each(['master-key', 'signing-key.json'])('are not shut for ever by a new %s', async (file) => {
    const path = join(test.directory, 'keys', file);
    const key = readFileSync(path);
    test.hub.close();
    rmSync(path);
    await expect(test.open()).rejects.toThrow('Restore it from the backup');
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, key.subarray(1));
    await expect(test.open()).rejects.toThrow('Restore it from the backup');
    writeFileSync(path, key);
    test.hub = await test.open();
  });

  it('cannot be opened with another hub’s master key', async () => {
    await test.hub.services.orders.place(await test.staff('county'), mealDraft);
    test.hub.close();
    writeFileSync(join(test.directory, 'keys', 'master-key'), randomBytes(32));
    test.hub = await test.open();
    const county = await test.staff('county');
    expect(() => test.hub.services.orders.list(county, today)).toThrow('master key');
  });
});
