import type { KeyId } from '#domain/fact.ts';
import { keyIdOf, type PublicKey } from '#domain/signing.ts';
import { seconds, type Clock } from '#domain/units.ts';
import { issueToken, readToken, type Bearer } from '../journal/device-token.ts';
import type { Secrets } from './secrets.ts';

/** Half a year: a tablet that lay in a drawer over a summer still speaks. Every shift admits its devices anew anyway. */
const tokenLength = seconds(183 * 24 * 3600);

export interface Devices {
  token(key: PublicKey, role: Bearer['role']): Promise<string>;
  bearer(authorization: string | undefined): Promise<Bearer | null>;
}

/**
 * The tokens by which tablets and vans are known.
 *
 * @param isVan whether a van has this key now: one that was replaced may be a stolen box, whose token is still good.
 */
export const createDevices = (
  { signingKey }: Secrets,
  clock: Clock,
  isVan: (key: KeyId) => Promise<boolean>
): Devices => ({
  token: async (key, role) => issueToken(signingKey, { key: await keyIdOf(key), role }, clock, tokenLength),
  async bearer(authorization) {
    const bearer = await readToken(signingKey.publicKey, authorization, clock);
    return bearer?.role === 'van' && !(await isVan(bearer.key)) ? null : bearer;
  }
});
