import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { SigningKey } from '#domain/signing.ts';
import { createSigningKey, exportSigningKey, importSigningKey, publicKeySchema } from '#domain/signing.ts';

const fileSchema = v.object({ ...publicKeySchema.entries, d: v.string() });

/**
 * The signing key kept in a file that only its owner may read; made when there is none. A key that was lost opens a new
 * journal, so a damaged file stops the program rather than being replaced.
 *
 * @throws when the file is not a key.
 */
export async function keyFromFile(path: string): Promise<SigningKey> {
  const kept = read(path);
  if (kept !== null) {
    const jwk = v.safeParse(v.pipe(v.string(), v.parseJson(), fileSchema), kept);
    if (!jwk.success) throw new Error(`${path} is not a signing key. Restore it from the backup.`);
    return importSigningKey(jwk.output);
  }
  const key = await createSigningKey({ extractable: true });
  writeSecretFile(path, JSON.stringify(await exportSigningKey(key)));
  return key;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a file that only its owner may read: whole or not at all, also when the power goes in the middle. */
export function writeSecretFile(path: string, content: string | Uint8Array) {
  const file = openSync(`${path}.new`, 'w', 0o600);
  writeFileSync(file, content);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  const directory = openSync(dirname(path), 'r');
  fsyncSync(directory);
  closeSync(directory);
}
