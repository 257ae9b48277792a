import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '#lib/console/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/console');

export const actions: Actions = {
  default: ({ platform, cookies }) => {
    const token = cookies.get(sessionCookie);
    if (token) platform?.hub?.signIn.close(token);
    cookies.delete(sessionCookie, { path: '/' });
    redirect(303, '/console/sign-in');
  }
};
