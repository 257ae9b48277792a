import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';

/** Looks whether routes have what must come first before what must come after it, and nothing too often. */
export class Order {
  readonly #model: Model;
  /** Of each stop, where it stands in the route that is looked at; of another one before. */
  readonly #at: Int32Array;
  readonly #seen: Int32Array;
  #round = 0;

  constructor(model: Model) {
    this.#model = model;
    this.#at = new Int32Array(model.stops.count);
    this.#seen = new Int32Array(model.stops.count);
  }

  isKept(vehicle: Vehicle, nodes: ArrayLike<number>, length: number): boolean {
    const { stops, requests, precedences } = this.#model;
    const { count, type, request: requestOf, presentFrom } = stops;
    const round = ++this.#round;
    let tasks = 0;
    let open = 0;
    for (let index = 0; index < length; index++) {
      const node = nodes[index]!;
      if (node < 0) continue;
      const stop = node < count ? node : node - count;
      const request = requestOf[stop]!;
      tasks++;
      if (vehicle.serves[request] === 0 || this.#seen[stop] === round) return false;
      if (type[stop] === 'delivery' && this.#seen[stop - 1] !== round) return false;
      if (requests[request]!.size === 2) open += type[stop] === 'delivery' ? -1 : 1;
      // What is promised for hours is not done on foot from another such place.
      if (node >= count && presentFrom[stop]! >= 0) return false;
      this.#seen[stop] = round;
      this.#at[stop] = index;
    }
    if (tasks > vehicle.maxTasks || tasks === 0 || open !== 0) return false;
    if (tasks < length && !this.#isWithinReloads(vehicle, nodes, length)) return false;
    for (const { first, then } of precedences) {
      if (this.#seen[then] !== round) continue;
      if (this.#seen[first] !== round || this.#at[first]! > this.#at[then]!) return false;
      if (presentFrom[first]! >= 0 && isOnFootFrom(nodes, this.#at[first]!, this.#at[then]!, count)) return false;
    }
    return true;
  }

  #isWithinReloads({ reloads }: Vehicle, nodes: ArrayLike<number>, length: number): boolean {
    return reloads.every(({ max }, number) => {
      let visits = 0;
      for (let index = 0; index < length; index++) if (nodes[index] === -1 - number) visits++;
      return visits <= max;
    });
  }
}

/** Whether a later node is done on foot while the vehicle still stands at a presence. */
function isOnFootFrom(nodes: ArrayLike<number>, presence: number, later: number, count: number): boolean {
  for (let index = presence + 1; index <= later; index++) if (nodes[index]! < count) return false;
  return true;
}
