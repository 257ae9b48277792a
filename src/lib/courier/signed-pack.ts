import * as v from 'valibot';
import { latestInstant } from '#domain/fact.ts';
import type { HubKey } from '#domain/keyring.ts';
import { openAs } from '#domain/signing.ts';
import { instant, type Instant } from '#domain/units.ts';
import { packFormat, parseManifest, signedManifestType, type Manifest } from '#routing/region/manifest.ts';

/**
 * Why a region pack did not come. `unsigned`: what answered is no hub's word at all, as the sign-in page of a strange
 * network. `other_hub`: another hub signed it. `forged`: altered since it was signed. `older`: the pack on the tablet is
 * newer. `app_older`, `pack_older`: app and pack do not know each other's format. `broken`: the files are not what the
 * manifest names. `full`: the tablet has no room.
 */
export type PackProblem =
  'offline' | 'unsigned' | 'other_hub' | 'forged' | 'older' | 'app_older' | 'pack_older' | 'broken' | 'full';

export class PackError extends Error {
  readonly problem: PackProblem;
  /** Bytes of room that are missing, where the tablet is full and the browser says. */
  readonly lacking: number | null;

  constructor(problem: PackProblem, { cause, lacking = null }: { cause?: unknown; lacking?: number | null } = {}) {
    super(`The region pack did not come: ${problem}.`, { cause });
    this.name = 'PackError';
    this.problem = problem;
    this.lacking = lacking;
  }
}

/** A pack that the tablet's own hub has signed. */
export type SignedPack = {
  /** As it came; see routing/region/FORMAT.md. */
  signed: string;
  name: string;
  version: string;
  /** When the hub first handed it out. */
  issued: Instant;
} & ({ fit: 'fits'; manifest: Manifest } | { fit: 'app_older' | 'pack_older'; manifest: null });

const payloadSchema = v.object({
  issued: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(latestInstant)),
  // Whatever its format, a pack can be named.
  manifest: v.looseObject({ format: v.number(), name: v.string(), version: v.string() })
});

/**
 * Reads what the hub signed, whether this app can use the pack or not.
 *
 * @param hub the key that the tablet pinned when it was enrolled
 * @throws {PackError} `unsigned`, `other_hub`, `forged` or `broken`
 */
export async function openSignedPack(signed: string, hub: HubKey): Promise<SignedPack> {
  const opened = await openAs(signedManifestType, signed, (id) => (id === hub.id ? hub.publicKey : null));
  if ('refused' in opened) throw new PackError(problems[opened.refused]);
  const payload = v.safeParse(payloadSchema, opened.payload);
  if (!payload.success) throw new PackError('broken');
  const { issued, manifest } = payload.output;
  const named = { signed, name: manifest.name, version: manifest.version, issued: instant(issued) };
  if (manifest.format > packFormat) return { ...named, fit: 'app_older', manifest: null };
  if (manifest.format < packFormat) return { ...named, fit: 'pack_older', manifest: null };
  try {
    return { ...named, fit: 'fits', manifest: parseManifest(JSON.stringify(manifest)) };
  } catch (cause) {
    throw new PackError('broken', { cause });
  }
}

const problems = {
  unreadable: 'unsigned',
  unknown_key: 'other_hub',
  bad_signature: 'forged',
  wrong_journal: 'unsigned'
} as const;

/** Bytes of all files. */
export const sizeOf = ({ files }: Manifest) => Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
