import type { Draft } from './draft.ts';

/** A shipment that is aboard already: only where its delivery goes, behind what is locked, is open. */
interface Held {
  readonly vehicle: number;
  readonly delivery: number;
}

export class HeldDeliveries {
  readonly #draft: Draft;
  readonly #held: Held[] = [];
  readonly #random: () => number;

  constructor(draft: Draft, random: () => number) {
    const { requests, stops } = draft.ground;
    this.#draft = draft;
    this.#random = random;
    for (const { nodes, locked, length } of draft.routes)
      for (let at = 1; at <= locked; at++) {
        const stop = nodes[at]! < 0 ? -1 : nodes[at]! % stops.count;
        if (stop < 0 || requests[stops.request[stop]!]!.first !== stop || stops.type[stop] !== 'pickup') continue;
        const behind = nodes.subarray(locked + 1, length + 1);
        if (behind.includes(stop + 1) || behind.includes(stop + 1 + stops.count))
          this.#held.push({ vehicle: draft.vehicleOf[stops.request[stop]!]!, delivery: stop + 1 });
      }
  }

  get count(): number {
    return this.#held.length;
  }

  /** Moves one of them, any, to where it is cheapest. */
  move(): void {
    const draft = this.#draft;
    const { vehicle, delivery } = this.#held[Math.floor(this.#random() * this.#held.length)]!;
    const route = draft.change(vehicle);
    const { nodes, length, locked } = route;
    let at = length;
    while (at > locked && nodes[at] !== delivery) at--;
    if (at === locked) return;
    let best = at;
    let bestCost = route.cost;
    // From the last position to the first, so that each step exchanges two neighbours.
    for (; at < length; at++) exchange(nodes, at);
    for (; at > locked; at--) {
      const { cost } = route;
      if (draft.compute(vehicle, cost) && route.cost < bestCost) [best, bestCost] = [at, route.cost];
      if (at > locked + 1) exchange(nodes, at - 1);
    }
    for (at = locked + 1; at < best; at++) exchange(nodes, at);
    const { cost } = route;
    draft.compute(vehicle, cost);
  }
}

function exchange(nodes: Int32Array, at: number): void {
  const node = nodes[at]!;
  nodes[at] = nodes[at + 1]!;
  nodes[at + 1] = node;
}
