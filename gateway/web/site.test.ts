import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, ListenError } from './listen.ts';
import { onError } from './problem.ts';
import { openSite, serveSite } from './site.ts';

let directory: string;
const platform = { demo: 'the platform' } as unknown as App.Platform;
const write = (path: string, text: string) => {
  mkdirSync(join(directory, path, '..'), { recursive: true });
  writeFileSync(join(directory, path), text);
};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'raitti-site-'));
  write('client/_app/immutable/app.js', 'app');
  write('client/service-worker.js', 'worker');
  write('prerendered/courier/index.html', '<p>shell');
  // A stand-in for SvelteKit's server: it says what it was asked and given.
  write(
    'server/site.js',
    `export const site = {
      async init() {},
      async respond(request, { platform, getClientAddress }) {
        return new Response(request.method + ' ' + request.url + ' ' + platform.demo + ' ' + await request.text() + getClientAddress());
      }
    };`
  );
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const appOf = async (origin?: string) =>
  new Hono().route('/', serveSite({ site: await openSite(directory), platform, origin }));

describe('the built site', () => {
  it.each([
    ['/_app/immutable/app.js', 'app', 'public, max-age=31536000, immutable'],
    ['/service-worker.js', 'worker', 'no-cache'],
    ['/courier/', '<p>shell', 'no-cache']
  ])('serves %s as it was built', async (path, text, caching) => {
    const answer = await (await appOf()).request(path);
    expect([answer.status, await answer.text()]).toEqual([200, text]);
    expect(answer.headers.get('cache-control')).toBe(caching);
  });

  it('leads to the shell’s own folder, where its worker is in charge', async () => {
    const answer = await (await appOf()).request('/courier');
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/courier/']);
  });

  it('lets no cache keep a rendered page', async () => {
    const answer = await (await appOf()).request('/console');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  it('asks SvelteKit for everything else, with the platform', async () => {
    const app = await appOf();
    expect(await (await app.request('/console?date=1')).text()).toBe(
      'GET http://localhost/console?date=1 the platform '
    );
    const form = await app.request('/console', { method: 'POST', body: 'a=1' });
    expect(await form.text()).toBe('POST http://localhost/console the platform a=1');
  });

  it('gives the request the public origin when a proxy stands before', async () => {
    const app = await appOf('https://raitti.example.fi');
    const answer = await app.request('http://127.0.0.1:8080/console', { method: 'POST', body: 'a=1' });
    expect(await answer.text()).toBe('POST https://raitti.example.fi/console the platform a=1');
  });

  it.each([
    [true, '203.0.113.9, 198.51.100.4', '198.51.100.4'],
    [false, '203.0.113.9', ''],
    [true, undefined, '']
  ])('takes the caller from a proxy’s word alone: %s, %s', async (forwarded, header, caller) => {
    const app = serveSite({ site: await openSite(directory), platform, forwarded });
    const answer = await app.request('/console', { headers: header ? { 'x-forwarded-for': header } : {} });
    expect(await answer.text()).toBe(`GET http://localhost/console the platform ${caller}`);
  });

  it('reads no endless form', async () => {
    const app = new Hono().route('/', await appOf()).onError(onError(() => {}));
    const answer = await app.request('/console', { method: 'POST', body: new Uint8Array(20_000_001) });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'too_large' }]);
    const page = await app.request('/console', { method: 'POST', body: 'a'.repeat(2_000_000) });
    expect(page.status).toBe(200);
  });

  it('says how to build it when there is none', async () => {
    await expect(openSite('/nowhere')).rejects.toThrow('npm run build');
  });
});

describe('listening', () => {
  it('answers on a free port until it is stopped, and names a taken one', async () => {
    const app = new Hono().get('/healthz', (c) => c.text('ok'));
    const first = await listen(app, { host: '127.0.0.1', port: 0 });
    expect(await (await fetch(`${first.origin}/healthz`)).text()).toBe('ok');
    const port = Number(new URL(first.origin).port);
    const second = listen(app, { host: '127.0.0.1', port });
    await expect(second).rejects.toThrow(ListenError);
    await expect(second).rejects.toThrow(`Port ${port} is taken`);
    await first.stop();
    await expect(fetch(`${first.origin}/healthz`)).rejects.toThrow();
  });

  it('lets middleware destroy a request’s connection, and leaves the others’ addresses as they are', async () => {
    const app = new Hono().get('*', (c) => c.text(new URL(c.req.url).pathname));
    const running = await listen(app, {
      host: '127.0.0.1',
      port: 0,
      middleware: [
        async (c, next) => {
          if (c.req.path === '/cut') (c.env as { incoming: IncomingMessage }).incoming.socket.destroy();
          await next();
        }
      ]
    });
    expect(await (await fetch(`${running.origin}/a/b`)).text()).toBe('/a/b');
    await expect(fetch(`${running.origin}/cut`)).rejects.toThrow();
    await running.stop();
  });
});
