import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { distanceBetween, type Position } from '#domain/geometry.ts';
import { instant, milliseconds, seconds, type Clock, type Instant, type LocalDate } from '#domain/units.ts';
import { placeIndex } from '#routing/region/places-search.ts';
import type { Place } from '#routing/region/places.ts';
import { RouterError, type Router } from '#routing/roads/questions.ts';
import { openHub, type Hub } from './hub.ts';
import { placesIn, type HubRegion } from './region.ts';
import type { OrderDraft, Session, Staff } from './services.ts';
import type { Setup } from './setup.ts';

/* A small hub for the tests of this room: two tenants, one van, a village where every road is straight. */

export const password = 'salasana-1';
export const today = '2026-11-24' as LocalDate;
/** 24.11.2026 klo 7.30. */
export const morning = instant(Date.UTC(2026, 10, 24, 5, 30));

const place = (street: string, number: number): Place => ({
  kind: 'address',
  street,
  housenumber: String(number),
  locality: 'Tervasalmi',
  position: { longitude: (street === 'Saari' ? 40 : 27) + number / 500, latitude: 64.2 }
});
const places = Array.from({ length: 40 }, (_, index) => [
  place('Koulutie', index + 1),
  place('Saari', index + 1)
]).flat();

/** Fifteen metres in a second, straight ahead; no road in the east. */
const metresPerSecond = 15;
const drive = (a: Position, b: Position) => Math.round((distanceBetween(a, b) / metresPerSecond) * 10) / 10;
const waypoint = ({ longitude, latitude }: Position) => ({
  name: '',
  location: [longitude, latitude] as [number, number],
  distance: 0
});
const demandRoads = (positions: readonly Position[]) =>
  positions.forEach(({ longitude }, index) => {
    if (longitude > 30) throw new RouterError('NoSegment', 'No road is near.', index);
  });

export const straightRouter: Router = {
  async nearest(position) {
    demandRoads([position]);
    return [waypoint(position)];
  },
  async route(positions) {
    demandRoads(positions);
    const legs = positions.slice(1).map((to, index) => {
      const duration = drive(positions[index]!, to);
      return { duration, distance: duration * metresPerSecond };
    });
    const sum = (key: 'duration' | 'distance') => legs.reduce((total, leg) => total + leg[key], 0);
    const coordinates = positions.map(({ longitude, latitude }): [number, number] => [longitude, latitude]);
    const whole = { duration: sum('duration'), distance: sum('distance'), legs };
    return {
      waypoints: positions.map(waypoint),
      routes: [{ ...whole, geometry: { type: 'LineString', coordinates } }]
    };
  },
  async table(positions) {
    demandRoads(positions);
    const durations = positions.map((from) => positions.map((to) => drive(from, to)));
    return {
      durations,
      distances: durations.map((row) => row.map((duration) => duration * metresPerSecond)),
      sources: positions.map(waypoint),
      destinations: positions.map(waypoint)
    };
  }
};

const file = { bytes: 0, sha256: '0'.repeat(64) };
export const testRegion: HubRegion = {
  manifest: {
    format: 2,
    name: 'Tervasalmi',
    version: '0123456789ab',
    bounds: { west: 27, south: 64, east: 28, north: 65 },
    attribution: 'nobody',
    invented: true,
    turnRestrictions: { mapped: 0, broken: 0 },
    files: { 'roads.bin': file, 'hierarchy.bin': file, 'map.pmtiles': file, 'places.json': file }
  },
  read: () => new ReadableStream(),
  close: () => undefined,
  routerOn: () => straightRouter,
  ...placesIn(placeIndex(places))
};

const person = (username: string, role: 'orderer' | 'entrepreneur' | 'courier', tenant: string | null) => ({
  username,
  password,
  name: `Nimi ${username}`,
  role,
  tenant,
  locale: 'fi' as const
});
const name = (fi: string) => ({ fi, sv: `${fi} (sv)`, en: `${fi} (en)` });

export const testSetup: Setup = {
  operator: {
    id: 'raitti',
    name: 'Kylänraitti',
    telephone: '000 123 0001',
    depot: { name: 'Varikko', position: { longitude: 27, latitude: 64.2 } },
    shift: { from: '07:30', to: '16:30' }
  },
  vans: [{ id: 'van-17', name: 'Auto 17', origin: 'http://127.0.0.1:1', pieces: 30 }],
  tenants: [
    {
      id: 'county',
      name: 'Hyvinvointialue',
      kind: 'wellbeing_county',
      senders: [
        { id: 'kitchen', name: 'Keskuskeittiö', address: 'Koulutie 1', position: { longitude: 27.002, latitude: 64.2 } }
      ]
    },
    {
      id: 'pharmacy',
      name: 'Apteekki',
      kind: 'pharmacy',
      senders: [
        { id: 'pharmacy', name: 'Apteekki', address: 'Koulutie 2', position: { longitude: 27.004, latitude: 64.2 } }
      ]
    }
  ],
  staff: [
    person('county', 'orderer', 'county'),
    person('pharmacy', 'orderer', 'pharmacy'),
    person('boss', 'entrepreneur', null),
    person('courier', 'courier', null)
  ],
  kinds: [
    { id: 'meal', name: name('Ateria'), temperatureClass: 'hot', proof: ['name'], transitLimit: seconds(7200) },
    {
      id: 'medicine',
      name: name('Apteekkilähetys'),
      temperatureClass: 'fridge',
      proof: ['name', 'signature', 'identity'],
      transitLimit: null
    }
  ],
  temperatureClasses: [
    { id: 'hot', name: name('Kuuma'), least: 60, most: null, mustNotFreeze: false },
    { id: 'fridge', name: name('Jääkaappikylmä'), least: 2, most: 8, mustNotFreeze: true }
  ],
  serviceStops: [
    {
      id: 'stop-tervasalmi',
      name: { fi: 'Tervasalmi', sv: null, se: null },
      position: { longitude: 27.04, latitude: 64.2 },
      services: ['wifi'],
      visits: [{ date: today, from: '12:00', to: '13:00' }]
    }
  ]
};

/** A clock that stands still until it is told otherwise. */
export function testClock(): Clock & { advance(by: number): void } {
  let [now, monotonic] = [morning as number, 0];
  return {
    now: () => instant(now),
    monotonic: () => milliseconds(monotonic),
    advance(by) {
      now += by * 1000;
      monotonic += by * 1000;
    }
  };
}

export interface TestHub {
  hub: Hub;
  clock: ReturnType<typeof testClock>;
  directory: string;
  staff(username: string): Promise<Staff>;
  session(username: string): Promise<Session>;
  /** Closes the hub and opens its data again, as after a crash. */
  reopen(): Promise<Hub>;
  open(): Promise<Hub>;
  remove(): void;
}

/** A set-up hub, made once for a test file: passwords are slow to hash on purpose. */
let prepared: Promise<string> | undefined;
afterAll(async () => prepared && rmSync(await prepared, { recursive: true }));

async function prepare(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'raitti-hub-'));
  const hub = await openHub({ dataDirectory: directory, region: testRegion, clock: testClock() });
  await hub.setUp(testSetup);
  hub.close();
  return directory;
}

export async function openTestHub(region: HubRegion | string = testRegion): Promise<TestHub> {
  const directory = mkdtempSync(join(tmpdir(), 'raitti-hub-'));
  cpSync(await (prepared ??= prepare()), directory, { recursive: true });
  const clock = testClock();
  const open = () => openHub({ dataDirectory: directory, region, clock });
  const made: TestHub = {
    hub: await open(),
    open,
    clock,
    directory,
    async staff(username) {
      return made.hub.services.signIn.find((await made.session(username)).token)!;
    },
    async session(username) {
      const session = await made.hub.services.signIn.open(username, password, '192.0.2.1');
      if (!session || 'wait' in session) throw new Error(`${username} cannot sign in.`);
      return session;
    },
    async reopen() {
      made.hub.close();
      made.hub = await open();
      return made.hub;
    },
    remove() {
      made.hub.close();
      rmSync(directory, { recursive: true, force: true });
    }
  };
  return made;
}

export const mealDraft: OrderDraft = {
  date: '24.11.2026',
  from: '10.30',
  to: '11.30',
  kind: 'meal',
  temperatureClass: '',
  sender: 'kitchen',
  direction: 'delivery',
  name: 'Aino Kettunen',
  address: 'Koulutie 10, Tervasalmi',
  telephone: '000 123 1001',
  notes: 'Ovikoodi 4417.',
  pieces: '1'
};

export const medicineDraft: OrderDraft = {
  ...mealDraft,
  from: '',
  to: '',
  kind: 'medicine',
  sender: 'pharmacy',
  name: 'Veikko Moilanen',
  address: 'Koulutie 20, Tervasalmi',
  telephone: '000 123 1002',
  notes: 'Koira pihassa.'
};

export const at = (time: string): Instant => instant(Date.parse(`2026-11-24T${time}:00+02:00`));
