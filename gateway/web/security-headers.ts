import type { MiddlewareHandler } from 'hono';

const ofAnythingElse = "default-src 'none'; frame-ancestors 'none'";
/** A worker obeys the policy of its own script, and the courier's fetches the app that it keeps. */
const ofScript = `${ofAnythingElse}; connect-src 'self'; script-src 'self'`;

/**
 * Headers that every answer carries. The content security policy is the page's own (SvelteKit writes it, with the
 * hashes of its scripts); this one is for whatever is no page.
 */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('X-Frame-Options', 'DENY');
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Permissions-Policy', 'geolocation=(self), camera=(), microphone=(), payment=()');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  const type = headers.get('Content-Type') ?? '';
  if (!headers.has('Content-Security-Policy') && !type.startsWith('text/html'))
    headers.set('Content-Security-Policy', type.startsWith('text/javascript') ? ofScript : ofAnythingElse);
};
