import type { DatabaseSync } from 'node:sqlite';
import { seconds, type Clock, type Seconds } from '#domain/units.ts';
import type { Locale } from '#messages/locale.ts';
import type { PortalSession } from './services.ts';

/** Sessions are forgotten a day after their end; nobody needs them longer. */
const keepEnded = 24 * 60 * 60 * 1000;

export interface PortalSessions {
  /** Opens the internet for a phone; one that has a session gets this one's time anew. */
  open(address: string, time: Seconds, accepted: { terms: string; language: Locale }): void;
  find(address: string): PortalSession | null;
  end(address: string): void;
  endAll(): void;
  /** The phones that are to be let out now, each with the time it has left. */
  running(): Map<string, Seconds>;
  /** Ends what has run out, notes what is left for the case of a power cut, forgets what ended a day ago. */
  sweep(): void;
}

interface Row {
  address: string;
  time_left: number;
  noted: number;
  boot: string;
}

/**
 * The phones' permissions to use the internet. Time runs by the monotonic clock of one boot, because the van's wall
 * clock is wrong until it finds a network; over a restart a session keeps what was left when it was last noted.
 *
 * @param boot names the van's boot; a monotonic time is compared within one boot only.
 */
export function createPortalSessions(database: DatabaseSync, clock: Clock, boot: string): PortalSessions {
  database.exec(`
    CREATE TABLE IF NOT EXISTS portal_session (
      address TEXT NOT NULL,
      started INTEGER NOT NULL,
      terms TEXT NOT NULL,
      language TEXT NOT NULL,
      time_left REAL NOT NULL,
      noted REAL NOT NULL,
      boot TEXT NOT NULL,
      ended INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX IF NOT EXISTS portal_session_running ON portal_session (address) WHERE ended IS NULL;
  `);
  const running = database.prepare('SELECT * FROM portal_session WHERE ended IS NULL');
  const one = database.prepare('SELECT * FROM portal_session WHERE address = ? AND ended IS NULL');
  const insert = database.prepare(`
    INSERT INTO portal_session (address, started, terms, language, time_left, noted, boot) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const note = database.prepare(
    'UPDATE portal_session SET time_left = ?, noted = ?, boot = ? WHERE address = ? AND ended IS NULL'
  );
  const end = database.prepare(
    'UPDATE portal_session SET ended = ?, time_left = 0 WHERE address = ? AND ended IS NULL'
  );
  const forget = database.prepare('DELETE FROM portal_session WHERE ended <= ?');
  const rows = () => running.all() as unknown as Row[];
  const leftOf = (row: Row): Seconds => {
    const passed = row.boot === boot ? (clock.monotonic() - row.noted) / 1000 : 0;
    // Less than nothing passed: the clock began anew under the same boot name, so the note is all there is.
    return seconds(Math.max(0, row.time_left - Math.max(0, passed)));
  };
  const noteAll = () => {
    database.exec('BEGIN IMMEDIATE');
    for (const row of rows()) {
      const left = leftOf(row);
      if (left > 0) note.run(left, clock.monotonic(), boot, row.address);
      else end.run(clock.now(), row.address);
    }
    forget.run(clock.now() - keepEnded);
    database.exec('COMMIT');
  };
  noteAll();

  const find = (address: string): PortalSession | null => {
    const row = one.get(address) as unknown as Row | undefined;
    const left = row ? leftOf(row) : seconds(0);
    return left > 0 ? { left } : null;
  };
  return {
    open(address, time, { terms, language }) {
      database.exec('BEGIN IMMEDIATE');
      end.run(clock.now(), address);
      insert.run(address, clock.now(), terms, language, time, clock.monotonic(), boot);
      database.exec('COMMIT');
    },
    find,
    end: (address) => void end.run(clock.now(), address),
    endAll() {
      database.exec('BEGIN IMMEDIATE');
      for (const { address } of rows()) end.run(clock.now(), address);
      database.exec('COMMIT');
    },
    running: () =>
      new Map(
        rows()
          .map((row) => [row.address, leftOf(row)] as const)
          .filter(([, left]) => left > 0)
      ),
    sweep: noteAll
  };
}
