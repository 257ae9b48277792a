import { invalidateAll } from '$app/navigation';

const every = 10_000;

/**
 * Brings the page up to date by itself, for the office keeps it open all day. While the hub cannot be reached the page
 * stays as it was: a failed reload would put an error in its place.
 *
 * @returns how to stop.
 */
export function keepFresh(): () => void {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void refresh();
  }, every);
  return () => clearInterval(timer);
}

async function refresh() {
  const reached = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
  if (reached?.ok) await invalidateAll();
}
