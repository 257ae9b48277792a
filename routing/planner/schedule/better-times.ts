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
  let kept = snapshot(times, events.count);
  const attempt = (wishes: readonly Wish[]): boolean => {
    restore(times, kept);
    for (const { event, by } of wishes)
      times.notBefore[event] = Math.max(times.notBefore[event]!, kept.begin[event]! + by);
    if (!earliest(vehicle, events, times, aparts)) return false;
    const now = price();
    if (now >= cost - 1e-9) return false;
    cost = now;
    kept = snapshot(times, events.count);
    return true;
  };
  /** What is to be brought later is also picked up later, so that it rides no longer for it. */
  const attemptWithPickups = (wishes: readonly Wish[]): boolean => {
    const pickups = rides.flatMap(({ from, until, price }) => {
      const pushing = wishes.filter(({ event }) => from < event && event <= until);
      return price > 0 && pushing.length > 0 ? [{ event: from, by: Math.max(...pushing.map(({ by }) => by)) }] : [];
    });
    return pickups.length > 0 && attempt([...wishes, ...pickups]);
  };
  for (let round = 0; round < 4 * events.count; round++) {
    const wishes = wishesOf(model, vehicle, events, kept, rides);
    const better = tries(model, vehicle, events, kept, wishes).some(
      (some) => attempt(some) || attemptWithPickups(some)
    );
    if (!better) break;
  }
  restore(times, kept);
  earliest(vehicle, events, times, aparts);
  return cost;
}

interface Snapshot {
  readonly notBefore: Float64Array;
  readonly restLength: Float64Array;
  readonly arrival: Float64Array;
  readonly begin: Float64Array;
  readonly free: Float64Array;
}

const snapshot = ({ notBefore, restLength, arrival, begin, free }: Times, count: number): Snapshot => ({
  notBefore: notBefore.slice(0, count),
  restLength: restLength.slice(0, count),
  arrival: arrival.slice(0, count),
  begin: begin.slice(0, count),
  free: free.slice(0, count)
});

function restore(times: Times, { notBefore, restLength }: Snapshot) {
  times.notBefore.set(notBefore);
  times.restLength.set(restLength);
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
function tries(model: Model, vehicle: Vehicle, events: Events, kept: Snapshot, wishes: readonly Wish[]): Wish[][] {
  const steps = wishes.map(({ event, by }) => [by, ...harmlessUntil(model, vehicle, events, kept, event, by)]);
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

/** By how much an event can be later before a later one pays more, or its window has closed. */
function harmlessUntil(
  { stops }: Model,
  { closes }: Vehicle,
  events: Events,
  { arrival, begin }: Snapshot,
  event: number,
  most: number
) {
  const steps: number[] = [];
  let waits = 0;
  for (let at = event; at < events.count; at++) {
    if (at > event) waits += begin[at]! - arrival[at]!;
    const stop = stopAt(events, at);
    const limits = [...events.windows[at]!.closes, ...events.windows[at]!.opens];
    if (at === events.count - 1) limits.push(closes);
    if (stop >= 0 && stops.isPriced[stop])
      limits.push(stops.wantedUntil[stop]!, stops.neededBy[stop]!, stops.wantedFrom[stop]!);
    for (const limit of limits) {
      const step = limit - begin[at]! + waits;
      if (limit < Infinity && step > 0 && step < most && steps.length < 12 && !steps.includes(step)) steps.push(step);
    }
  }
  return steps;
}
