import { webcrypto } from 'node:crypto';
import type { HubKey } from '#domain/keyring.ts';
import { createSigningKey, hashOf, signAs, type SigningKey } from '#domain/signing.ts';
import type { Manifest, PackFile } from '#routing/region/manifest.ts';
import { instant } from '#domain/units.ts';
import type { PackOutside } from './region-pack.ts';
import type { SignedPack } from './signed-pack.ts';

/* A tablet's Cache and its hub, without browser and network, for the tests of the region pack. */

export const hubSigningKey = await createSigningKey({ extractable: false });
export const hubKey: HubKey = { id: hubSigningKey.id, publicKey: hubSigningKey.publicKey };

/** The part of the Cache API that the pack uses. */
export function fakeCaches() {
  const kept = new Map<string, Response>();
  const path = (key: RequestInfo) => new URL(typeof key === 'string' ? key : key.url, 'http://hub').pathname;
  const cache = {
    match: async (key: RequestInfo) => kept.get(path(key))?.clone(),
    put: async (key: string, answer: Response) => {
      const body = await answer.blob();
      kept.set(path(key), new Response(body, { headers: answer.headers }));
    },
    keys: async () => [...kept.keys()].map((name) => ({ url: `http://hub${name}` })),
    delete: async (key: Request) => kept.delete(path(key))
  };
  return { caches: { open: async () => cache } as unknown as CacheStorage, cache, kept };
}

export const digest = (bytes: ArrayBuffer) => webcrypto.subtle.digest('SHA-256', bytes);
const sha256 = async (bytes: Uint8Array<ArrayBuffer>) => Buffer.from(await digest(bytes.buffer)).toString('hex');

export type Files = Record<PackFile, string>;
export const files: Files = {
  'roads.bin': 'roads '.repeat(120_000),
  'hierarchy.bin': 'order '.repeat(1000),
  'map.pmtiles': 'the map',
  'places.json': '[]'
};

export async function manifestOf(content: Files, version = '0123456789ab'): Promise<Manifest> {
  const described = await Promise.all(
    Object.entries(content).map(async ([name, text]) => {
      const bytes = new Uint8Array(new TextEncoder().encode(text));
      return [name, { bytes: bytes.byteLength, sha256: await sha256(bytes) }];
    })
  );
  return {
    format: 2,
    name: 'Tervala',
    version,
    bounds: { west: 27, south: 64, east: 28, north: 65 },
    attribution: 'nobody',
    invented: true,
    turnRestrictions: { mapped: 0, broken: 0 },
    files: Object.fromEntries(described) as Manifest['files']
  };
}

export const signPack = (manifest: object, issued: number, key: SigningKey = hubSigningKey) =>
  signAs('raitti-region', { issued, manifest }, key);

const empty = { bytes: 0, sha256: '0'.repeat(64) };

/** What the tablet knows of a pack of 2.4 MB that fits. */
export const signedPack = (change: { name?: string; version?: string; issued?: number } = {}): SignedPack => {
  const { name = 'Tervala', version = '0123456789ab', issued = 1000 } = change;
  const manifest: Manifest = {
    format: 2,
    name,
    version,
    bounds: { west: 27, south: 64, east: 28, north: 65 },
    attribution: 'nobody',
    invented: true,
    turnRestrictions: { mapped: 0, broken: 0 },
    files: {
      'roads.bin': empty,
      'hierarchy.bin': empty,
      'map.pmtiles': { ...empty, bytes: 2_400_000 },
      'places.json': empty
    }
  };
  return { signed: `${version} ${issued}`, name, version, issued: instant(issued), fit: 'fits', manifest };
};

/** A hub that hands out what it is given; its network can be cut. */
export function fakeHub() {
  let signed = '';
  let served: Files = files;
  let shas: Record<string, string> = {};
  const hub = {
    /** Bytes of files that were sent. */
    sent: 0,
    /** Bytes after which connections are cut, one after another; then they hold. Null: no network at all. */
    cuts: [] as (number | null)[],
    asked: [] as string[],
    async serve(content: Files, issued: number, version?: string) {
      const manifest = await manifestOf(content, version);
      served = content;
      shas = Object.fromEntries(Object.entries(manifest.files).map(([name, file]) => [name, file.sha256]));
      signed = await signPack(manifest, issued);
    },
    /** Another text in the place of the signed manifest. */
    say(text: string) {
      signed = text;
    },
    /** Other bytes under the name of a file, as damaged on the way. */
    damage: (name: PackFile, content: string) => (served = { ...served, [name]: content }),
    fetch: (async (path: string, { headers = {}, signal } = {}) => {
      const given = new Headers(headers);
      hub.asked.push(`${path} ${given.get('range') ?? ''}`.trim());
      if (path === '/region/manifest.jws') {
        if (hub.cuts[0] === null) throw hub.cuts.shift() ?? new TypeError('no network');
        const tag = `"${await hashOf(signed)}"`;
        return given.get('if-none-match') === tag ? new Response(null, { status: 304 }) : new Response(signed);
      }
      const cut = hub.cuts.shift();
      if (cut === null) throw new TypeError('no network');
      const name = path.split('/').at(-1) as PackFile;
      const tag = `"${shas[name]}"`;
      const whole = new TextEncoder().encode(served[name]);
      const start =
        given.get('if-range') === tag ? Number(/^bytes=(\d+)-$/.exec(given.get('range') ?? '')?.[1] ?? 0) : 0;
      const bytes = whole.subarray(start);
      let at = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          signal?.throwIfAborted();
          if (at === cut) return controller.error(new TypeError('cut'));
          if (at === bytes.length) return controller.close();
          const part = bytes.slice(at, Math.min(at + 50_000, cut ?? bytes.length, bytes.length));
          at += part.length;
          hub.sent += part.length;
          controller.enqueue(part);
        }
      });
      const range = { 'content-range': `bytes ${start}-${whole.length - 1}/${whole.length}` };
      return new Response(body, { status: start > 0 ? 206 : 200, headers: { etag: tag, ...(start > 0 && range) } });
    }) as typeof globalThis.fetch
  };
  return hub;
}

export function fakeOutside(hub: { fetch: typeof fetch }, caches: CacheStorage): PackOutside {
  return {
    fetch: hub.fetch,
    caches,
    digest,
    estimate: async () => null,
    wait: () => new Promise(() => undefined),
    now: () => 0
  };
}
