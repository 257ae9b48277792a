import type { ProblemInput } from './problem.ts';
import { seededRandom } from './random.ts';
import type { Solution } from './solution.ts';
import { solve, type SolveOptions } from './solve.ts';

export interface Budget {
  readonly router?: SolveOptions['router'];
  readonly iterations?: number | undefined;
  /** Ends the search after so long, as `now` counts it. */
  readonly seconds?: number | undefined;
  /** The same seed and iterations give the same plan. */
  readonly seed?: number | undefined;
  /** Milliseconds since some moment: of the day, or of the processor's work. */
  readonly now: () => number;
  /** Told of every better plan. */
  readonly onProgress?: ((event: Progress) => void) | undefined;
}

export interface Progress {
  /** Since the search began. */
  readonly milliseconds: number;
  readonly cost: number;
  /** Tasks left out. */
  readonly unassigned: number;
  readonly vehicles: number;
}

/** Plans within a budget: searches as long as it lasts, each time with more iterations, and keeps the best plan. */
export async function solveInTime(
  input: ProblemInput,
  { router, iterations, seconds, seed = 1, now, onProgress }: Budget
): Promise<Solution> {
  const began = now();
  const attempt = (count: number | undefined, number: number) =>
    solve(input, { router, iterations: count, random: seededRandom(seed + number) });
  if (seconds === undefined) return attempt(iterations, 0);
  let best: Solution | undefined;
  let count = 0;
  for (let number = 0; ; number++) {
    const before = now();
    const plan = await attempt(count, number);
    if (!best || isBetter(plan, best)) {
      best = plan;
      const { cost, unassigned, routes } = plan.summary;
      onProgress?.({ milliseconds: now() - began, cost, unassigned, vehicles: routes });
    }
    const left = seconds * 1000 - (now() - began);
    const each = (now() - before) / Math.max(1, count);
    if (left <= each * 10) return best;
    count = Math.min(number === 0 ? 10 : count * 4, Math.floor(left / each));
  }
}

const isBetter = ({ summary: a }: Solution, { summary: b }: Solution) =>
  (a.priority - b.priority || b.unassigned - a.unassigned || b.cost - a.cost) > 0;
