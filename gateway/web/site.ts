import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Server } from '@sveltejs/kit';
import { getMimeType } from 'hono/utils/mime';

/** The built site (`scripts/gateway-adapter.ts`): files as they are, pages rendered with what the program hands them. */
export interface Site {
  /**
   * @param platform the program's own services, `event.platform` of the pages.
   * @param address of the one who asks, from the socket.
   */
  respond(request: Request, platform: App.Platform, address: string): Promise<Response>;
}

interface SiteFile {
  path: string;
  type: string;
  etag: string;
  cache: string;
  /** The encodings that lie ready beside it, best first. */
  encodings: { name: string; path: string }[];
}

/**
 * Opens the site that `npm run build` wrote.
 *
 * @param directory `build`.
 * @throws when there is no built site.
 */
export async function openSite(directory: string): Promise<Site> {
  const entry = join(directory, 'server', 'site.js');
  if (!existsSync(entry)) throw new Error(`There is no built site in ${directory}. Build it: npm run build`);
  const { site } = (await import(pathToFileURL(entry).href)) as { site: Server };
  const client = join(directory, 'client');
  await site.init({
    env: {},
    read: (file) => Readable.toWeb(createReadStream(join(client, file))) as ReadableStream
  });
  // Only files that were there when the program started are ever served: no path can lead anywhere else.
  const files = new Map([...filesIn(client, clientPath), ...filesIn(join(directory, 'prerendered'), pagePath)]);

  return {
    respond(request, platform, address) {
      const file = ['GET', 'HEAD'].includes(request.method) ? files.get(new URL(request.url).pathname) : undefined;
      return file
        ? Promise.resolve(fileResponse(file, request))
        : site.respond(request, { platform, getClientAddress: () => address });
    }
  };
}

const clientPath = (path: string) => `/${path}`;
const pagePath = (path: string) => `/${path.replace(/(^|\/)index\.html$|\.html$/, '')}`;

function filesIn(directory: string, addressOf: (path: string) => string): [string, SiteFile][] {
  if (!existsSync(directory)) return [];
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const all = new Set(paths);
  return paths
    .filter((path) => !/\.(br|gz)$/.test(path))
    .map((path) => {
      const address = addressOf(relative(directory, path).split(sep).join('/'));
      return [address, siteFile(path, address, all)];
    });
}

const siteFile = (path: string, address: string, all: Set<string>): SiteFile => ({
  path,
  type: getMimeType(path) ?? 'application/octet-stream',
  etag: `"${createHash('sha256').update(readFileSync(path)).digest('base64url')}"`,
  cache: address.startsWith('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  encodings: [
    { name: 'br', path: `${path}.br` },
    { name: 'gzip', path: `${path}.gz` }
  ].filter((encoding) => all.has(encoding.path))
});

function fileResponse(file: SiteFile, request: Request): Response {
  const accepted = (request.headers.get('accept-encoding') ?? '').split(',').map((part) => part.trim().split(';')[0]);
  const encoding = file.encodings.find(({ name }) => accepted.includes(name));
  const headers = new Headers({ 'Content-Type': file.type, 'Cache-Control': file.cache, ETag: file.etag });
  if (file.encodings.length > 0) headers.set('Vary', 'Accept-Encoding');
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers });
  if (encoding) headers.set('Content-Encoding', encoding.name);
  const body = request.method === 'HEAD' ? null : readFileSync(encoding?.path ?? file.path);
  return new Response(body, { headers });
}
