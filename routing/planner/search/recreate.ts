import type { Draft } from './draft.ts';
import type { Insertions } from './insertions.ts';
import type { Nearest } from './nearest.ts';
import type { Settings } from './settings.ts';
import { insert } from './spot.ts';

/** Of the vehicles that are looked at, so many have a route that was not looked at before. */
const usualScans = 2;
/** What an exact judgement takes, in insertions looked at. */
const richWork = 1000;

/** Of those that were left out before, so many are tried again each time: a day that is too full would stand still otherwise. */
const mostTriedAgain = 8;

const any = -1;
const none = -2;

/** What a plan may be at most to be of use. */
export interface Limits {
  cost: number;
  priority: number;
  /** Requests left out, unless the sum of their counters is small. */
  absent: number;
  counters: number;
}

export const noLimits: Limits = { cost: Infinity, priority: Infinity, absent: Infinity, counters: Infinity };

/** How often what may be left out is put in whatever it costs. */
const shareOfWelcomes = 0.1;

/** Puts absent requests where they are cheapest, one after the other, now and then blind to the best position. */
export class Recreate {
  readonly #draft: Draft;
  readonly #insertions: Insertions;
  readonly #random: () => number;
  readonly #orders: readonly Float64Array[];
  readonly #keys: Float64Array;
  readonly settings: Settings;
  /** No more vehicles than so many. */
  mostVehicles = Infinity;
  /** How often each request was left out where vehicles are too few, and whether the most often comes first. */
  readonly counters: Float64Array;
  areCountersFirst = false;
  #untilBlink = 0;
  /** What was found last. */
  #vehicle = -1;
  #spot = -1;
  #isBroken = false;
  /** Insertions looked at. */
  #looked = 0;
  /** Told how much was done; answers whether the budget is spent. */
  isOverAfter: (work: number) => boolean = () => false;
  /** Whether all vehicles are looked at, also where they are many. */
  #isThorough = false;
  readonly #nearest: Nearest;
  readonly #near: Int32Array;
  readonly #seen: Int32Array;
  #now = 0;
  /** Vehicles that wait for the exact judge. */
  readonly #hasOptional: boolean;
  /** Whether what may be left out is put in whatever it costs, this time. */
  #isWelcome = false;
  readonly #waiting: Int32Array;
  readonly #bounds: Float64Array;

  constructor(draft: Draft, insertions: Insertions, nearest: Nearest, random: () => number, settings: Settings) {
    this.#nearest = nearest;
    this.#hasOptional = draft.ground.requests.some(({ unassignedCost }) => unassignedCost !== undefined);
    this.#near = new Int32Array(draft.routes.length);
    this.#seen = new Int32Array(draft.routes.length);
    this.#draft = draft;
    this.#insertions = insertions;
    this.#random = random;
    const vehicles = draft.routes.length + draft.ground.twins.length;
    this.#waiting = new Int32Array(vehicles);
    this.#bounds = new Float64Array(vehicles);
    this.#orders = ordersOf(draft);
    this.#keys = new Float64Array(draft.ground.requests.length);
    this.settings = settings;
    this.counters = new Float64Array(draft.ground.requests.length);
  }

  /** @returns false when it broke off, because the plan would be beyond the limits */
  recreate({ cost: mostCost, priority: mostPriority, absent: mostAbsent, counters: mostCounters }: Limits): boolean {
    const draft = this.#draft;
    const { absent, ground } = draft;
    const { requests } = ground;
    const count = draft.missing;
    this.#isBroken = false;
    // Two that are left out may be worth a vehicle together which neither is worth alone.
    this.#isWelcome = this.#hasOptional && mostCost < Infinity && this.#random() < shareOfWelcomes;
    const first = this.#leaveSome(mostAbsent);
    this.#sort(first, count);
    let left = 0;
    let mandatory = 0;
    let priority = 0;
    let counters = 0;
    for (let at = 0; at < count; at++) {
      const request = absent[at]!;
      // Without limits a plan is made however long it takes.
      if (this.isOverAfter(this.#looked) && mostCost < Infinity) return false;
      this.#looked = 0;
      if (at >= first && this.#insert(request)) {
        if (draft.cost > mostCost || this.#isBroken) return false;
        continue;
      }
      absent[left++] = request;
      if (requests[request]!.unassignedCost !== undefined) continue;
      mandatory++;
      priority += requests[request]!.priority;
      counters += this.counters[request]!;
      if (priority > mostPriority || (mostPriority === 0 && mandatory > mostAbsent && counters > mostCounters))
        return false;
    }
    draft.missing = left;
    return true;
  }

  /**
   * Where many were left out before, and trying one takes the exact judge, only some of them are tried again each time.
   * @returns so many stand first in the list and are not tried
   */
  #leaveSome(mostAbsent: number): number {
    const { absent, missingBefore, ground } = this.#draft;
    if (!ground.hasRich || mostAbsent === Infinity || missingBefore <= mostTriedAgain) return 0;
    const left = missingBefore - mostTriedAgain;
    for (let at = missingBefore - 1; at >= left; at--) {
      const other = Math.floor(this.#random() * (at + 1));
      [absent[at], absent[other]] = [absent[other]!, absent[at]!];
    }
    return left;
  }

  #insert(request: number): boolean {
    this.#find(request);
    if (this.#vehicle < 0) return false;
    this.#put(request, this.#vehicle, this.#spot);
    return true;
  }

  /** Finds the cheapest insertion, which is none where leaving the request out is cheaper. */
  #find(request: number): void {
    const draft = this.#draft;
    if (draft.ground.hasRich) return this.#findRich(request);
    const insertions = this.#insertions;
    const { routes, drivers, driving, ground } = draft;
    let best = this.#isWelcome ? Infinity : (ground.requests[request]!.unassignedCost ?? Infinity);
    let bestVehicle = -1;
    let bestSpot = -1;
    const isMany = driving > this.settings.candidates && !this.#isThorough;
    const among = isMany ? this.#near : drivers;
    const many = isMany ? this.#findNear(request) : driving;
    this.#looked += many + usualScans * draft.meanLength();
    for (let at = 0; at < many; at++) {
      const vehicle = among[at]!;
      const route = routes[vehicle]!;
      let cost = insertions.costOf(request, vehicle, route);
      if (cost >= best) continue;
      let spot = -1;
      if (--this.#untilBlink < 0) {
        this.#untilBlink = Math.floor(Math.log(1 - this.#random()) / Math.log(1 - this.settings.blink));
        const other = insertions.sparing(request, route, insertions.spotOf(request, vehicle, route));
        cost = other.cost;
        spot = other.spot;
      }
      if (cost >= best) continue;
      best = cost;
      bestVehicle = vehicle;
      bestSpot = spot;
    }
    if (driving < this.mostVehicles)
      for (const twins of ground.twins) {
        const vehicle = twins.vehicle.fixedCost < best ? draft.idle(twins) : -1;
        if (vehicle < 0) continue;
        const cost = insertions.costOf(request, vehicle, routes[vehicle]!);
        if (cost >= best) continue;
        best = cost;
        bestVehicle = vehicle;
        bestSpot = -1;
      }
    if (bestVehicle < 0 && isMany && ground.requests[request]!.unassignedCost === undefined) {
      this.#isThorough = true;
      this.#find(request);
      this.#isThorough = false;
      return;
    }
    if (bestVehicle >= 0 && bestSpot < 0) bestSpot = insertions.spotOf(request, bestVehicle, routes[bestVehicle]!);
    this.#vehicle = bestVehicle;
    this.#spot = bestSpot;
  }

  /** As `#find`, where some insertions need the exact judge, who is asked about the most promising vehicles first. */
  #findRich(request: number): void {
    const draft = this.#draft;
    const insertions = this.#insertions;
    const { routes, drivers, ground } = draft;
    let best = this.#isWelcome ? Infinity : (ground.requests[request]!.unassignedCost ?? Infinity);
    let bestVehicle = -1;
    let waiting = 0;
    const bounds = this.#bounds;
    const vehicles = this.#waiting;
    const only = this.#onlyVehicle(request);
    const isMany = draft.driving > this.settings.candidates && !this.#isThorough;
    const among = isMany ? this.#near : drivers;
    const many = isMany ? this.#findNear(request) : draft.driving;
    const count = many + (draft.driving < this.mostVehicles ? ground.twins.length : 0);
    for (let at = 0; at < count && only !== none; at++) {
      const vehicle = at < many ? among[at]! : draft.idle(ground.twins[at - many]!);
      if (vehicle < 0 || (only !== any && vehicle !== only)) continue;
      if (--this.#untilBlink < 0) {
        this.#untilBlink = Math.floor(Math.log(1 - this.#random()) / Math.log(1 - this.settings.blink));
        continue;
      }
      const route = routes[vehicle]!;
      if (insertions.isRich(request, route)) {
        const bound = insertions.boundOf(request, vehicle, route);
        if (bound >= best) continue;
        bounds[waiting] = bound;
        vehicles[waiting++] = vehicle;
        continue;
      }
      const cost = insertions.costOf(request, vehicle, route);
      if (cost < best) {
        best = cost;
        bestVehicle = vehicle;
      }
    }
    while (waiting > 0) {
      let least = 0;
      for (let at = 1; at < waiting; at++) if (bounds[at]! < bounds[least]!) least = at;
      if (bounds[least]! >= best) break;
      const vehicle = vehicles[least]!;
      bounds[least] = bounds[--waiting]!;
      vehicles[least] = vehicles[waiting]!;
      const cost = insertions.richCostOf(request, vehicle, routes[vehicle]!, best);
      this.#looked += richWork;
      if (cost < best) {
        best = cost;
        bestVehicle = vehicle;
      }
    }
    if (bestVehicle < 0 && isMany && ground.requests[request]!.unassignedCost === undefined) {
      this.#isThorough = true;
      this.#findRich(request);
      this.#isThorough = false;
      return;
    }
    this.#vehicle = bestVehicle;
    this.#spot = bestVehicle < 0 ? -1 : insertions.spotOf(request, bestVehicle, routes[bestVehicle]!);
  }

  /** Vehicles that pass near a request's stops, the nearest first, into `#near`. @returns how many */
  #findNear(request: number): number {
    const draft = this.#draft;
    const { stops, requests } = draft.ground;
    const { first, size } = requests[request]!;
    const { candidates } = this.settings;
    const now = ++this.#now;
    let count = 0;
    for (let stop = first; stop < first + size; stop++) {
      const near = this.#nearest.of(stop);
      const most = stop === first && size === 2 ? candidates / 2 : candidates;
      for (let at = 0; at < near.length && count < most; at++) {
        const vehicle = draft.vehicleOf[stops.request[near[at]!]!]!;
        if (vehicle < 0 || this.#seen[vehicle] === now) continue;
        this.#seen[vehicle] = now;
        if (draft.routes[vehicle]!.length > 0) this.#near[count++] = vehicle;
      }
    }
    return count;
  }

  /** The vehicle that serves what must come before; `none` where that is absent, `any` where nothing must. */
  #onlyVehicle(request: number): number {
    const { ground, vehicleOf } = this.#draft;
    let only = any;
    for (const first of ground.firsts[request]!) {
      const vehicle = vehicleOf[first]!;
      if (vehicle < 0 || (only !== any && only !== vehicle)) return none;
      only = vehicle;
    }
    return only;
  }

  #put(request: number, vehicle: number, spot: number): void {
    const draft = this.#draft;
    const { first, size } = draft.ground.requests[request]!;
    const route = draft.change(vehicle);
    const { cost } = route;
    insert(route, route, spot, first, size, draft.ground.stops.count, draft.ground.kinds);
    draft.vehicleOf[request] = vehicle;
    // Two routes of the same key are as good as impossible, but a plan that breaks a rule must be.
    if (!draft.compute(vehicle, cost)) this.#isBroken = true;
  }

  /** By one of the orders, at random: the most demanding first, or just as it comes. */
  #sort(first: number, count: number): void {
    const random = this.#random;
    const { absent, ground } = this.#draft;
    const keys = this.#keys;
    const { counters } = this;
    const order = this.#orders[Math.floor(random() * this.#orders.length)]!;
    if (this.areCountersFirst)
      for (let at = first; at < count; at++) keys[at] = -counters[absent[at]!]! * (1 + random() * 0.2);
    else for (let at = first; at < count; at++) keys[at] = order.length === 0 ? random() : order[absent[at]!]!;
    this.#sortByKeys(first, count);
    if (!ground.hasPrecedences) return;
    for (let at = first; at < count; at++) keys[at] = ground.depth[absent[at]!]!;
    this.#sortByKeys(first, count);
  }

  #sortByKeys(first: number, count: number): void {
    const { absent } = this.#draft;
    const keys = this.#keys;
    for (let at = first + 1; at < count; at++) {
      const key = keys[at]!;
      const request = absent[at]!;
      let to = at;
      for (; to > first && keys[to - 1]! > key; to--) {
        keys[to] = keys[to - 1]!;
        absent[to] = absent[to - 1]!;
      }
      keys[to] = key;
      absent[to] = request;
    }
  }
}

/** The least is first; an empty order is any. */
function ordersOf({ ground }: Draft): Float64Array[] {
  const { requests, stops, kinds, change, brought, twins } = ground;
  const { costs, size, vehicle } = twins[0]!;
  const of = (value: (first: number, last: number) => number) =>
    Float64Array.from(requests, ({ first, size }) => value(first, first + size - 1));
  const demand = of((first) => -Math.max(Math.abs(change[first * kinds]!), brought[first * kinds]!));
  const depot = vehicle.start;
  const wayOf = (stop: number) => costs[depot * size + stops.place[stop]!]!;
  const far = of((first, last) => -Math.max(wayOf(first), wayOf(last)));
  const close = far.map((value) => -value);
  const any = new Float64Array(0);
  const narrow = of((first, last) =>
    Math.min(stops.closes[first]! - stops.opens[first]!, stops.closes[last]! - stops.opens[last]!)
  );
  const early = of((first) => stops.opens[first]!);
  const late = of((_, last) => -stops.closes[last]!);
  return [
    any,
    any,
    any,
    any,
    demand,
    demand,
    demand,
    demand,
    far,
    far,
    close,
    narrow,
    narrow,
    early,
    early,
    late,
    late
  ];
}
