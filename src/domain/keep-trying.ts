import type { Milliseconds } from './units.ts';
import { milliseconds } from './units.ts';

export interface KeepTryingOptions {
  /** One attempt; it throws when it failed. */
  attempt(): Promise<void>;
  /** How long to rest after a success, and after the first failure; then twice as long each time, up to `most`. */
  rest: Milliseconds;
  least: Milliseconds;
  most: Milliseconds;
  /** 0 to 1: a fleet that lost one hub must not come back in one instant. */
  random(): number;
  /** Resolves after so long, or as soon as the signal is aborted. */
  wait(duration: Milliseconds, signal: AbortSignal): Promise<void>;
  /** Told after each attempt: null when it went well. */
  outcome?(error: unknown): void;
}

export interface Trying {
  /** Tries at once, or once more when an attempt is running: something new is there, or the network is back. */
  wake(): void;
  stop(): Promise<void>;
}

/** Attempts the same thing for ever, with longer and longer rests while it fails. */
export function keepTrying(options: KeepTryingOptions): Trying {
  let stopped = false;
  let woken = false;
  let resting = new AbortController();
  let failures = 0;

  async function run() {
    while (!stopped) {
      woken = false;
      let problem: unknown = null;
      try {
        await options.attempt();
        failures = 0;
      } catch (error) {
        problem = error;
        failures += 1;
      }
      options.outcome?.(problem);
      // `stop` and `wake` run while an attempt is awaited.
      if (isStopped() || woken) continue;
      resting = new AbortController();
      await options.wait(restAfter(failures, options), resting.signal);
    }
  }
  const isStopped = () => stopped;
  const ended = run();
  return {
    wake() {
      woken = true;
      resting.abort();
    },
    stop() {
      stopped = true;
      resting.abort();
      return ended;
    }
  };
}

/** A third of jitter either way round the doubled rest. */
export function restAfter(
  failures: number,
  { rest, least, most, random }: Pick<KeepTryingOptions, 'rest' | 'least' | 'most' | 'random'>
): Milliseconds {
  if (failures === 0) return rest;
  const doubled = Math.min(most, least * 2 ** (failures - 1));
  return milliseconds(doubled * (2 / 3 + (random() * 2) / 3));
}

/** `wait` by real timers. */
export const waitByTimer: KeepTryingOptions['wait'] = (duration, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, duration);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true }
    );
  });
