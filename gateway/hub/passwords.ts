import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Outside } from './outside.ts';

const derive = promisify(argon2);

/** OWASP's least cost for argon2id: 19 MiB, two passes, one lane. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

const tagOf = (password: string, salt: Uint8Array) =>
  derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, ...cost });

/** A password as it may be stored: `argon2id$salt$hash`, both base64url. */
export async function hashPassword(password: string, outside: Outside): Promise<string> {
  const salt = outside.randomBytes(16);
  const tag = await tagOf(password, salt);
  return ['argon2id', Buffer.from(salt).toString('base64url'), tag.toString('base64url')].join('$');
}

/** Whether a password is the one that was stored; takes as long when nobody is known by the name. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, salt, hash] = (stored ?? `argon2id$${'A'.repeat(22)}$${'A'.repeat(43)}`).split('$');
  const tag = await tagOf(password, Buffer.from(salt ?? '', 'base64url'));
  const fits = timingSafeEqual(tag, Buffer.from(hash ?? '', 'base64url'));
  return fits && stored !== null;
}
