import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { after, instant, milliseconds, seconds, type Clock } from '#domain/units.ts';
import { locales } from '#messages/locale.ts';
import { portalMessages } from '#messages/portal.ts';
import { createPortalSessions } from './portal-sessions.ts';
import { readServicePoint } from './service-point.ts';
import type { Connectivity, CurrentStop, VanServices } from './services.ts';
import { vanApp } from './van-app.ts';

const noon = instant(Date.UTC(2026, 10, 24, 10));
const aDay = seconds(24 * 3600);
const origin = 'http://van.test';
const tervasalmi: CurrentStop = {
  name: { fi: 'Tervasalmen kylätalo', sv: 'Tervasalmi byahus', se: null },
  until: after(noon, seconds(40 * 60))
};

function standingVan({
  stop = tervasalmi as CurrentStop | null,
  open = true,
  connectivity = 'online' as Connectivity,
  nextAt = noon
} = {}) {
  const time = { monotonic: 0, now: noon };
  const clock: Clock = { now: () => time.now, monotonic: () => milliseconds(time.monotonic) };
  const sessions = createPortalSessions(new DatabaseSync(':memory:'), clock, 'boot');
  const van: VanServices = {
    clock,
    stop: () => stop,
    nextStop: () => ({
      name: { fi: 'Jänisperän kota', sv: null, se: null },
      promise: { from: nextAt, to: after(nextAt, seconds(3600)) }
    }),
    wifiOpen: () => open,
    session: (address) => sessions.find(address),
    connectivity: () => connectivity,
    servicePoint: readServicePoint(new URL('./service-point.json', import.meta.url))
  };
  let changes = 0;
  const reported: unknown[] = [];
  const served: string[] = [];
  const app = vanApp({
    van,
    sessions,
    addressOf: (c) => c.req.header('x-test-address') ?? '10.0.0.1',
    origin: () => origin,
    hubOrigin: 'https://hub.test',
    relay: new Hono().post('/api/replicate', (c) => c.json({ code: 'no_token' }, 401)),
    site: new Hono().all('*', (c) => {
      served.push(c.req.path);
      if (c.req.path === '/portal/breaks') throw new Error('Aino Kettunen');
      return c.html('<h1>site</h1>');
    }),
    changed: () => {
      changes += 1;
      return Promise.resolve();
    },
    report: (error) => void reported.push(error)
  });
  const ask = (path: string, init: RequestInit & { phone?: string } = {}) =>
    app.request(path.startsWith('http') ? path : `${origin}${path}`, {
      ...init,
      headers: { 'x-test-address': init.phone ?? '10.0.0.1', ...init.headers }
    });
  const accept = (init: RequestInit & { phone?: string } = {}) =>
    ask('/portal/accept', { method: 'POST', body: new URLSearchParams({ kieli: 'fi' }), ...init });
  return { ask, accept, sessions, time, served, reported, changes: () => changes };
}

describe('the first page', () => {
  test.each(locales)('in %s is small, whole and without script', async (locale) => {
    const answer = await standingVan().ask(`/portal?kieli=${locale}`);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(Buffer.byteLength(page)).toBeLessThan(14_000);
    expect(page).not.toMatch(/<script|javascript:|\son\w+=|<link|<img|@import|url\(|src=/i);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain(`<html lang="${locale}">`);
    expect(page.match(/<button>/g)).toHaveLength(1);
    expect(page).toContain('12.40');
    for (const other of locales) expect(page).toContain(`/portal?kieli=${other}`);
  });

  test('has the very style that its policy allows', async () => {
    const answer = await standingVan().ask('/portal');
    const style = /<style>([^]*?)<\/style>/.exec(await answer.text())?.[1] ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    expect(answer.headers.get('content-security-policy')).toContain(Buffer.from(digest).toString('base64'));
  });

  test('names the stop in the language that has a name for it', async () => {
    const { ask } = standingVan();
    expect(await (await ask('/portal?kieli=sv')).text()).toContain('Tervasalmi byahus');
    expect(await (await ask('/portal?kieli=se')).text()).toContain('Tervasalmen kylätalo');
  });

  test('in Sámi says that a machine wrote it, and leaves terms and emergency in Finnish, marked', async () => {
    const page = await (await standingVan().ask('/portal?kieli=se')).text();
    const [sami, finnish] = [portalMessages('se'), portalMessages('fi')];
    expect(page).toContain(sami('unreviewed'));
    expect(page).toContain(sami('in_finnish'));
    for (const key of ['terms_law', 'terms_kept', 'accept', 'emergency'] as const)
      expect(page).toContain(`<span lang="fi">${finnish(key)}</span>`);
    expect(await (await standingVan().ask('/portal?kieli=sv')).text()).not.toContain('lang="fi">Älä');
  });

  test.each([
    [{}, 'Netti toimii.', 'Nettiin ei nyt saa yhteyttä'],
    [{ connectivity: 'offline' as const }, 'Nettiin ei nyt saa yhteyttä', 'Netti toimii.'],
    [{}, 'Auto on täällä klo 12.40 asti.', 'Seuraava pysäkki'],
    [{ stop: null }, 'Palveluauton netti on auki', 'Tervasalmen'],
    [{ stop: null }, 'Seuraava pysäkki on Jänisperän kota klo 12.00–13.00.', 'Netti aukeaa, kun'],
    [{ stop: null, open: false }, 'Seuraava pysäkki on Jänisperän kota klo 12.00–13.00.', '<button>'],
    [{ stop: null, nextAt: after(noon, aDay) }, 'Jänisperän kota 25.11.2026 klo 12.00–13.00.', 'kota klo'],
    [{ stop: null, nextAt: after(noon, seconds(-aDay)) }, 'Palveluauton netti on auki', 'Seuraava pysäkki']
  ])('of a van %j says what works now', async (state, there, absent) => {
    const page = await (await standingVan(state).ask('/portal')).text();
    expect(page).toContain(there);
    expect(page).not.toContain(absent);
  });

  test('follows the phone’s language, and a language nobody speaks gets Finnish', async () => {
    const { ask } = standingVan();
    const langOf = async (path: string, header: string) =>
      /<html lang="(\w+)"/.exec(await (await ask(path, { headers: { 'accept-language': header } })).text())?.[1];
    expect(await langOf('/portal', 'se-FI,fi;q=0.8')).toBe('se');
    expect(await langOf('/portal?kieli="><script>', 'de')).toBe('fi');
  });
});

describe('accepting', () => {
  test('opens the internet for that phone alone, till the van leaves', async () => {
    const { ask, accept, sessions, changes } = standingVan();
    const answer = await accept();
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/portal/services?kieli=fi']);
    expect([...sessions.running()]).toEqual([['10.0.0.1', 40 * 60]]);
    expect(changes()).toBe(1);
    expect((await ask('/portal')).status).toBe(303);
    expect((await ask('/portal', { phone: '10.0.0.2' })).status).toBe(200);
  });

  test('is refused while the van is on the road', async () => {
    const { accept, sessions } = standingVan({ stop: null, open: false });
    expect((await accept()).headers.get('location')).toBe('/portal?kieli=fi');
    expect(sessions.running().size).toBe(0);
  });

  test.each(['https://evil.test', 'nonsense'])('is refused for a form of %s', async (from) => {
    const { accept, sessions } = standingVan();
    expect((await accept({ headers: { origin: from } })).status).toBe(403);
    expect(sessions.running().size).toBe(0);
  });

  test.each(['null', origin])('works from a login window that sends Origin: %s', async (from) => {
    expect((await standingVan().accept({ headers: { origin: from } })).status).toBe(303);
  });

  test('works in the phone’s language when a login window garbles the form', async () => {
    const { accept, sessions } = standingVan();
    const headers = { 'content-type': 'multipart/form-data', 'accept-language': 'sv' };
    const answer = await accept({ body: 'garbled', headers });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/portal/services?kieli=sv']);
    expect(sessions.find('10.0.0.1')).not.toBeNull();
  });

  test('can be ended early', async () => {
    const { ask, accept, sessions } = standingVan();
    await accept();
    await ask('/portal/end', { method: 'POST', body: new URLSearchParams({ kieli: 'sv' }) });
    expect(sessions.running().size).toBe(0);
  });
});

describe('the captive portal API (RFC 8908)', () => {
  const get = async (van: ReturnType<typeof standingVan>, accept = 'application/captive+json') =>
    van.ask('/captive-portal/api', { headers: { accept } });

  test('tells a phone that is shut in where the portal is, and no seconds', async () => {
    const answer = await get(standingVan());
    expect(answer.headers.get('content-type')).toBe('application/captive+json');
    expect(answer.headers.get('cache-control')).toMatch(/private/);
    expect(await answer.json()).toEqual({
      captive: true,
      'user-portal-url': `${origin}/portal`,
      'venue-info-url': `${origin}/portal/about`,
      'can-extend-session': true
    });
  });

  test('tells a phone that is out how many whole seconds it has left', async () => {
    const van = standingVan();
    await van.accept();
    van.time.monotonic = 10_500;
    expect(await (await get(van)).json()).toMatchObject({ captive: false, 'seconds-remaining': 40 * 60 - 11 });
    van.time.monotonic = 40 * 60_000;
    expect(await (await get(van)).json()).toMatchObject({ captive: true });
  });

  test.each([
    ['application/capport+json', 200],
    ['*/*', 200],
    ['text/html,application/xhtml+xml', 302],
    ['text/html, application/captive+json', 200]
  ])('answers Accept: %s with %i', async (accept, status) => {
    expect((await get(standingVan(), accept)).status).toBe(status);
  });
});

test.each([
  'http://connectivitycheck.gstatic.com/generate_204',
  'http://captive.apple.com/hotspot-detect.html',
  'http://www.msftconnecttest.com/connecttest.txt',
  'http://detectportal.firefox.com/canonical.html',
  'http://nmcheck.gnome.org/check_network_status.txt'
])('a phone that looks for the internet at %s is led to the portal, not for ever', async (probe) => {
  const answer = await standingVan().ask(probe);
  expect([answer.status, answer.headers.get('location')]).toEqual([302, `${origin}/portal`]);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('what is sent to a foreign name is not taken', async () => {
  expect((await standingVan().ask('http://bank.test/login', { method: 'POST', body: 'x' })).status).toBe(511);
});

describe('a curious resident', () => {
  test.each([
    '/console',
    '/console/orders',
    '/courier',
    '/courier/',
    '/stops',
    '/region/roads.bin',
    '/region/places.json',
    '/demo/world',
    '/service-worker.js',
    '/api/courier/enrol',
    '/api/shifts/s/key',
    '/portal/../console',
    '/portal/%2e%2e/console',
    '/_app/version.json',
    '/.env'
  ])('finds nothing at %s', async (path) => {
    const { ask, served } = standingVan();
    expect((await ask(path)).status).toBe(404);
    expect(served).toEqual([]);
  });

  test.each([
    ['/console', 'fi', 'Tätä sivua ei ole'],
    ['/vakanza', 'sv-FI,sv;q=0.9', 'Den här sidan finns inte'],
    ['/stops', 'en', 'There is no such page'],
    ['/.env', 'se', 'Dát siidu ii leat']
  ])('at %s, in a browser in %s, gets a page that leads to the portal', async (path, language, words) => {
    const { ask, served } = standingVan();
    const answer = await ask(path, { headers: { accept: 'text/html,*/*;q=0.8', 'accept-language': language } });
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
    expect(page).toContain(`<h1>${words}</h1>`);
    expect(page).toContain(`href="/portal?kieli=${language.slice(0, 2)}"`);
    expect(page).not.toMatch(/<script|problem|about:blank/);
    expect(answer.headers.get('content-security-policy')).toContain("style-src 'sha256-");
    expect(served).toEqual([]);
  });

  test('where something breaks gets a page that says whom to call, and not what broke', async () => {
    const { ask, reported } = standingVan();
    const answer = await ask('/portal/breaks', { headers: { accept: 'text/html' } });
    const page = await answer.text();
    expect(answer.status).toBe(500);
    expect(page).toContain('<h1>Sivu ei nyt aukea</h1>');
    expect(page).toContain('href="tel:0001230100"');
    expect(page).not.toContain('Aino');
    expect(reported).toHaveLength(1);
  });

  test.each([
    ['/vakanza', 'application/json'],
    ['/vakanza', '*/*'],
    ['/api/vakanza', 'text/html']
  ])('at %s, as a program that accepts %s, gets problem details', async (path, accept) => {
    const answer = await standingVan().ask(path, { headers: { accept } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({ code: 'not_found' });
  });

  test.each(['/portal/services', '/portal/about', '/_app/immutable/assets/font.woff2', '/icon.svg'])(
    'is served %s by the site',
    async (path) => {
      const { ask, served } = standingVan();
      expect((await ask(path)).status).toBe(200);
      expect(served).toEqual([path]);
    }
  );

  test('is refused by the relay, and another site may not even read that', async () => {
    const { ask } = standingVan();
    const from = (other: string) => ask('/api/replicate', { method: 'POST', headers: { origin: other } });
    expect((await from('https://evil.test')).headers.get('access-control-allow-origin')).toBeNull();
    const known = await from('https://hub.test');
    expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([401, 'https://hub.test']);
    expect(
      (await ask('/portal', { headers: { origin: 'https://hub.test' } })).headers.has('access-control-allow-origin')
    ).toBe(false);
  });

  test('cannot send a flood as a form', async () => {
    const { accept, sessions } = standingVan();
    expect((await accept({ body: `kieli=${'x'.repeat(10_000)}` })).status).toBe(413);
    expect(sessions.running().size).toBe(0);
  });
});
