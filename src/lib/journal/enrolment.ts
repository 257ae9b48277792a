import * as v from 'valibot';
import { shiftSchema, type CourierId, type ShiftId } from '#domain/fact.ts';
import type { HubKey } from '#domain/keyring.ts';
import { createWrappingKey, unwrapShiftKey, type ShiftKey, type WrappingKey } from '#domain/sealing.ts';
import { createSigningKey, keyIdOf, publicKeySchema, type SigningKey } from '#domain/signing.ts';
import type { Instant } from '#domain/units.ts';
import type { TabletDatabase } from './tablet-replica.ts';

/** The tablet's two keys. Neither can be read out of the browser, not even by this app. */
export interface DeviceKeys {
  signing: SigningKey;
  wrapping: { publicKey: WrappingKey; privateKey: CryptoKey };
}

/** The hub's yes: for one shift this tablet may write, read and speak to van and hub. */
export interface Enrolment {
  shift: ShiftId;
  courier: { id: CourierId; name: string };
  van: { origin: string; name: string };
  hub: HubKey;
  token: string;
  key: ShiftKey;
  /** When it was given, by the tablet's clock. */
  at: Instant;
}

const answerSchema = v.object({
  token: v.string(),
  hub: publicKeySchema,
  van: v.object({ origin: v.string(), name: v.string() }),
  shift: shiftSchema,
  courier: v.object({ id: v.string(), name: v.string() })
});
const keySchema = v.object({ key: v.string() });
const problemSchema = v.object({ code: v.string(), detail: v.string() });

/** The hub's no to an enrolment, with its code and its own words. */
export class EnrolRefused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.name = 'EnrolRefused';
    this.status = status;
    this.code = code;
  }
}

/** The hub is not the one that this tablet has worked for: the facts for that one cannot go to this one. */
export class AnotherHub extends Error {
  constructor() {
    super('This tablet holds shifts of another hub. Forget them before it is enrolled here.');
    this.name = 'AnotherHub';
  }
}

export interface EnrolOptions {
  database: TabletDatabase;
  /** The hub's own origin, or empty for the page's. */
  origin: string;
  fetch: typeof fetch;
  now(): Instant;
}

/**
 * Has this tablet admitted to the signed-in courier's shift, and keeps the answer; the same keys for every shift.
 *
 * @throws {EnrolRefused} when the hub answered, but not with a yes.
 * @throws {AnotherHub} any further error means that the hub was not reached.
 */
export async function enrol({ database, origin, fetch, now }: EnrolOptions): Promise<Enrolment> {
  const { signing, wrapping } = await deviceKeys(database);
  const answer = v.parse(
    answerSchema,
    await ask(
      fetch(`${origin}/api/courier/enrol`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ signingKey: signing.publicKey, wrappingKey: wrapping.publicKey })
      })
    )
  );
  const { token, shift, van } = answer;
  const hub: HubKey = { id: await keyIdOf(answer.hub), publicKey: answer.hub };
  const known = await database.enrolments.toArray();
  if (known.some((before) => before.hub.id !== hub.id)) throw new AnotherHub();
  const headers = { authorization: `Bearer ${token}` };
  const wrapped = v.parse(keySchema, await ask(fetch(`${origin}/api/shifts/${shift}/key`, { headers })));
  const enrolment: Enrolment = {
    shift,
    token,
    van,
    courier: { ...answer.courier, id: answer.courier.id as CourierId },
    hub,
    key: await unwrapShiftKey(wrapped.key, wrapping.privateKey),
    at: now()
  };
  await database.enrolments.put(enrolment);
  return enrolment;
}

/**
 * Makes this a tablet that has never been in use: every shift, fact and key is gone. Only for a courier who knows that
 * the hub they belong to is gone too.
 */
export async function forgetEverything(database: TabletDatabase): Promise<void> {
  await database.transaction('rw', database.tables, () => Promise.all(database.tables.map((table) => table.clear())));
}

/** This tablet's keys, made the first time they are asked for. */
export async function deviceKeys(database: TabletDatabase): Promise<DeviceKeys> {
  const kept = await database.keys.get('device');
  if (kept) return kept;
  const made = { signing: await createSigningKey({ extractable: false }), wrapping: await createWrappingKey() };
  // Two tabs may have come here at once; the first one's keys are the tablet's.
  return database.transaction('rw', database.keys, async () => {
    const first = await database.keys.get('device');
    if (!first) await database.keys.add(made, 'device');
    return first ?? made;
  });
}

async function ask(asked: Promise<Response>): Promise<unknown> {
  const response = await asked;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const problem = v.safeParse(problemSchema, body);
  throw problem.success
    ? new EnrolRefused(response.status, problem.output.code, problem.output.detail)
    : new EnrolRefused(response.status, 'not_understood', 'The hub answered something this app does not know.');
}
