import { beforeEach, describe, expect, test } from 'vitest';
import { createSigningKey, signFact } from '#domain/signing.ts';
import { journalOf, type ShiftId } from '#domain/fact.ts';
import { instant, milliseconds } from '#domain/units.ts';
import type { PackFile } from '#routing/region/manifest.ts';
import {
  fakeCaches,
  fakeHub,
  fakeOutside,
  files,
  hubKey,
  hubSigningKey,
  manifestOf,
  signPack,
  type Files
} from './pack.fixture.ts';
import {
  askForPack,
  dropDamaged,
  fetchRegionPack,
  keptFile,
  keptMap,
  keptRegionPack,
  keptSignedPack,
  type PackOutside,
  type PackProgress
} from './region-pack.ts';

const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
const newer: Files = { ...files, 'map.pmtiles': 'another map' };

let hub: ReturnType<typeof fakeHub>;
let tablet: ReturnType<typeof fakeCaches>;
let outside: PackOutside;
beforeEach(async () => {
  hub = fakeHub();
  tablet = fakeCaches();
  outside = fakeOutside(hub, tablet.caches);
  await hub.serve(files, 1000);
});
const fetchIt = (progress: PackProgress[] = []) => fetchRegionPack(outside, hubKey, (now) => progress.push(now));
const keptVersion = async () => (await keptSignedPack(tablet.caches, hubKey))?.version;

test('a whole pack is kept, and its progress told to the last byte', async () => {
  const progress: PackProgress[] = [];
  await fetchIt(progress);
  const manifest = await manifestOf(files);
  expect(await keptRegionPack(tablet.caches)).toEqual(manifest);
  expect(await keptSignedPack(tablet.caches, hubKey)).toMatchObject({ fit: 'fits', issued: 1000, manifest });
  expect(await (await keptMap(tablet.caches))?.archive.text()).toBe('the map');
  expect(await (await keptFile(tablet.caches, manifest, 'places.json'))?.text()).toBe('[]');
  expect(progress.at(-1)).toMatchObject({ have: size, all: size });
  const have = progress.map((one) => one.have);
  expect(have).toEqual(have.toSorted((a, b) => a - b));
  expect([...tablet.kept.keys()].filter((path) => path.includes('/part/'))).toEqual([]);
});

describe('a download that is cut', () => {
  test('goes on at the byte where it stopped, by itself and after the app was closed', async () => {
    hub.cuts = [300_001, 7, 123_456, null];
    await expect(fetchIt()).rejects.toMatchObject({ problem: 'offline' });
    expect(await keptVersion()).toBeUndefined();
    expect(hub.sent).toBe(300_001 + 7 + 123_456);
    hub.asked = [];
    const progress: PackProgress[] = [];
    await fetchIt(progress);
    expect(progress[0]).toMatchObject({ have: 423_464 });
    expect(hub.asked.slice(0, 2)).toEqual(['/region/manifest.jws', '/region/roads.bin bytes=423464-']);
    expect(hub.sent).toBe(size);
    expect(await keptVersion()).toBe('0123456789ab');
  });

  test('at any bytes brings every byte once', async () => {
    for (const seed of [1, 2, 3]) {
      ({ caches: outside.caches } = fakeCaches());
      hub.sent = 0;
      hub.cuts = Array.from({ length: 30 }, (_, index) =>
        index % 5 === 4 ? null : (seed * 7919 * (index + 3)) % 90_001
      );
      for (let tries = 0; tries < 20; tries++) await fetchIt().catch(() => undefined);
      expect(await (await keptMap(outside.caches))?.archive.text()).toBe('the map');
      expect(hub.sent).toBe(size);
    }
  });

  test('loses less than a part when the battery dies, also a part that was cut short', async () => {
    hub.cuts = [700_000, null];
    await expect(fetchIt()).rejects.toMatchObject({ problem: 'offline' });
    const parts = [...tablet.kept.keys()].filter((path) => path.includes('/part/'));
    expect(parts.length).toBe(3);
    tablet.kept.set(parts[1]!, new Response('roads '));
    await fetchIt();
    expect(await keptVersion()).toBe('0123456789ab');
    expect(hub.sent).toBeLessThan(size + 500_000);
  });

  test('is begun anew where what was here is damaged', async () => {
    hub.cuts = [600_000, null];
    await expect(fetchIt()).rejects.toMatchObject({ problem: 'offline' });
    const [first] = [...tablet.kept.keys()].filter((path) => path.includes('/part/'));
    const damaged = (await tablet.kept.get(first!)!.text()).replace('roads', 'toads');
    tablet.kept.set(first!, new Response(damaged));
    await fetchIt();
    expect(await keptVersion()).toBe('0123456789ab');
  });

  test('goes on with what is unchanged where the hub has a newer pack by now', async () => {
    hub.cuts = [500_000, null];
    await expect(fetchIt()).rejects.toMatchObject({ problem: 'offline' });
    await hub.serve(newer, 2000, 'ba9876543210');
    await fetchIt();
    expect(await keptVersion()).toBe('ba9876543210');
    expect(hub.sent).toBe(size + 'another map'.length - 'the map'.length);
  });

  test('asks what the hub has now, where a file became another one in the middle', async () => {
    const { fetch } = hub;
    const roads = { ...files, 'roads.bin': 'other roads' };
    hub.cuts = [500_000];
    outside.fetch = async (...request) => {
      if (hub.asked.length === 2) await hub.serve(roads, 2000, 'ba9876543210');
      return fetch(...request);
    };
    await fetchIt();
    expect(await keptVersion()).toBe('ba9876543210');
    expect([...tablet.kept.keys()].filter((path) => path.includes('/part/'))).toEqual([]);
  });

  test('is given up when the connection brings nothing for half a minute', async () => {
    outside.fetch = (async (path: string, { signal } = {}) => {
      if (path.endsWith('.jws')) return hub.fetch(path);
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    }) as typeof fetch;
    outside.wait = async (duration) => expect(duration).toBe(30_000);
    await expect(fetchIt()).rejects.toMatchObject({ problem: 'offline' });
  });
});

test('a failed update leaves the old pack whole; a good one takes its place and frees its room', async () => {
  await fetchIt();
  await hub.serve(newer, 2000, 'ba9876543210');
  hub.cuts = [3, null];
  await expect(fetchIt()).rejects.toMatchObject({ problem: 'offline' });
  expect(await keptVersion()).toBe('0123456789ab');
  expect(await (await keptMap(tablet.caches))?.archive.text()).toBe('the map');
  hub.sent = 0;
  await fetchIt();
  expect(await keptVersion()).toBe('ba9876543210');
  expect(hub.sent).toBe('another map'.length - 3);
  expect(tablet.kept.size).toBe(5);
});

test('parts that were joined just before the battery died are dropped', async () => {
  await fetchIt();
  const { sha256 } = (await manifestOf(files)).files['map.pmtiles'];
  tablet.kept.set(`/region/part/${sha256}/0`, new Response('the'));
  await fetchIt();
  expect([...tablet.kept.keys()].filter((path) => path.includes('/part/'))).toEqual([]);
});

test('what a download for yet another pack left is dropped before a new one begins', async () => {
  await fetchIt();
  await hub.serve({ ...files, 'hierarchy.bin': 'h'.repeat(900) }, 2000, 'ba9876543210');
  hub.cuts = [800, null];
  await expect(fetchIt()).rejects.toMatchObject({ problem: 'offline' });
  await hub.serve(newer, 3000, 'aaaaaaaaaaaa');
  hub.cuts = [3, null];
  await expect(fetchIt()).rejects.toMatchObject({ problem: 'offline' });
  expect([...tablet.kept.keys()].filter((path) => path.includes('/part/'))).toHaveLength(1);
  expect(await keptVersion()).toBe('0123456789ab');
});

test.each([
  ['altered', 'mop map'],
  ['too long', 'the map and more']
])('a file that came %s is not kept, nor the pack', async (_, wrong) => {
  hub.damage('map.pmtiles', wrong);
  await expect(fetchIt()).rejects.toMatchObject({ problem: 'broken' });
  expect(await keptVersion()).toBeUndefined();
  expect([...tablet.kept.keys()].filter((path) => path.includes('/part/'))).toEqual([]);
});

describe('what the tablet’s own hub did not sign is refused by name, nothing is fetched and the old pack stays', () => {
  const stranger = createSigningKey({ extractable: false });
  const good = async () => signPack(await manifestOf(newer, 'ba9876543210'), 5000);
  const altered = async (change: (payload: string) => string) => {
    const [header, payload, signature] = (await good()).split('.') as [string, string, string];
    const text = change(Buffer.from(payload, 'base64url').toString());
    return [header, Buffer.from(text).toString('base64url'), signature].join('.');
  };
  const fact = async () => {
    const body = {
      journal: journalOf('van-17.2026-11-24' as ShiftId, hubKey.id),
      seq: 1,
      prev: null,
      at: instant(1),
      boot: 'b',
      mono: milliseconds(1),
      seen: {},
      courier: null,
      type: 'shift.started',
      body: {}
    } as const;
    return (await signFact(body, hubSigningKey)).signed;
  };

  test.each<[string, string, () => Promise<string>]>([
    ['a sign-in page of a strange network', 'unsigned', async () => '<html>Welcome</html>'],
    ['nothing', 'unsigned', async () => ''],
    ['an unsigned manifest', 'unsigned', async () => JSON.stringify(await manifestOf(newer))],
    ['a signature that was cut off', 'unsigned', async () => (await good()).replace(/[^.]*$/, '')],
    ['algorithm none', 'unsigned', async () => (await good()).replace(/^[^.]*/, 'eyJhbGciOiJub25lIn0')],
    ['a fact', 'unsigned', fact],
    ['another hub’s', 'other_hub', async () => signPack(await manifestOf(newer), 5000, await stranger)],
    ['one with another file', 'forged', () => altered((text) => text.replace(/[0-9a-f]{64}/, 'a'.repeat(64)))],
    ['one with another time', 'forged', () => altered((text) => text.replace('5000', '9000'))],
    ['one that was replayed', 'older', async () => signPack(await manifestOf(newer, 'ba9876543210'), 999)],
    ['one of the same time', 'older', async () => signPack(await manifestOf(newer, 'ba9876543210'), 1000)],
    ['a later format', 'app_older', async () => signPack({ format: 3, name: 'X', version: 'y' }, 5000)],
    ['an earlier format', 'pack_older', async () => signPack({ format: 1, name: 'X', version: 'y' }, 5000)],
    ['a manifest that is none', 'broken', async () => signPack({ format: 2, name: 'X', version: 'y' }, 5000)],
    ['a time that is none', 'broken', async () => signPack(await manifestOf(newer), -1)]
  ])('%s: %s', async (_, problem, text) => {
    await fetchIt();
    const before = [...tablet.kept.keys()];
    hub.say(await text());
    hub.asked = [];
    await expect(fetchIt()).rejects.toMatchObject({ name: 'PackError', problem });
    expect(hub.asked).toEqual(['/region/manifest.jws']);
    expect([...tablet.kept.keys()]).toEqual(before);
    expect(await keptVersion()).toBe('0123456789ab');
  });

  test('an old word on the same pack opens no way back to what lay between', async () => {
    await fetchIt();
    for (const [content, issued, version] of [
      [newer, 2000, 'ba9876543210'],
      [files, 3000, '0123456789ab']
    ] as const) {
      await hub.serve(content, issued, version);
      await fetchIt();
    }
    await hub.serve(files, 1000);
    await fetchIt();
    await hub.serve(newer, 2000, 'ba9876543210');
    await expect(fetchIt()).rejects.toMatchObject({ problem: 'older' });
  });

  test('a pack of another hub, or of before packs were signed, does not count as kept', async () => {
    await fetchIt();
    const { id, publicKey } = await stranger;
    expect(await keptSignedPack(tablet.caches, { id, publicKey })).toBeNull();
    const manifest = await tablet.kept.get('/region/manifest.json')!.clone().text();
    tablet.kept.set('/region/manifest.json', new Response(manifest));
    expect(await keptVersion()).toBeUndefined();
    hub.sent = 0;
    await fetchIt();
    expect([await keptVersion(), hub.sent]).toEqual(['0123456789ab', 0]);
  });
});

describe('of a pack whose files were damaged since', () => {
  const drop = () => dropDamaged(outside, hubKey);
  const pathOf = async (name: PackFile) => `/region/kept/${(await manifestOf(files)).files[name].sha256}`;

  test('the damaged ones are dropped and all others stay: roads without map, and map without roads', async () => {
    await fetchIt();
    expect(await drop()).toBe(false);
    const before = [...tablet.kept.keys()];
    const map = await pathOf('map.pmtiles');
    tablet.kept.set(map, new Response('the mop'));
    expect(await drop()).toBe(true);
    expect([...tablet.kept.keys()]).toEqual(before.filter((path) => path !== map));
    expect(await keptVersion()).toBeUndefined();
    expect(await keptMap(tablet.caches)).toBeNull();
    expect(await keptRegionPack(tablet.caches)).toEqual(await manifestOf(files));
    await fetchIt();
    tablet.kept.set(await pathOf('roads.bin'), new Response('toads'));
    expect(await drop()).toBe(true);
    expect(await (await keptMap(tablet.caches))?.archive.text()).toBe('the map');
  });

  test('a manifest that is no longer what the hub signed is written anew', async () => {
    await fetchIt();
    const { headers } = tablet.kept.get('/region/manifest.json')!;
    tablet.kept.set('/region/manifest.json', new Response('{', { headers }));
    expect(await keptRegionPack(tablet.caches)).toBeNull();
    expect(await drop()).toBe(false);
    expect(await keptRegionPack(tablet.caches)).toEqual(await manifestOf(files));
    expect(await keptVersion()).toBe('0123456789ab');
  });

  test('nothing is dropped by another hub’s word', async () => {
    await fetchIt();
    tablet.kept.set(await pathOf('map.pmtiles'), new Response('the mop'));
    const { id, publicKey } = await createSigningKey({ extractable: false });
    expect(await dropDamaged(outside, { id, publicKey })).toBe(false);
    expect(tablet.kept.has(await pathOf('map.pmtiles'))).toBe(true);
  });
});

test('asking for a newer pack costs nothing where there is none', async () => {
  const kept = await fetchIt();
  expect(await askForPack(outside, hubKey, kept)).toBeNull();
  await hub.serve(newer, 2000, 'ba9876543210');
  expect(await askForPack(outside, hubKey, kept)).toMatchObject({ version: 'ba9876543210', issued: 2000 });
  hub.cuts = [null];
  await expect(askForPack(outside, hubKey, kept)).rejects.toMatchObject({ problem: 'offline' });
});

describe('a tablet without room', () => {
  test('says how much is missing before anything is fetched', async () => {
    outside.estimate = async () => ({ quota: 2_000_000, usage: 1_500_000 });
    const need = size + files['roads.bin'].length;
    await expect(fetchIt()).rejects.toMatchObject({ problem: 'full', lacking: need - 500_000 });
    expect(hub.asked).toEqual(['/region/manifest.jws']);
    outside.estimate = async () => ({ quota: 1_500_000 + need, usage: 1_500_000 });
    await fetchIt();
  });

  test('says so, too, where only keeping shows it', async () => {
    tablet.cache.put = async () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    await expect(fetchIt()).rejects.toMatchObject({ problem: 'full', lacking: null });
  });
});
