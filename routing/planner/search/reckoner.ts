import type { Timing } from './contract.ts';
import { computeRich } from './compute-rich.ts';
import type { Ground } from './ground.ts';
import { stopAt } from './nodes.ts';
import { computePlain, type Route } from './route.ts';

const memoBits = 15;

/** Computes whole routes: plain ones by themselves, the others with the exact judge, who is asked once for each route. */
export class Reckoner {
  readonly #ground: Ground;
  readonly #timing: Timing;
  /** A route's key, its cost and its duration, until another route takes the place. */
  readonly #memo = new Float64Array(3 * 2 ** memoBits).fill(-1);
  #nodes = new Int32Array(64);
  /** How often the judge was asked. */
  asked = 0;

  constructor(ground: Ground, timing: Timing) {
    this.#ground = ground;
    this.#timing = timing;
  }

  /** @returns whether every rule is kept */
  compute(route: Route): boolean {
    const ground = this.#ground;
    route.isRich = ground.hasRich && route.length > 0 && this.#isRich(route);
    return route.isRich ? computeRich(route, ground) && this.#judge(route) : computePlain(route, ground);
  }

  #isRich({ twins, nodes, length }: Route): boolean {
    if (!twins.isPlain) return true;
    const { stops, isRich } = this.#ground;
    for (let at = 1; at <= length; at++) if (isRich[stops.request[stopAt(nodes[at]!, stops.count)]!] === 1) return true;
    return false;
  }

  #judge(route: Route): boolean {
    const { key, hash, length, nodes } = route;
    const memo = this.#memo;
    const place = (Math.imul(hash, 0x85ebca6b) >>> (32 - memoBits)) * 3;
    if (memo[place] !== key) {
      if (this.#nodes.length < length) this.#nodes = new Int32Array(2 * length);
      for (let at = 0; at < length; at++) this.#nodes[at] = nodes[at + 1]!;
      this.asked++;
      memo[place] = key;
      memo[place + 1] = this.#timing.costOf(route.twins.vehicle, this.#nodes, length);
      memo[place + 2] = this.#timing.lastLength;
    }
    route.cost = memo[place + 1]!;
    route.duration = memo[place + 2]!;
    return route.cost < Infinity;
  }
}
