import type { Model } from '../model/model.ts';
import { mayRide, type Vehicle } from '../model/vehicles.ts';
import { loadUp } from './hold.ts';

/** What a vehicle's compartments are to the search. */
interface Room {
  readonly count: number;
  /** `[compartment * kinds + kind]` */
  readonly capacity: Float64Array;
  /** For each request where it may ride: those kept for few first. */
  readonly fitting: readonly Int32Array[];
}

/**
 * Whether everything finds its place aboard, looked at node after node: each load goes where it first fits. Only where that
 * fails, and another choice may do, all choices are tried.
 */
export class QuickHold {
  readonly #model: Model;
  readonly #rooms = new Map<Vehicle, Room>();
  readonly #into: Int32Array;
  readonly #goods: Int32Array;
  #filled = new Float64Array(16);

  constructor(model: Model) {
    this.#model = model;
    this.#into = new Int32Array(model.requests.length);
    this.#goods = new Int32Array(1 + Math.max(-1, ...model.requests.map(({ goods }) => goods)));
  }

  fits(vehicle: Vehicle, nodes: ArrayLike<number>, length: number): boolean {
    const { kinds, incompatible } = this.#model;
    if (kinds === 0 && incompatible.length === 0) return true;
    const room = this.#rooms.get(vehicle) ?? roomOf(this.#model, vehicle);
    this.#rooms.set(vehicle, room);
    if (this.#filled.length < room.capacity.length) this.#filled = new Float64Array(room.capacity.length);
    this.#filled.fill(0, 0, room.capacity.length);
    this.#goods.fill(0);
    this.#hadChoice = false;
    if (this.#follow(room, nodes, length)) return true;
    return this.#hadChoice && loadUp(this.#model, vehicle, nodes, length) !== undefined;
  }

  /** Whether anything might have ridden elsewhere. */
  #hadChoice = false;

  #follow(room: Room, nodes: ArrayLike<number>, length: number): boolean {
    const { stops, incompatible } = this.#model;
    if (!this.#bring(room, nodes, 0, length)) return false;
    for (let at = 0; at < length; at++) {
      const node = nodes[at]!;
      if (node < 0) {
        if (!this.#reload(room, nodes, at, length)) return false;
      } else {
        const stop = node < stops.count ? node : node - stops.count;
        const request = stops.request[stop]!;
        const type = stops.type[stop]!;
        if (type === 'pickup') {
          if (!this.#take(room, request, stops.change, stop)) return false;
          this.#meet(request, 1);
        } else if (type === 'delivery') {
          this.#leave(request, stops.change, stop - 1);
          this.#meet(request, -1);
        } else {
          const brings = this.#has(stops.brought, stop);
          if (brings) {
            this.#leave(request, stops.brought, stop);
            this.#meet(request, -1);
          }
          if (this.#has(stops.fetched, stop)) {
            if (!this.#take(room, request, stops.fetched, stop, brings)) return false;
            this.#meet(request, 1);
          }
        }
      }
      for (const [one, other] of incompatible) if (this.#goods[one]! > 0 && this.#goods[other]! > 0) return false;
    }
    return true;
  }

  /** Loads what jobs bring until the next reload. */
  #bring(room: Room, nodes: ArrayLike<number>, from: number, length: number): boolean {
    const { stops, incompatible } = this.#model;
    for (let at = from; at < length && nodes[at]! >= 0; at++) {
      const stop = nodes[at]! % stops.count;
      if (stops.type[stop] !== 'job' || !this.#has(stops.brought, stop)) continue;
      if (!this.#take(room, stops.request[stop]!, stops.brought, stop)) return false;
      this.#meet(stops.request[stop]!, 1);
    }
    for (const [one, other] of incompatible) if (this.#goods[one]! > 0 && this.#goods[other]! > 0) return false;
    return true;
  }

  /** Unloads what jobs have given since the last reload. */
  #reload(room: Room, nodes: ArrayLike<number>, at: number, length: number): boolean {
    const { stops } = this.#model;
    for (let before = at - 1; before >= 0 && nodes[before]! >= 0; before--) {
      const stop = nodes[before]! % stops.count;
      if (stops.type[stop] !== 'job' || !this.#has(stops.fetched, stop)) continue;
      this.#leave(stops.request[stop]!, stops.fetched, stop);
      this.#meet(stops.request[stop]!, -1);
    }
    return this.#bring(room, nodes, at + 1, length);
  }

  #has(column: Float64Array, stop: number): boolean {
    const { kinds } = this.#model;
    for (let cell = stop * kinds; cell < (stop + 1) * kinds; cell++) if (column[cell]! > 0) return true;
    return false;
  }

  #meet(request: number, by: 1 | -1) {
    const { goods } = this.#model.requests[request]!;
    if (goods >= 0) this.#goods[goods]! += by;
  }

  /** @param again into the compartment that it has already */
  #take(room: Room, request: number, column: Float64Array, stop: number, again = false): boolean {
    const { kinds } = this.#model;
    const filled = this.#filled;
    const fitting = room.fitting[request]!;
    if (fitting.length > 1) this.#hadChoice = true;
    const only = again ? this.#into[request]! : -1;
    if (fitting.length === 0) return !this.#has(column, stop);
    for (const into of fitting) {
      if (again && into !== only) continue;
      let hasRoom = true;
      for (let kind = 0; kind < kinds; kind++)
        if (filled[into * kinds + kind]! + column[stop * kinds + kind]! > room.capacity[into * kinds + kind]!)
          hasRoom = false;
      if (!hasRoom) continue;
      for (let kind = 0; kind < kinds; kind++) filled[into * kinds + kind]! += column[stop * kinds + kind]!;
      this.#into[request] = into;
      return true;
    }
    return false;
  }

  #leave(request: number, column: Float64Array, stop: number) {
    const { kinds } = this.#model;
    const into = this.#into[request]!;
    for (let kind = 0; kind < kinds; kind++) this.#filled[into * kinds + kind]! -= column[stop * kinds + kind]!;
  }
}

function roomOf({ kinds, requests }: Model, { compartments, capacity }: Vehicle): Room {
  if (!compartments) {
    const only = Int32Array.of(0);
    return { count: 1, capacity, fitting: requests.map(() => only) };
  }
  const order = [...compartments.keys()].sort((a, b) => {
    const [one, other] = [compartments[a]!, compartments[b]!];
    return Number(other.dedicated) - Number(one.dedicated) || one.offers.length - other.offers.length;
  });
  return {
    count: compartments.length,
    capacity: Float64Array.from(
      compartments.flatMap((one) => Array.from({ length: kinds }, (_, kind) => one.capacity[kind] ?? 0))
    ),
    fitting: requests.map((request) => Int32Array.from(order.filter((index) => mayRide(request, compartments[index]!))))
  };
}
