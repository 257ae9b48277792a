import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { CaseReport } from './worker-process.ts';

export interface Failure {
  readonly seed: number;
  readonly what: string;
}

export interface Summary {
  /** How often each outcome came: `whole`, or the code of an error. */
  readonly outcomes: Map<string, number>;
  readonly failures: Failure[];
  /** The most that any worker had in memory, and the case in which it came to that. */
  most: { megabytes: number; seed: number };
  slowest: { milliseconds: number; seed: number };
}

export interface FuzzOptions {
  readonly workers?: number;
  readonly onProgress?: (done: number) => void;
  /** Told at once: the whole may take an hour. */
  readonly onFailure?: (failure: Failure) => void;
}

/** Milliseconds. A real map takes two seconds on a busy machine. */
const patience = 20_000;
/** A case that needs more has no bound. Typed arrays lie outside of the heap that V8 limits. */
const mostMegabytes = 768;
const heapMegabytes = 384;

/**
 * Runs cases in processes of their own, so that one that hangs, crashes or eats memory is found and named.
 * @param first the first seed; the others are those that follow
 */
export async function fuzz(first: number, count: number, options: FuzzOptions = {}): Promise<Summary> {
  const summary: Summary = {
    outcomes: new Map(),
    failures: [],
    most: { megabytes: 0, seed: first },
    slowest: { milliseconds: 0, seed: first }
  };
  let next = first;
  let done = 0;
  const fail = (failure: Failure) => {
    summary.failures.push(failure);
    options.onFailure?.(failure);
  };
  const work = async () => {
    let worker = startWorker();
    while (next < first + count) {
      const seed = next++;
      const began = performance.now();
      const { outcome, failure, megabytes } = await tried(worker, seed);
      const milliseconds = performance.now() - began;
      if (outcome) summary.outcomes.set(outcome, (summary.outcomes.get(outcome) ?? 0) + 1);
      else fail({ seed, what: failure! });
      if (megabytes > summary.most.megabytes) summary.most = { megabytes, seed };
      if (milliseconds > summary.slowest.milliseconds) summary.slowest = { milliseconds, seed };
      if (megabytes > mostMegabytes) fail({ seed, what: `${Math.round(megabytes)} MB of memory` });
      if (!worker.connected || megabytes > mostMegabytes) {
        worker.kill('SIGKILL');
        worker = startWorker();
      }
      options.onProgress?.(++done);
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: options.workers ?? 2 }, work));
  return summary;
}

const startWorker = () =>
  fork(join(import.meta.dirname, 'worker-process.ts'), {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  });

function tried(worker: ChildProcess, seed: number): Promise<CaseReport> {
  return new Promise((resolve) => {
    const finish = (report: CaseReport) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(report);
    };
    const timer = setTimeout(() => {
      worker.kill('SIGKILL');
      worker.disconnect();
      finish({ seed, failure: `hangs: no answer in ${patience / 1000} s`, megabytes: 0 });
    }, patience);
    worker.once('message', finish);
    worker.once('exit', (code, signal) => finish({ seed, failure: `crashes: ${signal ?? code}`, megabytes: 0 }));
    worker.send(seed, (error) => {
      if (error) finish({ seed, failure: `crashes: ${error.message}`, megabytes: 0 });
    });
  });
}
