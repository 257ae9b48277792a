import type { Clock } from '#domain/units.ts';
import type { Connectivity } from './services.ts';

/** Slower than this, a resident notices and should be told. */
const slowAfter = 1500;
const giveUpAfter = 5000;

/**
 * Asks the hub for a sign of life, to say what the internet is like behind the van's LTE router.
 *
 * @param hubOrigin whose `/healthz` is asked.
 * @param token the van's own, so that the request is known as the van's.
 */
export async function measureConnectivity(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  hubOrigin: string,
  token: string | null
): Promise<Connectivity> {
  const asked = clock.monotonic();
  try {
    const answer = await fetch(`${hubOrigin}/healthz`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
      redirect: 'error',
      signal: AbortSignal.timeout(giveUpAfter)
    });
    await answer.body?.cancel();
    if (!answer.ok) return 'offline';
  } catch {
    return 'offline';
  }
  return clock.monotonic() - asked > slowAfter ? 'slow' : 'online';
}
