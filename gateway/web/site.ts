import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import { limitBody } from './limit-body.ts';

/** What the SvelteKit build exports; typed here, so that this compiles before there is a build. */
interface SvelteKitServer {
  init(options: { env: Record<string, string> }): Promise<void>;
  respond(request: Request, options: { platform: unknown; getClientAddress(): string }): Promise<Response>;
}

/** The built site: files that never change, prerendered shells, and pages rendered for each request. */
export interface Site {
  directory: string;
  respond(request: Request, platform: App.Platform, address: string): Promise<Response>;
}

/** Well above what any page takes, so that a page itself says what is too much; no stranger fills the memory. */
const mostOfForm = 20_000_000;

const immutable = 'public, max-age=31536000, immutable';

/**
 * Opens what `vite build` made.
 *
 * @throws when there is no build.
 */
export async function openSite(directory: string): Promise<Site> {
  const file = resolve(directory, 'server/site.js');
  if (!existsSync(file)) throw new Error(`There is no built site in ${directory}. Build it: npm run build`);
  const { site } = (await import(pathToFileURL(file).href)) as { site: SvelteKitServer };
  await site.init({ env: {} });
  return {
    directory,
    respond: (request, platform, address) => site.respond(request, { platform, getClientAddress: () => address })
  };
}

export interface ServeSiteOptions {
  site: Site;
  platform: App.Platform;
  /** The public origin when a proxy stands before; a form's origin is compared with it. */
  origin?: string | undefined;
  /** Whether that proxy writes in `X-Forwarded-For` whom it speaks for; without one, anybody could. */
  forwarded?: boolean;
}

/** Serves the site as the last of a program's routes. */
export function serveSite({ site, platform, origin, forwarded = false }: ServeSiteOptions) {
  const prerendered = join(site.directory, 'prerendered');
  const folders = prerenderedFolders(prerendered);
  return new Hono()
    .use('/_app/immutable/*', async (c, next) => {
      await next();
      if (c.res.ok) c.header('Cache-Control', immutable);
    })
    .use('*', async (c, next) => {
      await next();
      // A worker or manifest from yesterday would keep yesterday's app.
      if (c.res.ok && !c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-cache');
    })
    .get('*', async (c, next) => {
      // The shell for the folder's pages: without the slash its worker would not feel responsible.
      if (folders.has(c.req.path)) return c.redirect(`${c.req.path}/`, 308);
      return next();
    })
    .get('*', serveStatic({ root: join(site.directory, 'client'), precompressed: true }))
    .get('*', serveStatic({ root: prerendered }))
    .get('*', serveStatic({ root: prerendered, rewriteRequestPath: (path) => `${path}.html` }))
    .all('*', limitBody(mostOfForm), async (c) => {
      const answer = await site.respond(asPublic(c.req.raw, origin), platform, addressOf(c, forwarded));
      // People's data is on these pages, and the office's computer has the next person at it tomorrow.
      if (!answer.headers.has('Cache-Control')) answer.headers.set('Cache-Control', 'private, no-store');
      return answer;
    });
}

/** The addresses, without their last slash, of prerendered `index.html` files. */
function prerenderedFolders(directory: string): Set<string> {
  if (!existsSync(directory)) return new Set();
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((file) => `/${file}`);
  return new Set(files.filter((file) => file.endsWith('/index.html')).map((file) => file.slice(0, -11)));
}

/** The request as it was addressed to the proxy. */
function asPublic(request: Request, origin: string | undefined): Request {
  if (!origin) return request;
  const { pathname, search } = new URL(request.url);
  return new Request(new URL(pathname + search, origin), request);
}

function addressOf(c: Context, forwarded: boolean): string {
  // The last is the proxy's own word; those before it are what it was told.
  const told = forwarded && c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (told) return told;
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return '';
  }
}
