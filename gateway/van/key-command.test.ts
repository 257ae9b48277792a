import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { vanCommand } from './command.ts';

let directory: string;
beforeAll(() => void (directory = mkdtempSync(join(tmpdir(), 'raitti-van-key-'))));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function run(...args: string[]) {
  const said = { out: '', err: '' };
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) }
  } as unknown as Parameters<typeof vanCommand>[1];
  return { code: await vanCommand(['key', ...args], io), ...said };
}

test('makes the key once, and prints the public half alone', async () => {
  const data = join(directory, 'not', 'there', 'yet');
  const { code, out, err } = await run('--data', data);
  expect([code, err]).toEqual([0, '']);
  const file = join(data, 'van-key.json');
  const { d, ...publicKey } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  expect(JSON.parse(out)).toEqual(publicKey);
  expect(out).not.toContain(d);
  expect([file, data].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o700]);
  expect((await run('--data', data)).out).toBe(out);
});

test('a damaged key is not replaced', async () => {
  writeFileSync(join(directory, 'van-key.json'), '{');
  const { code, out, err } = await run('--data', directory);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('Restore it from the backup');
  expect(readFileSync(join(directory, 'van-key.json'), 'utf8')).toBe('{');
});

test('explains itself', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toContain('raitti van key');
  expect(await run('--colour')).toMatchObject({ code: 2, out: '' });
});
