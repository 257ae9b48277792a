import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '#domain/units.ts';
import { linkGate, linkToHub } from './link-gate.ts';
import { newWorld, type Link } from './world.ts';

const world = newWorld(instant(0), instant(0));
const token = (role: string) => ({
  authorization: `Bearer e30.${Buffer.from(JSON.stringify({ role })).toString('base64url')}.c2ln`
});
let server: Server;
let origin = '';

beforeAll(async () => {
  const app = new Hono().use(linkGate(linkToHub, () => world)).all('*', (c) => c.text('here'));
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const reaches = (path: string, headers: Record<string, string>) =>
  fetch(`${origin}${path}`, { headers }).then(
    () => true,
    () => false
  );

test.each<[string, string, Record<string, string>, Link | null]>([
  ["the van's exchange", '/api/replicate', token('van'), 'hub-van'],
  ["the tablet's exchange", '/api/replicate', token('tablet'), 'hub-tablet'],
  ["the courier's app", '/courier/day', {}, 'hub-tablet'],
  ['an enrolment', '/api/courier/enrol', {}, 'hub-tablet'],
  ["the app's map", '/region/map.pmtiles', { referer: 'http://127.0.0.1/courier/map' }, 'hub-tablet'],
  ["the console's map", '/region/map.pmtiles', { referer: 'http://127.0.0.1/console' }, null],
  ['the front page', '/', {}, null],
  ['the switches', '/demo/world', { referer: 'http://127.0.0.1/courier' }, null]
])('%s goes by its own cable', async (_, path, headers, link) => {
  for (const cut of ['hub-van', 'hub-tablet', 'van-tablet'] as const) {
    world.links[cut] = false;
    expect(await reaches(path, headers), `with ${cut} cut`).toBe(cut !== link);
    world.links[cut] = true;
  }
});
