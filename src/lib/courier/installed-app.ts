/** Whether the app itself is on this tablet, and whether a newer one waits to be used. */
export type InstalledApp =
  | { state: 'installing' }
  /** The browser has no workers here, as in a private window. */
  | { state: 'impossible' }
  | { state: 'installed'; useNewVersion: (() => void) | null };

/** Every quarter of an hour an open tablet looks for a new version, when it is reached. */
const lookEvery = 15 * 60_000;

/**
 * Registers the app's worker and tells how far it is; a new version is used only when the courier says so.
 *
 * @param container `navigator.serviceWorker`; undefined where the page is not secure.
 * @param reload reloads the page, once the new version has taken over.
 */
export function installApp(
  container: ServiceWorkerContainer | undefined,
  tell: (app: InstalledApp) => void,
  reload: () => void
) {
  if (!container) {
    tell({ state: 'impossible' });
    return;
  }
  tell({ state: 'installing' });
  let accepted = false;
  container.addEventListener('controllerchange', () => accepted && reload());

  const look = (registration: ServiceWorkerRegistration) => {
    const { waiting, active } = registration;
    if (!active) return;
    const useNewVersion =
      waiting &&
      (() => {
        accepted = true;
        waiting.postMessage('use-new-version');
      });
    tell({ state: 'installed', useNewVersion });
  };
  const follow = (registration: ServiceWorkerRegistration) => {
    look(registration);
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', () => look(registration))
    );
    registration.installing?.addEventListener('statechange', () => look(registration));
    setInterval(() => void registration.update().catch(() => undefined), lookEvery);
  };
  container
    .register('/service-worker.js', { scope: '/courier/' })
    .then(follow)
    // Without the network the worker that is already here goes on.
    .catch(async () => {
      const registration = await container.getRegistration('/courier/');
      if (registration) follow(registration);
      else tell({ state: 'impossible' });
    });
}
