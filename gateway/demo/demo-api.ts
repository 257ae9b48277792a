import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { SignIn } from '#gateway/hub/services.ts';
import { RequestError } from '#gateway/web/problem.ts';
import type { DemoServices } from './services.ts';
import { demoPassword, demoUsers } from './users.ts';
import { worldChange } from './world.ts';

/** The front page's doors and switches. They stand for the person at the demo, so no network switch reaches them. */
export function demoApi(demo: DemoServices, signIn: SignIn) {
  return new Hono()
    .get('/demo/world', (c) => {
      c.header('Cache-Control', 'no-store');
      return c.json(demo.world());
    })
    .post('/demo/world', async (c) => {
      // Another site's page may send a form here, but no JSON.
      if (c.req.header('content-type') !== 'application/json')
        throw new RequestError(415, 'json_only', 'A switch is sent as application/json.');
      const change = v.safeParse(worldChange, await c.req.json().catch(() => null));
      if (!change.success) throw new RequestError(422, 'unknown_change', 'The demo knows no such switch.');
      demo.change(change.output);
      return c.json(demo.world());
    })
    .get('/demo/enter/:door{console|courier}', async (c) => {
      const door = c.req.param('door') as keyof typeof demoUsers;
      // The doors are a caller of their own: whoever mistypes at the console's sign-in does not shut them.
      const session = await signIn.open(demoUsers[door], demoPassword, 'the doors of the demo');
      if (!session)
        throw new RequestError(
          500,
          'no_such_person',
          'The demo has lost its people. To begin anew, and lose what was ordered and driven: npm start -- --fresh'
        );
      if ('wait' in session) {
        c.header('Retry-After', String(session.wait));
        throw new RequestError(429, 'too_many_tries', `Too many tries. Try again in ${session.wait} seconds.`);
      }
      // Two people share this browser: the courier's session goes to the courier's API alone.
      const path = door === 'courier' ? '/api/courier' : '/';
      setCookie(c, 'raitti_session', session.token, {
        path,
        httpOnly: true,
        sameSite: 'Lax',
        expires: new Date(session.expires)
      });
      return c.redirect(`/${door}`, 303);
    });
}
