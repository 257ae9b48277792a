import { beforeEach, describe, expect, test } from 'vitest';
import { createSigningKey } from '#domain/signing.ts';
import type { PackFile } from '#routing/region/manifest.ts';
import { fakeCaches, fakeHub, fakeOutside, files, hubKey, manifestOf } from './pack.fixture.ts';
import { regionOnTablet, type RegionState } from './region-on-tablet.ts';

const newer = { ...files, 'map.pmtiles': 'another map' };

let hub: ReturnType<typeof fakeHub>;
let tablet: ReturnType<typeof fakeCaches>;
let kept: Map<string, string>;
let seconds: number;
let state: RegionState;
beforeEach(async () => {
  hub = fakeHub();
  await hub.serve(files, 1000);
  tablet = fakeCaches();
  kept = new Map();
  seconds = 0;
});

/** The app as it is opened: what it keeps outlives it. */
function open() {
  const locks = { request: async (_: string, work: () => Promise<unknown>) => work() } as unknown as LockManager;
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  };
  const outside = { ...fakeOutside(hub, tablet.caches), now: () => seconds, locks, storage };
  return regionOnTablet(outside, (now) => (state = now));
}

test('a tablet that is enrolled knows which map it has, and fetches one', async () => {
  const region = open();
  await region.fetch();
  expect(hub.asked).toEqual([]);
  await region.trust(hubKey);
  expect(state.kept).toBeNull();
  await region.fetch();
  expect(state).toMatchObject({ kept: { version: '0123456789ab', fit: 'fits' }, fetching: null, problem: null });
  await open().trust(hubKey);
  expect(state.kept).toMatchObject({ version: '0123456789ab' });
  const { id, publicKey } = await createSigningKey({ extractable: false });
  await open().trust({ id, publicKey });
  expect(state.kept).toBeNull();
});

test('whenever the hub is reached, but not too often, it is asked whether a newer one waits', async () => {
  const region = open();
  await region.trust(hubKey);
  await region.fetch();
  hub.asked = [];
  for (seconds of [0, 10, 60]) await region.hubReached();
  expect(hub.asked).toEqual(['/region/manifest.jws']);
  expect(state.offered).toBeNull();
  await hub.serve(newer, 2000, 'ba9876543210');
  seconds = 16 * 60;
  await region.hubReached();
  expect(state).toMatchObject({ kept: { version: '0123456789ab' }, offered: { version: 'ba9876543210' } });
  seconds = 32 * 60;
  await region.hubReached();
  expect(state.offered).not.toBeNull();
  await region.fetch();
  expect(state).toMatchObject({ kept: { version: 'ba9876543210' }, offered: null });
});

test('an older one is not offered, and a hub that does not answer is asked at the next chance', async () => {
  await hub.serve(files, 5000);
  const region = open();
  await region.trust(hubKey);
  await region.fetch();
  hub.cuts = [null];
  await region.hubReached();
  await hub.serve(newer, 2000, 'ba9876543210');
  await region.hubReached();
  expect(state).toMatchObject({ offered: null, problem: null });
});

test('a download that was cut goes on when the hub is reached, also after the app was closed', async () => {
  const region = open();
  await region.trust(hubKey);
  hub.cuts = [400_000, null];
  await region.fetch();
  expect(state).toMatchObject({ kept: null, fetching: null, problem: { code: 'offline' } });
  const again = open();
  await again.trust(hubKey);
  await again.hubReached();
  expect(state).toMatchObject({ kept: { version: '0123456789ab' }, problem: null });
  expect(hub.sent).toBe(Object.values(files).join('').length);
});

describe('a map that could not be read', () => {
  const damage = async (...names: PackFile[]) => {
    const { files: described } = await manifestOf(files);
    for (const name of names) tablet.kept.set(`/region/kept/${described[name].sha256}`, new Response('mop map'));
  };

  test.each<[PackFile[], number]>([
    [['map.pmtiles'], files['map.pmtiles'].length],
    [['hierarchy.bin', 'places.json'], files['hierarchy.bin'].length + files['places.json'].length]
  ])('is called whole no longer where %s is damaged, and only that is fetched again', async (names, bytes) => {
    const region = open();
    await region.trust(hubKey);
    await region.fetch();
    await damage(...names);
    await region.check();
    expect(state).toMatchObject({ kept: null, problem: { code: 'broken' } });
    hub.sent = 0;
    await region.fetch();
    expect(state).toMatchObject({ kept: { version: '0123456789ab' }, problem: null });
    expect(hub.sent).toBe(bytes);
  });

  test('loses nothing where it is healthy, and neither does a tablet that has none', async () => {
    const region = open();
    await region.check();
    await region.trust(hubKey);
    await region.check();
    expect(state).toMatchObject({ kept: null, problem: null });
    await region.fetch();
    const before = [...tablet.kept.keys()];
    await region.check();
    expect(state).toMatchObject({ kept: { version: '0123456789ab' }, problem: null });
    expect([...tablet.kept.keys()]).toEqual(before);
  });
});

test('what would fail the same way again is not tried by itself', async () => {
  const region = open();
  await region.trust(hubKey);
  hub.damage('map.pmtiles', 'mop map');
  await region.fetch();
  expect(state.problem).toEqual({ code: 'broken', lacking: null });
  hub.asked = [];
  await region.hubReached();
  expect(hub.asked).toEqual(['/region/manifest.jws']);
  expect(state.problem).not.toBeNull();
});
