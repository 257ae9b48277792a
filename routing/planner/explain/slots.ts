import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { loadAnyway } from '../schedule/hold.ts';
import { goThrough, type Reached } from './walk-through.ts';

/** A place for a request in a route. */
export interface Slot {
  /** How many of the route's nodes come before its first stop, and before its last. */
  readonly at: number;
  readonly then: number;
  readonly isOnFoot: readonly [first: boolean, last: boolean];
  /** When its last stop could begin at the soonest, without breaks: microseconds. */
  readonly soonest: number;
  /** What the way costs more at least, in VROOM's units. */
  readonly detour: number;
}

/**
 * Looks at every place for a request in a route, but for those that ways, windows, loads and limits rule out at a glance.
 * @param first how many nodes must stay before it
 * @param visit returns whether to stop looking
 * @param loads what is aboard when so many nodes are done, `[done * kinds + kind]`, where it is known already
 */
export function eachSlot(
  model: Model,
  vehicle: Vehicle,
  nodes: readonly number[],
  request: number,
  first: number,
  visit: (slot: Slot) => boolean,
  loads = loadAnyway(model, vehicle, nodes, nodes.length).loads
) {
  const { stops } = model;
  const { first: one, size } = model.requests[request]!;
  const through = goThrough(model, vehicle, nodes);
  const room = roomFor(model, vehicle, nodes, loads, one);
  const { reached, serve, pass, finish } = through;
  /** Driving there, and on foot from where the van promised to stay. */
  const ways = (from: Reached, stop: number) =>
    from.stay >= 0 && !(stops.presentFrom[stop]! >= 0) ? drivenOrWalked : driven;
  for (let at = first; at <= nodes.length; at++) {
    const before = reached[at];
    if (!before) return;
    for (const onFoot of ways(before, one)) {
      const served = serve(before, one, onFoot);
      if (!served) continue;
      if (size === 1) {
        if (!room.forJob(at)) continue;
        const cost = finish(served, at);
        if (cost === Infinity) continue;
        const detour = cost - through.cost;
        if (visit({ at, then: at, isOnFoot: [onFoot, onFoot], soonest: served.begin, detour })) return;
        continue;
      }
      let carried: Reached | undefined = served;
      for (let then = at; then <= nodes.length; then++) {
        if (then > at) carried = pass(carried, then - 1);
        if (!carried || !room.aboardWith(then)) break;
        for (const alsoOnFoot of ways(carried, one + 1)) {
          const brought = serve(carried, one + 1, alsoOnFoot);
          const cost = brought ? finish(brought, then) : Infinity;
          if (!brought || cost === Infinity) continue;
          const detour = cost - through.cost;
          if (visit({ at, then, isOnFoot: [onFoot, alsoOnFoot], soonest: brought.begin, detour })) return;
        }
      }
    }
  }
}

const driven = [false];
const drivenOrWalked = [false, true];

/** Whether what is aboard leaves room: the vehicle as a whole, whatever its compartments. */
function roomFor(
  { stops, kinds }: Model,
  { capacity }: Vehicle,
  nodes: readonly number[],
  loads: Float64Array,
  first: number
) {
  const fits = (column: Float64Array, done: number) => {
    for (let kind = 0; kind < kinds; kind++)
      if (loads[done * kinds + kind]! + column[first * kinds + kind]! > capacity[kind]!) return false;
    return true;
  };
  const { brought, fetched, change } = stops;
  const isAny = (column: Float64Array) => {
    for (let kind = 0; kind < kinds; kind++) if (column[first * kinds + kind]! > 0) return true;
    return false;
  };
  const [brings, fetches] = [isAny(brought), isAny(fetched)];
  return {
    aboardWith: (done: number) => fits(change, done),
    forJob(at: number) {
      if (brings) {
        let done = at;
        for (; done > 0 && nodes[done - 1]! >= 0; done--) if (!fits(brought, done)) return false;
        if (!fits(brought, done)) return false;
      }
      if (fetches)
        for (let done = at; ; done++) {
          if (!fits(fetched, done)) return false;
          if (done === nodes.length || nodes[done]! < 0) break;
        }
      return true;
    }
  };
}

/** The route with a request in a place of it. */
export function nodesWith(
  { stops, requests }: Model,
  nodes: readonly number[],
  request: number,
  { at, then, isOnFoot }: Slot
): number[] {
  const { first, size } = requests[request]!;
  const node = (which: 0 | 1) => first + which + (isOnFoot[which] ? stops.count : 0);
  return size === 1
    ? [...nodes.slice(0, at), node(0), ...nodes.slice(at)]
    : [...nodes.slice(0, at), node(0), ...nodes.slice(at, then), node(1), ...nodes.slice(then)];
}
