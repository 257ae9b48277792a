import * as v from 'valibot';
import { RegionError } from './region-error.ts';

const degrees = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const file = v.object({
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
});

/** What a hub signs a manifest as (RFC 7515, 4.1.9). */
export const signedManifestType = 'raitti-region';

/** The format of the packs that this program makes and reads; see FORMAT.md. */
export const packFormat = 2;

/** What a pack holds beside its manifest. */
export const packFiles = ['roads.bin', 'hierarchy.bin', 'map.pmtiles', 'places.json'] as const;

const schema = v.object({
  format: v.literal(packFormat),
  name: v.string(),
  /** Twelve hexadecimal digits of the files' hash: the same map gives the same version. */
  version: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/)),
  /** Degrees; around everything that is drawn. */
  bounds: v.object({ west: degrees, south: degrees, east: degrees, north: degrees }),
  /** To be shown wherever the map is. */
  attribution: v.string(),
  /** No such place exists: the map was made for a demonstration. */
  invented: v.boolean(),
  /** How many turn restrictions the map has, and how many are left out: they name no turn between roads for vans. */
  turnRestrictions: v.object({ mapped: count, broken: count }),
  files: v.object(v.entriesFromList(packFiles, file))
});

/** What a region pack says of itself: the content of its `manifest.json`. */
export type Manifest = v.InferOutput<typeof schema>;
export type PackFile = (typeof packFiles)[number];

/**
 * Reads the text of a `manifest.json`.
 * @throws RegionError `not-a-region` or `unsupported-region-version`
 */
export function parseManifest(text: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw notARegion('manifest.json is not JSON');
  }
  const format = v.safeParse(v.object({ format: v.number() }), content);
  if (format.success && format.output.format !== packFormat) {
    throw new RegionError(
      'unsupported-region-version',
      `The region pack has format ${format.output.format}; this program reads format ${packFormat}. Build the region again with "raitti region build".`
    );
  }
  const result = v.safeParse(schema, content);
  if (result.success) return result.output;
  throw notARegion(`manifest.json has no good "${v.getDotPath(result.issues[0]) ?? 'content'}"`);
}

const notARegion = (why: string) =>
  new RegionError('not-a-region', `This is not a region pack: ${why}. Make one with "raitti region build".`);
