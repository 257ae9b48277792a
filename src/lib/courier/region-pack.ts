import { hashOf } from '#domain/signing.ts';
import type { HubKey } from '#domain/keyring.ts';
import type { KeepTryingOptions } from '#domain/keep-trying.ts';
import { parseManifest, type Manifest, type PackFile } from '#routing/region/manifest.ts';
import { fetchParts, FileChanged, fileOfPart, forgetParts, partsOf } from './pack-parts.ts';
import { openSignedPack, PackError, sizeOf, type SignedPack } from './signed-pack.ts';
import { timeLeft } from './time-left.ts';

/*
 * The map of the area on this tablet: whole and verified, or not there.
 *
 *   /region/manifest.json        the kept pack's manifest, with the hub's signature in a header: written last
 *   /region/kept/<sha256>        a file that is whole and right: a new pack keeps what did not change
 *   /region/part/<sha256>/<n>    a part, from byte n on, of a file that is on its way
 */

export interface PackProgress {
  have: number;
  all: number;
  /** Seconds; null while nobody can say. */
  left: number | null;
}

export interface PackOutside {
  fetch: typeof fetch;
  caches: CacheStorage;
  digest(bytes: ArrayBuffer): Promise<ArrayBuffer>;
  /** What `navigator.storage.estimate` says; null where the browser does not. */
  estimate(): Promise<{ quota?: number; usage?: number } | null>;
  wait: KeepTryingOptions['wait'];
  /** Seconds on a clock that only goes forward. */
  now(): number;
}

const cacheName = 'raitti-region';
const manifestPath = '/region/manifest.json';
const signedPath = '/region/manifest.jws';
const signatureHeader = 'raitti-signed';
const keptPath = (sha256: string) => `/region/kept/${sha256}`;

/** The hub may take a newer pack in use in the middle of a download; not again and again. */
const mostChanges = 3;

/**
 * What the hub hands out now; null when that is what is known already.
 *
 * @param known a pack that this hub signed
 * @throws {PackError}
 */
export async function askForPack(
  { fetch }: Pick<PackOutside, 'fetch'>,
  hub: HubKey,
  known: SignedPack | null
): Promise<SignedPack | null> {
  const headers: HeadersInit = known ? { 'If-None-Match': `"${await hashOf(known.signed)}"` } : {};
  let signed: string;
  try {
    const answer = await fetch(signedPath, { cache: 'no-store', headers });
    if (known && answer.status === 304) return null;
    if (!answer.ok) throw new PackError('offline');
    signed = await answer.text();
  } catch (cause) {
    throw new PackError('offline', { cause });
  }
  return openSignedPack(signed.trim(), hub);
}

/** Whether the hub handed `pack` out after `other`: a replayed old one never takes a newer one's place. */
export const isNewer = (pack: SignedPack, other: SignedPack | null) => !other || pack.issued > other.issued;

/**
 * Fetches the hub's region pack and keeps it, each file only after its SHA-256 was right; the manifest is written last,
 * and until then the old pack is whole. What was fetched before a cut is not fetched again.
 *
 * @throws {PackError}
 */
export async function fetchRegionPack(
  outside: PackOutside,
  hub: HubKey,
  onProgress: (progress: PackProgress) => void
): Promise<SignedPack> {
  for (let changes = 0; ; changes++) {
    const pack = (await askForPack(outside, hub, null))!;
    try {
      return await keepPack(outside, hub, pack, onProgress);
    } catch (error) {
      if (!(error instanceof FileChanged)) throw error;
      if (changes === mostChanges) throw new PackError('broken', { cause: error });
    }
  }
}

async function keepPack(
  outside: PackOutside,
  hub: HubKey,
  offered: SignedPack,
  onProgress: (progress: PackProgress) => void
): Promise<SignedPack> {
  const cache = await outside.caches.open(cacheName);
  const old = await signedPackIn(cache, hub);
  // The newest word on the same pack stays: with an older one, packs between the two could be replayed.
  const pack = old?.version === offered.version && !isNewer(offered, old) ? old : offered;
  if (pack !== old && !isNewer(pack, old)) throw new PackError('older');
  if (pack.fit !== 'fits') throw new PackError(pack.fit);
  const { manifest } = pack;
  // What a download for yet another pack left here would only take room.
  await forgetOthers(cache, [manifest, await manifestIn(cache)]);
  const missing = await missingFiles(cache, manifest);
  await demandRoom(outside, missing);

  const all = sizeOf(manifest);
  const left = timeLeft(outside.now);
  const tell = (have: number) => onProgress({ have, all, left: left(have, all) });
  let have = all - toCome(missing);
  tell(have);
  for (const file of missing) {
    await fetchFile(outside, cache, file, (bytes) => tell(have - file.have + bytes));
    have += file.bytes - file.have;
    tell(have);
  }
  await keepManifest(cache, manifest, pack.signed);
  await forgetOthers(cache, [manifest]);
  return pack;
}

const keepManifest = (cache: Cache, manifest: Manifest, signed: string) =>
  keep(cache, manifestPath, new Response(JSON.stringify(manifest), { headers: { [signatureHeader]: signed } }));

/**
 * Compares every kept file with the manifest that the hub signed, and drops those that are damaged: they are then missing,
 * and only they are fetched again. A manifest that says something else than was signed is written anew.
 *
 * @returns whether anything was dropped
 */
export async function dropDamaged({ caches, digest }: Pick<PackOutside, 'caches' | 'digest'>, hub: HubKey) {
  const cache = await caches.open(cacheName);
  const pack = await signedPackIn(cache, hub);
  if (pack?.fit !== 'fits') return false;
  let dropped = false;
  for (const { sha256 } of Object.values(pack.manifest.files)) {
    const kept = await cache.match(keptPath(sha256));
    if (!kept || hex(await digest(await kept.arrayBuffer())) === sha256) continue;
    await cache.delete(keptPath(sha256));
    dropped = true;
  }
  if (JSON.stringify(await manifestIn(cache)) !== JSON.stringify(pack.manifest))
    await keepManifest(cache, pack.manifest, pack.signed);
  return dropped;
}

interface MissingFile {
  name: string;
  bytes: number;
  sha256: string;
  /** Bytes of it that are here. */
  have: number;
}

async function missingFiles(cache: Cache, { files }: Manifest): Promise<MissingFile[]> {
  const missing: MissingFile[] = [];
  for (const [name, { bytes, sha256 }] of Object.entries(files))
    if (!(await cache.match(keptPath(sha256))))
      missing.push({ name, bytes, sha256, have: (await partsOf(cache, sha256)).size });
  return missing;
}

const toCome = (missing: MissingFile[]) => missing.reduce((sum, { bytes, have }) => sum + bytes - have, 0);

/** A file is here twice for a moment, when its parts are joined. */
async function demandRoom({ estimate }: PackOutside, missing: MissingFile[]) {
  const need = toCome(missing) + Math.max(0, ...missing.map(({ bytes }) => bytes));
  const { quota, usage } = (await estimate()) ?? {};
  if (quota === undefined || usage === undefined || usage + need <= quota) return;
  throw new PackError('full', { lacking: usage + need - quota });
}

async function fetchFile(outside: PackOutside, cache: Cache, file: MissingFile, onHave: (bytes: number) => void) {
  const { sha256 } = file;
  // Parts that were here before may be damaged; what came whole just now is not asked for twice.
  for (let resumed = file.have > 0; ; resumed = false) {
    try {
      const content = await fetchParts({ ...outside, cache }, file, onHave);
      if (hex(await outside.digest(await content.arrayBuffer())) === sha256) {
        await keep(cache, keptPath(sha256), new Response(content));
        await forgetParts(cache, sha256);
        return;
      }
      throw new PackError('broken');
    } catch (error) {
      if (!(error instanceof PackError) || error.problem !== 'broken') throw error;
      await forgetParts(cache, sha256);
      if (!resumed) throw error;
    }
  }
}

/** The pack that is whole on this tablet, as the hub signed it; null when there is none, or another hub's. */
export async function keptSignedPack(caches: CacheStorage, hub: HubKey): Promise<SignedPack | null> {
  const cache = await caches.open(cacheName);
  const pack = await signedPackIn(cache, hub);
  return pack && (pack.fit !== 'fits' || (await missingFiles(cache, pack.manifest)).length === 0) ? pack : null;
}

/**
 * The manifest of the pack on this tablet; null when there is none that this app can use. It was whole when that was
 * written; a file that was dropped since takes neither the map nor the roads from a van that can do without it.
 */
export const keptRegionPack = async (caches: CacheStorage): Promise<Manifest | null> =>
  manifestIn(await caches.open(cacheName));

/** The kept pack's map, and who made its data; null when it is not there. */
export async function keptMap(caches: CacheStorage): Promise<{ archive: Blob; attribution: string } | null> {
  const manifest = await keptRegionPack(caches);
  const kept = manifest && (await keptFile(caches, manifest, 'map.pmtiles'));
  return kept ? { archive: await kept.blob(), attribution: manifest.attribution } : null;
}

/** One file of the kept pack; null when it is not there. */
export async function keptFile(caches: CacheStorage, { files }: Manifest, name: PackFile): Promise<Response | null> {
  return (await (await caches.open(cacheName)).match(keptPath(files[name].sha256))) ?? null;
}

async function signedPackIn(cache: Cache, hub: HubKey): Promise<SignedPack | null> {
  const signed = (await cache.match(manifestPath))?.headers.get(signatureHeader);
  return signed ? openSignedPack(signed, hub).catch(() => null) : null;
}

async function manifestIn(cache: Cache): Promise<Manifest | null> {
  const text = await (await cache.match(manifestPath))?.text();
  try {
    return text === undefined ? null : parseManifest(text);
  } catch {
    return null;
  }
}

async function keep(cache: Cache, path: string, body: Response) {
  await cache.put(path, body).catch((cause: unknown) => {
    throw new PackError('full', { cause });
  });
}

async function forgetOthers(cache: Cache, manifests: (Manifest | null)[]) {
  const wanted = new Set(manifests.flatMap((one) => (one ? Object.values(one.files).map(({ sha256 }) => sha256) : [])));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    const part = fileOfPart(pathname);
    const isWanted = wanted.has(part ?? pathname.split('/').at(-1)!);
    const isJoined = part !== null && (await cache.match(keptPath(part)));
    if (pathname !== manifestPath && (!isWanted || isJoined)) await cache.delete(request);
  }
}

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
