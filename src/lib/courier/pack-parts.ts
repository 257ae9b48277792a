import type { KeepTryingOptions } from '#domain/keep-trying.ts';
import { milliseconds } from '#domain/units.ts';
import { PackError } from './signed-pack.ts';

/* One file of a pack, on its way: it is kept part by part, so that a cut costs no byte that was here already. */

interface Outside {
  fetch: typeof fetch;
  cache: Cache;
  wait: KeepTryingOptions['wait'];
}

interface WantedFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** The hub has another file under this name by now: what it has must be asked anew. */
export class FileChanged extends Error {
  override name = 'FileChanged';
}

/** So many bytes are lost at most when the tablet's battery dies. */
const partBytes = 256 * 1024;
/** A connection that has brought nothing for so long is given up: another one may do better. */
const patience = milliseconds(30_000);

const partsPath = '/region/part/';

/** Whose part a path of the Cache is; null where it is none. */
export const fileOfPart = (path: string) =>
  path.startsWith(partsPath) ? path.slice(partsPath.length).split('/')[0]! : null;

/** The bytes of a file that are here, from its beginning as far as nothing is missing. */
export async function partsOf(cache: Cache, sha256: string): Promise<Blob> {
  const parts = new Map<number, Request>();
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (fileOfPart(pathname) === sha256) parts.set(Number(pathname.split('/').at(-1)), request);
  }
  const blobs: Blob[] = [];
  // A part that the battery's end cut short is followed by none; those behind it are fetched again.
  for (let have = 0, part = parts.get(0); part; part = parts.get(have)) {
    const kept = await cache.match(part);
    const blob = (await kept?.blob()) ?? new Blob();
    if (blob.size === 0) break;
    blobs.push(blob);
    have += blob.size;
  }
  return new Blob(blobs);
}

export async function forgetParts(cache: Cache, sha256: string) {
  for (const request of await cache.keys())
    if (fileOfPart(new URL(request.url).pathname) === sha256) await cache.delete(request);
}

/**
 * Fetches what is missing of a file, going on at the byte where it stopped; after a cut at once, as long as each
 * connection brings something.
 *
 * @param onHave is told how many bytes are here
 * @returns as many bytes as were wanted; whether they are the right ones is the caller's to check
 * @throws {FileChanged}
 * @throws {PackError} `offline`, `broken` or `full`
 */
export async function fetchParts(
  outside: Outside,
  file: WantedFile,
  onHave: (bytes: number) => void = () => undefined
): Promise<Blob> {
  for (;;) {
    const before = await partsOf(outside.cache, file.sha256);
    if (before.size === file.bytes) return before;
    if (before.size > file.bytes) throw new PackError('broken');
    onHave(before.size);
    await fetchFrom(outside, file, before.size, onHave);
  }
}

/** @param start the first byte that is missing */
async function fetchFrom(
  { fetch, cache, wait }: Outside,
  { name, bytes, sha256 }: WantedFile,
  start: number,
  onHave: (bytes: number) => void
) {
  const tag = `"${sha256}"`;
  const connection = new AbortController();
  const silence = watchSilence(wait, () => connection.abort());
  let have = start;
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  const keepWaiting = async () => {
    const part = new Response(new Blob(waiting));
    await cache.put(`${partsPath}${sha256}/${have - waitingBytes}`, part).catch((cause: unknown) => {
      throw new PackError('full', { cause });
    });
    waiting = [];
    waitingBytes = 0;
  };
  try {
    const answer = await fetch(`/region/${name}`, {
      cache: 'no-store',
      signal: connection.signal,
      headers: start > 0 ? { Range: `bytes=${start}-`, 'If-Range': tag } : {}
    });
    const answered = answer.headers.get('etag');
    // A proxy that packs answers calls their tags weak.
    if (answer.status === 404 || answer.status === 416 || (answered && answered.replace('W/', '') !== tag))
      throw new FileChanged();
    if (!answer.ok || !answer.body) throw new PackError('offline');
    if (answer.status !== 206 && start > 0) {
      await forgetParts(cache, sha256);
      have = 0;
    } else if (start > 0 && !answer.headers.get('content-range')?.startsWith(`bytes ${start}-`))
      throw new PackError('broken');
    const reader = answer.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      silence.broken();
      waiting.push(part.value);
      waitingBytes += part.value.byteLength;
      have += part.value.byteLength;
      if (have > bytes) throw new PackError('broken');
      onHave(have);
      if (waitingBytes >= partBytes) await keepWaiting();
    }
    if (waitingBytes > 0) await keepWaiting();
    if (have === start) throw new PackError('offline');
  } catch (error) {
    if (error instanceof PackError || error instanceof FileChanged) throw error;
    if (waitingBytes > 0) await keepWaiting();
    if (have <= start) throw new PackError('offline', { cause: error });
  } finally {
    silence.stop();
    connection.abort();
  }
}

/** Calls `onSilence` when nothing has broken the silence for too long. */
function watchSilence(wait: KeepTryingOptions['wait'], onSilence: () => void) {
  let timer = new AbortController();
  const listen = async ({ signal }: AbortController) => {
    await wait(patience, signal);
    if (!signal.aborted) onSilence();
  };
  void listen(timer);
  return {
    broken() {
      timer.abort();
      timer = new AbortController();
      void listen(timer);
    },
    stop: () => timer.abort()
  };
}
