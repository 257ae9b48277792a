import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import type { ConsignmentId, CourierId, KeyId, OrderId, ShiftId } from '#domain/fact.ts';
import { journalOf } from '#domain/fact.ts';
import { wrapShiftKey, type SealedAttachment, type WrappingKey } from '#domain/sealing.ts';
import { hashOf, keyIdOf, type OpenedFact, type PublicKey } from '#domain/signing.ts';
import type { Instant, LocalDate } from '#domain/units.ts';
import type { ConsignmentBody } from '#domain/vocabulary.ts';
import { queue, type Entry, type Writer } from '#domain/writing.ts';
import { transaction, type GatewayReplica } from '../journal/journal-store.ts';
import { RequestError } from '../web/problem.ts';
import { PlanRefusal } from './planning.ts';
import type { Cards } from './cards.ts';
import { dateOf, dayAfter, instantOf, lastDay } from './finnish-time.ts';
import type { Outside } from './outside.ts';
import type { HubRegion } from './region.ts';
import { decrypt, decryptJson, encrypt, type Secrets } from './secrets.ts';
import type { OperatorSettings } from './settings.ts';
import { announcedStops } from './stops.ts';
import { rulesOn } from './working-time.ts';

export interface Shift {
  id: ShiftId;
  operator: string;
  date: LocalDate;
  van: { id: string; name: string; origin: string };
  courier: { id: string; name: string };
}

export interface Shifts {
  find(id: ShiftId): Shift | null;
  /** The operator's shifts of the day, one for each van; none before anything was planned. */
  ofDay(operator: string, date: LocalDate): Shift[];
  ofCourier(courier: string, date: LocalDate): Shift | null;
  /** The operator's working hours of the day; an end before the beginning is on the next day. */
  hoursOf(operator: string, date: LocalDate): { start: Instant; end: Instant };
  /**
   * Opens the day's shifts: as many as there are vans and couriers for, in the order of their names; each has its
   * journal, its key, its consignments. Opening again does what a crash left undone, and tells the devices what has been
   * set anew since.
   *
   * @throws PlanRefusal `day_far`, `no_van`, `no_courier`
   */
  open(operator: string, date: LocalDate): Promise<Shift[]>;
  /**
   * Gives a shift consignments that were nobody's, and tells it of them. Where there is only one shift it has all of them
   * already. Whose they are once they stay: the courier may have them aboard.
   */
  give(shift: Shift, consignments: readonly ConsignmentId[]): Promise<void>;
  /** Tells the operator's open shifts what became of their days' orders since the last time. */
  tell(operator: string): Promise<void>;
  /** The same for every operator: what a crash between an order and its fact left undone. */
  tellAll(): Promise<void>;
  write(shift: ShiftId, entries: Entry[]): Promise<OpenedFact[]>;
  /** Admits a courier's tablet; the second one is a spare. Admitting again changes nothing. */
  admitTablet(shift: ShiftId, key: PublicKey, wrapping: WrappingKey): Promise<void>;
  /** The shift key for one admitted tablet; null when it was not admitted. */
  keyFor(shift: ShiftId, device: KeyId): Promise<string | null>;
  /**
   * Makes a van's key known, and admits it to its shifts from now on. A key that it had before is no van's any more: its
   * facts stay genuine in the shifts that were open, for a tablet may still carry some, but the hub answers it nothing.
   *
   * @returns whether the van had another key before.
   */
  registerVan(operator: string, van: string, key: PublicKey): Promise<boolean>;
  /** Whether the key is a van's now. */
  isVan(key: KeyId): Promise<boolean>;
  /** Whether it is the shift's day, or the night that its hours go on into. */
  isOn(shift: ShiftId): boolean;
  seal(shift: ShiftId, content: unknown): Promise<SealedAttachment>;
  /** A sealed attachment of the shift, opened; null when it has not come yet or cannot be opened. */
  unseal(shift: ShiftId, hash: string): unknown;
  /** Every fact of the shift that the hub has. */
  facts(shift: ShiftId): OpenedFact[];
}

interface Parts {
  database: DatabaseSync;
  replica: GatewayReplica;
  writer: Writer;
  secrets: Secrets;
  cards: Cards;
  settings: OperatorSettings;
  region: Pick<HubRegion, 'manifest'>;
  outside: Outside;
}

/** The hub's side of a shift: it opens it, says what is to be carried, and lets devices in. */
export function createShifts(parts: Parts): Shifts {
  const { database, replica, writer, secrets, cards, settings, region, outside } = parts;
  const { journals } = replica;
  const alone = queue();
  const select = `
    SELECT shift.*, van.name AS van_name, van.origin, staff.name AS courier_name FROM shift
    JOIN van ON van.operator = shift.operator AND van.id = shift.van JOIN staff ON staff.id = shift.courier`;
  const byId = database.prepare(`${select} WHERE shift.id = ?`);
  const byDay = database.prepare(`${select} WHERE shift.operator = ? AND date = ? ORDER BY van.id`);
  const byCourier = database.prepare(`${select} WHERE courier = ? AND date = ?`);
  const vans = database.prepare('SELECT id FROM van WHERE operator = ? ORDER BY id');
  const couriers = database.prepare("SELECT id FROM staff WHERE operator = ? AND role = 'courier' ORDER BY username");
  const insert = database.prepare(
    'INSERT INTO shift (id, operator, date, van, courier, wrapped_key) VALUES (?,?,?,?,?,?)'
  );
  const keyRow = database.prepare('SELECT wrapped_key FROM shift WHERE id = ?');
  const vanKey = database.prepare('SELECT signing_key FROM van WHERE operator = ? AND id = ?');
  const vanKeys = database.prepare('SELECT signing_key FROM van WHERE signing_key IS NOT NULL');
  /** What nobody was given is told to the only shift, where there is only one. */
  const isOfShift = `(consignment.shift = shift.id OR consignment.shift IS NULL AND 1 = (
    SELECT COUNT(*) FROM shift AS each WHERE each.operator = consignment.operator AND each.date = consignment.date))`;
  const isUntold =
    '(cancelled = 0 AND told_revision < revision OR cancelled = 1 AND told_revision > 0 AND told_cancelled = 0)';
  const untold = database.prepare(`
    SELECT consignment.*, "order".*, consignment.id AS consignment_id FROM consignment
    JOIN "order" ON "order".id = consignment."order"
    JOIN shift ON shift.id = ?
    WHERE consignment.operator = shift.operator AND consignment.date = shift.date AND ${isOfShift} AND ${isUntold}
    ORDER BY consignment.id`);
  const withUntold = database.prepare(`${select} WHERE (?1 IS NULL OR shift.operator = ?1) AND EXISTS (
    SELECT 1 FROM consignment
    WHERE consignment.operator = shift.operator AND consignment.date = shift.date AND ${isOfShift} AND ${isUntold})`);
  const told = database.prepare('UPDATE consignment SET told_revision = ?, told_cancelled = ?, shift = ? WHERE id = ?');
  const give = database.prepare('UPDATE consignment SET shift = ? WHERE id = ? AND shift IS NULL');
  // Told by a hub that knew of one shift a day.
  const giveTold = database.prepare(
    'UPDATE consignment SET shift = ? WHERE operator = ? AND date = ? AND shift IS NULL AND told_revision > 0'
  );
  const putDevice = database.prepare(
    'INSERT INTO device VALUES (?, ?, ?) ON CONFLICT (shift, key) DO UPDATE SET wrapping_key = excluded.wrapping_key'
  );
  const device = database.prepare('SELECT wrapping_key FROM device WHERE shift = ? AND key = ?');

  const shiftOf = (row: unknown) => (row ? readRow(row as Record<string, string>) : null);
  const hubFacts = (shift: ShiftId, type: 'shift.opened' | 'device.admitted') =>
    journals.ofType(journalOf(shift, replica.key.id), type);

  function keyOf(shift: ShiftId): Uint8Array {
    const row = keyRow.get(shift);
    const key = row && decrypt(secrets.master, row.wrapped_key as Uint8Array);
    if (!key) throw new Error('The key of this shift cannot be opened.');
    return key;
  }

  async function seal(shift: ShiftId, content: unknown): Promise<SealedAttachment> {
    const bytes = encrypt(keyOf(shift), new TextEncoder().encode(JSON.stringify(content)), outside);
    return { hash: await hashOf(bytes), bytes };
  }

  async function deviceOf(key: PublicKey): Promise<KeyId> {
    const id = await keyIdOf(key);
    if (id !== replica.key.id) return id;
    throw new RequestError(409, 'hub_key', 'This is the hub’s own key. A device has one of its own.');
  }

  async function admit(shift: ShiftId, key: PublicKey, role: (others: number) => 'tablet' | 'spare' | 'van') {
    const id = await deviceOf(key);
    const bodies = hubFacts(shift, 'device.admitted').map(({ fact }) => fact.body);
    if (bodies.some((body) => body.device === id)) return;
    const tablets = bodies.filter((body) => body.role !== 'van').length;
    const publicKey = { kty: key.kty, crv: key.crv, x: key.x };
    await writer.write(shift, [{ type: 'device.admitted', body: { device: id, key: publicKey, role: role(tablets) } }]);
  }

  async function admitVan(shift: Shift) {
    const key = vanKey.get(shift.operator, shift.van.id)?.signing_key;
    if (key) await admit(shift.id, JSON.parse(String(key)) as PublicKey, () => 'van');
  }

  function hoursOf(operator: string, date: LocalDate) {
    const { from, to } = settings.operator(operator).shift;
    return { start: instantOf(date, from), end: instantOf(to > from ? date : dayAfter(date), to) };
  }

  const ofDay = (operator: string, date: LocalDate) =>
    byDay.all(operator, date).map((row) => readRow(row as Record<string, string>));

  /** Each van without a shift gets the next courier without one, as long as there are any. */
  function make(operator: string, date: LocalDate) {
    const there = ofDay(operator, date);
    if (there.length === 0 && date > lastDay(outside.clock.now())) throw new PlanRefusal('day_far');
    const [allVans, allCouriers] = [vans, couriers].map((list) => list.all(operator).map(({ id }) => String(id)));
    if (allVans!.length === 0) throw new PlanRefusal('no_van');
    if (allCouriers!.length === 0) throw new PlanRefusal('no_courier');
    const idle = allCouriers!.filter((id) => !there.some(({ courier }) => courier.id === id));
    if (there[0]) giveTold.run(there[0].id, operator, date);
    for (const van of allVans!) {
      if (there.some((shift) => shift.van.id === van)) continue;
      const courier = idle.shift();
      if (!courier) return;
      const key = encrypt(secrets.master, outside.randomBytes(32), outside);
      insert.run(`${operator}.${date}.${van}`, operator, date, van, courier, key);
    }
  }

  async function open(operator: string, date: LocalDate): Promise<Shift[]> {
    make(operator, date);
    const all = ofDay(operator, date);
    for (const shift of all) await openOne(shift);
    return all;
  }

  async function openOne(shift: Shift) {
    const { operator, date } = shift;
    const { depot, rules, workingTime } = settings.operator(operator);
    const ruled = rulesOn(workingTime, rules, date);
    const { name, version } = region.manifest;
    const body = {
      shift: shift.id,
      date,
      van: shift.van.id,
      courier: shift.courier.id as CourierId,
      ...hoursOf(operator, date),
      depot,
      region: { name, version },
      ...(ruled && {
        workingTime: {
          profile: ruled.profile,
          breakAfter: ruled.breakAfter,
          breakLength: ruled.breakLength,
          longestShift: ruled.longestShift
        }
      }),
      serviceStops: announcedStops(database, operator, date)
    };
    const last = hubFacts(shift.id, 'shift.opened').at(-1);
    if (!isDeepStrictEqual(last?.fact.body, body)) await writer.write(shift.id, [{ type: 'shift.opened', body }]);
    await admitVan(shift);
    await tellNow(shift);
  }

  async function tell(operator: string | null) {
    for (const row of withUntold.all(operator)) await alone(() => tellNow(readRow(row as Record<string, string>)));
  }

  async function tellNow(shift: Shift) {
    const rows = untold.all(shift.id) as unknown as UntoldRow[];
    if (rows.length === 0) return;
    const entries: Entry[] = [];
    for (const row of rows) entries.push(await entryFor(shift, row));
    // One transaction: between the two, a crash would have the shift told twice.
    await writer.write(shift.id, entries, (append) =>
      transaction(database, () => {
        for (const row of rows) told.run(row.revision, row.cancelled, shift.id, row.consignment_id);
        return append();
      })
    );
  }

  async function entryFor(shift: Shift, row: UntoldRow): Promise<Entry> {
    const consignment = row.consignment_id as ConsignmentId;
    if (row.cancelled) {
      const reason = (row.cancel_reason ?? 'orderer') as 'orderer';
      return { type: 'consignment.cancelled', body: { consignment, reason } };
    }
    const { kinds, temperatureClasses } = settings.operator(shift.operator);
    const sender = settings.sender(shift.operator, row.sender);
    if (!sender) throw new Error('An order names a sender that is not there.');
    const card = await seal(shift.id, cards.open(row.card));
    const body: ConsignmentBody = {
      consignment,
      order: row.order as OrderId,
      kind: row.kind,
      temperatureClass: row.temperature_class,
      mustNotFreeze: temperatureClasses.some(({ id, mustNotFreeze }) => id === row.temperature_class && mustNotFreeze),
      direction: row.direction,
      sender: { name: sender.name, position: sender.position },
      pieces: row.pieces,
      window:
        row.window_from === null || row.window_to === null
          ? null
          : { from: row.window_from as Instant, to: row.window_to as Instant },
      proof: kinds.find(({ id }) => id === row.kind)?.proof ?? ['name'],
      seal: null,
      card: card.hash
    };
    const type = row.told_revision === 0 ? 'consignment.added' : 'consignment.changed';
    return { type, body, attachments: [card] };
  }

  return {
    find: (id) => shiftOf(byId.get(id)),
    ofDay,
    ofCourier: (courier, date) => shiftOf(byCourier.get(courier, date)),
    hoursOf,
    open: (operator, date) => alone(() => open(operator, date)),
    give: (shift, consignments) =>
      alone(async () => {
        for (const consignment of consignments) give.run(shift.id, consignment);
        await tellNow(shift);
      }),
    tell,
    tellAll: () => tell(null),
    write: (shift, entries) => writer.write(shift, entries),
    async admitTablet(shift, key, wrapping) {
      // Found out here, for the tablet would be in and could not be given the shift's key.
      await wrapShiftKey(keyOf(shift), wrapping).catch(() => {
        throw new RequestError(400, 'keys_malformed', 'The tablet sent no good keys. Reload the app.');
      });
      await alone(() => admit(shift, key, (others) => (others === 0 ? 'tablet' : 'spare')));
      putDevice.run(shift, await deviceOf(key), JSON.stringify(wrapping));
    },
    async keyFor(shift, id) {
      const row = device.get(shift, id);
      return row ? wrapShiftKey(keyOf(shift), JSON.parse(String(row.wrapping_key)) as WrappingKey) : null;
    },
    async registerVan(operator, van, key) {
      const id = await deviceOf(key);
      const before = vanKey.get(operator, van)?.signing_key;
      const update = database.prepare('UPDATE van SET signing_key = ? WHERE operator = ? AND id = ?');
      if (update.run(JSON.stringify(key), operator, van).changes === 0)
        throw new RequestError(404, 'unknown_van', `There is no van "${van}" in the set-up.`);
      const all = database.prepare(`${select} WHERE shift.operator = ? AND shift.van = ?`).all(operator, van);
      for (const row of all) await alone(() => admitVan(readRow(row as Record<string, string>)));
      return Boolean(before) && (await keyIdOf(JSON.parse(String(before)) as PublicKey)) !== id;
    },
    async isVan(key) {
      const keys = vanKeys.all().map((row) => keyIdOf(JSON.parse(String(row.signing_key)) as PublicKey));
      return (await Promise.all(keys)).includes(key);
    },
    isOn(id) {
      const shift = shiftOf(byId.get(id));
      if (!shift) return false;
      const [now, { end }] = [outside.clock.now(), hoursOf(shift.operator, shift.date)];
      return shift.date === dateOf(now) || (shift.date < dateOf(now) && now < end);
    },
    seal,
    unseal(shift, hash) {
      const bytes = journals.attachment(hash as never);
      return bytes && decryptJson(keyOf(shift), bytes);
    },
    facts: (shift) => journals.ofShift(shift)
  };
}

interface UntoldRow {
  consignment_id: string;
  order: string;
  revision: number;
  cancelled: number;
  told_revision: number;
  kind: string;
  temperature_class: string;
  sender: string;
  direction: 'delivery' | 'return';
  window_from: number | null;
  window_to: number | null;
  pieces: number;
  card: string;
  cancel_reason: string | null;
}

const readRow = (row: Record<string, string>): Shift => ({
  id: row.id as ShiftId,
  operator: String(row.operator),
  date: row.date as LocalDate,
  van: { id: String(row.van), name: String(row.van_name), origin: String(row.origin) },
  courier: { id: String(row.courier), name: String(row.courier_name) }
});
