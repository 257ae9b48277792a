import type { Draft } from './draft.ts';
import type { Nearest } from './nearest.ts';
import { HeldDeliveries } from './held.ts';
import { stopAt } from './nodes.ts';
import type { Route } from './route.ts';
import type { Settings } from './settings.ts';

/**
 * Takes strings of stops that lie near each other out of their routes, as Christiaens & Vanden Berghe have it: "Slack
 * induction by string removals", Transportation Science 54 (2020).
 */
export class Ruin {
  readonly #draft: Draft;
  readonly #nearest: Nearest;
  readonly #random: () => number;
  readonly #seeds: Int32Array;
  readonly settings: Settings;
  /** The last ruin that took a request, and the last that touched a vehicle. */
  readonly #taken: Int32Array;
  readonly #touched: Int32Array;
  #now = 0;
  readonly #vehicles: number[] = [];

  readonly #held: HeldDeliveries;
  /** Of each request: whether it stays where it is. */
  readonly #stays: Uint8Array;

  constructor(draft: Draft, nearest: Nearest, stays: Uint8Array, random: () => number, settings: Settings) {
    const { requests, twinsOf } = draft.ground;
    this.#draft = draft;
    this.#nearest = nearest;
    this.#random = random;
    const { stops } = draft.ground;
    this.#stays = stays;
    this.#held = new HeldDeliveries(draft, random);
    this.#seeds = Int32Array.from(stops.place.keys()).filter((stop) => stays[stops.request[stop]!] === 0);
    this.settings = settings;
    this.#taken = new Int32Array(requests.length);
    this.#touched = new Int32Array(twinsOf.length);
  }

  /** @returns false where what is left breaks a rule */
  ruin(): boolean {
    const draft = this.#draft;
    const random = this.#random;
    const { stops } = draft.ground;
    const { average, longest } = this.settings;
    if (this.#held.count > 0 && random() < this.settings.moveHeld) this.#held.move();
    if (this.settings.alike > 0 && random() < this.settings.alike) return this.#takeAlike();
    const now = ++this.#now;
    const served = stops.count - draft.missing;
    const longestString = Math.min(longest, Math.max(1, served / Math.max(1, draft.driving)));
    const strings = Math.floor(random() * ((4 * average) / (1 + longestString) - 1) + 1);
    const seed = this.#seeds[Math.floor(random() * this.#seeds.length)];
    if (seed === undefined) return true;
    const near = this.#nearest.of(seed);
    let cut = 0;
    for (let at = 0; at < near.length && cut < strings; at++) {
      const stop = near[at]!;
      const vehicle = draft.vehicleOf[stops.request[stop]!]!;
      if (vehicle < 0 || this.#touched[vehicle] === now) continue;
      const route = draft.routes[vehicle]!;
      const place = positionOf(route, stop, stops.count);
      if (place <= route.locked) continue;
      this.#touched[vehicle] = now;
      cut++;
      const free = route.length - route.locked;
      const length = Math.floor(random() * Math.min(free, longestString) + 1);
      this.#cut(route, place, Math.min(length, free));
      if (!this.#close(vehicle)) return false;
    }
    return true;
  }

  /** Takes requests out that could well change places. */
  #takeAlike(): boolean {
    const draft = this.#draft;
    const random = this.#random;
    const { stops } = draft.ground;
    const now = ++this.#now;
    if (this.#seeds.length === 0) return true;
    const seed = stops.request[this.#seeds[Math.floor(random() * this.#seeds.length)]!]!;
    const near = this.#nearest.alike(seed);
    const count = 1 + Math.floor(random() * Math.min(near.length / 3, 1.4 * this.settings.average));
    let taken = 0;
    let from = 0;
    this.#vehicles.length = 0;
    for (let tries = 0; taken < count && tries < 4 * count; tries++) {
      const at = from === 0 ? 0 : Math.floor(random() ** this.settings.bias * near.length);
      from = 1;
      const request = near[at]!;
      const vehicle = draft.vehicleOf[request]!;
      if (vehicle < 0 || this.#taken[request] === now) continue;
      if (this.#stays[request] === 1) continue;
      this.#take(request);
      taken++;
      if (this.#touched[vehicle] !== now) {
        this.#touched[vehicle] = now;
        this.#vehicles.push(vehicle);
      }
    }
    for (const vehicle of this.#vehicles) if (!this.#close(vehicle)) return false;
    return true;
  }

  /** Takes a whole route out. */
  take(vehicle: number): boolean {
    this.#now++;
    const route = this.#draft.routes[vehicle]!;
    for (let at = route.locked + 1; at <= route.length; at++) this.#takeAt(route, at);
    return this.#close(vehicle);
  }

  /** Marks a string that holds the position; a split one keeps some stops in its middle. */
  #cut(route: Route, place: number, length: number): void {
    const random = this.#random;
    const { split, grow } = this.settings;
    const free = route.length - route.locked;
    let kept = 0;
    if (length > 1 && length < free && random() < split) {
      kept = 1;
      while (length + kept < free && random() < grow) kept++;
    }
    const whole = length + kept;
    const earliest = Math.max(route.locked + 1, place - whole + 1);
    const latest = Math.min(place, route.length - whole + 1);
    const start = earliest + Math.floor(random() * (latest - earliest + 1));
    const keptFrom = kept > 0 ? start + 1 + Math.floor(random() * (length - 1)) : Infinity;
    for (let at = start; at < start + whole; at++) if (at < keptFrom || at >= keptFrom + kept) this.#takeAt(route, at);
  }

  #takeAt({ nodes }: Route, at: number): void {
    const { stops } = this.#draft.ground;
    const node = nodes[at]!;
    if (node < 0) return;
    this.#take(stops.request[stopAt(node, stops.count)]!);
  }

  /** Takes a request, and what may only come after it. */
  #take(request: number): void {
    if (this.#stays[request] === 1 || this.#taken[request] === this.#now) return;
    this.#taken[request] = this.#now;
    const { thens, hasPrecedences, stops, requests, hasRich } = this.#draft.ground;
    if (hasPrecedences) for (const then of thens[request]!) this.#take(then);
    // Without a presence nobody walks from it.
    if (!hasRich || !(stops.presentFrom[requests[request]!.first]! >= 0)) return;
    const vehicle = this.#draft.vehicleOf[request]!;
    if (vehicle < 0) return;
    const route = this.#draft.routes[vehicle]!;
    const { first } = requests[request]!;
    for (
      let at = positionOf(route, first, stops.count) + 1;
      route.nodes[at]! >= stops.count && at <= route.length;
      at++
    )
      this.#take(stops.request[route.nodes[at]! - stops.count]!);
  }

  /** Closes the gaps in the vehicle's route. */
  #close(vehicle: number): boolean {
    const draft = this.#draft;
    const { stops, requests } = draft.ground;
    const route = draft.change(vehicle);
    const { cost } = route;
    const { count } = stops;
    let length = 0;
    let tasks = 0;
    for (let at = 1; at <= route.length; at++) {
      const node = route.nodes[at]!;
      const stop = stopAt(node, count);
      if (stop < 0) {
        route.nodes[++length] = node;
        continue;
      }
      const request = stops.request[stop]!;
      if (this.#taken[request] !== this.#now) {
        tasks++;
        route.nodes[++length] = node;
      } else if (requests[request]!.first === stop) {
        draft.vehicleOf[request] = -1;
        draft.absent[draft.missing++] = request;
      }
    }
    route.length = tasks > 0 || route.locked > 0 ? length : 0;
    if (!draft.compute(vehicle, cost)) return false;
    if (route.twins.vehicle.reloads.length > 0) this.#dropReloads(vehicle);
    return true;
  }

  /** Leaves out the visits to reloads without which the route is cheaper. */
  #dropReloads(vehicle: number): void {
    const draft = this.#draft;
    const route = draft.change(vehicle);
    for (let at = route.length; at > route.locked; at--) {
      const node = route.nodes[at]!;
      if (node >= 0) continue;
      const { cost } = route;
      for (let on = at; on < route.length; on++) route.nodes[on] = route.nodes[on + 1]!;
      route.length--;
      if (draft.compute(vehicle, cost) && route.cost <= cost) continue;
      const failed = route.cost;
      for (let on = route.length; on >= at; on--) route.nodes[on + 1] = route.nodes[on]!;
      route.nodes[at] = node;
      route.length++;
      draft.compute(vehicle, failed);
    }
  }
}

function positionOf({ nodes, length }: Route, stop: number, stops: number): number {
  for (let at = 1; at <= length; at++) if (nodes[at] === stop || nodes[at] === stop + stops) return at;
  return 0;
}
