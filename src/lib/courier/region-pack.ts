import * as v from 'valibot';

/* The map of the area on this tablet: whole and verified, or not there. */

const fileSchema = v.object({
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
});
const manifestSchema = v.object({
  name: v.string(),
  version: v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/)),
  attribution: v.string(),
  invented: v.boolean(),
  files: v.record(v.string(), fileSchema)
});

export type RegionManifest = v.InferOutput<typeof manifestSchema>;

/** `broken`: what came is not what the manifest names. `full`: the tablet has no room. */
export type PackProblem = 'offline' | 'broken' | 'full';

export class PackError extends Error {
  readonly problem: PackProblem;

  constructor(problem: PackProblem, cause?: unknown) {
    super(`The region pack did not come: ${problem}.`, { cause });
    this.name = 'PackError';
    this.problem = problem;
  }
}

export interface PackProgress {
  have: number;
  all: number;
}

/** What is known of the pack on this tablet. */
export type PackState =
  | { state: 'unknown' | 'absent' }
  | { state: 'fetching'; progress: PackProgress }
  | { state: 'here'; manifest: RegionManifest }
  | { state: 'failed'; problem: PackProblem };

interface Outside {
  fetch: typeof fetch;
  caches: CacheStorage;
  digest: (bytes: ArrayBuffer) => Promise<ArrayBuffer>;
}

const cacheName = 'raitti-region';
const manifestPath = '/region/manifest.json';
/** Files are kept by their hash: an interrupted download goes on, and a new version keeps what did not change. */
const keptPath = (sha256: string) => `/region/kept/${sha256}`;

/**
 * Fetches the region pack and keeps it, each file only after its SHA-256 was right; the manifest is written last.
 *
 * @throws {PackError}
 */
export async function fetchRegionPack(outside: Outside, onProgress: (progress: PackProgress) => void) {
  const { fetch, caches } = outside;
  const cache = await caches.open(cacheName);
  const manifestText = await (await reach(fetch, manifestPath)).text();
  const manifest = readManifest(manifestText);
  const all = Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, 0);
  let have = 0;
  onProgress({ have, all });
  for (const [name, file] of Object.entries(manifest.files)) {
    if (!(await cache.match(keptPath(file.sha256)))) {
      const answer = await reach(fetch, `/region/${name}`);
      const bytes = await readBody(answer, (count) => onProgress({ have: have + count, all }));
      if (bytes.byteLength !== file.bytes || hex(await outside.digest(bytes)) !== file.sha256)
        throw new PackError('broken');
      await keep(cache, keptPath(file.sha256), bytes);
    }
    have += file.bytes;
    onProgress({ have, all });
  }
  await keep(cache, manifestPath, manifestText);
  await forgetOthers(cache, manifest);
  return manifest;
}

/** The pack that is whole on this tablet; null when there is none. */
export async function keptRegionPack(caches: CacheStorage): Promise<RegionManifest | null> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(manifestPath);
  if (!kept) return null;
  const manifest = readManifest(await kept.text());
  for (const { sha256 } of Object.values(manifest.files)) if (!(await cache.match(keptPath(sha256)))) return null;
  return manifest;
}

/** The kept pack's map, and who made its data; null when it is not there. */
export async function keptMap(caches: CacheStorage): Promise<{ archive: Blob; attribution: string } | null> {
  const manifest = await keptRegionPack(caches);
  const kept = manifest && (await keptFile(caches, manifest, 'map.pmtiles'));
  return kept ? { archive: await kept.blob(), attribution: manifest.attribution } : null;
}

/** One file of the kept pack; null when it is not there. */
export async function keptFile(
  caches: CacheStorage,
  { files }: RegionManifest,
  name: string
): Promise<Response | null> {
  const file = files[name];
  return (file && (await (await caches.open(cacheName)).match(keptPath(file.sha256)))) ?? null;
}

async function reach(fetch: typeof globalThis.fetch, path: string): Promise<Response> {
  const answer = await fetch(path, { cache: 'no-store' }).catch((cause: unknown) => {
    throw new PackError('offline', cause);
  });
  if (!answer.ok) throw new PackError('offline');
  return answer;
}

function readManifest(text: string): RegionManifest {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), manifestSchema), text);
  if (!result.success) throw new PackError('broken');
  return result.output;
}

async function readBody(answer: Response, onCount: (count: number) => void): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let count = 0;
  const reader = answer.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value);
      count += part.value.byteLength;
      onCount(count);
    }
  } catch (cause) {
    throw new PackError('offline', cause);
  }
  return new Blob(chunks).arrayBuffer();
}

async function keep(cache: Cache, path: string, body: BodyInit) {
  await cache.put(path, new Response(body)).catch((cause: unknown) => {
    throw new PackError('full', cause);
  });
}

async function forgetOthers(cache: Cache, { files }: RegionManifest) {
  const wanted = new Set(Object.values(files).map(({ sha256 }) => keptPath(sha256)));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== manifestPath && !wanted.has(pathname)) await cache.delete(request);
  }
}

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
