import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { regionCommand } from './command.ts';
import { pbfDrawn } from './drawn-roads.fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raitti-region-'));
  const ways = [{ refs: [1, 2], tags: { highway: 'service' } }];
  await writeFile(join(folder, 'kyla.osm.pbf'), pbfDrawn({ 1: [24, 61.5], 2: [24.01, 61.5] }, ways));
  await writeFile(join(folder, 'json.osm.pbf'), '{"type":"FeatureCollection"}');
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: string[], isTTY = false) {
  const written = { stdout: '', stderr: '' };
  const code = await regionCommand(args, {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text), isTTY }
  });
  return { code, ...written };
}
const place = (name: string) => join(folder, name);

test('builds a pack and tells what is in it', async () => {
  const built = await run(['build', place('kyla.osm.pbf'), '--out', place('pack'), '--name', 'Kylä']);
  expect(built).toMatchObject({
    code: 0,
    stderr: 'Reading the map file\nOrdering the roads\nDrawing the map\nWriting the pack\n'
  });
  expect(built.stdout).toMatch(/pack: Kylä, version [0-9a-f]{12}\n$/);
  const told = await run(['info', place('pack')]);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toContain('name         Kylä\n');
  expect(told.stdout).toMatch(/roads {8}1 km, 2 junctions and ends, 1 stretches\n/);
  expect(told.stdout).toMatch(/turns {8}0 restrictions, of which 0 left out/);
  expect(told.stdout).toMatch(/map\.pmtiles +\d+ bytes, checksum right\n/);
});

test('a terminal sees the progress', async () => {
  const { stderr } = await run(['build', place('kyla.osm.pbf'), '--out', place('shown')], true);
  const lines = stderr.split('\r\x1b[K');
  expect(lines[1]).toMatch(/^Reading the map file: \d+ %$/);
  expect(lines.slice(-2)).toEqual(['Writing the pack: 100 %', '']);
  expect(stderr).not.toContain('\n');
});

test('a map that has changed since is told by its checksum', async () => {
  await run(['build', place('kyla.osm.pbf'), '--out', place('changed')]);
  await writeFile(join(place('changed'), 'map.pmtiles'), 'something else');
  const told = await run(['info', place('changed')]);
  expect(told).toMatchObject({ code: 1, stdout: '' });
  expect(told.stderr).toMatch(/map\.pmtiles does not match/);
});

test.each([[['--help']], [['build', '--help']], [['-h']]])('%j explains itself', async (args) => {
  expect(await run(args)).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('Usage: raitti region')
  });
});

test.each<[string[], RegExp]>([
  [[], /Say what to do/],
  [['paint'], /no "raitti region paint"/],
  [['build'], /Give one map file/],
  [['build', 'a', 'b', '--out', 'c'], /Give one map file/],
  [['build', 'a'], /--out/],
  [['build', 'a', '--out'], /--out/],
  [['build', 'a', '--speed', '9'], /--speed/],
  ...['', '  ', 'Ky\nlä', 'Kylä\x1b[31m', 'Ky\u2028lä'].map(
    (name) => [['build', 'a', '--out', 'b', '--name', name], /--name takes a name of one line/] as [string[], RegExp]
  ),
  [['info'], /Give one region pack/]
])('%j is a wrong question: 2', async (args, message) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).toContain('Usage: raitti region');
});

test('what goes wrong is one sentence on standard error: 1', async () => {
  for (const isTTY of [false, true]) {
    const { code, stdout, stderr } = await run(['build', place('json.osm.pbf'), '--out', place('none')], isTTY);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^This is not an OpenStreetMap PBF file: .*\n$/m);
    expect(stderr).not.toContain('    at ');
  }
  expect(await run(['info', place('none')])).toMatchObject({ code: 1, stdout: '' });
});
