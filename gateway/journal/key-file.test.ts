import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keyFromFile } from './key-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'raitti-key-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('a key is made once, readable by its owner only, and is the same ever after', async () => {
  const path = join(directory, 'hub-key.json');
  const key = await keyFromFile(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory)).toEqual(['hub-key.json']);
  const again = await keyFromFile(path);
  expect(again.id).toBe(key.id);
});

test('a damaged key is not replaced', async () => {
  const path = join(directory, 'damaged.json');
  writeFileSync(path, '{"kty":"OKP"');
  await expect(keyFromFile(path)).rejects.toThrow('Restore it from the backup');
});
