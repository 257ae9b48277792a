import type { DatabaseSync } from 'node:sqlite';
import { hashOf, signAs, type SigningKey } from '#domain/signing.ts';
import type { Instant } from '#domain/units.ts';
import { signedManifestType, type Manifest } from '#routing/region/manifest.ts';

/** A pack's manifest in the hub's hand: what a tablet trusts before it fetches the first byte. */
export interface SignedManifest {
  /** A compact JWS; see routing/region/FORMAT.md. */
  signed: string;
  /** The same for the same text, also after the hub was started again. */
  tag: string;
}

/**
 * Signs the manifest together with the time at which the hub first handed this pack out. An old manifest that someone
 * has kept carries an older time, so a tablet is not led back to an older map; an operator who goes back to an old pack
 * issues it anew.
 */
export async function issueRegion(
  database: DatabaseSync,
  manifest: Manifest,
  key: SigningKey,
  now: Instant
): Promise<SignedManifest> {
  const issued = issuedAt(database, JSON.stringify(manifest), now);
  const signed = await signAs(signedManifestType, { issued, manifest }, key);
  return { signed, tag: `"${await hashOf(signed)}"` };
}

function issuedAt(database: DatabaseSync, manifest: string, now: Instant): number {
  const last = database.prepare('SELECT manifest, issued FROM region_issue').get() as
    { manifest: string; issued: number } | undefined;
  if (last?.manifest === manifest) return last.issued;
  // The machine's clock may have been set back: a newer pack is newer all the same.
  const issued = Math.max(now, (last?.issued ?? 0) + 1);
  database.prepare('REPLACE INTO region_issue (only, manifest, issued) VALUES (1, ?, ?)').run(manifest, issued);
  return issued;
}
