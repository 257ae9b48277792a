import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { Link, World } from './world.ts';

/**
 * Cuts the network for real: a request on a cut link gets no answer, its socket is destroyed, as when the coverage ends.
 * The front page stays reachable, for it stands in for the person who pulls the cable.
 *
 * @param linkOf which cable a request comes by; null for one that no cable of the demo carries.
 */
export function linkGate(linkOf: (c: Context) => Link | null, world: () => World): MiddlewareHandler {
  return async (c, next) => {
    const link = linkOf(c);
    if (!link || world().links[link]) return next();
    (c.env as HttpBindings).incoming.socket.destroy();
    return c.body(null, 503);
  };
}

/** Everything under `/api` of the van is the tablet's; residents have pages only. */
export const linkToVan = (c: Context): Link | null => (c.req.path.startsWith('/api/') ? 'van-tablet' : null);

/** The van and the tablet tell who they are by their tokens; the tablet's app is the courier's pages too. */
export function linkToHub(c: Context): Link | null {
  const role = roleOf(c.req.header('authorization'));
  if (role === 'van') return 'hub-van';
  const { path } = c.req;
  const ofTheApp = /^\/(courier|api\/courier|service-worker\.js)/.test(path);
  const askedByTheApp = URL.parse(c.req.header('referer') ?? '')?.pathname.startsWith('/courier') ?? false;
  return role === 'tablet' || ofTheApp || (askedByTheApp && !path.startsWith('/demo/')) ? 'hub-tablet' : null;
}

/** The role in a bearer token; not verified, for it only chooses the cable. */
function roleOf(authorization: string | undefined): string | null {
  try {
    const payload = authorization?.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'role' in claims ? String(claims.role) : null;
  } catch {
    return null;
  }
}
