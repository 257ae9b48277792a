import type { Ground } from './ground.ts';
import type { RichInsertions } from './rich-insertions.ts';
import type { Route } from './route.ts';
import { scanJob } from './scan-job.ts';
import { scanShipment } from './scan-shipment.ts';
import type { Spot } from './spot.ts';

/** A table of more cells than these is left out: it would fill a tablet's memory. */
const mostCells = 2 ** 21;
const memoBits = 16;

/**
 * The cheapest insertion of each request into each route, found once for each route that there ever was: a route that was
 * not changed keeps its key, and one that is ruined the same way again has the same key again.
 */
export class Insertions {
  readonly #ground: Ground;
  readonly #vehicles: number;
  /** Of each request and vehicle: the last route's key and the cost, side by side, and the spot. */
  readonly #last: Float64Array;
  readonly #lastSpots: Float64Array;
  /** Of any route, until another one takes its place: its key, the cost, the spot and the request. */
  readonly #memo = new Float64Array(4 * 2 ** memoBits).fill(-1);
  readonly #best: Spot = { cost: Infinity, spot: 0 };

  readonly #rich: RichInsertions;

  constructor(ground: Ground, rich: RichInsertions) {
    this.#rich = rich;
    const vehicles = ground.twinsOf.length;
    const cells = ground.requests.length * vehicles;
    this.#ground = ground;
    this.#vehicles = cells > mostCells ? 0 : vehicles;
    const held = this.#vehicles === 0 ? 1 : cells;
    this.#last = new Float64Array(2 * held).fill(NaN);
    this.#lastSpots = new Float64Array(held);
  }

  /** What the cheapest insertion costs, infinite where there is none. */
  costOf(request: number, vehicle: number, route: Route): number {
    if (this.#vehicles > 0) {
      const cell = request * this.#vehicles + vehicle;
      if (this.#last[2 * cell] === route.key) return this.#last[2 * cell + 1]!;
      return this.#find(cell, request, route);
    }
    return this.#find(0, request, route);
  }

  /** Where it goes, after its cost was asked. */
  spotOf(request: number, vehicle: number, route: Route): number {
    const cell = this.#vehicles === 0 ? 0 : request * this.#vehicles + vehicle;
    if (this.#vehicles > 0) return this.#lastSpots[cell]!;
    if (this.isRich(request, route)) this.richCostOf(request, vehicle, route, Infinity);
    else this.#find(cell, request, route);
    return this.#lastSpots[cell]!;
  }

  /** Whether an insertion needs the exact judge. */
  isRich(request: number, { isRich, twins }: Route): boolean {
    return isRich || !twins.isPlain || this.#ground.isRich[request] === 1;
  }

  /**
   * What the cheapest insertion costs where the exact judge is needed, or a lower bound of it.
   * @param enough what it must be below to be of use; the judge is asked only for such
   */
  richCostOf(request: number, vehicle: number, route: Route, enough: number): number {
    const cell = this.#vehicles === 0 ? 0 : request * this.#vehicles + vehicle;
    const last = this.#last;
    const { key } = route;
    const isKnown = this.#vehicles > 0 && last[2 * cell] === key;
    if (isKnown) return last[2 * cell + 1]!;
    // A bound is kept under the key's counterpart.
    const hasBound = this.#vehicles > 0 && last[2 * cell] === -1 - key;
    if (hasBound && last[2 * cell + 1]! >= enough) return last[2 * cell + 1]!;
    const memo = this.#memo;
    const place = this.#placeOf(request, route);
    if (memo[place] !== key || memo[place + 3] !== request) {
      const best = this.#best;
      if (!this.#rich.find(request, route, enough, best)) {
        last[2 * cell] = -1 - key;
        return (last[2 * cell + 1] = best.cost);
      }
      this.#remember(place, request, key);
    }
    return this.#recall(cell, place);
  }

  /** A lower bound of what the cheapest insertion costs where the exact judge is needed. */
  boundOf(request: number, vehicle: number, route: Route): number {
    const cell = this.#vehicles === 0 ? 0 : request * this.#vehicles + vehicle;
    const last = this.#last;
    const { key } = route;
    if (this.#vehicles > 0 && (last[2 * cell] === key || last[2 * cell] === -1 - key)) return last[2 * cell + 1]!;
    const place = this.#placeOf(request, route);
    if (this.#memo[place] === key && this.#memo[place + 3] === request) return this.#recall(cell, place);
    last[2 * cell] = -1 - key;
    return (last[2 * cell + 1] = this.#rich.boundOf(request, route));
  }

  /** The cheapest but for one spot. */
  sparing(request: number, route: Route, spared: number): Spot {
    this.#scan(request, route, spared);
    return this.#best;
  }

  #find(cell: number, request: number, route: Route): number {
    const memo = this.#memo;
    const place = this.#placeOf(request, route);
    if (memo[place] !== route.key || memo[place + 3] !== request) {
      this.#scan(request, route, -1);
      this.#remember(place, request, route.key);
    }
    return this.#recall(cell, place);
  }

  #placeOf(request: number, { hash }: Route): number {
    return (Math.imul(Math.imul(request + 1, 0x9e3779b1) ^ hash, 0x85ebca6b) >>> (32 - memoBits)) * 4;
  }

  #remember(place: number, request: number, key: number): void {
    const memo = this.#memo;
    memo[place] = key;
    memo[place + 1] = this.#best.cost;
    memo[place + 2] = this.#best.spot;
    memo[place + 3] = request;
  }

  #recall(cell: number, place: number): number {
    const memo = this.#memo;
    this.#last[2 * cell] = memo[place]!;
    this.#lastSpots[cell] = memo[place + 2]!;
    return (this.#last[2 * cell + 1] = memo[place + 1]!);
  }

  #scan(request: number, route: Route, spared: number): void {
    const best = this.#best;
    const { first, size } = this.#ground.requests[request]!;
    best.cost = Infinity;
    best.spot = 0;
    if (route.twins.vehicle.serves[request] === 0) return;
    if (size === 1) scanJob(route, first, this.#ground, spared, best);
    else scanShipment(route, first, this.#ground, spared, best);
  }
}
