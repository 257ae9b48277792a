import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { kind, type Events } from './events.ts';
import type { Apart, Times } from './times.ts';

/** How long something is aboard: hard limit, wished limit, and what each microsecond above the wish costs. */
export interface Ride extends Apart {
  readonly wanted: number;
  readonly price: number;
}

/** What may not, or should not, be aboard for long. */
export function ridesOf({ stops, requests }: Model, events: Events): Ride[] {
  const rides: Ride[] = [];
  for (let until = 0; until < events.count; until++) {
    const stop = stopAt(events, until);
    if (stop < 0 || stops.type[stop] !== 'delivery') continue;
    const { maxTransit, wantedTransit, overTransitPrice } = requests[stops.request[stop]!]!;
    if (maxTransit === Infinity && wantedTransit === Infinity) continue;
    let from = until - 1;
    while (from >= 0 && stopAt(events, from) !== stop - 1) from--;
    if (from >= 0) rides.push({ from, until, most: maxTransit, wanted: wantedTransit, price: overTransitPrice });
  }
  return rides;
}

/** The stop that an event is, on foot or not; -1 for what is none. */
export const stopAt = ({ kind: what, about }: Events, at: number) =>
  what[at] === kind.stop || what[at] === kind.onFoot ? about[at]! : -1;

/** What is paid whatever the times are: sending the vehicle, its way, its work, and who else was wished for. */
export function steadyCost(model: Model, vehicle: Vehicle, events: Events): number {
  const { fixedCost, costs, size, taskPrice, start } = vehicle;
  let cost = fixedCost + strangersCost(model, vehicle, events);
  let place = start;
  for (let at = 1; at < events.count; at++) {
    const what = events.kind[at]!;
    if (what === kind.onFoot || what === kind.leaving) continue;
    const to = events.place[at]!;
    cost += costs[place * size + to]! + taskPrice * (events.setup[at]! + events.service[at]!);
    place = to;
  }
  return cost;
}

/** What it costs that others were wished for. */
export function strangersCost({ stops }: Model, { strangerCost }: Vehicle, events: Events): number {
  let cost = 0;
  for (let at = 1; at < events.count; at++) {
    const what = events.kind[at]!;
    if (what !== kind.onFoot && what !== kind.stop && what !== kind.coming) continue;
    const stop = events.about[at]!;
    if (stops.type[stop] !== 'pickup') cost += strangerCost[stops.request[stop]!]!;
  }
  return cost;
}

/** What the times cost: promises that bend, and how long a presence keeps the courier. */
export function priceOfTimes(
  model: Model,
  { taskPrice }: Vehicle,
  events: Events,
  { begin, free }: Times,
  rides: readonly Ride[]
): { soft: number; stay: number } {
  let soft = 0;
  let stay = 0;
  let came = 0;
  for (let at = 1; at < events.count; at++) {
    const what = events.kind[at]!;
    if (what === kind.coming) came = begin[at]!;
    else if (what === kind.leaving) stay += taskPrice * (begin[at]! - came);
    else if (what === kind.stop || what === kind.onFoot) soft += promisePrice(model, events.about[at]!, begin[at]!);
  }
  for (const { from, until, wanted, price } of rides) {
    const over = begin[until]! - free[from]! - wanted;
    if (over > 0) soft += over * price;
  }
  return { soft, stay };
}

/** What it costs that service of a stop begins then. */
export function promisePrice(model: Model, stop: number, begin: number): number {
  const { isPriced, wantedFrom, earlyPrice } = model.stops;
  if (isPriced[stop] === 0) return 0;
  const late = latePrice(model, stop, begin);
  return begin < wantedFrom[stop]! ? late + (wantedFrom[stop]! - begin) * earlyPrice[stop]! : late;
}

/** What of it is for being late: it never falls when service begins later. */
export function latePrice({ stops }: Model, stop: number, begin: number): number {
  if (stops.isPriced[stop] === 0) return 0;
  let price = 0;
  if (begin > stops.wantedUntil[stop]!) price += (begin - stops.wantedUntil[stop]!) * stops.latePrice[stop]!;
  return begin > stops.neededBy[stop]! ? price + stops.missedCost[stop]! : price;
}
