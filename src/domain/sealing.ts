import { compactDecrypt, CompactEncrypt, exportJWK, generateKeyPair, importJWK } from 'jose';
import * as v from 'valibot';
import type { Hash } from './fact.ts';
import { hashOf } from './signing.ts';

declare const shiftKey: unique symbol;
/** The key that opens a shift's attachments: AES-256-GCM, and it cannot be read out again. */
export type ShiftKey = CryptoKey & { readonly [shiftKey]: true };

/** A tablet's public key for receiving shift keys: ECDH on P-256. */
export const wrappingKeySchema = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
});
export type WrappingKey = v.InferOutput<typeof wrappingKeySchema>;

/** The length of an AES-GCM nonce in bytes, which stands before the ciphertext (NIST SP 800-38D, 5.2.1.1). */
export const ivLength = 12;

/** An attachment as it is stored and passed on: what it is called and what it holds are both unreadable without the key. */
export interface SealedAttachment {
  hash: Hash;
  bytes: Uint8Array;
}

/** @param raw 32 random bytes. @throws when it is not 32 bytes. */
export async function importShiftKey(raw: Uint8Array): Promise<ShiftKey> {
  if (raw.length !== 32) throw new Error('A shift key has 32 bytes.');
  return (await crypto.subtle.importKey('raw', raw as BufferSource, 'AES-GCM', false, [
    'encrypt',
    'decrypt'
  ])) as ShiftKey;
}

/**
 * Seals something private with the shift key.
 *
 * @param iv 12 random bytes, never used twice with one key.
 */
export async function seal(key: ShiftKey, content: Uint8Array, iv: Uint8Array): Promise<SealedAttachment> {
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: iv as BufferSource },
    key,
    content as BufferSource
  );
  const bytes = new Uint8Array(ivLength + ciphertext.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(ciphertext), ivLength);
  return { hash: await hashOf(bytes), bytes };
}

/** What `seal` was given, or null when the key does not fit or a byte was changed. */
export async function unseal(key: ShiftKey, bytes: Uint8Array): Promise<Uint8Array | null> {
  const iv = bytes.subarray(0, ivLength) as BufferSource;
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.subarray(ivLength) as BufferSource)
    );
  } catch {
    return null;
  }
}

/** Seals a value as JSON; see `sealed.ts` for what such values look like. */
export const sealJson = (key: ShiftKey, value: unknown, iv: Uint8Array) =>
  seal(key, new TextEncoder().encode(JSON.stringify(value)), iv);

/** What `sealJson` was given; null when it cannot be opened. The shape is the reader's to check. */
export async function unsealJson(key: ShiftKey, bytes: Uint8Array): Promise<unknown> {
  const content = await unseal(key, bytes);
  return content && JSON.parse(new TextDecoder().decode(content));
}

/** A device's key pair for receiving shift keys; the private half never leaves the device. */
export async function createWrappingKey(): Promise<{ publicKey: WrappingKey; privateKey: CryptoKey }> {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: false });
  return { publicKey: v.parse(wrappingKeySchema, await exportJWK(pair.publicKey)), privateKey: pair.privateKey };
}

/** The shift key for one device's eyes: a compact JWE (RFC 7518, ECDH-ES+A256KW and A256GCM). */
export async function wrapShiftKey(raw: Uint8Array, recipient: WrappingKey): Promise<string> {
  return new CompactEncrypt(raw)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM' })
    .encrypt(await importJWK({ ...recipient }, 'ECDH-ES+A256KW'));
}

/** The shift key that `wrapShiftKey` wrapped for this device. @throws when it was wrapped for another. */
export async function unwrapShiftKey(wrapped: string, privateKey: CryptoKey): Promise<ShiftKey> {
  const { plaintext } = await compactDecrypt(wrapped, privateKey, {
    keyManagementAlgorithms: ['ECDH-ES+A256KW'],
    contentEncryptionAlgorithms: ['A256GCM']
  });
  return importShiftKey(plaintext);
}
