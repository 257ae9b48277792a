import type { Objective, Plan } from './contract.ts';
import type { Draft } from './draft.ts';

/** A plan that is kept while the draft goes on. */
export class Kept {
  readonly objective = { priority: Infinity, absent: Infinity, cost: Infinity };
  readonly #absent: Int32Array;
  #missing = 0;
  readonly #nodes: Int32Array[];
  readonly #lengths: Int32Array;

  readonly #aside: Plan['routes'];

  constructor({ ground, aside }: Draft) {
    this.#aside = aside;
    this.#absent = new Int32Array(ground.requests.length);
    this.#nodes = ground.twinsOf.map(() => new Int32Array(0));
    this.#lengths = new Int32Array(ground.twinsOf.length);
  }

  keep(draft: Draft): void {
    Object.assign(this.objective, objectiveOf(draft));
    this.#absent.set(draft.absent.subarray(0, draft.missing));
    this.#missing = draft.missing;
    this.#lengths.fill(0);
    for (let at = 0; at < draft.driving; at++) {
      const vehicle = draft.drivers[at]!;
      const { length, nodes } = draft.routes[vehicle]!;
      if (this.#nodes[vehicle]!.length < length) this.#nodes[vehicle] = new Int32Array(2 * length);
      this.#lengths[vehicle] = length;
      const kept = this.#nodes[vehicle]!;
      for (let node = 0; node < length; node++) kept[node] = nodes[node + 1]!;
    }
  }

  restore(draft: Draft): void {
    draft.set((vehicle) => this.#nodesOf(vehicle), this.#absent.subarray(0, this.#missing));
  }

  plan(): Plan {
    const routes = [...this.#nodes.keys()].map((vehicle) => ({ vehicle, nodes: [...this.#nodesOf(vehicle)] }));
    return {
      routes: [...routes.filter(({ nodes }) => nodes.length > 0), ...this.#aside],
      absent: [...this.#absent.subarray(0, this.#missing)]
    };
  }

  #nodesOf = (vehicle: number) => this.#nodes[vehicle]!.subarray(0, this.#lengths[vehicle]);
}

export function objectiveOf(draft: Draft): Objective {
  return { priority: draft.missingPriority(), absent: draft.missingMandatory(), cost: draft.wholeCost() };
}

/** Sums of the same prices differ in their last digits by the order of adding. */
const hair = 1e-9;

export const isBetter = (one: Objective, other: Objective) =>
  one.priority !== other.priority
    ? one.priority < other.priority
    : one.absent !== other.absent
      ? one.absent < other.absent
      : one.cost < other.cost - hair * Math.max(1, Math.abs(one.cost));
