import type { Course } from './course.ts';
import type { Ground } from './ground.ts';
import { isBetter, objectiveOf } from './kept.ts';
import { stopAt } from './nodes.ts';

/**
 * Takes vehicles away, one after the other, as long as the rest can serve everybody. Pauses every few iterations.
 *
 * What a taken vehicle served is left out, and each request counts how often it was. A change is kept when what is left out
 * is less stubborn than before, so that in the end the stubborn ones have a place and the easy ones find theirs.
 */
export function* reduceFleet(course: Course, until: number, temperature: number): Generator<void, void> {
  const { draft, best, recreate, ruin } = course;
  const hasOptional = draft.ground.requests.some(({ unassignedCost }) => unassignedCost !== undefined);
  const least = hasOptional ? 1 : leastVehicles(draft.ground);
  while (course.spent < until) {
    best.restore(draft);
    if (draft.missingMandatory() === 0) {
      if (draft.driving <= least) break;
      const vehicle = easiest(course);
      if (vehicle < 0) break;
      draft.begin();
      recreate.mostVehicles = draft.driving - 1;
      if (!ruin.take(vehicle)) {
        draft.undo();
        break;
      }
      draft.accept();
    }
    if (!(yield* serveAll(course, until, temperature))) break;
    // Served at last, or by one vehicle less: unless that made it dearer, on to the next.
    if (isBetter(best.objective, objectiveOf(draft))) break;
  }
  best.restore(draft);
  recreate.mostVehicles = Infinity;
}

/** With fewer vehicles there is not room for all that is brought. */
function leastVehicles({ kinds, brought, twins }: Ground): number {
  let least = 1;
  for (let kind = 0; kind < kinds; kind++) {
    const roomiest = twins.reduce(
      (most, { capacity, vehicle }) => (vehicle.reloads.length > 0 ? Infinity : Math.max(most, capacity[kind]!)),
      0
    );
    let sum = 0;
    for (let cell = kind; cell < brought.length; cell += kinds) sum += brought[cell]!;
    if (roomiest > 0) least = Math.max(least, Math.ceil(sum / roomiest));
  }
  return least;
}

/** The driving vehicle whose requests were left out least often; -1 where none can be spared. */
function easiest({ draft, recreate, options }: Course): number {
  const { counters } = recreate;
  const { requests, stops } = draft.ground;
  let least = Infinity;
  let vehicle = -1;
  if (draft.driving < 2) return -1;
  for (let at = 0; at < draft.driving; at++) {
    const route = draft.routes[draft.drivers[at]!]!;
    if (route.locked > 0) continue;
    let sum = options.random() * 0.1;
    for (let node = 1; node <= route.length; node++) {
      const stop = stopAt(route.nodes[node]!, stops.count);
      if (stop < 0) continue;
      const request = stops.request[stop]!;
      if (requests[request]!.first === stop) sum += counters[request]!;
    }
    if (sum < least) [least, vehicle] = [sum, draft.drivers[at]!];
  }
  return vehicle;
}

/** @returns whether everybody is served before the budget is spent */
function* serveAll(course: Course, until: number, temperature: number): Generator<void, boolean> {
  const { draft, recreate, options } = course;
  const { counters } = recreate;
  const limits = { cost: Infinity, priority: Infinity, absent: 0, counters: 0 };
  recreate.areCountersFirst = true;
  let sum = sumOf(course);
  let missing = draft.missingMandatory();
  while (missing > 0 && course.spent < until) {
    if (course.isPauseDue()) yield;
    const bound = draft.cost - temperature * Math.log(options.random());
    limits.priority = draft.missingPriority();
    limits.absent = missing;
    limits.counters = sum;
    const isMade = course.try(limits);
    if (isMade) {
      const after = sumOf(course);
      const left = draft.missingMandatory();
      if (left < missing || after < sum || (after === sum && left === missing && draft.cost <= bound)) {
        draft.accept();
        if (left < missing) course.offer();
        missing = left;
      } else draft.undo();
    } else draft.undo();
    for (let at = 0; at < draft.missing; at++) counters[draft.absent[at]!]!++;
    sum = sumOf(course);
  }
  recreate.areCountersFirst = false;
  return missing === 0;
}

function sumOf({ draft, recreate }: Course): number {
  const { requests } = draft.ground;
  let sum = 0;
  for (let at = 0; at < draft.missing; at++) {
    const request = draft.absent[at]!;
    if (requests[request]!.unassignedCost === undefined) sum += recreate.counters[request]!;
  }
  return sum;
}
