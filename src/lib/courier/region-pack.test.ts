import { webcrypto } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { fetchRegionPack, keptMap, keptRegionPack, type PackProgress } from './region-pack.ts';

/** The part of the Cache API that the pack uses. */
function fakeCaches() {
  const kept = new Map<string, Response>();
  const path = (key: RequestInfo) =>
    new URL(typeof key === 'string' ? key : (key as Request).url, 'http://hub').pathname;
  const cache = {
    match: async (key: string) => kept.get(path(key))?.clone(),
    put: async (key: string, answer: Response) => {
      if (full) throw new DOMException('no room', 'QuotaExceededError');
      kept.set(path(key), answer);
    },
    keys: async () => [...kept.keys()].map((name) => ({ url: `http://hub${name}` })),
    delete: async (key: Request) => kept.delete(path(key))
  };
  return { caches: { open: async () => cache } as unknown as CacheStorage, kept };
}

const digest = (bytes: ArrayBuffer) => webcrypto.subtle.digest('SHA-256', bytes);
const sha256 = async (text: string) => Buffer.from(await digest(Buffer.from(text) as never)).toString('hex');

let full = false;
let served: Record<string, string> = {};
let asked: string[] = [];
const fetch = (async (path: string) => {
  asked.push(path);
  const body = served[path];
  if (body === undefined) throw new TypeError('no network');
  return new Response(body);
}) as typeof globalThis.fetch;

async function serve(version: string, files: Record<string, string>) {
  const described = await Promise.all(
    Object.entries(files).map(async ([name, text]) => [name, { bytes: text.length, sha256: await sha256(text) }])
  );
  served = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/region/${name}`, text]));
  served['/region/manifest.json'] = JSON.stringify({
    name: 'Tervala',
    version,
    attribution: 'invented',
    invented: true,
    files: Object.fromEntries(described)
  });
}

beforeEach(() => {
  full = false;
  asked = [];
});

test('a whole pack is kept, and its progress told to the last byte', async () => {
  await serve('a1', { 'map.pmtiles': 'map', 'roads.bin': 'roads!' });
  const { caches } = fakeCaches();
  const progress: PackProgress[] = [];
  await fetchRegionPack({ fetch, caches, digest }, (now) => progress.push(now));
  expect(await keptRegionPack(caches)).toMatchObject({ name: 'Tervala', version: 'a1' });
  const map = await keptMap(caches);
  expect(await map?.archive.text()).toBe('map');
  expect(map?.attribution).toBe('invented');
  expect(progress.at(-1)).toEqual({ have: 9, all: 9 });
  expect(progress.map(({ have }) => have)).toEqual(progress.map(({ have }) => have).toSorted((a, b) => a - b));
});

test.each([
  ['altered', { 'map.pmtiles': 'mop' }],
  ['cut short', { 'map.pmtiles': 'ma' }]
])('a file that came %s is not kept', async (_, wrong) => {
  await serve('a1', { 'map.pmtiles': 'map' });
  served['/region/map.pmtiles'] = wrong['map.pmtiles'];
  const { caches, kept } = fakeCaches();
  await expect(fetchRegionPack({ fetch, caches, digest }, () => undefined)).rejects.toMatchObject({
    problem: 'broken'
  });
  expect([...kept]).toEqual([]);
  expect(await keptRegionPack(caches)).toBeNull();
});

test('a download that was cut goes on with what is missing', async () => {
  await serve('a1', { 'map.pmtiles': 'map', 'roads.bin': 'roads' });
  const roads = served['/region/roads.bin'] as string;
  delete served['/region/roads.bin'];
  const { caches } = fakeCaches();
  await expect(fetchRegionPack({ fetch, caches, digest }, () => undefined)).rejects.toMatchObject({
    problem: 'offline'
  });
  expect(await keptRegionPack(caches)).toBeNull();
  served['/region/roads.bin'] = roads;
  asked = [];
  await fetchRegionPack({ fetch, caches, digest }, () => undefined);
  expect(asked).toEqual(['/region/manifest.json', '/region/roads.bin']);
});

test('a failed update leaves the old pack whole; a good one takes its place and frees its room', async () => {
  await serve('a1', { 'map.pmtiles': 'old map', 'roads.bin': 'roads' });
  const { caches, kept } = fakeCaches();
  await fetchRegionPack({ fetch, caches, digest }, () => undefined);
  await serve('a2', { 'map.pmtiles': 'new map', 'roads.bin': 'roads' });
  const map = served['/region/map.pmtiles'] as string;
  delete served['/region/map.pmtiles'];
  await expect(fetchRegionPack({ fetch, caches, digest }, () => undefined)).rejects.toMatchObject({
    problem: 'offline'
  });
  expect(await keptRegionPack(caches)).toMatchObject({ version: 'a1' });
  served['/region/map.pmtiles'] = map;
  await fetchRegionPack({ fetch, caches, digest }, () => undefined);
  expect(await keptRegionPack(caches)).toMatchObject({ version: 'a2' });
  expect(kept.size).toBe(3);
});

test.each([['{'], ['{"name":"x"}'], ['<html>']])('a manifest that is none (%s) is refused', async (text) => {
  served = { '/region/manifest.json': text };
  const { caches, kept } = fakeCaches();
  await expect(fetchRegionPack({ fetch, caches, digest }, () => undefined)).rejects.toMatchObject({
    problem: 'broken'
  });
  expect([...kept]).toEqual([]);
});

test('a tablet without room says so', async () => {
  await serve('a1', { 'map.pmtiles': 'map' });
  full = true;
  const { caches } = fakeCaches();
  await expect(fetchRegionPack({ fetch, caches, digest }, () => undefined)).rejects.toMatchObject({ problem: 'full' });
});
