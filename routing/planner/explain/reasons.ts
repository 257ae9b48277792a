import type { Model } from '../model/model.ts';
import type { Timing } from '../schedule/timing.ts';
import type { Plan } from '../search/contract.ts';
import { cheapestPlace } from './cheapest-place.ts';
import { excess, figuresOf, type Obstacle } from './figures.ts';
import { leastSet, type LeastSet } from './least-set.ts';
import { differentVehicles, firstFree, nodesByVehicle, requestsOn, taskNameOf, type TaskName } from './plan.ts';
import { BudgetSpent, constraintsOn, createPossibilities, type Possibilities, type Question } from './possible.ts';
import { missingSkills, type Constraint } from './relax.ts';
import { eachSlot, nodesWith, type Slot } from './slots.ts';

/** Why a task was left out. All that names one `vehicle` belongs together: without all of it the task would fit there. */
export type Reason =
  | (Obstacle & OfVehicle)
  | (OfVehicle & { code: 'too_dear'; cost: number; unassigned_cost: number })
  | (Partial<OfVehicle> & { code: 'search_limit'; unfinished?: true })
  | (OfVehicle & { code: 'no_road' })
  | { code: 'conflict'; others: TaskName[] };

interface OfVehicle {
  /** By its id. */
  vehicle: number;
  /** Others that the same stands in the way of. */
  also?: number[];
}

/** So many vehicles are asked: those that have the skills, and the least way to go. */
const mostVehicles = 6;
/** So many different sets are told; the next ones would not help a person any more. */
const mostSets = 4;
/** What all absent tasks of a plan may take together, and each at least, in nodes that are judged. */
const nodesInAll = 6_000_000;
const nodesAtLeast = 20_000;

/** How long the reasons for all absent tasks may take together. */
export interface Patience {
  /** Milliseconds of some clock. */
  readonly now: () => number;
  readonly milliseconds: number;
}

/**
 * Says why a request is not in a plan: for each vehicle a smallest set of constraints without which it would be, the
 * order of everything else staying as it is. Smallest sets come first.
 * @param timing of the model
 * @param request one of `plan.absent`
 * @param patience without it only the work is bounded, not the time
 */
export function reasonsFor(model: Model, timing: Timing, plan: Plan, request: number, patience?: Patience): Reason[] {
  const nodes = nodesByVehicle(model, plan);
  const absent = Math.max(1, plan.absent.length);
  const until = patience ? patience.now() + patience.milliseconds / absent : Infinity;
  const budget = {
    left: Math.max(nodesAtLeast, nodesInAll / absent),
    isOver: () => patience !== undefined && patience.now() > until
  };
  const possible = createPossibilities(model, request, budget);
  const questions = differentVehicles(model, nodes)
    .map((vehicle) => ({ vehicle, nodes: nodes[vehicle.number]! }))
    .map((question) => ({
      ...question,
      strange: missingSkills(model, question.vehicle, request).length,
      detour: leastDetour(model, question, request)
    }))
    .sort((a, b) => a.strange - b.strange || a.detour - b.detour);
  const found: Found[] = [];
  try {
    for (const question of questions)
      if (possible.find(question, nothing)) return [fitting(model, timing, nodes, request, question)];
    const servedBy = servers(model, plan);
    for (const question of questions.slice(0, mostVehicles)) {
      const one = explained(model, timing, possible, question, request, servedBy);
      add(found, one, alike(model, nodes, question));
    }
    return [...told(found), ...inTheWay(model, possible, questions, request, found)];
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return [...told(found), { code: 'search_limit', unfinished: true }];
  }
}

const nothing: ReadonlySet<Constraint> = new Set();

/** It fits: nobody has found it in time, or it is not worth its way. */
function fitting(
  model: Model,
  timing: Timing,
  nodes: readonly (readonly number[])[],
  request: number,
  { vehicle }: Question
): Reason {
  const { unassignedCost } = model.requests[request]!;
  const cheapest = unassignedCost === undefined ? undefined : cheapestPlace(model, timing, nodes, request);
  return cheapest && unassignedCost !== undefined && cheapest.cost > unassignedCost
    ? { vehicle: cheapest.vehicle.id, code: 'too_dear', cost: cheapest.cost, unassigned_cost: unassignedCost }
    : { vehicle: (cheapest?.vehicle ?? vehicle).id, code: 'search_limit' };
}

/** What one vehicle says. */
interface Found {
  readonly vehicles: number[];
  readonly obstacles: readonly (Obstacle | { code: 'no_road' } | { code: 'search_limit'; unfinished?: true })[];
  /** The order of other tasks there leaves no room, while an empty vehicle would have some. */
  readonly question: Question;
}

function explained(
  model: Model,
  timing: Timing,
  possible: Possibilities,
  question: Question,
  request: number,
  servedBy: ReadonlyMap<number, number>
): Pick<Found, 'obstacles' | 'question'> {
  const given = brokenAlready(model, timing, possible, question, request);
  const set = given && leastSet(model, possible, question, request, given);
  if (!set) return { question, obstacles: [{ code: given ? 'no_road' : 'locked' }] };
  if (set.named.length === 0) return { question, obstacles: [{ code: 'search_limit' }] };
  const best = { ...set, slot: bestPlace(model, possible, question, request, set) };
  const relaxed = possible.relaxed(question.vehicle, set.without, set.others);
  const told =
    figuresOf(model, request, question, best, relaxed, servedBy) ??
    figuresOf(model, request, question, set, relaxed, servedBy);
  return { question, obstacles: told ?? [{ code: 'search_limit', unfinished: true }] };
}

/**
 * What an order that a courier has pinned breaks without the request: it is no reason against it.
 * @returns nothing where the order cannot be driven at all
 */
function brokenAlready(
  model: Model,
  timing: Timing,
  possible: Possibilities,
  question: Question,
  request: number
): ReadonlySet<Constraint> | undefined {
  const { vehicle, nodes } = question;
  if (nodes.length === 0 || timing.costOf(vehicle, nodes, nodes.length) < Infinity) return nothing;
  const isDrivable = (without: ReadonlySet<Constraint>) => {
    const relaxed = possible.relaxed(vehicle, without);
    return relaxed.timing.costOf(relaxed.vehicle, nodes, nodes.length) < Infinity;
  };
  const without = new Set(constraintsOn(model, question, request));
  if (!isDrivable(without)) return undefined;
  for (const constraint of [...without]) {
    without.delete(constraint);
    if (!isDrivable(without)) without.add(constraint);
  }
  return without;
}

/** So many places are compared for the one where least is missing. */
const mostCompared = 40;

/** The place where least of a set is missing. */
function bestPlace(
  honest: Model,
  possible: Possibilities,
  { vehicle, nodes }: Question,
  request: number,
  { named, without, others, slot }: LeastSet
): Slot {
  const relaxed = possible.relaxed(vehicle, without, others);
  let [best, least, left] = [slot, Infinity, mostCompared];
  const first = without.has('locked') ? 0 : firstFree(honest, vehicle);
  eachSlot(relaxed.model, relaxed.vehicle, nodes, request, first, (place) => {
    const judged = possible.judge(relaxed, nodesWith(honest, nodes, request, place));
    const missing = judged ? excess(honest, vehicle, request, named, judged) : Infinity;
    if (missing < least) [best, least] = [place, missing];
    return --left === 0;
  });
  return best;
}

/** Vehicles in whose way the same stands are told together, with the figures of the nearest. */
function add(found: Found[], { obstacles, question }: Pick<Found, 'obstacles' | 'question'>, vehicles: number[]) {
  const key = (list: Found['obstacles']) =>
    list
      .map((one) =>
        [one.code, 'missing' in one && one.missing, 'needs' in one && one.needs, 'stop' in one && one.stop].join()
      )
      .join(' ');
  const same = found.find((one) => key(one.obstacles) === key(obstacles));
  if (same) same.vehicles.push(...vehicles);
  else found.push({ obstacles, question, vehicles });
}

function told(found: readonly Found[]): Reason[] {
  return found
    .toSorted((a, b) => a.obstacles.length - b.obstacles.length)
    .slice(0, mostSets)
    .flatMap(({ obstacles, vehicles: [vehicle, ...also] }) =>
      obstacles.map((one) => ({ vehicle: vehicle!, ...(also.length > 0 && { also }), ...one }) as Reason)
    );
}

/** The vehicles that stay at home and are a vehicle's equals, itself first. */
function alike({ vehicles }: Model, nodes: readonly (readonly number[])[], { vehicle }: Question): number[] {
  if (nodes[vehicle.number]!.length > 0 || vehicle.steps) return [vehicle.id];
  const equals = vehicles.filter(
    ({ number, twin, steps }) => twin === vehicle.twin && !steps && nodes[number]!.length === 0
  );
  return equals.map(({ id }) => id);
}

/** Of so many vehicles the tasks are named without any one of which there would be room. */
const mostAsked = 3;

/** The tasks in whose place, each by itself, the request would be served. */
function inTheWay(
  model: Model,
  possible: Possibilities,
  questions: readonly Question[],
  request: number,
  found: readonly Found[]
): Reason[] {
  const others: number[] = [];
  try {
    for (const { vehicle, nodes } of questions.filter(({ nodes }) => nodes.length > 0).slice(0, mostAsked)) {
      if (!possible.find({ vehicle, nodes: [] }, nothing)) continue;
      for (const other of requestsOn(model, nodes)) {
        const without = nodes.filter((node) => node < 0 || model.stops.request[node % model.stops.count] !== other);
        if (possible.find({ vehicle, nodes: without }, nothing)) others.push(other);
      }
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
  }
  const names = others.map((other) => taskNameOf(model, other));
  const isTold = found.some(({ obstacles }) =>
    obstacles.some((one) => one.code === 'promises' && JSON.stringify(one.others) === JSON.stringify(names))
  );
  return names.length === 0 || isTold ? [] : [{ code: 'conflict', others: names }];
}

function servers(model: Model, { routes }: Plan): Map<number, number> {
  return new Map(
    routes.flatMap(({ vehicle, nodes }) => requestsOn(model, nodes).map((each) => [each, model.vehicles[vehicle]!.id]))
  );
}

/** How far out of a vehicle's way a request is, in VROOM's units of cost. */
function leastDetour({ stops, requests }: Model, { vehicle, nodes }: Question, request: number): number {
  const { costs, size, start, end, reloads } = vehicle;
  const places = nodes.map((node) => (node < 0 ? reloads[-1 - node]!.place : stops.place[node % stops.count]!));
  const all = [start, ...places, end];
  const { first, size: count } = requests[request]!;
  let sum = nodes.length === 0 ? vehicle.fixedCost : 0;
  for (let stop = first; stop < first + count; stop++) {
    let least = Infinity;
    for (let at = 1; at < all.length; at++) {
      const [before, here, after] = [all[at - 1]!, stops.place[stop]!, all[at]!];
      const longer = costs[before * size + here]! + costs[here * size + after]! - costs[before * size + after]!;
      if (longer < least) least = longer;
    }
    sum += least;
  }
  return sum;
}
