import type { Position } from '../../../src/domain/geometry.ts';
import { RouterError, type Table } from '../../roads/questions.ts';
import { PlannerError } from '../planner-error.ts';
import type { ProblemInput } from '../problem.ts';
import type { Solution } from '../print/words.ts';
import type { SolveOptions, Progress } from '../solve.ts';
import { bestOf } from './best-of.ts';
import type { FromThread, ToThread } from './protocol.ts';

/** A worker of Node or of a browser that runs `searchThread`. */
export interface Thread {
  post(message: ToThread): void;
  /** Who hears it from now on: `failed` where the thread itself is gone. */
  listen(take: (message: FromThread) => void, failed: (error: Error) => void): void;
  end(): void;
}

export type ThreadsOptions = Pick<
  SolveOptions,
  'router' | 'seed' | 'iterations' | 'seconds' | 'signal' | 'onProgress'
> & {
  /** Milliseconds since some moment, on the clock: the threads' processors work beside each other. */
  readonly now: () => number;
};

/** Threads that stay, so that the second plan need not wait until their code is loaded. */
export interface Threads {
  /**
   * Solves one problem at a time, as `solve` does, while the caller's thread stays free.
   *
   * With a budget of seconds the threads search with different seeds and share their best. With a budget of iterations
   * they share nothing, and the best plan wins: the same seed and number of threads give the same plan.
   *
   * @throws PlannerError as `solve` does; Error where a thread fails, in its own words
   */
  solve(problem: ProblemInput, options: ThreadsOptions): Promise<Solution>;
  /** Ends the threads; a search that is under way fails. */
  end(): void;
}

/** @param start starts a thread; again where one has failed */
export function searchThreads(start: () => Thread, count = 1): Threads {
  let threads: Started[] = [];
  let before: Promise<unknown> = Promise.resolve();

  function end() {
    for (const { thread, fail } of threads) {
      thread.end();
      fail(new Error('The planner was ended.'));
    }
    threads = [];
  }

  async function search(problem: ProblemInput, options: ThreadsOptions): Promise<Solution> {
    const began = options.now();
    while (threads.length < count) threads.push(started(start()));
    const table = askedOnce(options.router);
    const report = bestProgress(options.onProgress);
    const shares = count > 1 && options.iterations === undefined;
    const stop = () => threads.forEach(({ thread }) => thread.post({ say: 'stop' }));
    options.signal?.addEventListener('abort', stop);
    try {
      const solutions = await Promise.all(
        threads.map(async (one, index) => {
          await one.isReady;
          const seconds = options.seconds && Math.max(0.001, options.seconds - (options.now() - began) / 1000);
          const budget = { seed: (options.seed ?? 1) + index, iterations: options.iterations, seconds };
          one.thread.post({ say: 'begin', problem, budget, asksRoads: options.router !== undefined, shares });
          if (options.signal?.aborted) one.thread.post({ say: 'stop' });
          const others = threads.filter((other) => other !== one);
          return one.solution((message) => {
            if (message.say === 'roads') void table(message.positions).then((answer) => one.thread.post(answer));
            else if (message.say === 'progress') report(message.event);
            else others.forEach(({ thread }) => thread.post(message));
          });
        })
      );
      return bestOf(problem, solutions);
    } catch (error) {
      // Whatever the others still do is for nobody.
      end();
      throw error;
    } finally {
      options.signal?.removeEventListener('abort', stop);
    }
  }

  return {
    solve(problem, options) {
      const mine = before.then(() => search(problem, options));
      before = mine.catch(() => undefined);
      return mine;
    },
    end
  };
}

/** What comes before a search's last word. */
type OnTheWay = Exclude<FromThread, { say: 'ready' | 'solution' | 'refused' | 'failed' }>;

interface Started {
  readonly thread: Thread;
  readonly isReady: Promise<void>;
  solution(onTheWay: (message: OnTheWay) => void): Promise<Solution>;
  fail(error: Error): void;
}

function started(thread: Thread): Started {
  const ready = Promise.withResolvers<void>();
  let search = Promise.withResolvers<Solution>();
  let hears: (message: OnTheWay) => void = () => undefined;
  const fail = (error: Error) => {
    ready.reject(error);
    search.reject(error);
  };
  // Nobody may be waiting for either of them when the thread ends.
  ready.promise.catch(() => undefined);
  search.promise.catch(() => undefined);
  thread.listen((message) => {
    if (message.say === 'ready') ready.resolve();
    else if (message.say === 'solution') search.resolve(message.solution);
    else if (message.say === 'refused') search.reject(new PlannerError(message.code, '', message.message));
    else if (message.say === 'failed') search.reject(new Error(message.message));
    else hears(message);
  }, fail);
  return {
    thread,
    isReady: ready.promise,
    async solution(onTheWay) {
      hears = onTheWay;
      try {
        return await search.promise;
      } finally {
        search = Promise.withResolvers<Solution>();
        search.promise.catch(() => undefined);
      }
    },
    fail
  };
}

/** All threads ask for the roads between the same places. */
function askedOnce(router: ThreadsOptions['router']): (positions: readonly Position[]) => Promise<ToThread> {
  let answer: Promise<ToThread> | undefined;
  return (positions) =>
    (answer ??= router!.table(positions).then(
      (table: Table): ToThread => ({ say: 'table', table }),
      (error: unknown): ToThread => ({
        say: 'no-table',
        code: error instanceof RouterError ? error.code : null,
        message: (error as Error).message,
        position: error instanceof RouterError ? error.position : undefined
      })
    ));
}

/** Passes on what betters all that any thread has told before. */
function bestProgress(onProgress: ThreadsOptions['onProgress']): (event: Progress) => void {
  let best: Progress | undefined;
  return (event) => {
    const isBetter =
      !best || event.unassigned < best.unassigned || (event.unassigned === best.unassigned && event.cost < best.cost);
    if (!isBetter) return;
    best = event;
    onProgress?.(event);
  };
}
