import type { ProblemInput } from '../problem.ts';
import type { Solution } from '../print/words.ts';

/**
 * The plan that serves most: the smallest sum of priorities left out, then the fewest tasks left out, then the smallest
 * cost (PROBLEM.md, "The plan"). Of equal ones the first.
 */
export function bestOf(problem: ProblemInput, solutions: readonly Solution[]): Solution {
  const priced = new Set<string>();
  const priorities = new Map<string, number>();
  for (const { id, priority = 0, unassigned_cost } of problem.jobs ?? []) {
    priorities.set(`job ${id}`, priority);
    if (unassigned_cost !== undefined) priced.add(`job ${id}`);
  }
  for (const { pickup, delivery, priority = 0, unassigned_cost } of problem.shipments ?? []) {
    // A shipment is left out once, and its two tasks are.
    priorities.set(`delivery ${delivery.id}`, priority);
    if (unassigned_cost !== undefined)
      for (const name of [`pickup ${pickup.id}`, `delivery ${delivery.id}`]) priced.add(name);
  }
  const lost = ({ unassigned }: Solution) => {
    const names = unassigned.map(({ type, id }) => `${type} ${id}`).filter((name) => !priced.has(name));
    return { priority: names.reduce((sum, name) => sum + (priorities.get(name) ?? 0), 0), tasks: names.length };
  };
  const isBetter = (a: Solution, b: Solution) => {
    const [mine, others] = [lost(a), lost(b)];
    return (mine.priority - others.priority || mine.tasks - others.tasks || a.summary.cost - b.summary.cost) < 0;
  };
  return solutions.reduce((best, each) => (isBetter(each, best) ? each : best));
}
