import { building } from '$app/environment';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { sessionCookie } from '#lib/console/session-cookie.ts';
import { languageCookie, languageOf } from '#lib/language/language-of.ts';

/** Before any page: which language, and which member of staff. */
export const handle: Handle = async ({ event, resolve }) => {
  const { locals, cookies, platform, request } = event;
  locals.staff = platform?.hub?.signIn.find(cookies.get(sessionCookie)) ?? null;
  if (building) locals.locale = 'fi';
  else {
    const chosen = languageOf({
      path: event.url.pathname,
      query: event.url.searchParams.get('kieli'),
      cookie: cookies.get(languageCookie),
      staff: locals.staff?.locale,
      header: request.headers.get('accept-language')
    });
    locals.locale = chosen.locale;
    if (chosen.remember)
      cookies.set(languageCookie, chosen.locale, {
        path: '/',
        sameSite: 'lax',
        // The courier's app, which no server renders, reads it too.
        httpOnly: false,
        secure: event.url.protocol === 'https:',
        maxAge: 31_536_000
      });
  }
  return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locals.locale) });
};

/**
 * Notes down what nobody foresaw, without the address: that tells what a person read. That a stranger asked for a page
 * that is not there, or by a broken address, is no news.
 */
export const handleError: HandleServerError = ({ error, status, message, event }) => {
  if (status >= 500) console.error(error);
  return { message, locale: event.locals.locale };
};
