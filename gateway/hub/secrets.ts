import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ivLength } from '#domain/sealing.ts';
import type { SigningKey } from '#domain/signing.ts';
import { keyFromFile, writeSecretFile } from '../journal/key-file.ts';
import type { Outside } from './outside.ts';

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
 * @param first whether there is no data yet that stands under the keys.
 * @throws when a key is missing or damaged: with a new one, nobody would ever read what stands under the old one.
 */
export async function openSecrets(directory: string, outside: Outside, first: boolean): Promise<Secrets> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const [masterFile, signingFile] = [join(directory, 'master-key'), join(directory, 'signing-key.json')];
  const missing = [masterFile, signingFile].find((file) => !existsSync(file));
  if (missing && !first) throw new Error(`${missing} is missing. Restore it from the backup.`);
  if (!existsSync(masterFile)) writeSecretFile(masterFile, outside.randomBytes(32));
  const master = new Uint8Array(readFileSync(masterFile));
  if (master.length !== 32) throw new Error(`${masterFile} is damaged. Restore it from the backup.`);
  return { signingKey: await keyFromFile(signingFile), master };
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
