import type { RequestEvent } from '@sveltejs/kit';

/* What a form has done, told on the page it leads to: in a cookie of that page, for a link could say anything. */

const cookie = 'raitti_told';

/** Tells `page` (its path) for a minute; the page renews itself meanwhile and must not lose the words. */
export function tell({ cookies, url }: RequestEvent, page: string, words: string): void {
  const secure = url.protocol === 'https:';
  cookies.set(cookie, words, { path: page, secure, sameSite: 'lax', httpOnly: true, maxAge: 60 });
}

/** What this page has been told; the page checks the words. */
export const told = ({ cookies }: Pick<RequestEvent, 'cookies'>): string | undefined => cookies.get(cookie);
