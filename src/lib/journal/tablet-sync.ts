import { httpPeer } from '#domain/http-peer.ts';
import { keepTrying, type KeepTryingOptions, type Trying } from '#domain/keep-trying.ts';
import type { Replica } from '#domain/replication.ts';
import { exchange } from '#domain/replication.ts';
import { milliseconds } from '#domain/units.ts';
import type { Enrolment } from './enrolment.ts';

export interface SyncOptions {
  /** The present shift first, then older ones of which something is not at the hub yet. */
  enrolments(): Promise<Enrolment[]>;
  replica(enrolment: Enrolment): Promise<Replica>;
  hubOrigin: string;
  fetch: typeof fetch;
  signal(): AbortSignal;
  wait: KeepTryingOptions['wait'];
  random(): number;
  /** Runs a talk with one side in one tab at a time; two would do no harm, but the same work twice. */
  lock<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Told when an attempt failed; no network is a failure too, and the commonest. */
  failed?(side: 'van' | 'hub', error: unknown): void;
  /** Told when an exchange went well. */
  reached?(side: 'van' | 'hub'): void;
}

/**
 * Brings facts to the van and to the hub, each on its own: whichever can be reached gets everything. Both are tried all
 * day, ever more slowly while they are silent, and at once when `wake` is called.
 */
export function startSync(options: SyncOptions): Trying {
  const sides = (['van', 'hub'] as const).map((side) =>
    keepTrying({
      attempt: () => options.lock(`raitti-sync-${side}`, () => exchangeAll(side, options)),
      rest: milliseconds(side === 'van' ? 5_000 : 10_000),
      least: milliseconds(1_000),
      most: milliseconds(30_000),
      random: options.random,
      wait: options.wait,
      outcome: (error) => {
        if (error === null) options.reached?.(side);
        else options.failed?.(side, error);
      }
    })
  );
  return {
    wake: () => sides.forEach((side) => side.wake()),
    stop: async () => void (await Promise.all(sides.map((side) => side.stop())))
  };
}

async function exchangeAll(side: 'van' | 'hub', options: SyncOptions) {
  const enrolments = await options.enrolments();
  for (const enrolment of enrolments) {
    const peer = httpPeer({
      role: side,
      origin: side === 'van' ? enrolment.van.origin : options.hubOrigin,
      // The newest token: an older shift's may have run out before its last facts were home.
      token: enrolments[0]!.token,
      fetch: options.fetch,
      signal: options.signal
    });
    await exchange(await options.replica(enrolment), peer, enrolment.shift);
  }
}
