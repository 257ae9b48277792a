import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Position } from '#domain/geometry.ts';
import type { LocalDate, Seconds } from '#domain/units.ts';
import { proofs } from '#domain/vocabulary.ts';
import { staffLocales } from '#messages/locale.ts';
import { transaction } from '../journal/journal-store.ts';
import { dateOf, instantOf } from './finnish-time.ts';
import type { Outside } from './outside.ts';
import { hashPassword } from './passwords.ts';
import { workingTimeSchema } from './working-time.ts';

// Two of them and a day make the name of a shift, which has 80 letters at most.
const id = v.pipe(v.string(), v.regex(/^[\w.-]{1,34}$/, 'must be a short name of letters, digits, ".", "_" and "-".'));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, such as 11:30.'));
const date = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((day) => new Date(day).toISOString().startsWith(day), 'is no day of the calendar.'),
  v.transform((day) => day as LocalDate)
);
const position: v.GenericSchema<Position> = v.strictObject({
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
});
const isOrigin = (address: string) => URL.canParse(address) && new URL(address).origin === address;
const names = v.strictObject({ fi: text, sv: text, en: text });
const list = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());

const duration = v.pipe(
  v.number(),
  v.minValue(60),
  v.transform((value) => value as Seconds)
);
/** In hours of driving: so much longer would one drive to have it so. */
const price = v.pipe(v.number(), v.minValue(0), v.maxValue(1000));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

export const kindSchema = v.strictObject({
  id,
  name: names,
  temperatureClass: id,
  proof: v.array(v.picklist(proofs)),
  transitLimit: v.nullable(duration),
  wantedTransit: v.optional(v.strictObject({ time: duration, price })),
  neededBy: v.optional(v.strictObject({ time, price })),
  lockedUp: v.optional(v.boolean())
});
export const temperatureClassSchema = v.strictObject({
  id,
  name: names,
  least: v.nullable(v.number()),
  most: v.nullable(v.number()),
  mustNotFreeze: v.boolean()
});

export const setupSchema = v.strictObject({
  operator: v.strictObject({
    id,
    name: text,
    telephone: text,
    depot: v.strictObject({ name: text, position }),
    /** The courier's working day, local time; an end before the beginning is on the next day. */
    shift: v.strictObject({ from: time, to: time, /** A profile of `workingTime`. */ rules: v.optional(id) })
  }),
  /** Working-time rules, each from its day on. */
  workingTime: v.optional(list(workingTimeSchema), []),
  /**
   * `origin`: what the tablet calls the van by; `pieces`: how many consignments' pieces fit in; `compartments`: which
   * temperature classes ride where, and which part is locked.
   */
  vans: list(
    v.strictObject({
      id,
      name: text,
      origin: v.pipe(v.string(), v.check(isOrigin, 'must be an origin, such as https://van-17.example.fi')),
      pieces: count,
      compartments: v.optional(
        v.pipe(
          v.array(v.strictObject({ classes: v.array(id), locked: v.optional(v.boolean(), false), pieces: count })),
          v.minLength(1)
        )
      )
    })
  ),
  tenants: list(
    v.strictObject({
      id,
      name: text,
      kind: v.picklist(['municipality', 'wellbeing_county', 'pharmacy', 'shop', 'post', 'library']),
      senders: list(v.strictObject({ id, name: text, address: text, position }))
    })
  ),
  staff: list(
    v.strictObject({
      username: id,
      password: v.pipe(v.string(), v.minLength(8, 'must have 8 characters or more.')),
      name: text,
      role: v.picklist(['orderer', 'entrepreneur', 'courier']),
      /** Whose orders the person sees; null for the operator's own people. */
      tenant: v.nullable(id),
      locale: v.picklist(staffLocales)
    })
  ),
  kinds: list(kindSchema),
  temperatureClasses: list(temperatureClassSchema),
  serviceStops: list(
    v.strictObject({
      id,
      name: v.strictObject({ fi: text, sv: v.nullable(text), se: v.nullable(text) }),
      position,
      services: list(id),
      visits: list(v.strictObject({ date, from: time, to: time }))
    })
  )
});

/** One operator with all that must be known before the first order: who, where, what may be carried. */
export type Setup = v.InferInput<typeof setupSchema>;

/**
 * Writes an operator's settings into the hub: all of them or none. What an earlier set-up wrote is brought up to date,
 * and nobody's password is changed. Nothing is removed but announced visits, from today on, that the file has no more.
 *
 * @throws SetupError naming the first place that is wrong.
 */
export async function setUp(database: DatabaseSync, outside: Outside, given: unknown): Promise<void> {
  const parsed = v.safeParse(setupSchema, given);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new SetupError(`${v.getDotPath(issue) ?? 'The set-up'}: ${issue.message}`);
  }
  const setup = parsed.output;
  checkReferences(setup);
  const { operator } = setup;
  const ownersOf = (names: string) =>
    new Map(
      database
        .prepare(names)
        .all()
        .map((row) => [row.name, row.operator])
    );
  const known = ownersOf('SELECT username AS name, operator FROM staff');
  const stops = ownersOf('SELECT id AS name, operator FROM service_stop');
  // People sign in at one door, and a stop's page has one address, whoever the operator is.
  setup.staff.forEach(({ username }, index) => {
    if ((known.get(username) ?? operator.id) !== operator.id)
      throw new SetupError(`staff.${index}.username: another operator has a person of this name.`);
  });
  setup.serviceStops.forEach(({ id: stop }, index) => {
    if ((stops.get(stop) ?? operator.id) !== operator.id)
      throw new SetupError(`serviceStops.${index}.id: another operator has a stop of this name.`);
  });
  const newcomers = await Promise.all(
    setup.staff
      .filter(({ username }) => !known.has(username))
      .map(async (person) => ({ ...person, hash: await hashPassword(person.password, outside) }))
  );
  transaction(database, () => {
    const put = (table: string, row: Record<string, string | number | null>, keys: string[]) => {
      const columns = Object.keys(row);
      const changes = columns
        .filter((column) => !keys.includes(column))
        .map((column) => `${column} = excluded.${column}`);
      database
        .prepare(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
           ON CONFLICT (${keys.join(', ')}) DO ${changes.length > 0 ? `UPDATE SET ${changes.join(', ')}` : 'NOTHING'}`
        )
        .run(...Object.values(row));
    };
    const own = { operator: operator.id };
    put(
      'operator',
      {
        id: operator.id,
        name: operator.name,
        telephone: operator.telephone,
        depot_name: operator.depot.name,
        depot_longitude: operator.depot.position.longitude,
        depot_latitude: operator.depot.position.latitude,
        shift_from: operator.shift.from,
        shift_to: operator.shift.to,
        kinds: JSON.stringify(setup.kinds),
        temperature_classes: JSON.stringify(setup.temperatureClasses),
        rules: operator.shift.rules ?? null,
        working_time: JSON.stringify(setup.workingTime)
      },
      ['id']
    );
    for (const { compartments, ...van } of setup.vans)
      put('van', { ...own, ...van, compartments: compartments ? JSON.stringify(compartments) : null }, [
        'operator',
        'id'
      ]);
    for (const { senders, ...tenant } of setup.tenants) {
      put('tenant', { ...own, ...tenant }, ['operator', 'id']);
      for (const { position: at, ...sender } of senders)
        put('sender', { ...own, tenant: tenant.id, ...sender, ...at }, ['operator', 'id']);
    }
    for (const { hash, username, name, role, tenant, locale } of newcomers)
      put('staff', { id: outside.newId(), ...own, username, password: hash, name, role, tenant, locale }, ['id']);
    const update = database.prepare('UPDATE staff SET name = ?, role = ?, tenant = ?, locale = ? WHERE username = ?');
    for (const { username, name, role, tenant, locale } of setup.staff)
      update.run(name, role, tenant, locale, username);
    const forget = database.prepare('DELETE FROM service_stop_visit WHERE operator = ? AND stop = ? AND date >= ?');
    for (const { id: stop, name, position: at, services, visits } of setup.serviceStops) {
      const row = { ...own, id: stop, name_fi: name.fi, name_sv: name.sv, name_se: name.se, ...at };
      put('service_stop', { ...row, services: JSON.stringify(services) }, ['operator', 'id']);
      forget.run(operator.id, stop, dateOf(outside.clock.now()));
      for (const visit of visits) {
        const promise = {
          promise_from: instantOf(visit.date, visit.from),
          promise_to: instantOf(visit.date, visit.to)
        };
        put('service_stop_visit', { ...own, stop, date: visit.date, ...promise }, ['operator', 'stop', 'promise_from']);
      }
    }
  });
}

export class SetupError extends Error {
  constructor(message: string) {
    super(`The set-up is not complete: ${message}`);
    this.name = 'SetupError';
  }
}

function checkReferences(setup: v.InferOutput<typeof setupSchema>) {
  const { operator, kinds, temperatureClasses, staff, tenants, vans, serviceStops, workingTime } = setup;
  const ids = (list: readonly { id: string }[], place: string) =>
    list.map(({ id }, index): [string, string] => [`${place}.${index}.id`, id]);
  refuseDoubles(ids(vans, 'vans'));
  refuseDoubles(ids(tenants, 'tenants'));
  refuseDoubles(tenants.flatMap(({ senders }, index) => ids(senders, `tenants.${index}.senders`)));
  refuseDoubles(staff.map(({ username }, index) => [`staff.${index}.username`, username]));
  refuseDoubles(ids(kinds, 'kinds'));
  refuseDoubles(ids(temperatureClasses, 'temperatureClasses'));
  refuseDoubles(ids(serviceStops, 'serviceStops'));
  serviceStops.forEach(({ visits }, stop) =>
    visits.forEach(({ from, to }, index) => {
      if (to <= from) throw new SetupError(`serviceStops.${stop}.visits.${index}.to: must be later than "from".`);
    })
  );
  const demandClass = (place: string, temperatureClass: string) => {
    if (!temperatureClasses.some((each) => each.id === temperatureClass))
      throw new SetupError(`${place}: there is no class "${temperatureClass}".`);
  };
  kinds.forEach(({ temperatureClass }, index) => demandClass(`kinds.${index}.temperatureClass`, temperatureClass));
  vans.forEach(({ compartments = [] }, van) =>
    compartments.forEach(({ classes }, index) =>
      classes.forEach((each, at) => demandClass(`vans.${van}.compartments.${index}.classes.${at}`, each))
    )
  );
  const { rules } = operator.shift;
  if (rules !== undefined && !workingTime.some(({ profile }) => profile === rules))
    throw new SetupError(`operator.shift.rules: "workingTime" has no profile "${rules}".`);
  staff.forEach(({ tenant, role }, index) => {
    if ((role === 'orderer') !== (tenant !== null))
      throw new SetupError(`staff.${index}.tenant: an orderer has a tenant, the operator's own people have none.`);
    if (tenant !== null && !tenants.some((each) => each.id === tenant))
      throw new SetupError(`staff.${index}.tenant: there is no tenant "${tenant}".`);
  });
}

/** The second of one name would silently take the place of the first, a sender even another tenant's. */
function refuseDoubles(names: [place: string, name: string][]) {
  names.forEach(([place, name], index) => {
    if (names.findIndex(([, other]) => other === name) < index)
      throw new SetupError(`${place}: "${name}" is there twice. Choose another name.`);
  });
}
