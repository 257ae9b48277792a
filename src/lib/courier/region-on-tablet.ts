import type { HubKey } from '#domain/keyring.ts';
import {
  askForPack,
  dropDamaged,
  fetchRegionPack,
  isNewer,
  keptSignedPack,
  type PackOutside,
  type PackProgress
} from './region-pack.ts';
import { PackError, type PackProblem, type SignedPack } from './signed-pack.ts';

/** What is known of the region pack on this tablet and at its hub. */
export interface RegionState {
  /** Null when there is none; undefined until it was looked for. A pack stays in use until a newer one is whole. */
  kept: SignedPack | null | undefined;
  /** A pack that the hub hands out and that is newer than the kept one. */
  offered: SignedPack | null;
  fetching: PackProgress | null;
  /** Why the last download did not come to its end; or `broken`: what was kept is damaged. */
  problem: { code: PackProblem; lacking: number | null } | null;
}

export const notLooked: RegionState = { kept: undefined, offered: null, fetching: null, problem: null };

interface Outside extends PackOutside {
  locks: Pick<LockManager, 'request'>;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export interface RegionOnTablet {
  /** Who may hand packs out; null while the tablet is not enrolled. */
  trust(hub: HubKey | null): Promise<void>;
  /** The hub was just reached: asks now and then whether a newer pack waits, and goes on with what was cut. */
  hubReached(): Promise<void>;
  fetch(): Promise<void>;
  /** The map or the roads could not be read: drops what is damaged, so that it is missing and can be fetched. */
  check(): Promise<void>;
}

/** Seconds between two questions to the hub. */
const askEvery = 15 * 60;
/** There while a download is wanted, so that it goes on after the app was closed or the battery has died. */
const wantedKey = 'raitti-region-wanted';

/** Keeps the map of the area on this tablet; @param tell is told of every change */
export function regionOnTablet(outside: Outside, tell: (state: RegionState) => void): RegionOnTablet {
  const { storage } = outside;
  let state = notLooked;
  let hub: HubKey | null = null;
  let asked = -Infinity;
  let checking = false;
  const show = (change: Partial<RegionState>) => tell((state = { ...state, ...change }));

  /** Another tab may have fetched meanwhile. */
  async function look(trusted: HubKey) {
    const kept = await keptSignedPack(outside.caches, trusted).catch(() => null);
    show({ kept, offered: state.offered && isNewer(state.offered, kept) ? state.offered : null });
    return kept;
  }

  async function ask(trusted: HubKey) {
    asked = outside.now();
    try {
      const kept = await look(trusted);
      const pack = await askForPack(outside, trusted, state.offered ?? kept);
      if (pack) show({ offered: isNewer(pack, kept) ? pack : null });
    } catch {
      // Nobody waits for an answer, and what is wrong will be said when the map is fetched.
      asked = -Infinity;
    }
  }

  async function fetch() {
    const trusted = hub;
    if (!trusted || state.fetching) return;
    show({ fetching: { have: 0, all: 0, left: null }, problem: null });
    storage.setItem(wantedKey, 'yes');
    try {
      const kept = await outside.locks.request('raitti-region', () =>
        fetchRegionPack(outside, trusted, (fetching) => show({ fetching }))
      );
      storage.removeItem(wantedKey);
      show({ kept, offered: null, fetching: null });
    } catch (error) {
      const { problem, lacking } = error instanceof PackError ? error : { problem: 'full' as const, lacking: null };
      if (problem !== 'offline') storage.removeItem(wantedKey);
      show({ fetching: null, problem: { code: problem, lacking } });
    }
  }

  return {
    async trust(next) {
      if (next?.id === hub?.id) return;
      hub = next;
      asked = -Infinity;
      show({ ...notLooked });
      if (next) await look(next);
    },
    async hubReached() {
      if (!hub || state.fetching) return;
      if (storage.getItem(wantedKey)) return fetch();
      if (outside.now() - asked >= askEvery) await ask(hub);
    },
    fetch,
    async check() {
      const trusted = hub;
      // Where none is said to be whole, it is offered already.
      if (!trusted || !state.kept || checking) return;
      checking = true;
      const dropped = await outside.locks
        .request('raitti-region', () => dropDamaged(outside, trusted))
        .catch(() => false);
      checking = false;
      if (hub !== trusted) return;
      await look(trusted);
      if (dropped && !state.kept && !state.fetching) show({ problem: { code: 'broken', lacking: null } });
    }
  };
}

/** What the browser gives. */
export const browserOutside = (wait: Outside['wait']): Outside => ({
  fetch: (...request) => fetch(...request),
  caches,
  digest: (bytes) => crypto.subtle.digest('SHA-256', bytes),
  estimate: () => navigator.storage.estimate().catch(() => null),
  wait,
  now: () => performance.now() / 1000,
  locks: navigator.locks,
  storage: localStorage
});
