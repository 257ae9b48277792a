import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync, fsyncSync, closeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SigningKey } from '#domain/signing.ts';
import { keyFromFile } from '../journal/key-file.ts';
import type { Outside } from './outside.ts';

const ivLength = 12;
const tagLength = 16;

/** What the hub keeps apart from its database, so that a stolen database or backup opens nothing. */
export interface Secrets {
  /** Signs the hub's journals, acknowledgements and devices' tokens. */
  signingKey: SigningKey;
  /** Wraps the keys of cards and shifts. */
  master: Uint8Array;
}

/**
 * Reads the hub's keys, and makes them at the first start.
 *
 * @param directory where `signing-key.json` and `master-key` are, readable by the hub's own user alone.
 */
export async function openSecrets(directory: string, outside: Outside): Promise<Secrets> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const masterFile = join(directory, 'master-key');
  if (!existsSync(masterFile)) keepSecret(masterFile, outside.randomBytes(32));
  return {
    signingKey: await keyFromFile(join(directory, 'signing-key.json')),
    master: new Uint8Array(readFileSync(masterFile))
  };
}

/** A key file is whole or not there: half a key would be the loss of everything under it. */
function keepSecret(file: string, content: Uint8Array) {
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, content);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
  const directory = openSync(dirname(file), 'r');
  fsyncSync(directory);
  closeSync(directory);
}

/** AES-256-GCM: iv (12 bytes), ciphertext, tag (16 bytes), as WebCrypto has it too. */
export function encrypt(key: Uint8Array, content: Uint8Array, outside: Outside): Uint8Array {
  const iv = outside.randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return new Uint8Array(Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]));
}

/** What `encrypt` or `seal` was given; null when the key does not fit or a byte was changed. */
export function decrypt(key: Uint8Array, bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < ivLength + tagLength) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength));
  decipher.setAuthTag(bytes.subarray(-tagLength));
  try {
    const content = decipher.update(bytes.subarray(ivLength, -tagLength));
    return new Uint8Array(Buffer.concat([content, decipher.final()]));
  } catch {
    return null;
  }
}

/** The JSON that was sealed; null when it cannot be opened or is none. The shape is the reader's to check. */
export function decryptJson(key: Uint8Array, bytes: Uint8Array): unknown {
  const content = decrypt(key, bytes);
  try {
    return content && JSON.parse(new TextDecoder().decode(content));
  } catch {
    return null;
  }
}

/** A name under which something is found again without being readable: HMAC-SHA-256 under the master key. */
export const blindName = (secrets: Secrets, ...parts: string[]) =>
  createHmac('sha256', secrets.master).update(JSON.stringify(parts)).digest('base64url');
