import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '#domain/units.ts';
import { newWorld } from './world.ts';

/*
 * A demo with one child, as processes of their own. Both write to the same pipe, which ends when the last of them has:
 * so nobody can be left behind unseen.
 */

let folder: string;
const place = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raitti-child-'));
  writeFileSync(
    place('child.mjs'),
    `import { createServer } from 'node:http';
    import { runProgram } from '${join(import.meta.dirname, 'child-program.ts')}';
    await runProgram(async () => {
      console.log('child starts');
      await new Promise((resolve) => setTimeout(resolve, 300));
      const server = createServer().listen(0, '127.0.0.1');
      return { origin: 'http://child.test', stop: async () => server.close(() => console.log('child stopped cleanly')) };
    });`
  );
  writeFileSync(
    place('demo.mjs'),
    `import { startProgram } from '${join(import.meta.dirname, 'child.ts')}';
    const world = ${JSON.stringify(newWorld(instant(0), instant(0)))};
    const child = startProgram(new URL('./child.mjs', import.meta.url), [], world, () => {});
    process.once('SIGINT', () => child.stop());
    console.log(await child.ready.catch(() => 'child was never ready'));`
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the demo, does something to it at the first word given, and returns all that was said until the last ended. */
async function demo(word: string, act: (demo: ChildProcess) => unknown): Promise<string> {
  const started = spawn(process.execPath, [place('demo.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true
  });
  let said = '';
  let acted = false;
  started.stdout.on('data', (chunk) => {
    said += String(chunk);
    if (acted || !said.includes(word)) return;
    acted = true;
    act(started);
  });
  await once(started.stdout, 'close');
  expect(acted).toBe(true);
  return said;
}

test.each(['child starts', 'http://child.test'])('a demo that is killed after "%s" leaves no child', async (word) => {
  expect(await demo(word, (started) => started.kill('SIGKILL'))).not.toContain('cleanly');
});

test('Ctrl-C, which every process hears, is the demo’s to answer: its child stops cleanly', async () => {
  const said = await demo('http://child.test', ({ pid }) => process.kill(-pid!, 'SIGINT'));
  expect(said).toContain('child stopped cleanly');
});

test('a child that is still starting is stopped too', async () => {
  expect(await demo('child starts', (started) => started.kill('SIGINT'))).toContain('child was never ready');
});
