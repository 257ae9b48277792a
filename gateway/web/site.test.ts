import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSite, serveSite } from './site.ts';

const directory = mkdtempSync(join(tmpdir(), 'raitti-site-'));
afterAll(() => rmSync(directory, { recursive: true }));

const put = (path: string, content: string) => {
  mkdirSync(join(directory, path, '..'), { recursive: true });
  writeFileSync(join(directory, path), content);
};
put('client/_app/immutable/a.js', 'a');
put('client/_app/immutable/a.js.br', 'compressed');
put('client/icon.svg', '<svg/>');
put('prerendered/courier.html', '<h1>courier</h1>');
put('secret.txt', 'secret');
put('server/package.json', '{"type":"module"}');
put(
  'server/site.js',
  `export const site = { init() {}, respond: async (request, { platform, getClientAddress }) =>
    new Response(JSON.stringify([new URL(request.url).pathname, platform, getClientAddress()])) };`
);
const site = serveSite({ site: await openSite(directory), platform: {} });
const ask = async (path: string, init?: RequestInit) => site.request(`http://hub.test${path}`, init);

test.each([
  ['/_app/immutable/a.js', 'a', /javascript/, /immutable/],
  ['/icon.svg', '<svg/>', /svg/, /^no-cache$/],
  ['/courier', '<h1>courier</h1>', /html/, /^no-cache$/]
])('serves the file of %s', async (path, text, type, cache) => {
  const answer = await ask(path);
  expect(await answer.text()).toBe(text);
  expect(answer.headers.get('content-type')).toMatch(type);
  expect(answer.headers.get('cache-control')).toMatch(cache);
});

test('renders every other page with the program’s services', async () => {
  expect(await (await ask('/console')).json()).toEqual(['/console', {}, '']);
  expect(await (await ask('/icon.svg', { method: 'POST' })).json()).toEqual(['/icon.svg', {}, '']);
});

test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/server/site.js'])('serves no file at %s', async (path) => {
  expect(await (await ask(path)).text()).toMatch(/^\["/);
});

test('gives what the browser can unpack', async () => {
  const packed = await ask('/_app/immutable/a.js', { headers: { 'accept-encoding': 'gzip, deflate, br' } });
  expect([await packed.text(), packed.headers.get('content-encoding')]).toEqual(['compressed', 'br']);
});

test('says how to build what is not there', async () => {
  await expect(openSite(join(directory, 'nowhere'))).rejects.toThrow('npm run build');
});
