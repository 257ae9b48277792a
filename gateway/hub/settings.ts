import type { DatabaseSync } from 'node:sqlite';
import type { Position } from '#domain/geometry.ts';
import type { Scope } from './scope.ts';
import type { Kind, Sender, TemperatureClass } from './services.ts';
import type { WorkingTime } from './working-time.ts';

export interface Operator {
  id: string;
  name: string;
  telephone: string;
  depot: { name: string; position: Position };
  /** The working day, local time `07:30`. */
  shift: { from: string; to: string };
  kinds: Kind[];
  temperatureClasses: TemperatureClass[];
  /** The profile of `workingTime` under which its couriers drive; null where none was set. */
  rules: string | null;
  workingTime: WorkingTime[];
}

export interface Van {
  id: string;
  name: string;
  /** How many pieces it holds in all. */
  pieces: number;
  /** Null where anything may ride anywhere. */
  compartments: Compartment[] | null;
}

/** A part of a van that is kept at the temperature of its classes. */
export interface Compartment {
  classes: string[];
  /** Only for what is locked up. */
  locked: boolean;
  pieces: number;
}

/** What an operator has set: kinds and classes, senders, vans and stops. Written by `setup.ts`. */
export interface OperatorSettings {
  /** Whether there is any operator. */
  isSetUp(): boolean;
  operator(id: string): Operator;
  senders(scope: Scope): Sender[];
  /** A sender and the tenant that orders from it. */
  sender(operator: string, id: string): (Sender & { tenant: string }) | null;
  vans(operator: string): Van[];
  /** The Finnish name of an announced stop; null where there is none. */
  stopTitle(operator: string, stop: string): string | null;
}

type Row = Record<string, string | number | null>;

export function createSettings(database: DatabaseSync): OperatorSettings {
  const anyOperator = database.prepare('SELECT 1 FROM operator LIMIT 1');
  const operator = database.prepare('SELECT * FROM operator WHERE id = ?');
  const senders = database.prepare(
    'SELECT * FROM sender WHERE operator = ? AND (? IS NULL OR tenant = ?) ORDER BY name, id'
  );
  const sender = database.prepare('SELECT * FROM sender WHERE operator = ? AND id = ?');
  const vans = database.prepare('SELECT id, name, pieces, compartments FROM van WHERE operator = ? ORDER BY id');
  const stop = database.prepare('SELECT name_fi FROM service_stop WHERE operator = ? AND id = ?');
  return {
    isSetUp: () => anyOperator.get() !== undefined,
    operator(id) {
      const row = operator.get(id);
      if (!row) throw new Error('There is no such operator.');
      return operatorOf(row as Row);
    },
    senders: ({ operator, tenant }) => senders.all(operator, tenant, tenant).map((row) => senderOf(row as Row)),
    sender(operator, id) {
      const row = sender.get(operator, id) as Row | undefined;
      return row ? { ...senderOf(row), tenant: String(row.tenant) } : null;
    },
    vans: (operator) => vans.all(operator).map((row) => vanOf(row as Row)),
    stopTitle(operator, id) {
      const row = stop.get(operator, id);
      return row ? String(row.name_fi) : null;
    }
  };
}

const operatorOf = (row: Row): Operator => ({
  id: String(row.id),
  name: String(row.name),
  telephone: String(row.telephone),
  depot: {
    name: String(row.depot_name),
    position: { longitude: Number(row.depot_longitude), latitude: Number(row.depot_latitude) }
  },
  shift: { from: String(row.shift_from), to: String(row.shift_to) },
  kinds: JSON.parse(String(row.kinds)) as Kind[],
  temperatureClasses: JSON.parse(String(row.temperature_classes)) as TemperatureClass[],
  rules: row.rules === null ? null : String(row.rules),
  workingTime: JSON.parse(String(row.working_time)) as WorkingTime[]
});

const vanOf = (row: Row): Van => ({
  id: String(row.id),
  name: String(row.name),
  pieces: Number(row.pieces),
  compartments: row.compartments === null ? null : (JSON.parse(String(row.compartments)) as Compartment[])
});

const senderOf = (row: Row): Sender => ({
  id: String(row.id),
  name: String(row.name),
  address: String(row.address),
  position: { longitude: Number(row.longitude), latitude: Number(row.latitude) }
});
