import type { Model } from '../model/model.ts';
import { closing, opening } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';

/*
 * A route gone through without breaks and without what may not ride for long. Nothing can be sooner than here, so what
 * does not fit here fits nowhere, and need not be judged.
 */

/** How far a vehicle has come. */
export interface Reached {
  readonly place: number;
  readonly free: number;
  /** The promised stay that goes on, or -1, and how far on foot it is back to the vehicle. */
  readonly stay: number;
  readonly home: number;
  /** Of the way until here: VROOM's cost, microseconds at the usual speed, metres. */
  readonly cost: number;
  readonly travel: number;
  readonly metres: number;
  /** When what was done last began. */
  readonly begin: number;
}

export interface Through {
  /** When so many nodes are done; nothing from where on the route cannot be driven. */
  readonly reached: readonly (Reached | undefined)[];
  /** The way's cost of the whole route as it is. */
  readonly cost: number;
  /**
   * Serves a stop next.
   * @returns nothing where its window has closed or nobody can walk there
   */
  serve(from: Reached, stop: number, onFoot: boolean): Reached | undefined;
  /** Does the node of the route that comes at an index. */
  pass(from: Reached, index: number): Reached | undefined;
  /**
   * Does the rest of the route from an index on.
   * @returns the cost of the way of all the route, or infinity where it cannot be in time or is too far
   */
  finish(from: Reached, index: number): number;
}

/** @param nodes see `layOut` */
export function goThrough(model: Model, vehicle: Vehicle, nodes: readonly number[]): Through {
  const { stops } = model;
  const { durations, distances, costs, size, setup, service, reloads } = vehicle;
  const fastest = Math.max(1, ...(vehicle.speeds ?? []).map(({ factor }) => factor));
  const count = nodes.length;

  /** Drives on, from a stay when it may be left. Objects are written out: this runs for every place of every request. */
  const driveTo = (from: Reached, place: number): Reached => {
    const cell = from.place * size + place;
    const leaves = from.stay < 0 ? from.free : Math.max(from.free + from.home, stops.presentUntil[from.stay]!);
    const way = durations[cell]!;
    return {
      place,
      free: leaves + way / fastest,
      stay: -1,
      home: 0,
      cost: from.cost + costs[cell]!,
      travel: from.travel + way,
      metres: distances ? from.metres + distances[cell]! : 0,
      begin: 0
    };
  };
  const at = (there: Reached, begin: number, free: number, stay: number, home: number): Reached => ({
    place: there.place,
    free,
    stay,
    home,
    cost: there.cost,
    travel: there.travel,
    metres: there.metres,
    begin
  });

  function serve(from: Reached, stop: number, onFoot: boolean): Reached | undefined {
    const windows = stops.windows[stop]!;
    if (onFoot) {
      if (from.stay < 0) return undefined;
      const there = model.walk(from.stay, stop);
      if (there > stops.walkLimit[from.stay]!) return undefined;
      const begin = opening(windows, from.free + from.home + there);
      if (begin === Infinity) return undefined;
      return at(from, begin, begin + service[stop]!, from.stay, model.walk(stop, from.stay));
    }
    const there = driveTo(from, stops.place[stop]!);
    if (there.free === Infinity) return undefined;
    if (stops.presentFrom[stop]! >= 0)
      return there.free > stops.presentFrom[stop]! ? undefined : at(there, there.free, there.free, stop, 0);
    const begin = opening(windows, there.free);
    if (begin === Infinity) return undefined;
    const needed = from.place === there.place ? 0 : setup[stop]!;
    return at(there, begin, begin + needed + service[stop]!, -1, 0);
  }

  function pass(from: Reached, index: number): Reached | undefined {
    const node = nodes[index]!;
    if (node >= 0) return serve(from, node % stops.count, node >= stops.count);
    const reload = reloads[-1 - node]!;
    const there = driveTo(from, reload.place);
    const begin = opening(reload.windows, there.free);
    if (begin === Infinity) return undefined;
    const needed = from.place === there.place ? 0 : reload.setup;
    return at(there, begin, begin + needed + reload.service, -1, 0);
  }

  const start: Reached = {
    place: vehicle.start,
    free: vehicle.opens,
    stay: -1,
    home: 0,
    cost: 0,
    travel: 0,
    metres: 0,
    begin: vehicle.opens
  };
  const reached: (Reached | undefined)[] = [start];
  for (let index = 0; index < count; index++) {
    const before = reached[index];
    reached.push(before && pass(before, index));
  }

  // The other way round: until when each node must begin at the latest, and the way that comes after it.
  const placeAfter = placesAfter(model, vehicle, nodes);
  const latest = new Float64Array(count + 1);
  const after = Array.from({ length: count + 1 }, () => noWay);
  /** The next node that the vehicle drives to, by index. */
  const nextDriven = new Int32Array(count + 1);
  latest[count] = vehicle.closes;
  nextDriven[count] = count;
  let by = vehicle.closes;
  let next = vehicle.end;
  for (let index = count - 1; index >= 0; index--) {
    const node = nodes[index]!;
    nextDriven[index] = nextDriven[index + 1]!;
    if (node >= stops.count) continue;
    const here = placeAfter[index]!;
    const cell = here * size + next;
    const rest = after[nextDriven[index + 1]!]!;
    after[index] = {
      cost: rest.cost + costs[cell]!,
      travel: rest.travel + durations[cell]!,
      metres: rest.metres + (distances?.[cell] ?? 0)
    };
    const leaveBy = by - durations[cell]! / fastest;
    if (node >= 0 && stops.presentFrom[node]! >= 0) {
      latest[index] = by = stops.presentUntil[node]! <= leaveBy ? stops.presentFrom[node]! : -Infinity;
    } else {
      const task = node < 0 ? reloads[-1 - node]! : { setup: setup[node]!, service: service[node]! };
      const windows = node < 0 ? reloads[-1 - node]!.windows : stops.windows[node]!;
      const before = index === 0 ? vehicle.start : placeAfter[index - 1]!;
      // What comes before it may be new, and at the same place.
      latest[index] = closing(windows, leaveBy - task.service);
      by = closing(windows, leaveBy - task.service - (before === here ? 0 : task.setup));
    }
    nextDriven[index] = index;
    next = here;
  }

  function finish(from: Reached, index: number): number {
    const node = nodes[index];
    if (node !== undefined && node >= stops.count && from.stay < 0) return Infinity;
    const to = nextDriven[index]!;
    const cell = from.place * size + (to === count ? vehicle.end : placeAfter[to]!);
    const way = durations[cell]!;
    const leaves = from.stay < 0 ? from.free : Math.max(from.free + from.home, stops.presentUntil[from.stay]!);
    if (way === Infinity || leaves + way / fastest > latest[to]!) return Infinity;
    const rest = after[to]!;
    if (vehicle.speeds === undefined && from.travel + way + rest.travel > vehicle.maxTravelTime) return Infinity;
    if (distances && from.metres + distances[cell]! + rest.metres > vehicle.maxDistance) return Infinity;
    return from.cost + costs[cell]! + rest.cost;
  }

  return {
    reached,
    cost: count === 0 ? 0 : finish(start, 0),
    serve,
    pass,
    finish
  };
}

const noWay = { cost: 0, travel: 0, metres: 0 };

/** Where the vehicle stands when it has done each node. */
function placesAfter({ stops }: Model, { reloads, start }: Vehicle, nodes: readonly number[]): number[] {
  let place = start;
  return nodes.map((node) => {
    if (node < 0) place = reloads[-1 - node]!.place;
    else if (node < stops.count) place = stops.place[node]!;
    return place;
  });
}
