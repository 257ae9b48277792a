import { afterAll, expect, test } from 'vitest';
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { ShiftId } from '#domain/fact.ts';
import { createSigningKey } from '#domain/signing.ts';
import { instant, milliseconds, seconds } from '#domain/units.ts';
import { issueToken, readToken } from './device-token.ts';
import { journalApi } from './journal-api.ts';
import { JournalStore, openDatabase } from './journal-store.ts';
import { journalWriter } from './journal-writer.ts';
import { startUplink } from './uplink.ts';

const shift = 'van-17.2026-11-24' as ShiftId;
let now = 1_795_500_000_000;
const clock = { now: () => instant(now), monotonic: () => milliseconds(1) };
const hubKey = await createSigningKey({ extractable: false });
const vanKey = await createSigningKey({ extractable: false });
const store = () => new JournalStore(openDatabase(':memory:'));
const hub = { role: 'hub', key: hubKey, hub: hubKey, journals: store(), clock } as const;
const van = { role: 'van', key: vanKey, hub: hubKey, journals: store(), clock } as const;
const api = journalApi({ replica: hub, bearer: (header) => readToken(hubKey.publicKey, header, clock) });
const server = serve({ fetch: api.fetch, port: 0 });
afterAll(() => server.close());

test('the van finds its shifts, tries again ever more slowly without coverage, and goes on where it was', async () => {
  await journalWriter(hub, 'b').write(shift, [
    { type: 'device.admitted', body: { device: vanKey.id, key: vanKey.publicKey, role: 'van' } }
  ]);
  let coverage = false;
  const rests: number[] = [];
  const asked: string[] = [];
  const changed: ShiftId[] = [];
  const outcomes: unknown[] = [];
  let rested = () => {};
  const uplink = startUplink({
    replica: van,
    hub: {
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      token: await issueToken(hubKey, { key: vanKey.id, role: 'van' }, clock, seconds(60)),
      fetch: (...request) => {
        asked.push(new URL(String(request[0])).pathname);
        return coverage ? fetch(...request) : Promise.reject(new TypeError('no coverage'));
      },
      signal: () => AbortSignal.timeout(5_000)
    },
    random: () => 0.5,
    wait: (duration, signal) => {
      rests.push(duration);
      return new Promise((resolve) => {
        rested = resolve;
        signal.addEventListener('abort', () => resolve());
      });
    },
    changed: (one) => changed.push(one),
    outcome: (error) => outcomes.push(error)
  });
  const nextRest = async (count: number) => {
    while (rests.length < count) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  for (let count = 1; count <= 8; count += 1) {
    await nextRest(count);
    if (count < 8) rested();
  }
  expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(outcomes.every((outcome) => outcome instanceof TypeError)).toBe(true);

  coverage = true;
  uplink.wake();
  await nextRest(9);
  expect(outcomes.at(-1)).toBeNull();
  expect(rests.at(-1)).toBe(10_000);
  expect(changed).toEqual([shift]);
  expect(van.journals.heads(shift)).toEqual(hub.journals.heads(shift));

  await journalWriter(van, 'b').write(shift, [{ type: 'wifi.opened', body: { stop: null, by: 'hand' } }]);
  uplink.wake();
  await nextRest(10);
  expect(hub.journals.heads(shift)).toEqual(van.journals.heads(shift));

  // A quiet van asks one small question, and exchanges nothing.
  asked.length = 0;
  now += 20_000;
  uplink.wake();
  await nextRest(11);
  expect(asked).toEqual(['/api/shifts']);
  expect(hub.journals.heard(shift)).toEqual({ [vanKey.id]: now });

  // A change at the hub is heard of.
  await journalWriter(hub, 'b').write(shift, [
    { type: 'device.admitted', body: { device: vanKey.id, key: vanKey.publicKey, role: 'van' } }
  ]);
  uplink.wake();
  await nextRest(12);
  expect(hub.journals.heads(shift)).toEqual(van.journals.heads(shift));
  await uplink.stop();
});
