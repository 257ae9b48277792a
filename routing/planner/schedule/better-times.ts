import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { kind, type Events } from './events.ts';
import { priceOfTimes, stopAt, type Ride } from './prices.ts';
import { earliest, type Apart, type Times } from './times.ts';

/** Something that would be cheaper if it began later, by how much at most. */
interface Wish {
  readonly event: number;
  readonly by: number;
}

/** So few wishes are also tried together, in every choice of them. */
const mostTogether = 3;

/**
 * Begins later what is cheaper later, from the earliest times on: a visit before its wished window, a pickup whose load
 * rides for long, a presence that is paid for. Later is never cheaper for anything else, so only such events are moved.
 * @returns what the times cost then
 */
export function improveTimes(
  model: Model,
  vehicle: Vehicle,
  events: Events,
  times: Times,
  rides: readonly Ride[],
  aparts: readonly Apart[]
): number {
  const price = () => {
    const { soft, stay } = priceOfTimes(model, vehicle, events, times, rides);
    return soft + stay;
  };
  let cost = price();
  const { count } = events;
  let [kept, best] = sheetsFor(count);
  note(times, kept, count);
  let isBetter = false;
  const attempt = (wishes: readonly Wish[]) => {
    restore(times, kept, count);
    for (const { event, by } of wishes)
      times.notBefore[event] = Math.max(times.notBefore[event]!, kept.begin[event]! + by);
    if (!earliest(vehicle, events, times, aparts)) return;
    const now = price();
    if (now >= cost - 1e-9) return;
    cost = now;
    note(times, best, count);
    isBetter = true;
  };
  /** What is to be brought later is also picked up later, so that it rides no longer for it. */
  const attemptWithPickups = (wishes: readonly Wish[]) => {
    const pickups = rides.flatMap(({ from, until, price }) => {
      const pushing = wishes.filter(({ event }) => from < event && event <= until);
      return price > 0 && pushing.length > 0 ? [{ event: from, by: Math.max(...pushing.map(({ by }) => by)) }] : [];
    });
    if (pickups.length > 0) attempt([...wishes, ...pickups]);
  };
  const keepBest = () => {
    if (isBetter) [kept, best] = [best, kept];
    const was = isBetter;
    isBetter = false;
    return was;
  };
  if (count <= fewEvents)
    for (let round = 0; round < 4 * count && cost > 0; round++) {
      const wishes = wishesOf(model, vehicle, events, kept, rides);
      for (const some of tries(model, vehicle, events, kept, rides, aparts, wishes)) {
        attempt(some);
        attemptWithPickups(some);
      }
      if (!keepBest()) break;
    }
  // A long day: each wish once, the last first, whole or as far as it hurts nobody.
  else
    for (const wish of wishesOf(model, vehicle, events, kept, rides).toReversed()) {
      attempt([wish]);
      attemptWithPickups([wish]);
      if (keepBest()) continue;
      const steps = harmlessUntil(model, vehicle, events, kept, rides, aparts, wish);
      if (steps.length > 0) attempt([{ event: wish.event, by: Math.min(...steps) }]);
      keepBest();
    }
  restore(times, kept, count);
  earliest(vehicle, events, times, aparts);
  return cost;
}

/** Of so few events every wish is tried in every way, over and over. */
const fewEvents = 20;

interface Snapshot {
  readonly notBefore: Float64Array;
  readonly restLength: Float64Array;
  readonly arrival: Float64Array;
  readonly begin: Float64Array;
  readonly free: Float64Array;
}

const newSnapshot = (size: number): Snapshot => ({
  notBefore: new Float64Array(size),
  restLength: new Float64Array(size),
  arrival: new Float64Array(size),
  begin: new Float64Array(size),
  free: new Float64Array(size)
});

let sheets: [Snapshot, Snapshot] = [newSnapshot(64), newSnapshot(64)];
function sheetsFor(count: number): [Snapshot, Snapshot] {
  if (sheets[0].begin.length < count) sheets = [newSnapshot(2 * count), newSnapshot(2 * count)];
  return [sheets[0], sheets[1]];
}

function note(times: Times, into: Snapshot, count: number) {
  for (let at = 0; at < count; at++) {
    into.notBefore[at] = times.notBefore[at]!;
    into.restLength[at] = times.restLength[at]!;
    into.arrival[at] = times.arrival[at]!;
    into.begin[at] = times.begin[at]!;
    into.free[at] = times.free[at]!;
  }
}

function restore(times: Times, { notBefore, restLength }: Snapshot, count: number) {
  for (let at = 0; at < count; at++) {
    times.notBefore[at] = notBefore[at]!;
    times.restLength[at] = restLength[at]!;
  }
}

function wishesOf(
  { stops }: Model,
  { taskPrice }: Vehicle,
  events: Events,
  { begin, free }: Snapshot,
  rides: readonly Ride[]
): Wish[] {
  const wishes: Wish[] = [];
  for (let event = 1; event < events.count; event++) {
    const stop = stopAt(events, event);
    if (stop >= 0 && stops.earlyPrice[stop]! > 0 && begin[event]! < stops.wantedFrom[stop]!)
      wishes.push({ event, by: stops.wantedFrom[stop]! - begin[event]! });
    if (events.kind[event] === kind.coming && taskPrice > 0) {
      const by = events.windows[event]!.closes[0]! - begin[event]!;
      if (by > 0) wishes.push({ event, by });
    }
  }
  for (const { from, until, wanted, price } of rides) {
    const by = begin[until]! - free[from]! - wanted;
    if (by > 0 && price > 0) wishes.push({ event: from, by });
  }
  return wishes;
}

/** Each wish, whole or as far as it hurts nobody after it; and some wishes together. */
function tries(
  model: Model,
  vehicle: Vehicle,
  events: Events,
  kept: Snapshot,
  rides: readonly Ride[],
  aparts: readonly Apart[],
  wishes: readonly Wish[]
): Wish[][] {
  const steps = wishes.map((wish) => [wish.by, ...harmlessUntil(model, vehicle, events, kept, rides, aparts, wish)]);
  const alone = wishes.flatMap(({ event }, index) => steps[index]!.map((by) => [{ event, by }]));
  if (wishes.length < 2) return alone;
  const together: Wish[][] = [[...wishes]];
  if (wishes.length <= mostTogether)
    for (let choice = 1; choice < 2 ** wishes.length; choice++) {
      const some = wishes.filter((_, index) => choice & (2 ** index));
      if (some.length < 2) continue;
      together.push(some);
      const common = new Set(some.flatMap((wish) => steps[wishes.indexOf(wish)]!));
      for (const step of common) together.push(some.map(({ event, by }) => ({ event, by: Math.min(step, by) })));
    }
  return [...alone, ...together];
}

/** So many steps on the way to a wish are tried at most. */
const mostSteps = 16;

/** By how much an event can be later before another one pays more for it, or finds its window shut. */
function harmlessUntil(
  { stops }: Model,
  { closes }: Vehicle,
  events: Events,
  { arrival, begin, free }: Snapshot,
  rides: readonly Ride[],
  aparts: readonly Apart[],
  { event, by }: Wish
) {
  const steps: number[] = [];
  const limitsAt = (at: number) => {
    const limits = [...events.windows[at]!.closes, ...events.windows[at]!.opens];
    if (at === events.count - 1) limits.push(closes);
    const stop = stopAt(events, at);
    if (stop >= 0 && stops.isPriced[stop])
      limits.push(stops.wantedUntil[stop]!, stops.neededBy[stop]!, stops.wantedFrom[stop]!);
    return limits;
  };
  const noteSteps = (at: number, spare: number) => {
    for (const limit of limitsAt(at)) {
      const step = limit - begin[at]! + spare;
      if (limit < Infinity && step > 0 && step < by && steps.length < mostSteps && !steps.includes(step))
        steps.push(step);
    }
  };
  const pulled = (from: number, waits: number, spare: number) => {
    let between = waits + spare;
    for (let at = from; at < event; at++) {
      if (at > from) between += begin[at]! - arrival[at]!;
      noteSteps(at, between);
    }
  };
  let waits = 0;
  for (let at = event; at < events.count; at++) {
    if (at > event) waits += begin[at]! - arrival[at]!;
    noteSteps(at, waits);
    // What is brought later must at some point be picked up later, and who comes home later leaves later.
    for (const { from, until, most } of aparts)
      if (until === at && from < event) pulled(from, waits, most - (begin[until]! - free[from]!));
    for (const { from, until, wanted } of rides)
      if (until === at && from < event && wanted < Infinity)
        pulled(from, waits, Math.max(0, wanted - (begin[until]! - free[from]!)));
  }
  return steps;
}
