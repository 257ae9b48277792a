import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSigningKey, openAs } from '#domain/signing.ts';
import { instant } from '#domain/units.ts';
import { openHubDatabase } from './database.ts';
import { testRegion } from './hub.fixture.ts';
import { issueRegion } from './region-issue.ts';

const key = await createSigningKey({ extractable: false });
const { manifest } = testRegion;
const other = { ...manifest, version: 'ba9876543210' };

let directory: string;
let database: ReturnType<typeof openHubDatabase>;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'raitti-issue-'));
  database = openHubDatabase(join(directory, 'hub.db'));
});
afterEach(() => {
  database.close();
  rmSync(directory, { recursive: true });
});

async function issue(pack: typeof manifest, at: number) {
  const { signed, tag } = await issueRegion(database, pack, key, instant(at));
  const opened = await openAs('raitti-region', signed, (id) => (id === key.id ? key.publicKey : null));
  return { tag, ...(opened as { payload: { issued: number; manifest: unknown } }).payload };
}

test('the same pack keeps its time and its tag through restarts', async () => {
  const first = await issue(manifest, 1000);
  expect(first).toMatchObject({ issued: 1000, manifest });
  expect(await issue(manifest, 2000)).toEqual(first);
});

test('another pack is newer, also an old one that comes back and where the clock was set back', async () => {
  const tags = new Set([(await issue(manifest, 1000)).tag]);
  for (const [pack, at, issued] of [
    [other, 2000, 2000],
    [manifest, 3000, 3000],
    [other, 500, 3001],
    [{ ...other, name: 'Uusi' }, 9000, 9000]
  ] as const) {
    const now = await issue(pack, at);
    expect(now).toMatchObject({ issued, manifest: pack });
    tags.add(now.tag);
  }
  expect(tags.size).toBe(5);
});
