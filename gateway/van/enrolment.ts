import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { publicKeySchema } from '#domain/signing.ts';

const enrolment = v.strictObject({
  /** The hub's public key: what it did not sign, the van does not believe. */
  hubKey: publicKeySchema,
  /** The hub's word that this van's key may speak to it. */
  token: v.pipe(v.string(), v.minLength(1))
});
/** What the hub gave this van when it was taken into use. */
export type Enrolment = v.InferOutput<typeof enrolment>;

/**
 * Reads `enrolment.json` of the van's data directory.
 *
 * @returns null when the van has not been enrolled; it then serves the portal and relays nothing.
 * @throws naming the file when it is not what the hub gives.
 */
export function readEnrolment(file: string): Enrolment | null {
  if (!existsSync(file)) return null;
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), enrolment), readFileSync(file, 'utf8'));
  if (result.success) return result.output;
  throw new Error(`${file} is not an enrolment of this van. Enrol the van at the hub again.`);
}
