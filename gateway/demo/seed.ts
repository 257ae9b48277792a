import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, instant, milliseconds, seconds, type Clock, type Instant, type LocalDate } from '#domain/units.ts';
import { dateOf, instantOf, writeDate } from '#gateway/hub/finnish-time.ts';
import { startHub, type Hub } from '#gateway/hub/hub.ts';
import type { OrderDraft, Session, Staff } from '#gateway/hub/services.ts';
import { keyFromFile } from '#gateway/journal/key-file.ts';
import { startVan } from '#gateway/van/van.ts';
import { demoOrders, type DemoOrder } from './day/orders.ts';
import { driveDay } from './drive-day.ts';
import { demoSetup, type DemoDates } from './setup.ts';
import { enrolTablet } from './simulated-tablet.ts';
import { demoPassword, demoUsers } from './users.ts';

const aDay = seconds(24 * 3600);
const operator = 'raitti';

/** When the demo's day begins: half past seven of the day that it is now. */
export const morningOf = (now: Instant): Instant => instantOf(dateOf(now), '07:30');

/**
 * Fills the hub and the van with an operator, a yesterday that was driven to its end, and a today that is ordered and
 * planned. Every fact goes its real way: from a tablet's journal by the van to the hub.
 *
 * @param data the demo's folder, with the region in it.
 * @param vanOrigin what the tablet will call the van by.
 */
export async function seedDays(data: string, morning: Instant, vanOrigin: string): Promise<void> {
  const dates: DemoDates = {
    yesterday: dateOf(after(morning, seconds(-aDay))),
    today: dateOf(morning),
    tomorrow: dateOf(after(morning, aDay))
  };
  let now = instantOf(dates.yesterday, '06:30');
  const clock: Clock = { now: () => now, monotonic: () => milliseconds(now - morning + 2 * aDay * 1000) };
  const report = console.error;
  const server = { host: '127.0.0.1', port: 0, clock, site: null, report };
  const hub = await startHub({
    ...server,
    dataDirectory: join(data, 'hub'),
    region: join(data, 'region'),
    planning: { threads: 1, seconds: 3 }
  });
  await hub.hub.setUp(demoSetup(dates, vanOrigin));
  const vanDirectory = join(data, 'van');
  await enrolVan(hub.hub, vanDirectory);
  const van = await startVan({
    ...server,
    dataDirectory: vanDirectory,
    boot: randomUUID(),
    fetch,
    hubOrigin: hub.origin
  });
  try {
    const entrepreneur = await signIn(hub.hub, demoUsers.console);
    const orders = demoOrders();
    await order(hub.hub, entrepreneur, orders.yesterday, dates.yesterday);
    await hub.hub.services.days.plan(entrepreneur, dates.yesterday);

    const { token } = await openSession(hub.hub, demoUsers.courier);
    const tablet = await enrolTablet(hub.origin, token, clock);
    await tablet.exchangeWith('hub', hub.origin);
    const outcomes = new Map(orders.yesterday.map(({ name, outcome }) => [name, outcome]));
    await driveDay(tablet, outcomes, (at) => (now = at));
    await tablet.exchangeWith('van', van.origin);
    await tablet.exchangeWith('hub', hub.origin);

    now = instant(morning - 20 * 60_000);
    await order(hub.hub, entrepreneur, orders.today, dates.today);
    now = instant(morning - 5 * 60_000);
    await hub.hub.services.days.plan(entrepreneur, dates.today);
  } finally {
    await van.stop();
    await hub.stop();
  }
}

/** Makes the van's key, has the hub admit it, and leaves its enrolment where the van looks for it. */
async function enrolVan(hub: Hub, directory: string) {
  mkdirSync(directory, { recursive: true });
  const key = await keyFromFile(join(directory, 'van-key.json'));
  const { token, hub: hubKey } = await hub.enrolVan(operator, 'van-1', key.publicKey);
  writeFileSync(join(directory, 'enrolment.json'), JSON.stringify({ hubKey, token }), { mode: 0o600 });
}

async function openSession({ services }: Hub, username: string): Promise<Session> {
  const session = await services.signIn.open(username, demoPassword, '');
  if (!session || 'wait' in session) throw new Error(`The demo's ${username} cannot sign in.`);
  return session;
}

const signIn = async (hub: Hub, username: string): Promise<Staff> =>
  hub.services.signIn.find((await openSession(hub, username)).token)!;

async function order({ services }: Hub, staff: Staff, orders: DemoOrder[], date: LocalDate) {
  for (const each of orders) {
    const draft: OrderDraft = {
      date: writeDate(date),
      from: each.window?.from.replace(':', '.') ?? '',
      to: each.window?.to.replace(':', '.') ?? '',
      kind: each.kind,
      temperatureClass: each.temperatureClass,
      sender: each.sender,
      direction: each.direction,
      name: each.name,
      address: each.address,
      telephone: each.telephone,
      notes: each.notes,
      pieces: String(each.pieces)
    };
    const result = await services.orders.place(staff, draft);
    if ('problems' in result)
      throw new Error(`The demo's order for ${each.address} is wrong: ${JSON.stringify(result.problems)}`);
  }
}
