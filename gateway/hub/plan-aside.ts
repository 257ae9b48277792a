import { Worker } from 'node:worker_threads';
import type { ProblemInput } from '#routing/planner/problem.ts';
import type { Solution } from '#routing/planner/print/words.ts';
import type { Router } from '#routing/roads/questions.ts';
import type { FromWorker } from './plan-worker.ts';

/**
 * Solves a problem in a thread of its own: a search takes seconds, and the hub answers everybody meanwhile. The router
 * stays here, for its roads are too large to be had twice.
 *
 * @throws Error with the planner's or the router's sentence.
 */
export async function solveAside(problem: ProblemInput, router: Pick<Router, 'table'>): Promise<Solution> {
  const worker = new Worker(new URL('./plan-worker.ts', import.meta.url), { workerData: problem });
  // A hub that is stopped does not wait for a plan that it could no longer write.
  worker.unref();
  try {
    return await new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The planner ended without a plan.')));
      worker.on('message', (message: FromWorker) => {
        if ('solution' in message) resolve(message.solution);
        else router.table(message.positions).then((table) => worker.postMessage(table), reject);
      });
    });
  } finally {
    await worker.terminate();
  }
}
