import type { Server } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { ServiceStopId } from '#domain/fact.ts';
import { after, instant, milliseconds, seconds, type Clock } from '#domain/units.ts';
import type { HubServices, StopPage } from '#gateway/hub/services.ts';
import { socketAddress } from '#gateway/van/address-of.ts';
import { createPortalSessions } from '#gateway/van/portal-sessions.ts';
import { readServicePoint } from '#gateway/van/service-point.ts';
import type { Connectivity, VanServices } from '#gateway/van/services.ts';
import { vanApp } from '#gateway/van/van-app.ts';
import { openSite, serveSite } from '#gateway/web/site.ts';

/*
 * The pages that anybody may open, on the built site, with a van that stands at a stop and a hub that knows its stops.
 * The day itself is invented here, so that each state of a page can be had at will.
 */

const noon = instant(Date.UTC(2026, 10, 24, 10));
const clock: Clock = { now: () => noon, monotonic: () => milliseconds(performance.now()) };
const hours = (from: number, to: number) => ({
  from: after(noon, seconds(from * 3600)),
  to: after(noon, seconds(to * 3600))
});

export interface VanState {
  atStop: boolean;
  connectivity: Connectivity;
}

/** A van's real app with a state that the test sets. */
export async function startPortal(): Promise<{ origin: string; state: VanState; stop(): Promise<void> }> {
  const state: VanState = { atStop: true, connectivity: 'online' };
  const sessions = createPortalSessions(new DatabaseSync(':memory:'), clock, 'boot');
  const site = await openSite(join(import.meta.dirname, '../../build'));
  const van: VanServices = {
    clock,
    stop: () =>
      state.atStop
        ? {
            name: { fi: 'Tervasalmen kylätalo', sv: 'Tjärsunds byahus', se: null },
            until: after(noon, seconds(75 * 60))
          }
        : null,
    nextStop: () => ({ name: { fi: 'Petäjäkosken kylätalo', sv: null, se: null }, promise: hours(2, 2.75) }),
    wifiOpen: () => state.atStop,
    session: sessions.find,
    connectivity: () => state.connectivity,
    servicePoint: readServicePoint(new URL('../../gateway/van/service-point.json', import.meta.url))
  };
  let origin = '';
  const app = vanApp({
    van,
    sessions,
    addressOf: socketAddress,
    origin: () => origin,
    hubOrigin: 'https://hub.test',
    relay: null,
    site: serveSite({ site, platform: { van } }),
    changed: () => Promise.resolve(),
    report: console.error
  });
  const started = await listen(app);
  origin = started.origin;
  return { origin, state, stop: started.stop };
}

/** The hub's public pages, for the stops given. */
export async function startStops(stops: StopPage[]): Promise<{ origin: string; stop(): Promise<void> }> {
  const site = await openSite(join(import.meta.dirname, '../../build'));
  const hub = {
    clock,
    signIn: { find: () => null },
    stops: {
      list: () => stops.map(({ id, name }) => ({ id, name: name.fi })),
      find: (id: string) => stops.find((stop) => stop.id === id) ?? null
    }
  } as unknown as HubServices;
  return listen(serveSite({ site, platform: { hub } }));
}

export const demoStops: StopPage[] = [
  {
    id: 'stop-tervasalmi' as ServiceStopId,
    name: { fi: 'Tervasalmen kylätalo', sv: 'Tjärsunds byahus', se: null },
    position: { longitude: 27.8123, latitude: 64.3456 },
    services: ['wifi', 'digital_help', 'library', 'post', 'something_new'],
    timetable: [hours(1, 2), hours(24, 25), hours(169, 170)],
    delay: { seconds: seconds(720), heard: after(noon, seconds(-240)) },
    telephone: '000 123 0100'
  },
  {
    id: 'stop-petajakoski' as ServiceStopId,
    name: { fi: 'Petäjäkosken kylätalo', sv: null, se: null },
    position: { longitude: 27.6, latitude: 64.2 },
    services: [],
    timetable: [],
    delay: null,
    telephone: '000 123 0100'
  }
];

function listen(app: Pick<Hono, 'fetch'>): Promise<{ origin: string; stop(): Promise<void> }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({
        origin: `http://127.0.0.1:${port}`,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            server.closeAllConnections();
          })
      })
    ) as Server;
  });
}
