import { error, fail, redirect } from '@sveltejs/kit';
import { afterSignIn } from '#lib/console/after-sign-in.ts';
import { sessionCookie } from '#lib/console/session-cookie.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, platform, cookies, url, getClientAddress, setHeaders }) => {
    if (!platform?.hub) error(404);
    const form = await request.formData();
    const username = String(form.get('username') ?? '').trim();
    const session = await platform.hub.signIn.open(username, String(form.get('password') ?? ''), getClientAddress());
    if (!session) return fail(400, { username, refused: true });
    if ('wait' in session) {
      setHeaders({ 'retry-after': String(session.wait) });
      return fail(429, { username, minutes: Math.ceil(session.wait / 60) });
    }
    cookies.set(sessionCookie, session.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
      expires: new Date(session.expires)
    });
    const staff = platform.hub.signIn.find(session.token);
    redirect(303, afterSignIn(url.searchParams.get('to'), staff?.role));
  }
};
