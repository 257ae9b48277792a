import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildDemoRegion, hasDemoRegion } from './build-region.ts';

const directory = mkdtempSync(join(tmpdir(), 'raitti-demo-region-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('a map of another version of Raitti counts as none, and is drawn anew', async () => {
  const region = join(directory, 'region');
  expect(await hasDemoRegion(region)).toBe(false);
  await buildDemoRegion(region);
  expect(await hasDemoRegion(region)).toBe(true);
  writeFileSync(join(region, 'manifest.json'), '{"format":0}');
  expect(await hasDemoRegion(region)).toBe(false);
  await buildDemoRegion(region);
  expect(await hasDemoRegion(region)).toBe(true);
});
