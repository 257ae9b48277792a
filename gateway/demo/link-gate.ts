import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { Link, World } from './world.ts';

/** The API that tablet and van call; the tablet's app itself is also gone when its network is. */
const isTabletRequest = (path: string, role: string | null) =>
  path.startsWith('/api/courier/') || path.startsWith('/courier') || path.startsWith('/region/') || role === 'tablet';

/**
 * Cuts the network for real: a request on a cut link gets no answer, its socket is destroyed, as when the coverage ends.
 * The front page stays reachable, for it stands in for the person who pulls the cable.
 *
 * @param program whose server this is.
 */
export function linkGate(program: 'hub' | 'van', world: () => World): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const role = roleOf(c.req.header('authorization'));
    const tablet = isTabletRequest(c.req.path, role) || c.req.header('sec-fetch-site') === 'cross-site';
    const link: Link | null = tablet
      ? program === 'hub'
        ? 'hub-tablet'
        : 'van-tablet'
      : role === 'van'
        ? 'hub-van'
        : null;
    if (link && !world().links[link]) {
      c.env.incoming.socket.destroy();
      return c.body(null, 503);
    }
    await next();
  };
}

function roleOf(authorization: string | undefined): string | null {
  const payload = authorization?.split('.')[1];
  if (!payload) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'role' in claims ? String(claims.role) : null;
  } catch {
    return null;
  }
}
