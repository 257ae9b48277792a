import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { portalLocale } from '#messages/locale.ts';
import { limitBody } from '../web/limit-body.ts';
import { notFound, onError } from '../web/problem.ts';
import { securityHeaders } from '../web/security-headers.ts';
import type { AddressOf } from './address-of.ts';
import { captivePortalApi } from './captive-portal-api.ts';
import { portalFramePolicy } from './portal-frame.ts';
import { failurePage } from './portal-page.ts';
import { portal } from './portal.ts';
import type { PortalSessions } from './portal-sessions.ts';
import type { VanServices } from './services.ts';

export interface VanAppParts {
  van: VanServices;
  sessions: PortalSessions;
  addressOf: AddressOf;
  /** The van's public origin, which phones and the tablet call it by. */
  origin: () => string;
  hubOrigin: string;
  /** The relay between tablet and hub: `/api/…`, guarded by its own tokens. */
  relay: Hono | null;
  /** The built site's routes; null where only the API is wanted. */
  site: Hono | null;
  changed: () => Promise<void>;
  /** Told of errors that nobody foresaw. */
  report: (error: unknown) => void;
}

/**
 * What of the site a resident may see. The same build holds the console and the courier's app, and the van box hangs on
 * a public Wi-Fi: anything not named here is not there.
 */
const ofThePortal = (path: string) => /^\/(portal|_app\/immutable)\//.test(path) || path === '/icon.svg';

/** Everything that the van answers, as one Hono app. */
export function vanApp({ van, sessions, addressOf, origin, hubOrigin, relay, site, changed, report }: VanAppParts) {
  const app = new Hono();
  app.use(securityHeaders);
  // A person at a wrong address, or where something broke, gets a page; a program gets problem details.
  const forPerson = (c: Context, answer: Response): Response => {
    if (c.req.path.startsWith('/api/') || !c.req.header('accept')?.includes('text/html')) return answer;
    const locale = portalLocale(c.req.query('kieli'), c.req.header('accept-language'));
    const { status } = answer;
    return new Response(failurePage(van, locale, status), {
      status,
      headers: {
        'Content-Type': 'text/html; charset=UTF-8',
        'Content-Security-Policy': portalFramePolicy,
        'Content-Language': locale,
        'Cache-Control': 'no-store'
      }
    });
  };
  app.onError((error, c) => forPerson(c, onError(report)(error, c)));
  app.notFound((c) => forPerson(c, notFound(c)));

  app.get('/healthz', (c) => c.json({ status: 'ok' }));

  // A phone that looks for the internet, or a person who typed an address: the firewall leads them here under a foreign
  // name. 302 and never 301, for after the acceptance the same address must lead to its true server.
  app.use(async (c, next) => {
    if (isOurs(c, origin())) return next();
    c.header('Cache-Control', 'no-store');
    return ['GET', 'HEAD'].includes(c.req.method)
      ? c.redirect(`${origin()}/portal`, 302)
      : c.text('Log in to the network first.', 511);
  });

  app.get('/', (c) => c.redirect('/portal', 302));

  if (relay) {
    app.use(
      '/api/*',
      cors({
        origin: hubOrigin,
        allowMethods: ['GET', 'POST', 'PUT'],
        allowHeaders: ['authorization', 'content-type'],
        maxAge: 600
      })
    );
    app.route('/', relay);
  }

  app.use('/portal/*', limitBody(4096), refuseForeignForms);
  app.route('/', captivePortalApi(van, origin, addressOf));
  app.route('/', portal(van, sessions, addressOf, changed));
  if (site) {
    app.use(async (c, next) => {
      const wanted = ['GET', 'HEAD'].includes(c.req.method) && ofThePortal(new URL(c.req.url).pathname);
      return wanted ? next() : c.notFound();
    });
    app.route('/', site);
  }
  return app;
}

/** Whether the request calls the van by a name of its own. */
function isOurs(c: Context, origin: string): boolean {
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return host === new URL(origin).host;
}

/** No other site may open or end somebody's internet. Login windows of phones send no Origin, or `null`. */
const refuseForeignForms: MiddlewareHandler = async (c, next) => {
  const from = c.req.header('origin');
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  const foreign = from !== undefined && from !== 'null' && URL.parse(from)?.host !== host;
  if (c.req.method === 'POST' && foreign) return c.text('This form belongs to another site.', 403);
  return next();
};
