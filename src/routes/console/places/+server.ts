import { json } from '@sveltejs/kit';
import { signedIn } from '#lib/console/signed-in.ts';
import type { RequestHandler } from './$types';

/** Suggests addresses while a person types one. The text comes in the body: an address is no part of a URL or a log. */
export const POST: RequestHandler = async (event) => {
  const { hub } = signedIn(event);
  const text = (await event.request.text()).slice(0, 100);
  return json(text.trim().length < 2 ? [] : hub.places.find(text, 8).map(({ label }) => label));
};
