import type { Model } from '../model/model.ts';
import { mayRide, type Vehicle } from '../model/vehicles.ts';
import { loadAnyway } from '../schedule/hold.ts';
import { hasRests } from '../schedule/rests.ts';
import { createTiming, type Judged, type Timing } from '../schedule/timing.ts';
import { judgeWithRests } from './judge-with-rests.ts';
import { firstFree } from './plan.ts';
import { constraints, relaxedModel, relaxedVehicle, withoutPrices, type Constraint, type Others } from './relax.ts';
import { eachSlot, nodesWith, type Slot } from './slots.ts';

/** How much may still be looked into. */
export interface Budget {
  /** Nodes of routes that are judged. */
  left: number;
  isOver(): boolean;
}

/** Thrown where a budget is used up: what was found until then stands, and it must be said that it is not all. */
export class BudgetSpent extends Error {}

/** What stands between a request and one vehicle. */
export interface Question {
  readonly vehicle: Vehicle;
  readonly nodes: readonly number[];
}

/** A model and a vehicle without some constraints. */
export interface Relaxed {
  readonly model: Model;
  readonly vehicle: Vehicle;
  readonly timing: Timing;
}

export interface Possibilities {
  /**
   * Where a request could be put if some constraints were not.
   * @param hint a place that is tried first
   * @throws BudgetSpent
   */
  find(question: Question, without: ReadonlySet<Constraint>, others?: Others, hint?: Slot): Slot | undefined;
  relaxed(vehicle: Vehicle, without: ReadonlySet<Constraint>, others?: Others): Relaxed;
  /** As `Timing.judge`. @throws BudgetSpent */
  judge(relaxed: Relaxed, nodes: readonly number[]): Judged | undefined;
}

/** Constraints that lie in the model; the others lie in the vehicle. */
const ofModel = new Set<Constraint>([
  'needs',
  'incompatible_load',
  'precedence',
  'promises',
  'presence',
  'time_window',
  'transit_time'
]);

export function createPossibilities(model: Model, request: number, budget: Budget): Possibilities {
  // With speeds that change, how long one drives depends on when, and when on what bends.
  const dependsOnPrices = model.vehicles.some(({ speeds, maxTravelTime }) => speeds && maxTravelTime < Infinity);
  const unpriced = dependsOnPrices ? model : withoutPrices(model);
  const known = new Map<string, Omit<Relaxed, 'vehicle'>>();
  const loads = new Map<readonly number[], Float64Array>();
  const nothingOfOthers: Others = {};

  function relaxed(vehicle: Vehicle, without: ReadonlySet<Constraint>, others = nothingOfOthers): Relaxed {
    const key = others === nothingOfOthers && constraints.filter((one) => ofModel.has(one) && without.has(one)).join();
    let loose = key === false ? undefined : known.get(key);
    if (!loose) {
      budget.left -= model.stops.count / 50;
      const made = relaxedModel(unpriced, request, without, others);
      loose = { model: made, timing: createTiming(made) };
      if (key !== false) known.set(key, loose);
    }
    return { ...loose, vehicle: relaxedVehicle(model, vehicle, request, without) };
  }

  function spend(work: number) {
    if (budget.left <= 0 || budget.isOver()) throw new BudgetSpent();
    budget.left -= work;
  }

  function find(
    { vehicle, nodes }: Question,
    without: ReadonlySet<Constraint>,
    others?: Others,
    hint?: Slot
  ): Slot | undefined {
    const first = without.has('locked') ? 0 : firstFree(model, vehicle);
    const loose = relaxed(vehicle, without, others);
    if (first > nodes.length || isHopeless(loose, nodes, request)) return undefined;
    const fits = (slot: Slot) => {
      const filled = nodesWith(model, nodes, request, slot);
      if (hasRests(loose.vehicle)) return judge(loose, filled) !== undefined;
      spend(filled.length + 2);
      return loose.timing.costOf(loose.vehicle, filled, filled.length) < Infinity;
    };
    if (hint && hint.at >= first && fits(hint)) return hint;
    let found: Slot | undefined;
    budget.left -= 1;
    let aboard = loads.get(nodes);
    if (!aboard) loads.set(nodes, (aboard = loadAnyway(model, vehicle, nodes, nodes.length).loads));
    const visit = (slot: Slot) => {
      if (isSame(slot, hint) || !fits(slot)) return false;
      found = slot;
      return true;
    };
    eachSlot(loose.model, loose.vehicle, nodes, request, first, visit, aboard);
    return found;
  }

  function judge({ timing, vehicle }: Relaxed, nodes: readonly number[]): Judged | undefined {
    spend(0);
    const { work, judged } = judgeWithRests(timing, vehicle, nodes);
    budget.left -= work;
    return judged;
  }

  return { find, relaxed, judge };
}

const isSame = ({ at, then, isOnFoot: [first, last] }: Slot, hint: Slot | undefined) =>
  hint !== undefined && at === hint.at && then === hint.then && first === hint.isOnFoot[0] && last === hint.isOnFoot[1];

/** Whether no place of a route can be right, so that none need be looked at. */
function isHopeless({ model, vehicle }: Relaxed, nodes: readonly number[], request: number): boolean {
  const { requests, stops, precedences } = model;
  const one = requests[request]!;
  if (vehicle.serves[request] === 0) return true;
  if (nodes.filter((node) => node >= 0).length + one.size > vehicle.maxTasks) return true;
  const { compartments } = vehicle;
  if (one.needs.length > 0 && !compartments?.some((compartment) => mayRide(one, compartment))) return true;
  return precedences.some(
    ({ first, then }) =>
      stops.request[then] === request &&
      stops.request[first] !== request &&
      !nodes.some((node) => node >= 0 && node % stops.count === first)
  );
}

/** The constraints that could be in the way at all. */
export function constraintsOn(model: Model, { vehicle, nodes }: Question, request: number): Constraint[] {
  const { stops, requests, incompatible, precedences, kinds } = model;
  const { first, size, skills, needs, goods, maxTransit } = requests[request]!;
  const own = size === 1 ? [first] : [first, first + 1];
  const touches: Record<Constraint, boolean> = {
    skills: skills.length > 0,
    needs: needs.length > 0 || (vehicle.compartments?.some(({ dedicated }) => dedicated) ?? false),
    incompatible_load: incompatible.flat().includes(goods),
    room: kinds > 0,
    precedence: precedences.some((pair) => own.includes(pair.first) || own.includes(pair.then)),
    working_time: vehicle.breakAfter < Infinity,
    promises: nodes.length > 0,
    presence: own.some((stop) => stops.presentFrom[stop]! >= 0),
    time_window: own.some((stop) => stops.opens[stop]! > -Infinity || stops.closes[stop]! < Infinity),
    transit_time: maxTransit < Infinity,
    max_shift: vehicle.maxShift < Infinity,
    breaks: vehicle.breaks.length > 0,
    shift_too_short: vehicle.closes < Infinity,
    distance: vehicle.maxDistance < Infinity,
    travel_time: vehicle.maxTravelTime < Infinity,
    too_many_tasks: vehicle.maxTasks < Infinity,
    locked: firstFree(model, vehicle) > 0
  };
  return constraints.filter((one) => touches[one]);
}
