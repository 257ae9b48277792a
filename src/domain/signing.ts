import {
  base64url,
  calculateJwkThumbprint,
  compactVerify,
  CompactSign,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK
} from 'jose';
import * as v from 'valibot';
import type { Envelope, Fact, Hash, Head, JournalId, KeyId, SignedFact } from './fact.ts';
import { envelopeSchema, hashSchema, journalSchema, latestInstant, partsOf } from './fact.ts';
import type { Instant } from './units.ts';

/** An Ed25519 public key (RFC 8037). */
export interface PublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
}

/** A device's key: its thumbprint names the device's journals. */
export interface SigningKey {
  id: KeyId;
  publicKey: PublicKey;
  privateKey: CryptoKey;
}

/** A signing key as the hub and the van keep it in their own files. The tablet's never leaves the browser. */
export type PrivateKey = PublicKey & { d: string };

export const publicKeySchema = v.object({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
});

/** The copies of a journal that speak for themselves. */
const replicaRoles = ['tablet', 'van', 'hub'] as const;
export type ReplicaRole = (typeof replicaRoles)[number];

/** A fact together with the bytes that were signed and their hash. */
export interface OpenedFact {
  signed: SignedFact;
  hash: Hash;
  fact: Envelope;
}

/** Why a fact is not taken as genuine. */
export type ForgeryCode = 'unreadable' | 'unknown_key' | 'bad_signature' | 'wrong_journal';

/** A replica's word that every fact up to `seq`, and every attachment they name, is durable there. */
interface Acknowledgement {
  type: 'acknowledgement';
  replica: ReplicaRole;
  journal: JournalId;
  seq: number;
  hash: Hash;
  at: Instant;
}

export interface OpenedAcknowledgement {
  signed: string;
  key: KeyId;
  acknowledgement: Acknowledgement;
}

const acknowledgementSchema = v.strictObject({
  type: v.literal('acknowledgement'),
  replica: v.picklist(replicaRoles),
  journal: journalSchema,
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  hash: hashSchema,
  at: v.pipe(v.number(), v.minValue(0), v.maxValue(latestInstant))
});

/** Makes a new Ed25519 key; `extractable: false` keeps it inside the browser for ever. */
export async function createSigningKey(options: { extractable: boolean }): Promise<SigningKey> {
  const pair = await generateKeyPair('EdDSA', { extractable: options.extractable });
  const publicKey = v.parse(publicKeySchema, await exportJWK(pair.publicKey));
  return { id: await keyIdOf(publicKey), publicKey, privateKey: pair.privateKey };
}

/** @throws when the key was made with `extractable: false`. */
export async function exportSigningKey(key: SigningKey): Promise<PrivateKey> {
  const { d } = await exportJWK(key.privateKey);
  return { ...key.publicKey, d: String(d) };
}

/** Reads a key that `exportSigningKey` wrote. @throws when it is not an Ed25519 private key. */
export async function importSigningKey(jwk: PrivateKey): Promise<SigningKey> {
  const publicKey = v.parse(publicKeySchema, { kty: jwk.kty, crv: jwk.crv, x: jwk.x });
  const privateKey = (await importJWK({ ...jwk }, 'EdDSA')) as CryptoKey;
  return { id: await keyIdOf(publicKey), publicKey, privateKey };
}

/** The JWK thumbprint (RFC 7638, SHA-256) of a public key. */
export async function keyIdOf(key: PublicKey): Promise<KeyId> {
  return (await calculateJwkThumbprint({ kty: key.kty, crv: key.crv, x: key.x })) as KeyId;
}

/** SHA-256 of a signed fact's characters or of an attachment's bytes, base64url. */
export async function hashOf(content: string | Uint8Array): Promise<Hash> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource))) as Hash;
}

export async function signFact(fact: Fact, key: SigningKey): Promise<OpenedFact> {
  const signed = (await sign(fact, key)) as SignedFact;
  return { signed, hash: await hashOf(signed), fact: v.parse(envelopeSchema, JSON.parse(JSON.stringify(fact))) };
}

/**
 * Checks a fact's signature and that its signer may write its journal. Its place in the chain is the store's to judge.
 *
 * @param keyOf the public key of a device that is known, null of one that is not.
 */
export async function openFact(
  signed: string,
  keyOf: (id: KeyId) => PublicKey | null
): Promise<OpenedFact | { refused: ForgeryCode }> {
  const opened = await open(signed, keyOf);
  if ('refused' in opened) return opened;
  const envelope = v.safeParse(envelopeSchema, opened.payload);
  if (!envelope.success) return { refused: 'unreadable' };
  if (partsOf(envelope.output.journal).key !== opened.key) return { refused: 'wrong_journal' };
  return { signed: signed as SignedFact, hash: await hashOf(signed), fact: envelope.output };
}

/** A fact that this device has checked and stored before. @throws when it is not one. */
export function readStoredFact(signed: SignedFact, hash: Hash): OpenedFact {
  const payload = new TextDecoder().decode(base64url.decode(signed.split('.')[1] ?? ''));
  return { signed, hash, fact: JSON.parse(payload) as Envelope };
}

/** Signs a replica's word that a journal is durable there up to `head`. */
export async function signAcknowledgement(
  replica: ReplicaRole,
  journal: JournalId,
  head: Head,
  at: Instant,
  key: SigningKey
): Promise<OpenedAcknowledgement> {
  const acknowledgement: Acknowledgement = {
    type: 'acknowledgement',
    replica,
    journal,
    seq: head.seq,
    hash: head.hash,
    at
  };
  return { signed: await sign(acknowledgement, key), key: key.id, acknowledgement };
}

/** @param roleOf which replica a key speaks for, so that a van cannot speak for the hub; null for none. */
export async function openAcknowledgement(
  signed: string,
  keyOf: (id: KeyId) => PublicKey | null,
  roleOf: (id: KeyId) => ReplicaRole | null
): Promise<OpenedAcknowledgement | null> {
  const opened = await open(signed, keyOf);
  if ('refused' in opened) return null;
  const parsed = v.safeParse(acknowledgementSchema, opened.payload);
  if (!parsed.success || parsed.output.replica !== roleOf(opened.key)) return null;
  return { signed, key: opened.key, acknowledgement: parsed.output as Acknowledgement };
}

/**
 * Signs what is no fact, as what it is: the type stands in the header (RFC 7515, 4.1.9), so that it can never pass for a
 * fact, nor a fact for it.
 */
export const signAs = (type: string, payload: object, key: SigningKey): Promise<string> => sign(payload, key, type);

/** Opens what `signAs` signed as this type; the payload's shape is the reader's to check. */
export async function openAs(
  type: string,
  signed: string,
  keyOf: (id: KeyId) => PublicKey | null
): Promise<{ payload: unknown } | { refused: ForgeryCode }> {
  return open(signed, keyOf, type);
}

function sign(payload: object, key: SigningKey, typ?: string): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.id, ...(typ && { typ }) })
    .sign(key.privateKey);
}

async function open(
  signed: string,
  keyOf: (id: KeyId) => PublicKey | null,
  typ?: string
): Promise<{ key: KeyId; payload: unknown } | { refused: ForgeryCode }> {
  const id = signerOf(signed, typ);
  if (!id) return { refused: 'unreadable' };
  const key = keyOf(id);
  if (!key) return { refused: 'unknown_key' };
  try {
    const { payload } = await compactVerify(signed, await importJWK({ ...key }, 'EdDSA'), { algorithms: ['EdDSA'] });
    return { key: id, payload: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) };
  } catch (error) {
    return { refused: error instanceof SyntaxError || error instanceof TypeError ? 'unreadable' : 'bad_signature' };
  }
}

function signerOf(signed: string, typ: string | undefined): KeyId | null {
  const signature = signed.split('.')[2];
  try {
    // The last character of a base64url text has spare bits: were they free, whoever passes a fact on could give it
    // a second hash and so make an honest journal look forked.
    if (!signature || base64url.encode(base64url.decode(signature)) !== signature) return null;
    const header = decodeProtectedHeader(signed);
    return header.typ === typ && v.is(hashSchema, header.kid) ? (header.kid as string as KeyId) : null;
  } catch {
    return null;
  }
}
