import type { Solution } from '../print/words.ts';
import type { ProblemInput } from '../problem.ts';
import { solve, type SolveOptions } from '../solve.ts';
import { startNodeThread } from './start-node.ts';
import { searchThreads } from './threads.ts';

/** Solves in so many threads of this Node, or in the caller's own where one is enough. */
export async function solveWith(
  count: number,
  problem: ProblemInput,
  options: SolveOptions & { readonly now: () => number }
): Promise<Solution> {
  if (count === 1) return solve(problem, options);
  const threads = searchThreads(() => startNodeThread(), count);
  try {
    return await threads.solve(problem, options);
  } finally {
    threads.end();
  }
}
