import type { Ground } from './ground.ts';
import type { Route } from './route.ts';

/**
 * How much longer a route can be at each position before something aboard rides too long, were there no waiting: what is
 * longer certainly cannot be. Most insertions into a day of hot meals fail for this and nothing else.
 */
export class RideSlack {
  readonly #ground: Ground;
  readonly #hasLimits: boolean;
  /** Driving and service up to the end of each node, and up to its beginning. */
  #ends = new Float64Array(64);
  #begins = new Float64Array(64);
  /** Between each node and the next. */
  #slack = new Float64Array(64);
  /** What rides with a limit: from the end of which node until which, and how much longer it may. */
  #froms = new Int32Array(64);
  #untils = new Int32Array(64);
  #spares = new Float64Array(64);
  #count = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#hasLimits = ground.requests.some(({ maxTransit }) => maxTransit < Infinity);
  }

  /** Reads a route, for the questions that follow. */
  read({ nodes, place, length, twins }: Route): void {
    this.#count = 0;
    if (!this.#hasLimits) return;
    const { stops, requests } = this.#ground;
    const { durations, size, service } = twins;
    if (this.#ends.length < length + 2) {
      this.#ends = new Float64Array(2 * length + 4);
      this.#begins = new Float64Array(2 * length + 4);
      this.#slack = new Float64Array(2 * length + 4);
      this.#froms = new Int32Array(2 * length + 4);
      this.#untils = new Int32Array(2 * length + 4);
      this.#spares = new Float64Array(2 * length + 4);
    }
    const [ends, begins, slack] = [this.#ends, this.#begins, this.#slack];
    ends[0] = 0;
    slack.fill(Infinity, 0, length + 1);
    for (let at = 1; at <= length; at++) {
      const node = nodes[at]!;
      const isDriven = node < stops.count;
      begins[at] = ends[at - 1]! + (isDriven ? durations[place[at - 1]! * size + place[at]!]! : 0);
      const stop = node < 0 ? -1 : node % stops.count;
      ends[at] = begins[at]! + (isDriven && stop >= 0 && !(stops.presentFrom[stop]! >= 0) ? service[stop]! : 0);
      if (stop < 0 || stops.type[stop] !== 'delivery') continue;
      const { maxTransit } = requests[stops.request[stop]!]!;
      if (maxTransit === Infinity) continue;
      let pickup = at - 1;
      while (pickup > 0 && (nodes[pickup]! < 0 || nodes[pickup]! % stops.count !== stop - 1)) pickup--;
      const spare = maxTransit - (begins[at]! - ends[pickup]!);
      for (let gap = pickup; gap < at; gap++) if (spare < slack[gap]!) slack[gap] = spare;
      this.#froms[this.#count] = pickup;
      this.#untils[this.#count] = at;
      this.#spares[this.#count++] = spare;
    }
  }

  /** Whether a stop that is driven to after position `at` may fit there. */
  mayStop(route: Route, stop: number, at: number): boolean {
    return this.#count === 0 || this.#longer(route, stop, at) <= this.#slack[at]!;
  }

  /** How much longer the route is at the least for a stop after position `at`. */
  #longer({ place, twins: { durations, size, service } }: Route, stop: number, at: number): number {
    const there = this.#ground.stops.place[stop]!;
    const [before, after] = [place[at]!, place[at + 1]!];
    return (
      durations[before * size + there]! +
      durations[there * size + after]! -
      durations[before * size + after]! +
      service[stop]!
    );
  }

  #longerByBoth({ place, twins: { durations, size, service } }: Route, pickup: number, at: number): number {
    const { place: placeOf } = this.#ground.stops;
    const [from, to] = [placeOf[pickup]!, placeOf[pickup + 1]!];
    const [before, after] = [place[at]!, place[at + 1]!];
    const way = durations[before * size + from]! + durations[from * size + to]! + durations[to * size + after]!;
    return way - durations[before * size + after]! + service[pickup]! + service[pickup + 1]!;
  }

  /** Whether nothing that is aboard meanwhile rides too long for both stops of a shipment. */
  #mayBothStop(route: Route, pickup: number, at: number, on: number): boolean {
    const longer =
      on === at
        ? this.#longerByBoth(route, pickup, at)
        : this.#longer(route, pickup, at) + this.#longer(route, pickup + 1, on);
    for (let ride = 0; ride < this.#count; ride++)
      if (this.#froms[ride]! <= at && this.#untils[ride]! > on && this.#spares[ride]! < longer) return false;
    return true;
  }

  /** Whether what is picked up after position `at` and brought after `on` may be aboard for so long. */
  mayRide(route: Route, pickup: number, at: number, on: number): boolean {
    if (!this.#hasLimits) return true;
    if (this.#count > 0 && !this.#mayBothStop(route, pickup, at, on)) return false;
    const { place, nodes, twins } = route;
    const { stops, requests } = this.#ground;
    const { maxTransit } = requests[stops.request[pickup]!]!;
    if (maxTransit === Infinity) return true;
    const { durations, size } = twins;
    const [from, to] = [stops.place[pickup]!, stops.place[pickup + 1]!];
    if (on === at) return durations[from * size + to]! <= maxTransit;
    // What is done on foot stands at the place of its presence.
    if (nodes[at + 1]! >= stops.count) return true;
    const between = this.#ends[on]! - this.#begins[at + 1]!;
    return durations[from * size + place[at + 1]!]! + between + durations[place[on]! * size + to]! <= maxTransit;
  }
}
