import { refused } from './planner-error.ts';
import type { Problem } from './problem.ts';
import type { Tasks } from './problem-references.ts';
import type { Vehicle, VehicleStep } from './problem-vehicle.ts';

/**
 * Every step of a given route names a task that is there, and no task is done twice. Where the planner may still
 * change the route, a delivery comes after its pickup; where the order is the courier's own, that is told as a violation.
 */
export function checkSteps({ vehicles, shipments, options }: Problem, tasks: Tasks) {
  const pickupOf = new Map(shipments.map(({ pickup, delivery }) => [delivery.id, pickup.id]));
  const done = new Set<string>();
  vehicles.forEach((vehicle, index) => {
    const { steps = [], pinned } = vehicle;
    const place = `vehicles[${index}].steps`;
    steps.forEach((step, number) => checkStep(step, `${place}[${number}]`, vehicle, number, tasks, done));
    if (!pinned && !options.c) checkPairs(vehicle, place, pickupOf);
  });
}

function checkStep(
  { type, id }: VehicleStep,
  place: string,
  { steps = [], breaks, reloads, working_time }: Vehicle,
  number: number,
  tasks: Tasks,
  done: Set<string>
) {
  if (type === 'start' || type === 'end') {
    if (number !== (type === 'start' ? 0 : steps.length - 1))
      throw refused(place, `is the ${type}, which must be the ${type === 'start' ? 'first' : 'last'} step.`);
  } else if (type === 'reload') {
    if (!reloads.some((reload) => reload.id === id))
      throw refused(`${place}.id`, `is ${id}, but there is no such reload.`);
  } else if (type === 'break' && id === undefined) {
    if (working_time?.break_after === undefined)
      throw refused(place, 'needs the id of a break: the vehicle has no breaks by "working_time".');
  } else {
    const there = type === 'break' ? breaks.some((each) => each.id === id) : tasks[type].has(id!);
    if (!there) throw refused(`${place}.id`, `is ${id}, but there is no such ${type}.`);
    // Each vehicle numbers its own breaks.
    const name = type === 'break' ? `${place.slice(0, place.indexOf('.'))} ${id}` : `${type} ${id}`;
    if (done.has(name)) throw refused(`${place}.id`, `is ${type} ${id}, which is already in "steps".`);
    done.add(name);
  }
}

function checkPairs({ steps = [], locked_steps }: Vehicle, place: string, pickupOf: ReadonlyMap<number, number>) {
  const aboard = new Map<number, number>();
  steps.forEach(({ type, id }, number) => {
    if (type === 'pickup') aboard.set(id!, number);
    if (type !== 'delivery') return;
    const pickup = pickupOf.get(id!)!;
    if (!aboard.delete(pickup))
      throw refused(`${place}[${number}]`, `delivers what pickup ${pickup} has not brought aboard before.`);
  });
  for (const [pickup, number] of aboard)
    if (number >= locked_steps)
      throw refused(
        `${place}[${number}]`,
        `picks up ${pickup}, whose delivery is not in "steps". Give both or neither.`
      );
}
