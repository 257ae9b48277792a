import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installApp, type InstalledApp } from './installed-app.ts';

/** A worker container as far as the app uses it. */
function fakeBrowser(state: { active?: boolean; waiting?: boolean; reachable?: boolean }) {
  const sent: unknown[] = [];
  const registration = Object.assign(new EventTarget(), {
    active: state.active ? {} : null,
    installing: state.active ? null : Object.assign(new EventTarget(), { state: 'installing' }),
    waiting: state.waiting ? { postMessage: (message: unknown) => sent.push(message) } : null,
    update: async () => undefined
  });
  const container = Object.assign(new EventTarget(), {
    register: async (path: string, { scope }: { scope: string }) => {
      if (state.reachable === false) throw new TypeError('no network');
      sent.push(`${path} for ${scope}`);
      return registration;
    },
    getRegistration: async () => (state.active ? registration : undefined)
  });
  const told: InstalledApp[] = [];
  let reloads = 0;
  installApp(
    container as unknown as ServiceWorkerContainer,
    (app) => told.push(app),
    () => reloads++
  );
  return { registration, container, told, sent, reloads: () => reloads };
}

const settled = () => vi.advanceTimersByTimeAsync(0);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the worker is the courier’s alone, and the app is not called installed before it is', async () => {
  const { registration, told, sent } = fakeBrowser({});
  await settled();
  expect(sent).toEqual(['/service-worker.js for /courier/']);
  expect(told).toEqual([{ state: 'installing' }]);
  Object.assign(registration, { active: {} });
  registration.installing?.dispatchEvent(new Event('statechange'));
  expect(told.at(-1)).toEqual({ state: 'installed', useNewVersion: null });
});

test('a new version waits until the courier takes it, and only then the page is loaded anew', async () => {
  const { container, told, sent, reloads } = fakeBrowser({ active: true, waiting: true });
  await settled();
  container.dispatchEvent(new Event('controllerchange'));
  expect(reloads()).toBe(0);
  const app = told.at(-1);
  if (app?.state === 'installed') app.useNewVersion?.();
  expect(sent).toContain('use-new-version');
  container.dispatchEvent(new Event('controllerchange'));
  expect(reloads()).toBe(1);
});

test('without a network the installed app goes on', async () => {
  const { told } = fakeBrowser({ active: true, reachable: false });
  await settled();
  expect(told.at(-1)).toEqual({ state: 'installed', useNewVersion: null });
});

test('a browser that cannot keep the app says so', async () => {
  const { told } = fakeBrowser({ reachable: false });
  await settled();
  expect(told.at(-1)).toEqual({ state: 'impossible' });
  const private_: InstalledApp[] = [];
  installApp(
    undefined,
    (app) => private_.push(app),
    () => undefined
  );
  expect(private_).toEqual([{ state: 'impossible' }]);
});
