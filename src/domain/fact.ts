import * as v from 'valibot';
import type { FactBody, FactType } from './vocabulary.ts';
import type { Instant, Milliseconds } from './units.ts';

declare const brand: unique symbol;
type Named<Name extends string> = string & { readonly [brand]: Name };

/** One van, one courier, one day. */
export type ShiftId = Named<'shift'>;
/** The JWK thumbprint (RFC 7638) of the Ed25519 key that writes a journal. */
export type KeyId = Named<'key'>;
/** One key's journal of one shift: `<shift>.<key>`. */
export type JournalId = Named<'journal'>;
/** SHA-256, base64url. */
export type Hash = Named<'hash'>;
/** A fact as it was signed, a compact JWS (RFC 7515). These bytes are stored and passed on; nobody re-encodes them. */
export type SignedFact = Named<'signed fact'>;

export type ConsignmentId = Named<'consignment'>;
export type OrderId = Named<'order'>;
export type VisitId = Named<'visit'>;
export type CourierId = Named<'courier'>;
export type ServiceStopId = Named<'service stop'>;

/** How far a journal goes: its last fact's number and hash. */
export interface Head {
  seq: number;
  hash: Hash;
}

/** What happened, written once by the device that saw it. */
export interface Fact<Type extends FactType = FactType> {
  journal: JournalId;
  /** 1 for the journal's first fact, then without a gap. */
  seq: number;
  /** The hash of the fact before; null for the first. */
  prev: Hash | null;
  /** The writer's clock, which may lie. */
  at: Instant;
  /** The writer's boot, and its monotonic time since: true also when the clock was wrong. */
  boot: string;
  mono: Milliseconds;
  /** The heads of the other journals that the writer knew, so that causes are known although clocks lie. */
  seen: Record<JournalId, Head>;
  courier: CourierId | null;
  type: Type;
  body: FactBody<Type>;
}

export const journalOf = (shift: ShiftId, key: KeyId) => `${shift}.${key}` as JournalId;

/** The shift and the key of a journal; the name of a shift may have dots, a thumbprint has none. */
export function partsOf(journal: JournalId): { shift: ShiftId; key: KeyId } {
  const dot = journal.lastIndexOf('.');
  return { shift: journal.slice(0, dot) as ShiftId, key: journal.slice(dot + 1) as KeyId };
}

export const hashSchema = v.custom<Hash>((input) => typeof input === 'string' && /^[\w-]{43}$/.test(input));
export const shiftSchema = v.custom<ShiftId>((input) => typeof input === 'string' && /^[\w.-]{1,80}$/.test(input));
export const journalSchema = v.custom<JournalId>(
  (input) => typeof input === 'string' && /^[\w.-]{1,80}\.[\w-]{43}$/.test(input)
);
export const headSchema = v.strictObject({ seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), hash: hashSchema });

/** As far as JavaScript's calendar goes (ECMA-262, 21.4.1.1): a later time would stop whoever shows it. */
export const latestInstant = 8.64e15;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What every fact has, whatever its type: enough to store it. Its body is judged apart, when it is applied. */
export const envelopeSchema = v.strictObject({
  journal: journalSchema,
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  prev: v.nullable(hashSchema),
  at: v.pipe(count, v.maxValue(latestInstant)),
  boot: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  mono: v.pipe(v.number(), v.minValue(0)),
  seen: v.record(journalSchema, headSchema),
  courier: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  type: v.pipe(v.string(), v.maxLength(64)),
  body: v.record(v.string(), v.unknown())
});

/** A fact whose signature and chain are good; whether its body makes sense is `readBody`'s to say. */
export type Envelope = v.InferOutput<typeof envelopeSchema>;
