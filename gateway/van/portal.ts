import { Hono, type Context } from 'hono';
import { between, seconds, type Seconds } from '#domain/units.ts';
import { portalLocale } from '#messages/locale.ts';
import type { AddressOf } from './address-of.ts';
import { portalFramePolicy } from './portal-frame.ts';
import { portalPage, termsVersion } from './portal-page.ts';
import type { PortalSessions } from './portal-sessions.ts';
import type { VanServices } from './services.ts';

/** Somebody who begins just before the van leaves still gets this much, if the van lingers. */
const leastTime = seconds(15 * 60);

/**
 * The portal's first page, its one button, and the way to end early. The pages behind it are the site's.
 *
 * @param changed called after every change, so that the firewall follows at once.
 */
export function portal(van: VanServices, sessions: PortalSessions, addressOf: AddressOf, changed: () => Promise<void>) {
  return new Hono()
    .get('/portal', (c) => {
      const locale = portalLocale(c.req.query('kieli'), c.req.header('accept-language'));
      c.header('Cache-Control', 'no-store');
      if (van.wifiOpen() && van.session(addressOf(c))) return c.redirect(`/portal/services?kieli=${locale}`, 303);
      c.header('Content-Security-Policy', portalFramePolicy);
      c.header('Content-Language', locale);
      c.header('Vary', 'Accept-Language');
      return c.html(portalPage(van, locale));
    })
    .post('/portal/accept', async (c) => {
      const locale = await languageOfForm(c);
      c.header('Cache-Control', 'no-store');
      if (!van.wifiOpen()) return c.redirect(`/portal?kieli=${locale}`, 303);
      sessions.open(addressOf(c), timeFor(van), { terms: termsVersion, language: locale });
      await changed();
      return c.redirect(`/portal/services?kieli=${locale}`, 303);
    })
    .post('/portal/end', async (c) => {
      const locale = await languageOfForm(c);
      c.header('Cache-Control', 'no-store');
      sessions.end(addressOf(c));
      await changed();
      return c.redirect(`/portal?kieli=${locale}`, 303);
    });
}

/** The language that the form was in; a form that cannot be read still does what its button says. */
async function languageOfForm(c: Context) {
  const form = await c.req.parseBody().catch((error: unknown): { kieli?: string } => {
    if (error instanceof TypeError) return {};
    throw error;
  });
  return portalLocale(form.kieli, c.req.header('accept-language'));
}

/** The settings' minutes, but not past the promised end of the stop by much. */
function timeFor(van: VanServices): Seconds {
  const most = seconds(van.servicePoint.minutes * 60);
  const stop = van.stop();
  const untilLeaving = stop ? between(van.clock.now(), stop.until) : most;
  return seconds(Math.min(most, Math.max(leastTime, untilLeaving)));
}
