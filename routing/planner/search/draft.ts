import type { PlannedRoute } from './contract.ts';
import type { Ground, Twins } from './ground.ts';
import { stopAt } from './nodes.ts';
import type { Reckoner } from './reckoner.ts';
import { makeRoom, Route } from './route.ts';

/**
 * The plan as it is being changed. A route is copied before its first change, so that all changes since `begin` are
 * undone by putting the old routes back, and kept by forgetting these.
 */
export class Draft {
  readonly ground: Ground;
  /** One for each vehicle. */
  readonly routes: Route[];
  /** Vehicles that drive, in no order: the first `driving`. */
  readonly drivers: Int32Array;
  driving = 0;
  /** Of each request: its vehicle, or -1. */
  readonly vehicleOf: Int32Array;
  /** Requests without a vehicle: the first `missing`. */
  readonly absent: Int32Array;
  missing = 0;
  /** Of all routes. */
  cost = 0;
  /** Vehicles whose routes were changed since `begin`: the first `touched`. */
  readonly changed: Int32Array;
  touched = 0;
  /** Routes that are none of the search's business. */
  readonly aside: PlannedRoute[] = [];

  readonly #before: (Route | undefined)[];
  readonly #spare: Route[] = [];
  readonly #driverAt: Int32Array;
  /** Of each twins: their vehicles, those that stand idle first. */
  readonly #idle: Int32Array[];
  readonly #idleCount: Int32Array;
  readonly #idleAt: Int32Array;
  readonly #absentBefore: Int32Array;
  missingBefore = 0;
  #costBefore = 0;

  readonly #reckoner: Reckoner;

  constructor(ground: Ground, reckoner: Reckoner) {
    const { requests, twinsOf, twins, model } = ground;
    this.#reckoner = reckoner;
    const vehicles = twinsOf.length;
    this.ground = ground;
    this.routes = twinsOf.map((twins) => {
      const route = new Route(twins);
      makeRoom(route, 0, ground.kinds);
      reckoner.compute(route);
      return route;
    });
    this.drivers = new Int32Array(vehicles);
    this.vehicleOf = new Int32Array(requests.length).fill(-1);
    this.absent = new Int32Array(requests.length);
    this.changed = new Int32Array(vehicles);
    this.#before = new Array<Route | undefined>(vehicles).fill(undefined);
    this.#driverAt = new Int32Array(vehicles).fill(-1);
    this.#idle = twins.map((one) =>
      Int32Array.from(
        [...twinsOf.keys()].filter((vehicle) => twinsOf[vehicle] === one && !model.vehicles[vehicle]!.isPinned)
      )
    );
    this.#idleCount = Int32Array.from(this.#idle, (all) => all.length);
    this.#idleAt = new Int32Array(vehicles);
    for (const all of this.#idle) all.forEach((vehicle, at) => (this.#idleAt[vehicle] = at));
    this.#absentBefore = new Int32Array(requests.length);
  }

  /** A vehicle of these twins that stands idle, or -1. */
  idle({ number }: Twins): number {
    return this.#idleCount[number]! > 0 ? this.#idle[number]![0]! : -1;
  }

  /** How many requests a driving vehicle has on average. */
  meanLength(): number {
    return this.vehicleOf.length / (this.driving + 1);
  }

  begin(): void {
    this.touched = 0;
    this.missingBefore = this.missing;
    this.#costBefore = this.cost;
    for (let at = 0; at < this.missing; at++) this.#absentBefore[at] = this.absent[at]!;
  }

  /** The vehicle's route as one that may be changed, with the same nodes; its columns are not computed yet. */
  change(vehicle: number): Route {
    const old = this.routes[vehicle]!;
    if (this.#before[vehicle]) return old;
    const route = this.#spare.pop() ?? new Route(old.twins);
    makeRoom(route, old.length + 2, this.ground.kinds);
    route.twins = old.twins;
    route.length = old.length;
    route.locked = old.locked;
    route.cost = old.cost;
    for (let at = 1; at <= old.length; at++) route.nodes[at] = old.nodes[at]!;
    this.#before[vehicle] = old;
    this.changed[this.touched++] = vehicle;
    this.routes[vehicle] = route;
    return route;
  }

  /** Computes a route whose nodes were changed, and books its cost. @returns whether it keeps every rule */
  compute(vehicle: number, costBefore: number): boolean {
    const route = this.routes[vehicle]!;
    const isKept = this.#reckoner.compute(route);
    // What breaks a rule has no cost: whoever tries it has to undo it.
    if (!isKept) route.cost = costBefore;
    this.cost += route.cost - costBefore;
    this.#enlist(vehicle, route.length > 0);
    return isKept;
  }

  /** The priorities of what is left out, without what may be left out at a price. */
  missingPriority(): number {
    const { requests } = this.ground;
    let sum = 0;
    for (let at = 0; at < this.missing; at++) {
      const { unassignedCost, priority } = requests[this.absent[at]!]!;
      if (unassignedCost === undefined) sum += priority;
    }
    return sum;
  }

  missingMandatory(): number {
    const { requests } = this.ground;
    let count = 0;
    for (let at = 0; at < this.missing; at++) if (requests[this.absent[at]!]!.unassignedCost === undefined) count++;
    return count;
  }

  /** Of all routes, with what is left out at a price. */
  wholeCost(): number {
    const { requests } = this.ground;
    let sum = this.cost + (this.ground.model.balancePrice > 0 ? this.#imbalance() : 0);
    for (let at = 0; at < this.missing; at++) sum += requests[this.absent[at]!]!.unassignedCost ?? 0;
    return sum;
  }

  /** The price of what the longest route is longer than the shortest. */
  #imbalance(): number {
    const { vehicles, balancePrice } = this.ground.model;
    let longest = 0;
    let shortest = Infinity;
    for (let vehicle = 0; vehicle < vehicles.length; vehicle++) {
      if (vehicles[vehicle]!.isPinned) continue;
      const { length, duration } = this.routes[vehicle]!;
      const here = length === 0 ? 0 : duration;
      if (here > longest) longest = here;
      if (here < shortest) shortest = here;
    }
    return (longest - Math.min(shortest, longest)) * balancePrice;
  }

  accept(): void {
    for (let at = 0; at < this.touched; at++) {
      const vehicle = this.changed[at]!;
      this.#spare.push(this.#before[vehicle]!);
      this.#before[vehicle] = undefined;
    }
    this.touched = 0;
  }

  undo(): void {
    const { vehicleOf, routes } = this;
    const { stops } = this.ground;
    for (let at = 0; at < this.touched; at++) {
      const vehicle = this.changed[at]!;
      const old = this.#before[vehicle]!;
      this.#spare.push(routes[vehicle]!);
      this.#before[vehicle] = undefined;
      routes[vehicle] = old;
      for (let node = 1; node <= old.length; node++) {
        const stop = stopAt(old.nodes[node]!, stops.count);
        if (stop >= 0) vehicleOf[stops.request[stop]!] = vehicle;
      }
      this.#enlist(vehicle, old.length > 0);
    }
    this.touched = 0;
    this.missing = this.missingBefore;
    this.cost = this.#costBefore;
    for (let at = 0; at < this.missing; at++) {
      this.absent[at] = this.#absentBefore[at]!;
      vehicleOf[this.absent[at]!] = -1;
    }
  }

  /** Takes over a whole plan that keeps every rule. */
  set(nodesOf: (vehicle: number) => ArrayLike<number>, absent: ArrayLike<number>): void {
    const { routes, vehicleOf } = this;
    this.begin();
    this.missing = absent.length;
    for (let at = 0; at < absent.length; at++) {
      this.absent[at] = absent[at]!;
      vehicleOf[absent[at]!] = -1;
    }
    for (let vehicle = 0; vehicle < routes.length; vehicle++) this.setRoute(vehicle, nodesOf(vehicle));
    this.accept();
    this.sumUp();
  }

  /** The cost anew, without what many additions and subtractions leave. */
  sumUp(): void {
    this.cost = this.routes.reduce((sum, { cost }) => sum + cost, 0);
  }

  /** Leaves a vehicle alone, with nodes that are in the plan as they are. */
  retire(vehicle: number, nodes: readonly number[]): void {
    this.setRoute(vehicle, []);
    const { number } = this.ground.twinsOf[vehicle]!;
    this.#moveIdle(number, vehicle, --this.#idleCount[number]!);
    this.aside.push({ vehicle, nodes });
  }

  /** @returns whether the nodes keep every rule */
  setRoute(vehicle: number, nodes: ArrayLike<number>): boolean {
    const { ground, routes, vehicleOf } = this;
    if (nodes.length === 0 && routes[vehicle]!.length === 0) return true;
    const route = this.change(vehicle);
    const { cost } = route;
    makeRoom(route, nodes.length, ground.kinds);
    route.length = nodes.length;
    for (let at = 0; at < nodes.length; at++) {
      route.nodes[at + 1] = nodes[at]!;
      const stop = stopAt(nodes[at]!, ground.stops.count);
      if (stop >= 0) vehicleOf[ground.stops.request[stop]!] = vehicle;
    }
    return this.compute(vehicle, cost);
  }

  #enlist(vehicle: number, drives: boolean): void {
    const { drivers } = this;
    const at = this.#driverAt[vehicle]!;
    if (drives === at >= 0) return;
    const { number } = this.ground.twinsOf[vehicle]!;
    if (drives) {
      drivers[this.driving] = vehicle;
      this.#driverAt[vehicle] = this.driving++;
      this.#moveIdle(number, vehicle, --this.#idleCount[number]!);
    } else {
      const last = drivers[--this.driving]!;
      drivers[at] = last;
      this.#driverAt[last] = at;
      this.#driverAt[vehicle] = -1;
      this.#moveIdle(number, vehicle, this.#idleCount[number]!++);
    }
  }

  #moveIdle(twins: number, vehicle: number, to: number): void {
    const all = this.#idle[twins]!;
    const at = this.#idleAt[vehicle]!;
    const other = all[to]!;
    all[at] = other;
    this.#idleAt[other] = at;
    all[to] = vehicle;
    this.#idleAt[vehicle] = to;
  }
}
