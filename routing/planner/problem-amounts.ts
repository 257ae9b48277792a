import { refused } from './planner-error.ts';
import type { Problem } from './problem.ts';

/** How many different amounts the problem counts. */
export function dimensionsOf({ vehicles }: Problem) {
  const { capacity, compartments } = vehicles[0]!;
  return (compartments?.[0]!.capacity ?? capacity)?.length ?? 0;
}

/** Every list of amounts has the same length, or none is given. */
export function checkAmounts(problem: Problem) {
  const length = dimensionsOf(problem);
  const check = (list: number[] | undefined, place: string) => {
    if (list && list.length !== length)
      throw refused(place, `has ${list.length} amounts where the first vehicle's capacity has ${length}.`);
  };
  problem.vehicles.forEach(({ capacity, compartments, breaks }, index) => {
    const place = `vehicles[${index}]`;
    if (compartments)
      compartments.forEach(({ capacity }, number) => check(capacity, `${place}.compartments[${number}].capacity`));
    else check(capacity ?? [], `${place}.capacity`);
    breaks.forEach(({ max_load }, number) => check(max_load, `${place}.breaks[${number}].max_load`));
  });
  problem.jobs.forEach(({ delivery, pickup }, index) => {
    check(delivery, `jobs[${index}].delivery`);
    check(pickup, `jobs[${index}].pickup`);
  });
  problem.shipments.forEach(({ amount }, index) => check(amount, `shipments[${index}].amount`));
}
