import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigningKey, exportSigningKey, type PublicKey, type SigningKey } from '#domain/signing.ts';
import { instant, milliseconds } from '#domain/units.ts';
import { buildRegion } from '#routing/region/build.ts';
import { pbfDrawn } from '#routing/region/drawn-roads.fixture.ts';
import { readToken } from '../journal/device-token.ts';
import { hubCommand } from './command.ts';

/* What an operator does at the desk before the first day, on a region of one road. */

let directory: string;
let key: SigningKey;
const place = (name: string) => join(directory, name);
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'raitti-enrol-van-'));
  const road = [{ refs: [1, 2], tags: { highway: 'service' } }];
  writeFileSync(place('road.osm.pbf'), pbfDrawn({ 1: [27, 64.2], 2: [27.01, 64.2] }, road));
  await buildRegion(place('road.osm.pbf'), place('region'), { name: 'Tie' });
  key = await createSigningKey({ extractable: true });
  writeFileSync(place('key.json'), JSON.stringify(key.publicKey));
  writeFileSync(place('broken.json'), '{ "kty": ');
  for (const folder of ['client', 'prerendered', 'server']) mkdirSync(place(`site/${folder}`), { recursive: true });
  writeFileSync(place('site/server/site.js'), 'module.exports = { site: { init: async () => {}, respond() {} } };');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function run(args: string[], told: (text: string) => void = () => undefined) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({
    write: (text: string) => {
      said[name] += text;
      told(text);
    }
  });
  const io = { stdout: stream('stdout'), stderr: stream('stderr') } as unknown as Parameters<typeof hubCommand>[1];
  return { code: await hubCommand([...args, '--data', place('data'), '--region', place('region')], io), ...said };
}
const enrol = (van = 'van-1', file = 'key.json') => run(['enrol-van', 'kuikkasalmi', van, place(file)]);
/** Starts the hub and ends it as Ctrl-C does as soon as it answers. */
const serve = () =>
  run(['--port', '0', '--site', place('site')], (text) => {
    if (text.startsWith('The hub answers')) setTimeout(() => process.emit('SIGINT'), 50);
  });

describe('before an operator is set up', () => {
  it('the hub runs and says that nobody can sign in', async () => {
    const { code, stderr } = await serve();
    expect(code).toBe(0);
    expect(stderr).toContain('raitti hub set-up');
  });
  it('there is no van to enrol', async () => {
    expect(await enrol()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('raitti hub set-up') });
  });
});

describe('while the hub runs', () => {
  it('nothing else writes into its data: two hands with one key would fork the journals', async () => {
    let beside: Awaited<ReturnType<typeof run>> | undefined;
    const { code } = await run(['--port', '0', '--site', place('site')], (text) => {
      if (!text.startsWith('The hub answers')) return;
      void run(['set-up', join(import.meta.dirname, 'set-up.example.json')]).then((result) => {
        beside = result;
        process.emit('SIGINT');
      });
    });
    expect(code).toBe(0);
    expect(beside).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('is in use by another') });
  });
});

describe('with the operator of the example', () => {
  beforeAll(async () => {
    const example = join(import.meta.dirname, 'set-up.example.json');
    expect(await run(['set-up', example])).toMatchObject({ code: 0, stderr: '' });
  });

  it('the hub has nothing to complain about', async () => {
    expect(await serve()).toMatchObject({ code: 0, stderr: '' });
  });

  it('a van gets the hub’s key and a token of its own', async () => {
    const { code, stdout, stderr } = await enrol();
    expect([code, stderr]).toEqual([0, '']);
    const { hubKey, token, ...more } = JSON.parse(stdout) as { hubKey: PublicKey; token: string };
    expect(more).toEqual({});
    const { d: secret, ...known } = JSON.parse(
      readFileSync(place('data/keys/signing-key.json'), 'utf8')
    ) as PublicKey & {
      d: string;
    };
    expect(hubKey).toEqual(known);
    expect(stdout).not.toContain(secret);
    const clock = { now: () => instant(Date.now()), monotonic: () => milliseconds(0) };
    expect(await readToken(hubKey, `Bearer ${token}`, clock)).toEqual({ key: key.id, role: 'van' });
  });

  it('a van that is not in the set-up is not enrolled', async () => {
    const { code, stdout, stderr } = await enrol('van-2');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('has no van "van-2"');
  });

  it.each(['broken.json', 'road.osm.pbf'])('%s is no key', async (file) => {
    const { code, stdout, stderr } = await enrol('van-1', file);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('raitti van key');
  });

  it('the hub’s own key is not a van’s', async () => {
    const { d: _secret, ...hubKey } = JSON.parse(readFileSync(place('data/keys/signing-key.json'), 'utf8')) as {
      d: string;
    };
    writeFileSync(place('hub-key.json'), JSON.stringify(hubKey));
    expect(await enrol('van-1', 'hub-key.json')).toMatchObject({ code: 1, stdout: '' });
  });

  it('a private key does not travel on: the hub keeps the public half', async () => {
    writeFileSync(place('private.json'), JSON.stringify(await exportSigningKey(key)));
    expect((await enrol('van-1', 'private.json')).code).toBe(0);
    const database = readFileSync(place('data/hub.db'), 'latin1');
    expect(database).toContain(key.publicKey.x);
    expect(database).not.toContain((await exportSigningKey(key)).d);
  });

  it('a van with a new key has the old one shut out, and the desk is told', async () => {
    const other = await createSigningKey({ extractable: true });
    writeFileSync(place('other.json'), JSON.stringify(other.publicKey));
    const { code, stderr } = await enrol('van-1', 'other.json');
    expect([code, stderr]).toEqual([0, expect.stringContaining('no longer answers')]);
    expect((await enrol('van-1', 'other.json')).stderr).toBe('');
  });

  it('says which file is not there', async () => {
    expect((await enrol('van-1', 'nowhere.json')).stderr).toBe(
      `${place('nowhere.json')} is not there. Check the name.\n`
    );
  });
});

it.each([[[]], [['kuikkasalmi']], [['kuikkasalmi', 'van-1']], [['kuikkasalmi', 'van-1', 'key.json', 'more']]])(
  'asked wrongly with %j ends with 2 and says how to ask',
  async (args) => {
    const { code, stdout, stderr } = await run(['enrol-van', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: raitti hub');
  }
);
