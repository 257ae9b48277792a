import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { after, seconds, type Milliseconds } from '#domain/units.ts';
import type { Locale } from '#messages/locale.ts';
import { networkOf } from './network-of.ts';
import type { Outside } from './outside.ts';
import { verifyPassword } from './passwords.ts';
import type { Role, SignIn, Staff, TenantKind } from './services.ts';

/** How long a session lasts: a working week, so that a courier signs in on Mondays, in coverage. */
const sessionLength = seconds(7 * 24 * 3600);
/** Misses that cost nothing: a person mistypes. */
const freeMisses = 5;
const longestWait = 5 * 60_000;
/** Names and callers remembered for their misses; more than any operator's staff. */
const mostRemembered = 10_000;

interface StaffRow {
  id: string;
  name: string;
  role: Role;
  operator: string;
  locale: Locale;
  tenant: string | null;
  tenant_name: string;
  tenant_kind: TenantKind;
}

/**
 * Signing in: argon2id, and opaque tokens of which the database holds only a hash, so that one can be ended at once.
 *
 * Misses count by name and by the network that they come from: by the name alone, whoever knows it could keep a person
 * out for as long as they like to guess. Guesses from many networks are slowed by the price of argon2id alone.
 */
export function createSignIn(database: DatabaseSync, { clock, randomBytes }: Outside): SignIn {
  const misses = new Map<string, { count: number; until: Milliseconds }>();
  const passwordOf = database.prepare('SELECT id, password FROM staff WHERE username = ?');
  const insert = database.prepare('INSERT INTO session (token, staff, expires) VALUES (?, ?, ?)');
  const forgetOld = database.prepare('DELETE FROM session WHERE expires <= ?');
  const remove = database.prepare('DELETE FROM session WHERE token = ?');
  const select = database.prepare(`
    SELECT staff.id, staff.name, role, staff.operator, locale, tenant, tenant.name AS tenant_name,
           tenant.kind AS tenant_kind
    FROM session JOIN staff ON staff.id = session.staff
    LEFT JOIN tenant ON tenant.operator = staff.operator AND tenant.id = staff.tenant
    WHERE token = ? AND expires > ?`);

  const miss = (who: string) => {
    const count = (misses.get(who)?.count ?? 0) + 1;
    const wait = count < freeMisses ? 0 : Math.min(longestWait, 1000 * 2 ** (count - freeMisses));
    if (misses.size >= mostRemembered && !misses.has(who)) misses.delete(misses.keys().next().value as string);
    misses.set(who, { count, until: (clock.monotonic() + wait) as Milliseconds });
  };

  async function open(typed: string, password: string, caller: string): ReturnType<SignIn['open']> {
    // Nobody's name is longer, and what is remembered of strangers stays small.
    const username = typed.slice(0, 100);
    const who = JSON.stringify([username, networkOf(caller)]);
    // Monotonic time: a clock that was set must neither open the door nor hold it shut.
    const left = (misses.get(who)?.until ?? 0) - clock.monotonic();
    if (left > 0) return { wait: seconds(Math.ceil(left / 1000)) };
    // Counted before it is known: a thousand guesses at once are a thousand.
    miss(who);
    const person = passwordOf.get(username);
    if (!(await verifyPassword(password, person ? String(person.password) : null)) || !person) return null;
    misses.delete(who);
    const token = Buffer.from(randomBytes(32)).toString('base64url');
    const expires = after(clock.now(), sessionLength);
    forgetOld.run(clock.now());
    insert.run(hashed(token), person.id ?? null, Math.round(expires));
    return { token, expires };
  }

  function find(token: string | undefined): Staff | null {
    const row = token && (select.get(hashed(token), Math.round(clock.now())) as unknown as StaffRow | undefined);
    if (!row) return null;
    const { id, name, role, operator, locale, tenant, tenant_name, tenant_kind } = row;
    return {
      id,
      name,
      role,
      operator,
      locale,
      tenant: tenant === null ? null : { id: tenant, name: tenant_name, kind: tenant_kind }
    };
  }

  return { open, find, close: (token) => void remove.run(hashed(token)) };
}

const hashed = (token: string) => createHash('sha256').update(token).digest('base64url');
