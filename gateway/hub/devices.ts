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

/** The tokens by which tablets and vans are known. */
export const createDevices = ({ signingKey }: Secrets, clock: Clock): Devices => ({
  token: async (key, role) => issueToken(signingKey, { key: await keyIdOf(key), role }, clock, tokenLength),
  bearer: (authorization) => readToken(signingKey.publicKey, authorization, clock)
});
