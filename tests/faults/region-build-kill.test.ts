import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { seededRandom } from '#routing/planner/random.ts';
import { pbfDrawn } from '#routing/region/drawn-roads.fixture.ts';
import type { PackFile } from '#routing/region/manifest.ts';
import { openRegion, readPackFile } from '#routing/region/open.ts';

const seed = Number(process.env['RAITTI_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const random = seededRandom(seed);
const folder = mkdtempSync(join(tmpdir(), 'raitti-kill-'));
const [out, main] = [join(folder, 'packs', 'kyla'), join(import.meta.dirname, '../../gateway/main.ts')];
afterAll(() => rmSync(folder, { recursive: true }));

function draw(name: string): string {
  const file = join(folder, `${name}.osm.pbf`);
  const way = { refs: [1, 2], tags: { highway: 'service', name } };
  writeFileSync(file, pbfDrawn({ 1: [24, 61.5], 2: [24.01, 61.5] }, [way]));
  return file;
}

/** @param last the words at which the program is killed, a moment later; it comes to its end without */
async function build(file: string, last?: string) {
  const child = spawn(process.execPath, [main, 'region', 'build', file, '--out', out], {
    stdio: ['ignore', 'ignore', 'pipe']
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  let said = '';
  let killing = false;
  child.stderr.on('data', (text) => {
    said += String(text);
    if (killing || last === undefined || !said.includes(last)) return;
    killing = true;
    setTimeout(() => child.kill('SIGKILL'), random() * 12);
  });
  const [code] = await ended;
  if (last === undefined) expect(code, said).toBe(0);
}

/** Opens whatever stands under the pack's name, each file against its checksum. */
async function wholeVersion(): Promise<string> {
  const { directory, manifest } = await openRegion(out);
  for (const name of Object.keys(manifest.files) as PackFile[]) await readPackFile(directory, manifest, name);
  return manifest.version;
}

test(`a build that is killed leaves the old pack whole, or the new one, and the next build is none the worse (RAITTI_SEED=${seed})`, async () => {
  const files = ['Vanha', 'Uusi'].map(draw) as [string, string];
  const versions: string[] = [];
  for (const file of files.toReversed()) {
    await build(file);
    versions.push(await wholeVersion());
  }
  expect(new Set(versions).size).toBe(2);
  for (const [index, last] of ['Reading', 'Writing', 'Writing', 'Writing'].entries()) {
    await build(files[(index + 1) % 2]!, last);
    expect(versions).toContain(await wholeVersion());
  }
  await build(files[1]);
  expect(await wholeVersion()).toBe(versions[0]);
  expect(readdirSync(join(folder, 'packs'))).toEqual(['kyla']);
});
