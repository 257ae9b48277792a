import { opening } from '../model/time.ts';
import { latePrice } from '../schedule/prices.ts';
import { Candidates } from './candidates.ts';
import { freeAfter, isInTime } from './drive-on.ts';
import type { Ground } from './ground.ts';
import type { Reckoner } from './reckoner.ts';
import { RideSlack } from './ride-slack.ts';
import { Route } from './route.ts';
import { setupChange } from './scan-job.ts';
import { insert, onFoot, spot, withReload, type Spot } from './spot.ts';

/** In a problem of so few stops every candidate is judged exactly, and so are so few candidates in any other. */
const fewStops = 16;
const fewCandidates = 10;
/** Of more, so many are judged before one is found: the first one that is possible is taken. */
const mostJudged = 8;
/** So many of a route's last places are judged where none of the cheap ones is possible. */
const mostAtEnd = 4;
/** So many are looked at in any case where not all are judged. */
const mostTried = 200;

/**
 * Insertions where a rule is not plain: every position is a candidate with a lower bound of its cost, and the exact judge
 * is asked about one after the other, the cheapest first, until one is possible; where they are few, until none can be
 * cheaper.
 */
export class RichInsertions {
  readonly #ground: Ground;
  readonly #reckoner: Reckoner;
  readonly #scratch: Route;
  readonly #rides: RideSlack;
  readonly #candidates = new Candidates();
  /** For each position: what a stop costs there by itself, infinite where it cannot be; driven to, and on foot. */
  #first = new Float64Array(64);
  #second = new Float64Array(64);
  /** Of what it costs how much is for being late. */
  #firstLate = new Float64Array(64);
  #secondLate = new Float64Array(64);
  #firstOnFoot = new Uint8Array(64);
  #secondOnFoot = new Uint8Array(64);

  constructor(ground: Ground, reckoner: Reckoner) {
    this.#ground = ground;
    this.#reckoner = reckoner;
    this.#scratch = new Route(ground.twins[0]!);
    this.#rides = new RideSlack(ground);
  }

  /** The least that the insertion of a request could cost in a route. */
  boundOf(request: number, route: Route): number {
    this.#collect(request, route);
    return this.#candidates.least() + route.bound - route.cost;
  }

  /**
   * The cheapest insertion.
   * @param enough what it must be below to be of use; what is not is only a bound then
   * @returns whether the cost is exact
   */
  find(request: number, route: Route, enough: number, best: Spot): boolean {
    this.#collect(request, route);
    const isExact = this.#judgeAll(request, route, enough, best);
    if (best.cost === Infinity && route.twins.vehicle.reloads.length > 0) {
      this.#collectWithReload(request, route);
      return this.#judgeAll(request, route, enough, best);
    }
    return isExact;
  }

  #judgeAll(request: number, route: Route, enough: number, best: Spot): boolean {
    const scratch = this.#scratch;
    const reckoner = this.#reckoner;
    scratch.twins = route.twins;
    scratch.locked = route.locked;
    const candidates = this.#candidates;
    const shift = route.bound - route.cost;
    best.cost = Infinity;
    const isFew = candidates.count <= fewCandidates || this.#ground.stops.count <= fewStops;
    const until = isFew ? Infinity : reckoner.asked + mostJudged;
    for (let tried = 0; (isFew || tried < mostTried) && reckoner.asked < until; tried++) {
      const least = candidates.least();
      if (least === Infinity || least + shift >= best.cost) break;
      if (least + shift >= enough) {
        if (best.cost < Infinity) break;
        best.cost = least + shift;
        return false;
      }
      if (this.#judgeOne(request, route, candidates.take(), best) && !isFew) break;
    }
    // The cheap places of a full route are alike, and so is why they are impossible: its end is tried in any case.
    for (let back = 0; back < mostAtEnd && best.cost === Infinity; back++) {
      const spot = candidates.fromEnd(back);
      if (spot !== undefined) this.#judgeOne(request, route, spot, best);
    }
    return true;
  }

  /** @returns whether it is the cheapest so far */
  #judgeOne(request: number, route: Route, spot: number, best: Spot): boolean {
    const { requests, stops, kinds } = this.#ground;
    const { first, size } = requests[request]!;
    insert(route, this.#scratch, spot, first, size, stops.count, kinds);
    if (!this.#reckoner.compute(this.#scratch)) return false;
    const cost = this.#scratch.cost - route.cost;
    if (cost >= best.cost) return false;
    best.cost = cost;
    best.spot = spot;
    return true;
  }

  #collect(request: number, route: Route): void {
    const { requests, stops } = this.#ground;
    const { first, size } = requests[request]!;
    const { length } = route;
    const candidates = this.#candidates;
    candidates.clear();
    if (route.twins.vehicle.serves[request] === 0) return;
    this.#makeRoom(length + 2);
    const stranger = route.twins.vehicle.strangerCost[request]!;
    this.#rides.read(route);
    this.#priceAlone(route, first, this.#first, this.#firstLate, this.#firstOnFoot);
    if (size === 1) {
      for (let at = route.locked; at <= length; at++) {
        if (this.#first[at]! < Infinity) candidates.add(this.#first[at]! + stranger, spot(at, at));
        if (this.#firstOnFoot[at] === 1) candidates.add(stranger, spot(at, at) + onFoot(1));
      }
      return;
    }
    this.#priceAlone(route, first + 1, this.#second, this.#secondLate, this.#secondOnFoot);
    const { place, legCost, nodes } = route;
    const { costs, size: places, taskPrice, service } = route.twins;
    const [there, last] = [stops.place[first]!, stops.place[first + 1]!];
    const work = taskPrice * (service[first]! + service[first + 1]!);
    for (let at = route.locked; at <= length; at++) {
      const early = this.#first[at]!;
      const earlyOnFoot = this.#firstOnFoot[at] === 1;
      if (early === Infinity && !earlyOnFoot) continue;
      // Right after a pickup at its place a delivery needs no setup, and may come where it could not by itself.
      const mayFollow = this.#second[at]! < Infinity || there === last;
      if (early < Infinity && mayFollow && this.#rides.mayRide(route, first, at, at)) {
        const way = costs[place[at]! * places + there]! + costs[there * places + last]!;
        // What stands next may need no setup there any more: at the least it needs none.
        const saved =
          at < length && nodes[at + 1]! >= 0 ? taskPrice * (route.twins.setup[nodes[at + 1]! % stops.count] ?? 0) : 0;
        const cost = way + costs[last * places + place[at + 1]!]! - legCost[at]! + work - saved;
        if (cost < Infinity) candidates.add(cost + stranger, spot(at, at));
      }
      if (early < Infinity) this.#addDriven(request, route, at, early + stranger);
      if (!earlyOnFoot) continue;
      for (let on = at; on <= length; on++) {
        const second = this.#second[on]!;
        if (second < Infinity) candidates.add(second + stranger, spot(at, on) + onFoot(1));
        if (this.#secondOnFoot[on] === 1) candidates.add(stranger, spot(at, on) + onFoot(3));
      }
    }
  }

  /** Drives on from a pickup after position `at`, as long as the rest is in time, and brings it after each later one. */
  #addDriven(request: number, route: Route, at: number, early: number): void {
    const ground = this.#ground;
    const { model, stops, isTriangular, requests } = ground;
    const pickup = requests[request]!.first;
    const { length, place, finish, legTime } = route;
    const { durations, size, service, setup } = route.twins;
    const [there, last] = [stops.place[pickup]!, stops.place[pickup + 1]!];
    const candidates = this.#candidates;
    let from = there;
    let time = finish[at]! + durations[place[at]! * size + there]!;
    time = opening(stops.windows[pickup]!, time) + service[pickup]! + (there === place[at] ? 0 : setup[pickup]!);
    for (let on = at + 1; on <= length; on++) {
      const arrival = time + (on === at + 1 ? durations[there * size + place[on]!]! : legTime[on - 1]!);
      if (isTriangular && !isInTime(route, on, arrival, from)) return;
      time = freeAfter(route, ground, on, arrival, from);
      from = place[on]!;
      if (this.#secondOnFoot[on] === 1) candidates.add(early, spot(at, on) + onFoot(2));
      const second = this.#second[on]!;
      if (second === Infinity) continue;
      const begin = opening(stops.windows[pickup + 1]!, time + durations[from * size + last]!);
      const free = begin + service[pickup + 1]! + (from === last ? 0 : setup[pickup + 1]!);
      const next = free + durations[last * size + place[on + 1]!]!;
      if (begin === Infinity || (isTriangular && !isInTime(route, on + 1, next, last))) continue;
      if (!this.#rides.mayRide(route, pickup, at, on)) continue;
      const later = latePrice(model, pickup + 1, begin) - this.#secondLate[on]!;
      candidates.add(early + second + Math.max(0, later), spot(at, on));
    }
  }

  /** What a stop costs after each position, and where it can be done on foot. */
  #priceAlone(route: Route, stop: number, costsAt: Float64Array, lateAt: Float64Array, footAt: Uint8Array): void {
    const { model, stops, isTriangular } = this.#ground;
    const { twins, length, nodes, place, finish, late, legCost, locked } = route;
    const { durations, costs, size, taskPrice, hasSetup } = twins;
    const lateHere = route.isRich || hasSetup || !this.#ground.isOneWindow ? route.lateHere : late;
    const there = stops.place[stop]!;
    const isPresence = stops.presentFrom[stop]! >= 0;
    const closes = isPresence ? stops.presentFrom[stop]! : stops.closes[stop]!;
    const opens = isPresence ? stops.presentUntil[stop]! : stops.opens[stop]!;
    let presence = -1;
    for (let at = 0; at <= length; at++) {
      const node = at === 0 ? -1 : nodes[at]!;
      if (at > 0 && node < stops.count) presence = node >= 0 && stops.presentFrom[node]! >= 0 ? node : -1;
      footAt[at] = 0;
      costsAt[at] = Infinity;
      if (at < locked) continue;
      if (presence >= 0 && !isPresence && stops.walkLimit[presence]! >= 0)
        footAt[at] = Number(model.walk(presence, stop) <= stops.walkLimit[presence]!);
      // Nothing is driven to between a presence and what is done on foot from it.
      if (at < length && nodes[at + 1]! >= stops.count) continue;
      const here = place[at]!;
      const next = place[at + 1]!;
      const way = here * size + there;
      if (!this.#rides.mayStop(route, stop, at)) continue;
      let time = finish[at]! + durations[way]!;
      if (time > closes && isTriangular) continue;
      if (finish[at]! > closes) continue;
      if (time < opens) time = opens;
      const setup = here === there || isPresence ? 0 : twins.setup[stop]!;
      const work = isPresence ? 0 : twins.service[stop]! + setup;
      const begin = time;
      time += work + durations[there * size + next]!;
      if (isTriangular && time > (next === there ? lateHere[at + 1]! : late[at + 1]!)) continue;
      let cost = costs[way]! + costs[there * size + next]! - legCost[at]! + taskPrice * work;
      if (taskPrice > 0 && hasSetup && at < length && nodes[at + 1]! >= 0)
        cost += taskPrice * setupChange(route, nodes[at + 1]!, at, there);
      lateAt[at] = latePrice(model, stop, begin);
      costsAt[at] = cost + lateAt[at]!;
    }
  }

  /** A job together with one new visit to a reload, before or after it. */
  #collectWithReload(request: number, route: Route): void {
    const { requests, stops } = this.#ground;
    const { first, size } = requests[request]!;
    const { twins, length, place, nodes, legCost, locked } = route;
    const { costs, size: places, vehicle } = twins;
    this.#candidates.clear();
    if (size !== 1 || length === 0 || vehicle.serves[request] === 0) return;
    const there = stops.place[first]!;
    const stranger = vehicle.strangerCost[request]!;
    this.#rides.read(route);
    this.#priceAlone(route, first, this.#first, this.#firstLate, this.#firstOnFoot);
    for (const [number, reload] of vehicle.reloads.entries()) {
      const to = (from: number) => costs[from * places + reload.place]!;
      const from = (to: number) => costs[reload.place * places + to]!;
      let visits = 0;
      for (let at = 1; at <= length; at++) if (nodes[at] === -1 - number) visits++;
      if (visits >= reload.max) continue;
      for (let at = locked; at <= length; at++) {
        const alone = this.#first[at]!;
        if (alone === Infinity) continue;
        for (let on = locked; on <= length + 1; on++) {
          // The reload comes after a position of the route with the job in it.
          const old = on <= at ? on : on - 1;
          let cost = alone + to(place[old]!) + from(place[old + 1]!) - legCost[old]!;
          if (on === at) cost = alone + to(place[at]!) + from(there) - costs[place[at]! * places + there]!;
          else if (on === at + 1)
            cost = alone + to(there) + from(place[at + 1]!) - costs[there * places + place[at + 1]!]!;
          if (old <= length && nodes[old + 1]! >= stops.count && old < length) continue;
          if (cost < Infinity) this.#candidates.add(cost + stranger, spot(at, at) + withReload(number, on));
        }
      }
    }
  }

  #makeRoom(positions: number): void {
    if (this.#first.length >= positions) return;
    this.#first = new Float64Array(2 * positions);
    this.#second = new Float64Array(2 * positions);
    this.#firstLate = new Float64Array(2 * positions);
    this.#secondLate = new Float64Array(2 * positions);
    this.#firstOnFoot = new Uint8Array(2 * positions);
    this.#secondOnFoot = new Uint8Array(2 * positions);
  }
}
