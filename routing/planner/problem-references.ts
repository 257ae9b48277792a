import { refused } from './planner-error.ts';
import type { Problem } from './problem.ts';

/* Ids are given once, and what is named is there. */

const tasksOf = ({ jobs, shipments }: Problem) => ({
  job: new Set(jobs.map(({ id }) => id)),
  pickup: new Set(shipments.map(({ pickup }) => pickup.id)),
  delivery: new Set(shipments.map(({ delivery }) => delivery.id))
});
export type Tasks = ReturnType<typeof tasksOf>;

/** Refuses ids that are given twice or name nothing, and precedences that go round in a circle. */
export function checkReferences(problem: Problem): Tasks {
  const { jobs, shipments, vehicles, precedences } = problem;
  checkOnce(jobs, (index) => `jobs[${index}]`);
  checkOnce(
    shipments.map(({ pickup }) => pickup),
    (index) => `shipments[${index}].pickup`
  );
  checkOnce(
    shipments.map(({ delivery }) => delivery),
    (index) => `shipments[${index}].delivery`
  );
  checkOnce(vehicles, (index) => `vehicles[${index}]`);
  vehicles.forEach(({ breaks, reloads, compartments = [] }, vehicle) => {
    for (const [key, list] of Object.entries({ breaks, reloads, compartments }))
      checkOnce(list, (index) => `vehicles[${vehicle}].${key}[${index}]`);
  });

  const vehicleIds = new Set(vehicles.map(({ id }) => id));
  for (const [key, orders] of Object.entries({ jobs, shipments }))
    orders.forEach(({ preferred_vehicles }, index) => {
      const stranger = preferred_vehicles.findIndex((id) => !vehicleIds.has(id));
      if (stranger >= 0)
        throw refused(
          `${key}[${index}].preferred_vehicles[${stranger}]`,
          `is ${preferred_vehicles[stranger]}, but there is no such vehicle.`
        );
    });

  const tasks = tasksOf(problem);
  precedences.forEach((precedence, index) => {
    for (const end of ['first', 'then'] as const) {
      const { type, id } = precedence[end];
      if (!tasks[type].has(id)) throw refused(`precedences[${index}].${end}`, `is ${type} ${id}, which is not there.`);
    }
  });
  checkCircles(problem);
  return tasks;
}

function checkOnce(list: { id: number }[], place: (index: number) => string) {
  const known = new Set<number>();
  list.forEach(({ id }, index) => {
    if (known.has(id)) throw refused(`${place(index)}.id`, `${id} is used twice.`);
    known.add(id);
  });
}

/** No task waits for itself, by way of others or of its own pickup. */
function checkCircles({ precedences, shipments }: Problem) {
  const name = ({ type, id }: { type: string; id: number }) => `${type} ${id}`;
  const pairs = precedences.map(({ first, then }) => [name(first), name(then)] as const);
  if (pairs.length === 0) return;
  pairs.push(...shipments.map(({ pickup, delivery }) => [`pickup ${pickup.id}`, `delivery ${delivery.id}`] as const));
  const [before, after] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const note = (map: Map<string, string[]>, key: string, value?: string) => {
    const list = map.get(key) ?? map.set(key, []).get(key)!;
    if (value !== undefined) list.push(value);
  };
  for (const [first, then] of pairs) {
    note(before, then, first);
    note(before, first);
    note(after, first, then);
  }
  // Whatever waits for nothing is taken away, until only circles and what waits for them is left.
  const left = new Map([...before].map(([task, waitsFor]) => [task, waitsFor.length]));
  const free = [...left].filter(([, count]) => count === 0).map(([task]) => task);
  for (const task of free) {
    left.delete(task);
    for (const then of after.get(task) ?? []) {
      left.set(then, left.get(then)! - 1);
      if (left.get(then) === 0) free.push(then);
    }
  }
  let [task] = left.keys();
  if (task === undefined) return;
  const walked: string[] = [];
  while (!walked.includes(task)) {
    walked.unshift(task);
    task = before.get(task)!.find((each) => left.has(each))!;
  }
  const circle = walked.slice(0, walked.indexOf(task) + 1);
  const named = circle.length > 6 ? [...circle.slice(0, 5), '…'] : circle;
  throw refused('precedences', `go round in a circle (${named.join(', ')}). Leave one of them out.`);
}
