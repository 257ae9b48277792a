import type { RequestEvent } from '@sveltejs/kit';

/* How many orders an import has placed, from its page to the next: in a cookie, for a link could say any number. */

const cookie = 'raitti_placed';
const path = '/console/orders';

export function keepPlaced({ cookies, url }: RequestEvent, count: number): void {
  const secure = url.protocol === 'https:';
  cookies.set(cookie, String(count), { path, secure, sameSite: 'lax', httpOnly: true, maxAge: 60 });
}

/** What was kept, once; 0 when nothing was. */
export function takePlaced({ cookies }: Pick<RequestEvent, 'cookies'>): number {
  const count = Number(cookies.get(cookie) ?? 0);
  if (count) cookies.delete(cookie, { path });
  return Number.isSafeInteger(count) ? count : 0;
}
