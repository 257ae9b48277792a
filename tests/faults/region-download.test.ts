import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HubKey } from '#domain/keyring.ts';
import { keyFromFile } from '#gateway/journal/key-file.ts';
import { fakeCaches, fakeOutside } from '#lib/courier/pack.fixture.ts';
import { fetchRegionPack, keptFile, keptSignedPack } from '#lib/courier/region-pack.ts';
import { sizeOf } from '#lib/courier/signed-pack.ts';
import { buildRegion } from '#routing/region/build.ts';
import { pbfDrawn, type DrawnNodes } from '#routing/region/drawn-roads.fixture.ts';
import type { Manifest, PackFile } from '#routing/region/manifest.ts';
import { seededRandom } from '#routing/planner/random.ts';
import { HubProcess } from './hub-process.ts';

/* A tablet fetches the region pack from the real hub over a network that is cut at any byte, and the hub is killed. */

const seed = Number(process.env['RAITTI_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const random = seededRandom(seed);
const hub = new HubProcess();
const { network } = hub;
let hubKey: HubKey;

const file = join(hub.directory, 'kyla.osm.pbf');
const build = (name: string) => buildRegion(file, hub.region, { name });

/** A village of many lanes, so that its pack takes many packets. */
function draw(lanes: number) {
  const nodes: DrawnNodes = {};
  const ways = Array.from({ length: lanes }, (_, lane) => {
    const refs = Array.from({ length: 40 }, (_, point) => lane * 40 + point + 1);
    for (const [point, ref] of refs.entries())
      nodes[ref] = [24 + (point + random()) / 1000, 61.5 + (lane + random()) / 1000];
    return { refs: [...refs, lane === 0 ? 2 : refs[0]! - 40], tags: { highway: 'service', name: `Kuja ${lane}` } };
  });
  writeFileSync(file, pbfDrawn(nodes, ways));
}

let first: Manifest;
beforeAll(async () => {
  draw(500);
  first = await build('Vanha');
  await hub.start();
  const { id, publicKey } = await keyFromFile(join(hub.directory, 'data', 'keys', 'signing-key.json'));
  hubKey = { id, publicKey };
});
afterAll(() => hub.remove());

/** A tablet whose app is opened again and again; each connection to the hub is a new one. */
function openTablet() {
  const { caches } = fakeCaches();
  const fetchFromHub = ((path: string, init?: RequestInit) =>
    fetch(`${network.origin}${path}`, { ...init, headers: { ...init?.headers, connection: 'close' } })) as typeof fetch;
  const outside = fakeOutside({ fetch: fetchFromHub }, caches);
  return {
    fetch: () => fetchRegionPack(outside, hubKey, () => undefined),
    kept: () => keptSignedPack(caches, hubKey),
    async files(manifest: Manifest) {
      const names = Object.keys(manifest.files) as PackFile[];
      const read = async (name: PackFile) => Buffer.from(await (await keptFile(caches, manifest, name))!.arrayBuffer());
      return Promise.all(names.map(async (name) => [name, await read(name)] as const));
    }
  };
}

async function expectWhole(tablet: ReturnType<typeof openTablet>, manifest: Manifest) {
  expect(await tablet.kept()).toMatchObject({ fit: 'fits', manifest });
  for (const [name, content] of await tablet.files(manifest))
    expect(createHash('sha256').update(content).digest('hex'), name).toBe(manifest.files[name].sha256);
}

/** Bytes that an answer has around its part of a file, and the signed manifest whole. */
const around = 1_500;

test(`sockets cut at any byte: the pack comes whole, and nothing is sent twice (RAITTI_SEED=${seed})`, async () => {
  const tablet = openTablet();
  const size = sizeOf(first);
  expect(size).toBeGreaterThan(400_000);
  network.sent = 0;
  network.cuts = Array.from({ length: 40 }, () => Math.floor(random() * 45_000));
  while ((await tablet.kept()) === null) await tablet.fetch().catch(() => undefined);
  await expectWhole(tablet, first);
  const cut = 40 - network.cuts.length;
  expect(cut).toBeGreaterThan(5);
  expect(network.sent).toBeLessThan(size + (cut + 6) * around);
});

test('the hub is killed in the middle, and comes back with a newer pack: what is unchanged is not sent again', async () => {
  const tablet = openTablet();
  network.cuts = [];
  await tablet.fetch();
  draw(505);
  await build('Uusi');
  await hub.kill();
  await hub.start();
  network.sent = 0;
  let killed: Promise<void> | undefined;
  network.onBytes = (bytes) => {
    if (bytes > 200_000) killed ??= hub.kill();
  };
  await expect(tablet.fetch()).rejects.toMatchObject({ problem: 'offline' });
  expect(network.sent).toBeGreaterThan(200_000);
  await killed;
  await expectWhole(tablet, first);

  network.onBytes = () => undefined;
  const newest = await build('Uusin');
  await hub.start();
  await tablet.fetch();
  await expectWhole(tablet, newest);
  expect(network.sent).toBeLessThan(sizeOf(newest) + 12 * around);
});
