import { Hono } from 'hono';
import type { AddressOf } from './address-of.ts';
import type { VanServices } from './services.ts';

/**
 * Tells a phone whether it is shut in, and where the portal is. RFC 8908; phones learn this address by DHCP (RFC 8910).
 *
 * @param origin the van's public origin; phones trust the answer only over valid TLS of that name.
 */
export function captivePortalApi(van: VanServices, origin: () => string, addressOf: AddressOf) {
  return new Hono().get('/captive-portal/api', (c) => {
    const accept = c.req.header('accept') ?? '';
    c.header('Cache-Control', 'private, no-store');
    c.header('Vary', 'Accept');
    // A person who opens the address in a browser gets the page. RFC 8910 also lets servers look for capport+json.
    if (accept.includes('text/html') && !/application\/(captive|capport)\+json/.test(accept))
      return c.redirect('/portal', 302);
    const session = van.session(addressOf(c));
    const state = {
      captive: session === null,
      'user-portal-url': `${origin()}/portal`,
      'venue-info-url': `${origin()}/portal/about`,
      'can-extend-session': true,
      ...(session && { 'seconds-remaining': Math.floor(session.left) })
    };
    return c.body(JSON.stringify(state), 200, { 'Content-Type': 'application/captive+json' });
  });
}
