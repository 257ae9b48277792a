import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DataInUse, lockData } from './data-lock.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'raitti-lock-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('lets one program at a time have a data directory', () => {
  const lock = lockData(directory);
  expect(() => lockData(directory)).toThrow(DataInUse);
  lock.release();
  lockData(directory).release();
});

it('lets the next one in when a program was killed', async () => {
  const holder = `
    const { lockData } = await import(process.argv[1]);
    lockData(process.argv[2]);
    process.stdout.write('locked');
    setInterval(() => {}, 1000);`;
  const file = join(import.meta.dirname, 'data-lock.ts');
  const child = spawn(process.execPath, ['--input-type=module', '-e', holder, file, directory]);
  await once(child.stdout, 'data');
  expect(() => lockData(directory)).toThrow(DataInUse);
  child.kill('SIGKILL');
  await once(child, 'exit');
  lockData(directory).release();
});

it('does not blame another program for a disk that fails', () => {
  writeFileSync(join(directory, 'lock.db'), 'no database'.repeat(100));
  expect(() => lockData(directory)).toThrow('file is not a database');
});
