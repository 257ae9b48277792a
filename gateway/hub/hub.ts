import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { ShiftId } from '#domain/fact.ts';
import type { PublicKey } from '#domain/signing.ts';
import { instant, type Clock } from '#domain/units.ts';
import { lockData } from '../journal/data-lock.ts';
import { journalApi } from '../journal/journal-api.ts';
import type { GatewayReplica } from '../journal/journal-store.ts';
import { journalWriter } from '../journal/journal-writer.ts';
import { listen, type Listening, type ListenOptions } from '../web/listen.ts';
import { notFound, onError } from '../web/problem.ts';
import { securityHeaders } from '../web/security-headers.ts';
import { serveSite, type Site } from '../web/site.ts';
import { createCards } from './cards.ts';
import { courierApi } from './courier-api.ts';
import { openHubDatabase } from './database.ts';
import { createDays } from './days.ts';
import { createDevices } from './devices.ts';
import { heardBy, type Heard } from './heard.ts';
import { createKnowledge, HubJournals } from './knowledge.ts';
import { createOrderImport } from './order-import.ts';
import { createOrderStore } from './order-store.ts';
import { createOrders } from './orders.ts';
import { realOutside, type Outside } from './outside.ts';
import { regionApi } from './region-api.ts';
import { issueRegion } from './region-issue.ts';
import { openHubRegion, type HubRegion } from './region.ts';
import { scopeOf } from './scope.ts';
import { openSecrets } from './secrets.ts';
import type { PlanningBudget } from './plan-aside.ts';
import type { HubServices } from './services.ts';
import { createSettings } from './settings.ts';
import { setUp, type Setup } from './setup.ts';
import { createShifts, type Shifts } from './shifts.ts';
import { createSignIn } from './staff.ts';
import { announcedStops, createStops } from './stops.ts';

export interface HubOptions {
  /** Where the database and the hub's keys are; made when there is none. */
  dataDirectory: string;
  /** A region pack, as `raitti region build` makes it; or one that is already open. */
  region: string | HubRegion;
  clock: Clock;
  /** How long and with how many threads a day's plan is searched for; short and with one where nothing is said. */
  planning?: PlanningBudget | undefined;
  /** Chance, for tests; the machine's own when absent. */
  outside?: Omit<Outside, 'clock'>;
}

/** The hub without a network: what its pages, its API and its set-up stand on. */
export interface Hub {
  services: HubServices;
  /** The hub's copy of the journals, for the exchange. */
  replica: GatewayReplica;
  shifts: Shifts;
  /** The public key that vans and tablets pin. */
  publicKey: PublicKey;
  /** Writes an operator's settings; see `setup.ts`. */
  setUp(setup: Setup): Promise<void>;
  /** Whether there is an operator; without one nobody can sign in. */
  isSetUp(): boolean;
  /** Makes a van known by its key, and says whether that replaced another; the token is for talking with the hub. */
  enrolVan(
    operator: string,
    van: string,
    key: PublicKey
  ): Promise<{ token: string; hub: PublicKey; replaced: boolean }>;
  /** The API alone, without pages. */
  api: Hono;
  close(): void;
}

/**
 * Opens the hub's data and everything that works on it.
 *
 * @throws RegionError when the region pack is not there or damaged; DataInUse when another program has the data;
 *   another error when a key that the data stands under is missing or damaged.
 */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { release } = lockData(options.dataDirectory);
  try {
    return await openLocked(options, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function openLocked(
  { dataDirectory, region: given, clock: real, planning, outside: chance }: HubOptions,
  release: () => void
): Promise<Hub> {
  const region = typeof given === 'string' ? await openHubRegion(given) : given;
  // Facts count whole milliseconds.
  const clock: Clock = { now: () => instant(Math.floor(real.now())), monotonic: () => real.monotonic() };
  const outside: Outside = { ...realOutside(clock), ...chance };
  const databaseFile = join(dataDirectory, 'hub.db');
  const secrets = await openSecrets(join(dataDirectory, 'keys'), outside, !existsSync(databaseFile));
  const { signingKey } = secrets;
  const database = openHubDatabase(databaseFile);
  const journals = new HubJournals(database, signingKey.id);
  const hubKey = { id: signingKey.id, publicKey: signingKey.publicKey };
  const replica: GatewayReplica = { role: 'hub', key: signingKey, hub: hubKey, journals, clock };
  // The clock's monotonic time begins with this process, so each start counts as a boot.
  const writer = journalWriter(replica, outside.newId());

  const cards = createCards(database, secrets, outside);
  const settings = createSettings(database);
  const signIn = createSignIn(database, outside);
  const store = createOrderStore(database, cards, outside);
  const shifts = createShifts({ database, replica, writer, secrets, cards, settings, region, outside });
  const devices = createDevices(secrets, clock, shifts.isVan);
  const knowledge = createKnowledge(database, journals, signingKey.id);
  const heard = (shift: ShiftId): Heard => heardBy(journals, signingKey.id, shift);
  const orders = createOrders({ clock, store, cards, settings, region, shifts, knowledge });
  const services: HubServices = {
    clock,
    signIn,
    settings: {
      kinds: ({ operator }) => settings.operator(operator).kinds,
      temperatureClasses: ({ operator }) => settings.operator(operator).temperatureClasses
    },
    places: {
      find: region.find,
      senders(staff, order) {
        const scope = scopeOf(staff);
        return settings.senders((order && store.find(scope, order)) ?? scope);
      }
    },
    orders,
    csv: createOrderImport(orders),
    days: createDays({
      store,
      cards,
      settings,
      region,
      shifts,
      knowledge,
      clock,
      heard,
      stopTitle: settings.stopTitle,
      budget: planning,
      stopsOf: (operator, date) => announcedStops(database, operator, date)
    }),
    stops: createStops({ database, settings, shifts, knowledge, clock, heard }),
    region: {
      name: region.manifest.name,
      version: region.manifest.version,
      attribution: region.manifest.attribution,
      invented: region.manifest.invented
    }
  };
  await shifts.tellAll();
  const issue = await issueRegion(database, region.manifest, signingKey, clock.now());

  const api = new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .route('/', journalApi({ replica, bearer: devices.bearer, isOn: shifts.isOn }))
    .route('/', courierApi({ clock, signIn, settings, shifts, devices, region, hubKey: signingKey.publicKey }))
    .route('/', regionApi(region, issue));

  return {
    services,
    replica,
    shifts,
    publicKey: signingKey.publicKey,
    api,
    setUp: (setup) => setUp(database, outside, setup),
    isSetUp: settings.isSetUp,
    async enrolVan(operator, van, key) {
      const replaced = await shifts.registerVan(operator, van, key);
      return { token: await devices.token(key, 'van'), hub: signingKey.publicKey, replaced };
    },
    close() {
      region.close();
      database.close();
      release();
    }
  };
}

export interface StartHubOptions extends HubOptions, ListenOptions {
  /** The built site; null where only the API is wanted. */
  site: Site | null;
  /** The public origin when a proxy stands before the hub; the proxy then says in `X-Forwarded-For` who calls. */
  origin?: string | undefined;
  /** Routes of the demo, before the pages. */
  routes?: (hub: Hub) => Hono;
  /** What the demo adds for its pages. */
  platform?: App.Platform;
  /** Told of every unforeseen error. */
  report(error: unknown): void;
}

/**
 * Opens the hub and answers on a port.
 *
 * @throws RegionError; ListenError when the port is taken.
 */
export async function startHub(options: StartHubOptions): Promise<Listening & { hub: Hub }> {
  const hub = await openHub(options);
  try {
    const listening = await listen(hubApp(hub, options), options);
    const stop = async () => {
      await listening.stop();
      hub.close();
    };
    return { origin: listening.origin, hub, stop };
  } catch (error) {
    hub.close();
    throw error;
  }
}

/** Everything that the hub answers, pages last. */
export function hubApp(
  hub: Hub,
  {
    site,
    origin,
    routes,
    platform,
    report
  }: Pick<StartHubOptions, 'site' | 'origin' | 'routes' | 'platform' | 'report'>
): Hono {
  const app = new Hono();
  app.use(securityHeaders);
  app.onError(onError(report));
  app.notFound(notFound);
  app.route('/', hub.api);
  // An unknown address of the API is no page.
  app.all('/api/*', notFound);
  if (routes) app.route('/', routes(hub));
  if (site)
    app.route(
      '/',
      serveSite({ site, platform: { ...platform, hub: hub.services }, origin, forwarded: origin !== undefined })
    );
  return app;
}
