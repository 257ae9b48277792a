import type { Role } from '#gateway/hub/services.ts';

/**
 * Where a person goes after signing in. A courier has no console, wherever they came from.
 *
 * @param to where they wanted to go. Only a path of our own counts: a link with somebody else's address must not lead a
 *   person away after signing in.
 */
export function afterSignIn(to: string | null, role: Role | undefined): string {
  if (role === 'courier') return '/courier/';
  return to && /^\/(console|courier)(\/|\?|$)/.test(to) ? to : '/console';
}
