import type { Model } from '../model/model.ts';
import { opening } from '../model/time.ts';
import { kind } from '../schedule/events.ts';
import { stopAt } from '../schedule/prices.ts';
import { hasRests } from '../schedule/rests.ts';
import { requestsOn } from './plan.ts';
import { constraintsOn, type Possibilities, type Question } from './possible.ts';
import type { Constraint, Others } from './relax.ts';
import { nodesWith, type Slot } from './slots.ts';

/** What keeps a request out of one vehicle: without all of it there is room, with any part of it there is none. */
export interface LeastSet {
  readonly named: readonly Constraint[];
  /** These, and what the route breaks already. */
  readonly without: ReadonlySet<Constraint>;
  /** Whose promises break, and who would meet what they may not. */
  readonly others: Others;
  /** A place for the request where the set is not. */
  readonly slot: Slot;
}

/**
 * Lifts every constraint, and puts one after the other back while there is still room, those first that a person can
 * change least.
 * @param given constraints that the route breaks already, and that are no reason
 * @returns nothing where there is no room even so: no road leads there
 * @throws BudgetSpent
 */
export function leastSet(
  model: Model,
  possible: Possibilities,
  question: Question,
  request: number,
  given: ReadonlySet<Constraint>
): LeastSet | undefined {
  let without: ReadonlySet<Constraint> = new Set([...constraintsOn(model, question, request), ...given]);
  const anywhere = possible.find(question, without);
  if (!anywhere) return undefined;
  let slot: Slot = anywhere;
  // Rests are placed by rules of thumb, and with other speeds later is not always longer, so that now and then a constraint can be put back only when others are.
  for (let more = true; more;) {
    more = false;
    for (const constraint of [...without]) {
      if (given.has(constraint)) continue;
      const fewer = new Set(without);
      fewer.delete(constraint);
      const found = possible.find(question, fewer, undefined, slot);
      if (!found) continue;
      [without, slot] = [fewer, found];
      more = without.size > 1;
    }
  }
  const isUneven = question.vehicle.speeds !== undefined || hasRests(question.vehicle);
  for (const some of isUneven ? smallParts([...without].filter((one) => !given.has(one))) : []) {
    const fewer = new Set([...given, ...some]);
    const found = possible.find(question, fewer, undefined, slot);
    if (!found) continue;
    [without, slot] = [fewer, found];
    break;
  }
  const others: { -readonly [Key in keyof Others]: Others[Key] } = {};
  for (const constraint of ['promises', 'incompatible_load'] as const) {
    if (!without.has(constraint) || given.has(constraint)) continue;
    const all = new Set(requestsOn(model, question.nodes));
    const likely = constraint === 'promises' ? lateOnes(model, possible, question, request, without, slot) : all;
    const first = likely && possible.find(question, without, { ...others, [constraint]: likely }, slot);
    let named: ReadonlySet<number> = first && likely ? likely : all;
    slot = first ?? slot;
    for (const other of byImportance(model, named)) {
      const fewer = new Set(named);
      fewer.delete(other);
      const found = possible.find(question, without, { ...others, [constraint]: fewer }, slot);
      if (found) [named, slot] = [fewer, found];
    }
    others[constraint] = named;
  }
  return { named: [...without].filter((one) => !given.has(one)), without, others, slot };
}

/** So large sets are looked through part by part. */
const mostParts = 5;

/** The parts of a set that lack more than one, the smallest first. */
function smallParts(set: readonly Constraint[]): Constraint[][] {
  if (set.length < 3 || set.length > mostParts) return [];
  return Array.from({ length: 2 ** set.length }, (_, choice) => set.filter((_, index) => choice & (2 ** index)))
    .filter((part) => part.length > 0 && part.length < set.length - 1)
    .sort((a, b) => a.length - b.length);
}

/** The tasks that must be kept before all first. */
const byImportance = (model: Model, requests: ReadonlySet<number>) =>
  [...requests].sort((a, b) => model.requests[b]!.priority - model.requests[a]!.priority);

/** Whose promises break where nobody else's is heeded: mostly it is these that are in the way, and no others. */
function lateOnes(
  model: Model,
  possible: Possibilities,
  { vehicle, nodes }: Question,
  request: number,
  without: ReadonlySet<Constraint>,
  slot: Slot
): ReadonlySet<number> | undefined {
  const { stops, requests } = model;
  const judged = possible.judge(possible.relaxed(vehicle, without), nodesWith(model, nodes, request, slot));
  if (!judged) return undefined;
  const { events, times } = judged;
  const late = new Set<number>();
  const freeAt = new Map<number, number>();
  for (let at = 1; at < events.count; at++) {
    const isComing = events.kind[at] === kind.coming;
    const stop = isComing ? events.about[at]! : stopAt(events, at);
    if (stop < 0 || stops.request[stop] === request) continue;
    const begin = times.begin[at]!;
    freeAt.set(stop, times.free[at]!);
    const { maxTransit } = requests[stops.request[stop]!]!;
    const isLate = isComing ? begin > stops.presentFrom[stop]! : opening(stops.windows[stop]!, begin) === Infinity;
    if (isLate || begin - (freeAt.get(stop - 1) ?? begin) > maxTransit) late.add(stops.request[stop]!);
  }
  return late;
}
