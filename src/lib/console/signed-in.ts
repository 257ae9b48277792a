import { error } from '@sveltejs/kit';

interface Event {
  platform: Readonly<App.Platform> | undefined;
  locals: App.Locals;
}

/**
 * The hub and the person who asks, for the pages of the console.
 *
 * @throws a 403 when nobody is signed in or a courier asks, and a 404 in a program that has no console.
 */
export function signedIn({ platform, locals }: Event) {
  if (!platform?.hub) error(404);
  if (!locals.staff || locals.staff.role === 'courier') error(403);
  return { hub: platform.hub, staff: locals.staff };
}
