import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '#gateway/demo/free-port.ts';
import { lockData } from '#gateway/journal/data-lock.ts';
import { pbfDrawn } from '#routing/region/drawn-roads.fixture.ts';

/*
 * The `raitti` command as a person meets it: a program with exit codes, and words on two streams. What each command
 * does is tested beside it.
 */

let folder: string;
const place = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'raitti-command-'));
  const map = pbfDrawn({ 1: [24, 61.5], 2: [24.01, 61.5] }, [{ refs: [1, 2], tags: { highway: 'residential' } }]);
  writeFileSync(place('village.osm.pbf'), map);
  writeFileSync(place('cut.osm.pbf'), map.subarray(0, map.length - 20));
  writeFileSync(place('json.osm.pbf'), '{"type":"FeatureCollection"}');
  expect(await raitti(['region', 'build', place('village.osm.pbf'), '--out', place('village')])).toMatchObject({
    code: 0
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function raitti(args: string[], input = '') {
  const main = join(import.meta.dirname, '../gateway/main.ts');
  const child = spawn(process.execPath, [main, ...args], { cwd: folder });
  child.stdin.on('error', () => undefined).end(input);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

test.each([[[]], [['help']], [['--help']]])('raitti %j tells what there is', async (args) => {
  const { code, stdout, stderr } = await raitti(args);
  expect([code, stderr]).toEqual([0, '']);
  for (const command of ['demo', 'hub', 'van', 'region build', 'region info', 'region serve', 'plan'])
    expect(stdout).toContain(command);
});

describe.each(['demo', 'hub', 'van', 'region', 'plan'])('raitti %s', (command) => {
  test('--help tells how', async () => {
    const { code, stdout, stderr } = await raitti([command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: raitti ${command}`);
  });

  test('an unknown option is a wrong question, and nothing is begun', async () => {
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await raitti([command, '--colour', 'red']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--colour');
    expect(stderr).toContain(`Usage: raitti ${command}`);
    expect(readdirSync(folder)).toEqual(before);
  });
});

test('an unknown command is a wrong question', async () => {
  const { code, stdout, stderr } = await raitti(['fly']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/no command "fly"[^]*raitti COMMAND --help/);
});

describe('a taken port is told with the flag that chooses another', () => {
  const taken = createServer();
  let port: string;
  beforeAll(async () => {
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    port = String((taken.address() as AddressInfo).port);
  });
  afterAll(() => void taken.close());

  const site = ['--site', join(import.meta.dirname, '../build')];
  test.each<[string, string, string[]]>([
    ['demo', '--hub-port', ['--van-port', '0']],
    ['demo', '--van-port', ['--hub-port', '0']],
    ['hub', '--port', ['--region', 'village', ...site]],
    ['van', '--port', ['--hub', 'http://127.0.0.1:1']]
  ])('raitti %s %s', async (command, flag, others) => {
    const { code, stdout, stderr } = await raitti([command, flag, port, '--data', place('data'), ...others]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(port);
    expect(stderr).toContain(flag);
    expect(stderr).not.toContain('    at ');
  });
});

test('a demo on the data of another is refused before anything is deleted', async () => {
  const data = place('data-in-use');
  const { release } = lockData(join(data, 'demo'));
  writeFileSync(join(data, 'demo/world.json'), 'the other’s');
  const ports = ['--hub-port', '0', '--van-port', '0'];
  const { code, stdout, stderr } = await raitti(['demo', '--fresh', '--data', data, ...ports]);
  release();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/in use by another Raitti program[^]*--data/);
  expect(readFileSync(join(data, 'demo/world.json'), 'utf8')).toBe('the other’s');
});

test.each<[string, number, RegExp]>([
  ['whose tablet knows another van', 1, /--van-port \d+[^]*--fresh/],
  ['whose clock is damaged', 0, /world\.json[^]*--fresh/]
])('a demo goes not on with a day %s, and leaves it as it was', async (_what, away, words) => {
  const data = place('data-of-a-day');
  const port = await freePort(0);
  mkdirSync(join(data, 'demo/hub'), { recursive: true });
  writeFileSync(join(data, 'demo/day.json'), JSON.stringify({ vanPort: port + away }));
  writeFileSync(join(data, 'demo/world.json'), '');
  writeFileSync(join(data, 'demo/hub/hub.db'), 'orders and proofs');
  const { code, stdout, stderr } = await raitti(['demo', '--data', data, '--hub-port', '0', '--van-port', `${port}`]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(words);
  expect(readFileSync(join(data, 'demo/hub/hub.db'), 'utf8')).toBe('orders and proofs');
});

describe('bad input is refused by its place, and nothing is half written', () => {
  const shipment = (latitude: number) => ({
    vehicles: [{ id: 1, start: [24, 61.5] }],
    shipments: [{ pickup: { id: 1, location: [24.001, 61.5] }, delivery: { id: 1, location: [24.002, latitude] } }]
  });
  const onVillage = ['plan', '--region', 'village'];

  test.each<[string, string[], unknown, RegExp]>([
    ['a truncated map file', ['region', 'build', 'cut.osm.pbf', '--out', 'new'], '', /cut|ends|truncated/i],
    ['a JSON file named .pbf', ['region', 'build', 'json.osm.pbf', '--out', 'new'], '', /not an OpenStreetMap PBF/],
    ['a map that is not there', ['region', 'build', 'no.osm.pbf', '--out', 'new'], '', /no\.osm\.pbf/],
    ['an empty problem', onVillage, { vehicles: [{ id: 1, start: [24, 61.5] }] }, /empty/],
    ['a shipment outside the region', onVillage, shipment(10), /shipments\[0\]\.delivery\.location/],
    ['a problem that is no JSON', onVillage, 'vehicles', /not JSON/]
  ])('%s', async (_, args, input, sentence) => {
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await raitti(args, typeof input === 'string' ? input : JSON.stringify(input));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual(before);
  });

  test('and the same shipment within the region is planned', async () => {
    const { code, stdout } = await raitti(onVillage, JSON.stringify(shipment(61.5)));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ code: 0, unassigned: [] });
  });
});
