/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

/** The one page of the courier's app: an empty shell whose script reads the address. */
const shell = '/courier/';

/** Letters of other alphabets would only fill the tablet. */
const isForCourier = (path: string) => !/source-sans-3-(cyrillic|greek|vietnamese)/.test(path);

cleanupOutdatedCaches();
precacheAndRoute([
  ...build.filter(isForCourier).map((url) => ({ url, revision: null })),
  ...files.map((url) => ({ url, revision: version })),
  { url: shell, revision: version }
]);
registerRoute(new NavigationRoute(createHandlerBoundToURL(shell), { allowlist: [/^\/courier\//] }));

// The first worker takes the open page at once: the check before leaving would otherwise need a reload. A later one
// waits until the courier says so between visits, for an old page may still ask for scripts that a new one has dropped.
clientsClaim();
self.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if (data === 'use-new-version') void self.skipWaiting();
});
