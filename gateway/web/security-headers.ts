import type { MiddlewareHandler } from 'hono';

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
  if (!headers.has('Content-Security-Policy') && !headers.get('Content-Type')?.startsWith('text/html'))
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
};
