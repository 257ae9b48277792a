import { importJWK, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import type { KeyId } from '#domain/fact.ts';
import { hashSchema } from '#domain/fact.ts';
import type { PublicKey, SigningKey } from '#domain/signing.ts';
import type { Clock, Seconds } from '#domain/units.ts';

/** Who a request comes from, by a token that the hub issued. */
export interface Bearer {
  key: KeyId;
  role: 'tablet' | 'van';
}

const claimsSchema = v.object({ sub: hashSchema, role: v.picklist(['tablet', 'van']) });

/** The hub's word (a JWT, RFC 7519) that a device may speak to hub and van. */
export function issueToken(hub: SigningKey, bearer: Bearer, clock: Clock, lifetime: Seconds): Promise<string> {
  const now = Math.floor(clock.now() / 1000);
  return new SignJWT({ role: bearer.role })
    .setProtectedHeader({ alg: 'EdDSA', kid: hub.id })
    .setSubject(bearer.key)
    .setAudience('raitti')
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime)
    .sign(hub.privateKey);
}

/**
 * Reads the token of an `Authorization: Bearer …` header (RFC 6750).
 *
 * @returns null when there is none, it is not the hub's, or its time is over.
 */
export async function readToken(
  hub: PublicKey,
  authorization: string | undefined,
  clock: Clock
): Promise<Bearer | null> {
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
  if (!token) return null;
  try {
    const { payload } = await jwtVerify(token, await importJWK({ ...hub }, 'EdDSA'), {
      algorithms: ['EdDSA'],
      audience: 'raitti',
      requiredClaims: ['exp'],
      currentDate: new Date(clock.now())
    });
    const claims = v.safeParse(claimsSchema, payload);
    return claims.success ? { key: claims.output.sub as string as KeyId, role: claims.output.role } : null;
  } catch {
    return null;
  }
}
