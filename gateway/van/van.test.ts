import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test, vi } from 'vitest';
import type { ShiftId, VisitId } from '#domain/fact.ts';
import { httpPeer } from '#domain/http-peer.ts';
import { MemoryJournals } from '#domain/memory-journals.ts';
import { exchange, type Replica } from '#domain/replication.ts';
import { createSigningKey, hashOf } from '#domain/signing.ts';
import { instant, milliseconds, seconds, type Clock, type LocalDate } from '#domain/units.ts';
import { createWriter, queue } from '#domain/writing.ts';
import { issueToken, readToken } from '../journal/device-token.ts';
import { journalApi } from '../journal/journal-api.ts';
import { JournalStore } from '../journal/journal-store.ts';
import { journalWriter } from '../journal/journal-writer.ts';
import { keyFromFile } from '../journal/key-file.ts';
import { startVan } from './van.ts';

const directory = mkdtempSync(join(tmpdir(), 'raitti-van-'));
afterAll(() => rmSync(directory, { recursive: true }));

const noon = instant(Date.UTC(2026, 10, 24, 10));
const clock: Clock = { now: () => noon, monotonic: () => milliseconds(performance.now()) };
const shift = 'shift-1' as ShiftId;
const position = { longitude: 27.5, latitude: 64.2 };
const promise = { from: noon, to: instant(noon + 3_600_000) };
const visit = 'visit-1' as VisitId;

/** A hub with one shift, which has one stop; the van and a tablet are admitted to it. */
async function hubWithShift() {
  const [hubKey, tabletKey] = await Promise.all([
    createSigningKey({ extractable: true }),
    createSigningKey({ extractable: true })
  ]);
  const vanKey = await keyFromFile(join(directory, 'van-key.json'));
  const hub: Replica & { journals: JournalStore } = {
    role: 'hub',
    key: hubKey,
    hub: hubKey,
    journals: new JournalStore(new DatabaseSync(':memory:')),
    clock
  };
  const route = { bytes: new Uint8Array([1]), hash: await hashOf(new Uint8Array([1])) };
  await journalWriter(hub, 'hub').write(shift, [
    {
      type: 'shift.opened',
      body: {
        shift,
        date: '2026-11-24' as LocalDate,
        van: 'van-1',
        courier: 'courier-1' as never,
        start: noon,
        end: instant(noon + 8 * 3_600_000),
        depot: { name: 'Varikko', position },
        region: { name: 'Kuikkasalmi', version: '1' },
        serviceStops: [
          { stop: 'tervasalmi' as never, name: { fi: 'Tervasalmi' }, position, promise, services: ['wifi'] }
        ]
      }
    },
    { type: 'device.admitted', body: { device: vanKey.id, key: vanKey.publicKey, role: 'van' } },
    { type: 'device.admitted', body: { device: tabletKey.id, key: tabletKey.publicKey, role: 'tablet' } },
    {
      type: 'plan.published',
      attachments: [route],
      body: {
        plan: 1,
        unassigned: [],
        driving: seconds(0),
        distance: 0 as never,
        route: route.hash,
        visits: [
          {
            visit,
            kind: 'service_stop',
            pickups: [],
            deliveries: [],
            stop: 'tervasalmi' as never,
            promise,
            arrival: promise.from,
            departure: promise.to,
            waiting: seconds(0),
            driving: seconds(0),
            distance: 0 as never
          }
        ]
      }
    }
  ]);
  const bearer = (authorization: string | undefined) => readToken(hubKey.publicKey, authorization, clock);
  const api = journalApi({ replica: hub, bearer }).get('/healthz', (c) => c.text('ok'));
  const token = (key: typeof vanKey, role: 'van' | 'tablet') =>
    issueToken(hubKey, { key: key.id, role }, clock, seconds(3600));
  writeFileSync(
    join(directory, 'enrolment.json'),
    JSON.stringify({ hubKey: hubKey.publicKey, token: await token(vanKey, 'van') })
  );
  const tablet: Replica = { role: 'tablet', key: tabletKey, hub: hubKey, journals: new MemoryJournals(), clock };
  return { hub, api, tablet, tabletToken: await token(tabletKey, 'tablet') };
}

test('an arrival at a stop opens the internet, a departure ends every session, and the hub learns of both', async () => {
  const { hub, api, tablet, tabletToken } = await hubWithShift();
  const errors: unknown[] = [];
  const van = await startVan({
    host: '127.0.0.1',
    port: 0,
    dataDirectory: directory,
    clock,
    boot: 'boot',
    fetch: async (input, init) => api.fetch(new Request(input, init)),
    hubOrigin: 'http://hub.test',
    site: null,
    report: (error) => errors.push(error)
  });
  try {
    const get = async (path: string) => (await fetch(`${van.origin}${path}`, { redirect: 'manual' })).text();
    const state = async () => (await fetch(`${van.origin}/captive-portal/api`)).json() as Promise<{ captive: boolean }>;
    expect((await fetch(`${van.origin}/healthz`)).status).toBe(200);
    await soon(async () => expect(await get('/portal')).toContain('Seuraava pysäkki on Tervasalmi'));

    const write = createWriter({ replica: tablet, boot: 'tablet', courier: null, lock: queue() });
    const peer = httpPeer({
      role: 'van',
      origin: van.origin,
      token: tabletToken,
      fetch,
      signal: () => AbortSignal.timeout(5000)
    });
    await exchange(tablet, peer, shift);
    await write.write(shift, [{ type: 'visit.arrived', body: { visit } }]);
    await exchange(tablet, peer, shift);
    await soon(async () => expect(await get('/portal')).toContain('Palveluauto on nyt täällä: Tervasalmi'));
    expect(await get('/portal')).toContain('Netti toimii.');
    const accepted = await fetch(`${van.origin}/portal/accept`, {
      method: 'POST',
      body: new URLSearchParams({ kieli: 'fi' }),
      redirect: 'manual'
    });
    expect(accepted.headers.get('location')).toBe('/portal/services?kieli=fi');
    expect(await state()).toMatchObject({ captive: false });

    await write.write(shift, [{ type: 'visit.departed', body: { visit } }]);
    await exchange(tablet, peer, shift);
    await soon(async () => expect(await state()).toMatchObject({ captive: true }));
    expect(await get('/portal')).toContain('Palveluauton netti on nyt kiinni');

    await soon(() => {
      const told = hub.journals.ofShift(shift).map(({ fact: { type, body } }) => [type, body]);
      expect(told).toContainEqual(['wifi.opened', { stop: 'tervasalmi', by: 'arrival' }]);
      expect(told.filter(([type]) => type === 'wifi.closed')).toEqual([['wifi.closed', { stop: 'tervasalmi' }]]);
      expect(told).toContainEqual(['visit.departed', { visit }]);
    });
    expect(errors).toEqual([]);
  } finally {
    await van.stop();
  }
}, 30_000);

/** Machines with much to do take their time. */
const soon = (expectation: () => unknown) => vi.waitFor(expectation, { timeout: 15_000 });

/** A van that reaches no hub. */
const withoutHub = (dataDirectory: string) => ({
  host: '127.0.0.1',
  port: 0,
  dataDirectory,
  clock,
  boot: 'boot',
  fetch: () => Promise.reject(new TypeError('no network')),
  hubOrigin: 'http://hub.test',
  site: null
});

test('two vans never share a data directory, and a stopped one leaves it to the next', async () => {
  const options = withoutHub(mkdtempSync(join(directory, 'shared-')));
  const first = await startVan(options);
  await expect(startVan(options)).rejects.toThrow(/is in use by another Raitti program[^]*--data/);
  await first.stop();
  await (await startVan(options)).stop();
});

test('a damaged enrolment stops the van and names the file; once it is gone the van starts', async () => {
  const dataDirectory = mkdtempSync(join(directory, 'damaged-'));
  const options = withoutHub(dataDirectory);
  const file = join(dataDirectory, 'enrolment.json');
  writeFileSync(file, '{"token":"t"}');
  await expect(startVan(options)).rejects.toThrow(`${file} is not an enrolment of this van.`);
  rmSync(file);
  await (await startVan(options)).stop();
});

test('a stranger gets nothing of the journals', async () => {
  const van = await startVan(withoutHub(directory));
  try {
    const ask = (token?: string) =>
      fetch(`${van.origin}/api/replicate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ shift, have: {}, facts: [], acknowledgements: [] })
      });
    const stranger = await createSigningKey({ extractable: true });
    expect((await ask()).status).toBe(401);
    const own = await issueToken(stranger, { key: stranger.id, role: 'tablet' }, clock, seconds(60));
    expect((await ask(own)).status).toBe(401);
    expect((await fetch(`${van.origin}/api/attachments/${'a'.repeat(43)}`)).status).toBe(401);
  } finally {
    await van.stop();
  }
});
