import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldOpen, type HeldFiles } from '#routing/region/held-open.ts';
import { onError } from '../web/problem.ts';
import { testRegion } from './hub.fixture.ts';
import { regionApi } from './region-api.ts';

const content = '0123456789';
const sha256 = createHash('sha256').update(content).digest('hex');
const manifest = {
  ...testRegion.manifest,
  files: { ...testRegion.manifest.files, 'map.pmtiles': { bytes: 10, sha256 } }
};
let directory: string;
let app: Hono;
let held: HeldFiles;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'raitti-region-'));
  writeFileSync(join(directory, 'map.pmtiles'), content);
  writeFileSync(join(directory, 'secret.txt'), 'secret');
  held = heldOpen(directory, ['map.pmtiles']);
  app = new Hono().route('/', regionApi({ ...held, manifest }, { signed: 'a.b.c', tag: '"of a.b.c"' }));
  app.onError(onError(console.error));
});
afterAll(() => {
  held.close();
  rmSync(directory, { recursive: true, force: true });
});
const ask = (headers: Record<string, string> = {}, path = '/region/map.pmtiles') => app.request(path, { headers });

describe('a region’s files', () => {
  it.each<[Record<string, string>, number, string, string | null]>([
    [{}, 200, content, null],
    [{ range: 'bytes=0-3' }, 206, '0123', 'bytes 0-3/10'],
    [{ range: 'bytes=7-' }, 206, '789', 'bytes 7-9/10'],
    [{ range: 'bytes=-2' }, 206, '89', 'bytes 8-9/10'],
    [{ range: 'bytes=-100' }, 206, content, 'bytes 0-9/10'],
    [{ range: 'bytes=5-900' }, 206, '56789', 'bytes 5-9/10'],
    [{ range: 'bytes=9-9' }, 206, '9', 'bytes 9-9/10'],
    // What is not one good range is answered with the whole file.
    [{ range: 'bytes=0-1,3-4' }, 200, content, null],
    [{ range: 'lines=0-1' }, 200, content, null],
    [{ range: 'bytes=-' }, 200, content, null],
    [{ range: 'bytes=5-', 'if-range': '"another"' }, 200, content, null],
    [{ range: 'bytes=5-', 'if-range': `"${sha256}"` }, 206, '56789', 'bytes 5-9/10']
  ])('asked with %j are answered with %i', async (headers, status, body, range) => {
    const answer = await ask(headers);
    expect([answer.status, await answer.text()]).toEqual([status, body]);
    expect(answer.headers.get('content-range')).toBe(range);
    expect(answer.headers.get('content-length')).toBe(String(body.length));
    expect(answer.headers.get('etag')).toBe(`"${sha256}"`);
    expect(answer.headers.get('accept-ranges')).toBe('bytes');
  });

  it('are not sent again to whoever has them', async () => {
    const answer = await ask({ 'if-none-match': `"${sha256}"` });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
  });

  it.each(['bytes=10-', 'bytes=5-4'])('refuse %s, and say how long they are', async (range) => {
    const answer = await ask({ range });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */10');
  });

  it('stay what the manifest says when a build puts another pack in their place', async () => {
    renameSync(directory, `${directory}.previous`);
    mkdirSync(directory);
    writeFileSync(join(directory, 'map.pmtiles'), 'abcdefghij');
    rmSync(`${directory}.previous`, { recursive: true });
    const parts = await Promise.all([ask(), ask({ range: 'bytes=4-' })].map(async (answer) => (await answer).text()));
    expect(parts).toEqual([content, '456789']);
  });

  it('give the manifest, and no other file of the folder', async () => {
    const answer = await ask({}, '/region/manifest.jws');
    expect([await answer.text(), answer.headers.get('etag')]).toEqual(['a.b.c', '"of a.b.c"']);
    expect((await ask({ 'if-none-match': '"of a.b.c"' }, '/region/manifest.jws')).status).toBe(304);
    for (const path of ['/region/manifest.json', '/region/secret.txt', '/region/..%2fsecret.txt', '/region/'])
      expect((await ask({}, path)).status).toBe(404);
  });
});
