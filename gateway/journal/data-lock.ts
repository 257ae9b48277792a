import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** https://sqlite.org/rescode.html#busy */
const sqliteBusy = 5;

/** Another program has the data directory. */
export class DataInUse extends Error {
  constructor(directory: string) {
    super(
      `${directory} is in use by another Raitti program. Stop that one first, or name another directory with --data.`
    );
    this.name = 'DataInUse';
  }
}

/**
 * Takes a data directory for this program alone, as long as it runs: two programs with one key would give one number
 * to two facts and fork a journal. SQLite's own lock serves, for the system releases it however a program ends.
 *
 * @throws DataInUse; SQLite's own error when the directory cannot be written.
 */
export function lockData(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(directory, 'lock.db'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw (error as { errcode?: number }).errcode === sqliteBusy ? new DataInUse(directory) : error;
  }
  return { release: () => lock.close() };
}
