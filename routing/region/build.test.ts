import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildRegion, type BuildProgress } from './build.ts';
import { pbfDrawn, type DrawnNodes } from './drawn-roads.fixture.ts';
import { openRegion } from './open.ts';

const nodes: DrawnNodes = {
  1: [24, 61.5],
  2: [24.01, 61.5],
  3: [24.02, 61.51, { place: 'village', name: 'Jänisperä' }]
};
const ways = [{ refs: [1, 2, 3], tags: { highway: 'residential', name: 'Koulutie' } }];
const whole = pbfDrawn(nodes, ways);

let folder: string;
let file: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raitti-build-'));
  file = join(folder, 'kyla.osm.pbf');
  out = join(folder, 'packs', 'kyla');
  await writeFile(file, whole);
});
afterEach(() => rm(folder, { recursive: true }));

test('a pack routes, has a map and places, and says what it is', async () => {
  const progress: BuildProgress[] = [];
  const manifest = await buildRegion(file, out, { name: 'Kylä', onProgress: (now) => progress.push(now) });
  expect(manifest).toMatchObject({
    format: 2,
    name: 'Kylä',
    invented: true,
    bounds: { west: 24, south: 61.5, east: 24.02, north: 61.51 }
  });
  expect(manifest.attribution).not.toContain('OpenStreetMap');
  const region = await openRegion(out);
  expect(region.manifest).toEqual(manifest);
  const { routes } = await region.router.route([
    { longitude: 24, latitude: 61.5 },
    { longitude: 24.02, latitude: 61.51 }
  ]);
  expect(routes[0]!.distance).toBeGreaterThan(1500);
  expect(JSON.parse(await readFile(join(out, 'places.json'), 'utf8'))).toContainEqual(
    expect.objectContaining({ name: 'Jänisperä', kind: 'village' })
  );
  expect((await readFile(join(out, 'map.pmtiles'))).subarray(0, 7).toString()).toBe('PMTiles');
  expect(await readdir(join(folder, 'packs'))).toEqual(['kyla']);
  const shares = progress.filter(({ step }) => step === 'reading').map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('the same map gives the same version, another map another; a real one is credited', async () => {
  const first = await buildRegion(file, out);
  expect(first.name).toBe('kyla');
  expect((await buildRegion(file, out)).version).toBe(first.version);
  await writeFile(file, pbfDrawn({ ...nodes, 3: [24.03, 61.51] }, ways, 'http://download.geofabrik.de/'));
  const other = await buildRegion(file, out);
  expect(other.version).not.toBe(first.version);
  expect(other).toMatchObject({ invented: false, attribution: '© OpenStreetMap contributors' });
  expect((await openRegion(out)).manifest).toEqual(other);
});

describe('what fails leaves the old pack whole and nothing beside it', () => {
  test.each<[string, string, Uint8Array]>([
    ['an empty file', 'not-a-pbf', new Uint8Array()],
    ['a JSON file named .pbf', 'not-a-pbf', Buffer.from('{"type":"FeatureCollection"}')],
    ['a truncated map', 'truncated-pbf', whole.subarray(0, whole.length - 20)],
    ['a map without roads', 'no-drivable-roads', pbfDrawn(nodes, [])]
  ])('%s', async (_what, code, content) => {
    const bad = join(folder, 'bad.osm.pbf');
    await writeFile(bad, content);
    await expect(buildRegion(bad, out)).rejects.toMatchObject({ name: 'RegionError', code });
    expect(existsSync(join(folder, 'packs'))).toBe(false);
    const before = await buildRegion(file, out);
    await expect(buildRegion(bad, out)).rejects.toMatchObject({ code });
    expect((await openRegion(out)).manifest).toEqual(before);
    expect(await readdir(join(folder, 'packs'))).toEqual(['kyla']);
  });

  test('a file that is not there, a folder instead of a file', async () => {
    await expect(buildRegion(join(folder, 'no.osm.pbf'), out)).rejects.toMatchObject({ code: 'cannot-read' });
    await expect(buildRegion(folder, out)).rejects.toMatchObject({ code: 'cannot-read' });
  });

  test('somebody else’s folder is never replaced, nor a file', async () => {
    for (const theirs of [out, `${out}.previous`, `${out}.building`]) {
      await mkdir(theirs, { recursive: true });
      await writeFile(join(theirs, 'thesis.txt'), 'years of work');
      await expect(buildRegion(file, out)).rejects.toMatchObject({ code: 'cannot-write' });
      expect(await readdir(theirs)).toEqual(['thesis.txt']);
      await rm(theirs, { recursive: true });
    }
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'thesis.txt'), 'years of work');
    const within = {
      code: 'cannot-write',
      message: expect.stringMatching(/ is a file, or would lie within one\. /) as string
    };
    for (const place of ['thesis.txt', 'thesis.txt/pack'])
      await expect(buildRegion(file, join(out, place))).rejects.toMatchObject(within);
  });

  test('a place where nothing can be written is told before the work', async () => {
    const progress: BuildProgress[] = [];
    // Nobody at all can make a folder there.
    for (const place of ['/proc/raitti', '/proc/raitti/pack'])
      await expect(buildRegion(file, place, { onProgress: (now) => progress.push(now) })).rejects.toMatchObject({
        code: 'cannot-write'
      });
    expect(progress).toEqual([]);
  });

  test('a link to a pack, or to nowhere, is not replaced', async () => {
    const before = await buildRegion(file, out);
    const link = join(folder, 'link');
    for (const place of [out, join(folder, 'nowhere')]) {
      await symlink(place, link);
      for (const written of [link, `${link}/`])
        await expect(buildRegion(file, written)).rejects.toMatchObject({
          code: 'cannot-write',
          message: `${link} is a link. Give the folder that it leads to with --out.`
        });
      expect(await readlink(link)).toBe(place);
      await rm(link);
    }
    expect((await openRegion(out)).manifest).toEqual(before);
    expect((await readdir(folder)).toSorted()).toEqual(['kyla.osm.pbf', 'packs']);
  });

  test('a pack in a folder that a link leads to is replaced', async () => {
    await buildRegion(file, out);
    await symlink(join(folder, 'packs'), join(folder, 'link'));
    const after = await buildRegion(file, join(folder, 'link', 'kyla'), { name: 'Uusi' });
    expect((await openRegion(out)).manifest).toEqual(after);
  });

  test('a build that was killed', async () => {
    const before = await buildRegion(file, out);
    // Killed while writing, then killed between the last two steps.
    await mkdir(`${out}.building`);
    await writeFile(join(`${out}.building`, 'roads.bin'), 'half');
    expect((await openRegion(out)).manifest).toEqual(before);
    await rename(out, `${out}.previous`);
    for (const written of [out, `${out}/`]) expect((await openRegion(written)).manifest).toEqual(before);
    await buildRegion(file, out);
    expect(await readdir(join(folder, 'packs'))).toEqual(['kyla']);
  });
});

describe('what is no pack is not opened', () => {
  const change = async (name: string, edit: (content: Buffer) => Buffer | string) =>
    writeFile(join(out, name), edit(await readFile(join(out, name))));

  test.each<[string, string, string, (content: Buffer) => Buffer | string]>([
    [
      'roads with one bit turned',
      'broken-region',
      'roads.bin',
      (content) => Buffer.from(content.with(100, content[100]! ^ 1))
    ],
    ['half of the roads', 'broken-region', 'roads.bin', (content) => content.subarray(0, 50)],
    ['a manifest of the future', 'unsupported-region-version', 'manifest.json', () => '{"format": 3}'],
    ['a manifest of something else', 'not-a-region', 'manifest.json', () => '{"name": "app"}'],
    ['a manifest that is no JSON', 'not-a-region', 'manifest.json', () => 'format: 1']
  ])('%s', async (_what, code, name, edit) => {
    await buildRegion(file, out);
    await change(name, edit);
    await expect(openRegion(out)).rejects.toMatchObject({ name: 'RegionError', code });
  });

  test('a folder that is not there', async () => {
    await expect(openRegion(out)).rejects.toMatchObject({ code: 'not-a-region' });
  });
});
