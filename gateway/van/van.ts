import { join } from 'node:path';
import { Hono } from 'hono';
import { waitByTimer, type Trying } from '#domain/keep-trying.ts';
import type { Replica } from '#domain/replication.ts';
import { keyIdOf } from '#domain/signing.ts';
import type { Clock } from '#domain/units.ts';
import { lockData } from '../journal/data-lock.ts';
import { readToken } from '../journal/device-token.ts';
import { journalApi } from '../journal/journal-api.ts';
import { JournalStore, openDatabase } from '../journal/journal-store.ts';
import { journalWriter } from '../journal/journal-writer.ts';
import { keyFromFile } from '../journal/key-file.ts';
import { startUplink } from '../journal/uplink.ts';
import { listen, type Listening, type ListenOptions } from '../web/listen.ts';
import { serveSite, type Site } from '../web/site.ts';
import { plainAddress, socketAddress } from './address-of.ts';
import { measureConnectivity } from './connectivity.ts';
import { readEnrolment } from './enrolment.ts';
import { reconcile, RememberingFirewall, type Firewall } from './firewall.ts';
import { createPortalSessions } from './portal-sessions.ts';
import { readServicePoint, type ServicePoint } from './service-point.ts';
import type { Connectivity, VanServices } from './services.ts';
import { vanApp } from './van-app.ts';
import { Wifi } from './wifi.ts';

export interface VanOptions extends ListenOptions {
  /** Holds `van.sqlite`, `van-key.json`, `lock.db`, and the hub's `enrolment.json` once the van is enrolled. */
  dataDirectory: string;
  clock: Clock;
  /** Names the boot that the clock's monotonic time counts from. */
  boot: string;
  fetch: typeof globalThis.fetch;
  hubOrigin: string;
  site: Site | null;
  /** The van's public name where it has one, `https://van-17.example.fi`; else the address it listens on. */
  publicOrigin?: string;
  /** `always` is opening by hand, away from any stop. */
  wifi?: 'at_stops' | 'always';
  servicePoint?: ServicePoint;
  firewall?: Firewall;
  /** 0 to 1, for the pauses between attempts to reach the hub. */
  random?: () => number;
  /** Told of errors that nobody foresaw. */
  report?: (error: unknown) => void;
}

const second = 1000;

/**
 * Starts the van's program: portal, sessions, and the relay between tablet and hub where the van is enrolled.
 *
 * @returns once it listens.
 * @throws ListenError when the port is not to be had; DataInUse when another program has the data directory; another
 *   error when a file in it is damaged.
 */
export async function startVan(options: VanOptions): Promise<Listening> {
  const { release } = lockData(options.dataDirectory);
  try {
    return await startLocked(options, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function startLocked(options: VanOptions, release: () => void): Promise<Listening> {
  const { clock, dataDirectory, hubOrigin } = options;
  const report = options.report ?? console.error;
  const key = await keyFromFile(join(dataDirectory, 'van-key.json'));
  const enrolment = readEnrolment(join(dataDirectory, 'enrolment.json'));
  const database = openDatabase(join(dataDirectory, 'van.sqlite'));
  const sessions = createPortalSessions(database, clock, options.boot);
  const firewall = options.firewall ?? new RememberingFirewall(clock);
  const follow = () => reconcile(firewall, sessions.running());

  const store = new JournalStore(database);
  const hub = enrolment && { id: await keyIdOf(enrolment.hubKey), publicKey: enrolment.hubKey };
  const replica: (Replica & { journals: JournalStore }) | null = hub && {
    role: 'van',
    key,
    hub,
    journals: store,
    clock
  };
  const wifi =
    replica &&
    new Wifi({
      store,
      writer: journalWriter(replica, options.boot),
      van: key.id,
      hub: replica.hub.id,
      clock,
      shut: () => {
        sessions.endAll();
        return follow();
      }
    });
  await wifi?.refresh();

  let connectivity: Connectivity = 'offline';
  const measure = async () => {
    connectivity = await measureConnectivity(options.fetch, clock, hubOrigin, enrolment?.token ?? null);
  };
  const van: VanServices = {
    clock,
    stop: () => wifi?.whereabouts().stop ?? null,
    nextStop: () => wifi?.whereabouts().next ?? null,
    wifiOpen: () => options.wifi === 'always' || van.stop() !== null,
    session: (address) => sessions.find(plainAddress(address)),
    connectivity: () => connectivity,
    servicePoint: options.servicePoint ?? readServicePoint(new URL('./service-point.json', import.meta.url))
  };

  let uplink: Trying | null = null;
  const relay =
    replica &&
    new Hono().route(
      '/',
      journalApi({
        replica,
        bearer: (authorization) => readToken(replica.hub.publicKey, authorization, clock),
        changed: () => {
          uplink?.wake();
          void wifi?.refresh().catch(report);
        }
      })
    );

  let origin = options.publicOrigin ?? '';
  const { site } = options;
  const app = vanApp({
    van,
    sessions,
    addressOf: socketAddress,
    origin: () => origin,
    hubOrigin,
    relay,
    site: site && serveSite({ site, platform: { van }, origin: options.publicOrigin }),
    changed: follow,
    report
  });

  const server = await listen(app, options).catch((error: unknown) => {
    database.close();
    throw error;
  });
  origin ||= server.origin;
  if (replica && enrolment)
    uplink = startUplink({
      replica,
      hub: {
        origin: hubOrigin,
        token: enrolment.token,
        fetch: options.fetch,
        signal: () => AbortSignal.timeout(20 * second)
      },
      wait: waitByTimer,
      random: options.random ?? Math.random,
      changed: () => void wifi?.refresh().catch(report)
    });
  const timers = [
    setInterval(() => void follow().catch(report), second),
    setInterval(sessions.sweep, 15 * second),
    setInterval(() => void measure(), 10 * second),
    setInterval(() => void wifi?.refresh().catch(report), 10 * second)
  ];
  void measure();
  return {
    origin,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([server.stop(), uplink?.stop()]);
      sessions.sweep();
      database.close();
      release();
    }
  };
}
