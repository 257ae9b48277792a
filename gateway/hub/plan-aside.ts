import type { Solution } from '#routing/planner/print/words.ts';
import type { ProblemInput } from '#routing/planner/problem.ts';
import { startNodeThread } from '#routing/planner/threads/start-node.ts';
import { searchThreads, type ThreadsOptions } from '#routing/planner/threads/threads.ts';
import type { Router } from '#routing/roads/questions.ts';

/** How the hub searches for a day's plan; without seconds so many changes as are usual. */
export interface PlanningBudget {
  readonly threads: number;
  readonly seconds?: number | undefined;
}

/**
 * Solves a problem in threads of its own: a search takes seconds, and the hub answers everybody meanwhile. The router
 * stays here, for its roads are too large to be had twice.
 *
 * @throws Error with the planner's or the router's sentence.
 */
export async function solveAside(
  problem: ProblemInput,
  router: Pick<Router, 'table'>,
  { threads: count, seconds }: PlanningBudget = { threads: 1 },
  heard: Pick<ThreadsOptions, 'signal' | 'onProgress'> = {}
): Promise<Solution> {
  // A hub that is stopped does not wait for a plan that it could no longer write.
  const threads = searchThreads(() => startNodeThread({ mayBeLeft: true }), count);
  try {
    return await threads.solve(problem, { ...heard, router, seconds, now: () => performance.now() });
  } finally {
    threads.end();
  }
}
