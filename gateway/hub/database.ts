import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../journal/journal-store.ts';

/*
 * What the hub knows besides the journals. A person's data stands in `card` alone, and there encrypted. Every table of
 * an operator's things is led by the operator, so that a cluster can one day be split by it.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS operator (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, telephone TEXT NOT NULL,
    depot_name TEXT NOT NULL, depot_longitude REAL NOT NULL, depot_latitude REAL NOT NULL,
    shift_from TEXT NOT NULL, shift_to TEXT NOT NULL,
    kinds TEXT NOT NULL, temperature_classes TEXT NOT NULL, rules TEXT, working_time TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE TABLE IF NOT EXISTS van (
    operator TEXT NOT NULL REFERENCES operator, id TEXT NOT NULL, name TEXT NOT NULL, origin TEXT NOT NULL,
    pieces INTEGER NOT NULL, signing_key TEXT, compartments TEXT,
    PRIMARY KEY (operator, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tenant (
    operator TEXT NOT NULL REFERENCES operator, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (operator, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS sender (
    operator TEXT NOT NULL, id TEXT NOT NULL, tenant TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
    longitude REAL NOT NULL, latitude REAL NOT NULL,
    PRIMARY KEY (operator, id), FOREIGN KEY (operator, tenant) REFERENCES tenant (operator, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS staff (
    id TEXT PRIMARY KEY, operator TEXT NOT NULL REFERENCES operator, username TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, tenant TEXT, locale TEXT NOT NULL,
    FOREIGN KEY (operator, tenant) REFERENCES tenant (operator, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS session (
    token TEXT PRIMARY KEY, staff TEXT NOT NULL REFERENCES staff ON DELETE CASCADE, expires INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS service_stop (
    operator TEXT NOT NULL REFERENCES operator, id TEXT NOT NULL, name_fi TEXT NOT NULL, name_sv TEXT, name_se TEXT,
    longitude REAL NOT NULL, latitude REAL NOT NULL, services TEXT NOT NULL,
    PRIMARY KEY (operator, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS service_stop_visit (
    operator TEXT NOT NULL, stop TEXT NOT NULL, date TEXT NOT NULL, promise_from INTEGER NOT NULL,
    promise_to INTEGER NOT NULL,
    PRIMARY KEY (operator, stop, promise_from),
    FOREIGN KEY (operator, stop) REFERENCES service_stop (operator, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS region_issue (
    only INTEGER PRIMARY KEY CHECK (only = 1), manifest TEXT NOT NULL, issued INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS card (
    id TEXT PRIMARY KEY, operator TEXT NOT NULL, tenant TEXT NOT NULL, recipient TEXT NOT NULL,
    wrapped_key BLOB NOT NULL, content BLOB NOT NULL,
    UNIQUE (operator, tenant, recipient)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS "order" (
    id TEXT PRIMARY KEY, operator TEXT NOT NULL, tenant TEXT NOT NULL, date TEXT NOT NULL,
    kind TEXT NOT NULL, temperature_class TEXT NOT NULL, sender TEXT NOT NULL, direction TEXT NOT NULL,
    window_from INTEGER, window_to INTEGER, pieces INTEGER NOT NULL, card TEXT NOT NULL REFERENCES card,
    consignment TEXT NOT NULL UNIQUE, cancelled_at INTEGER, cancel_reason TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS order_by_day ON "order" (operator, date);
  CREATE INDEX IF NOT EXISTS order_by_card ON "order" (card);
  CREATE TABLE IF NOT EXISTS order_event (
    "order" TEXT NOT NULL REFERENCES "order", at INTEGER NOT NULL, type TEXT NOT NULL, staff TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS order_event_by_order ON order_event ("order");
  CREATE TABLE IF NOT EXISTS consignment (
    id TEXT PRIMARY KEY, "order" TEXT NOT NULL REFERENCES "order", operator TEXT NOT NULL, date TEXT NOT NULL,
    revision INTEGER NOT NULL, cancelled INTEGER NOT NULL, told_revision INTEGER NOT NULL, told_cancelled INTEGER NOT NULL,
    shift TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS consignment_by_day ON consignment (operator, date);
  CREATE TABLE IF NOT EXISTS shift (
    id TEXT PRIMARY KEY, operator TEXT NOT NULL, date TEXT NOT NULL, van TEXT NOT NULL, courier TEXT NOT NULL,
    wrapped_key BLOB NOT NULL,
    UNIQUE (operator, date, van)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS device (
    shift TEXT NOT NULL REFERENCES shift, key TEXT NOT NULL, wrapping_key TEXT NOT NULL,
    PRIMARY KEY (shift, key)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS cancellation_known (
    consignment TEXT NOT NULL REFERENCES consignment, replica TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (consignment, replica)
  ) STRICT;
`;

/** What a database of an earlier hub lacks. */
const later: [table: string, column: string, type: string][] = [
  ['operator', 'rules', 'TEXT'],
  ['operator', 'working_time', "TEXT NOT NULL DEFAULT '[]'"],
  ['van', 'compartments', 'TEXT'],
  ['consignment', 'shift', 'TEXT']
];

/**
 * Opens the hub's database, and makes it when there is none. The journals stand in the same file.
 *
 * @param file a path, or `:memory:` in tests.
 */
export function openHubDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = openDatabase(file);
  // What is erased is overwritten: a person's card must not linger in a free page.
  database.exec('PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;');
  database.exec(schema);
  for (const [table, column, type] of later) {
    const there = database.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column);
    if (!there) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
  }
  return database;
}
