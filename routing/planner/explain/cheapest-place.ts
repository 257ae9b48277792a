import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';
import type { Timing } from '../schedule/timing.ts';
import { differentVehicles, firstFree } from './plan.ts';
import { eachSlot, nodesWith, type Slot } from './slots.ts';
import { goThrough } from './walk-through.ts';

export interface Place {
  readonly vehicle: Vehicle;
  readonly slot: Slot;
  /** What the plan costs more with it, in VROOM's units. */
  readonly cost: number;
}

/** What the lengths of all routes cost by their differences. */
export function balanceOf({ balancePrice }: Model, lengths: readonly number[]): number {
  return balancePrice === 0 ? 0 : balancePrice * (Math.max(...lengths) - Math.min(...lengths));
}

/**
 * What each route costs, what of it is neither for the way nor for sending the vehicle and so might be less with a request
 * more, and how long it lasts: nothing for a vehicle that stays at home.
 */
export function statusOf(model: Model, timing: Timing, nodes: readonly (readonly number[])[]) {
  return model.vehicles.map((vehicle) => {
    const own = nodes[vehicle.number]!;
    const judged = own.length > 0 ? timing.judge(vehicle, own, own.length) : undefined;
    if (!judged) return { cost: 0, besides: 0, length: 0 };
    const besides = judged.cost - vehicle.fixedCost - goThrough(model, vehicle, own).cost;
    return { cost: judged.cost, besides, length: timing.lastLength };
  });
}

/**
 * The place of a plan in which a request costs least.
 * @returns nothing where it fits nowhere
 */
export function cheapestPlace(
  model: Model,
  timing: Timing,
  nodes: readonly (readonly number[])[],
  request: number
): Place | undefined {
  const status = statusOf(model, timing, nodes);
  const lengths = status.map(({ length }) => length);
  const balance = balanceOf(model, lengths);
  let best: Place | undefined;
  for (const vehicle of differentVehicles(model, nodes)) {
    const own = nodes[vehicle.number]!;
    const { cost: before, besides } = status[vehicle.number]!;
    const slots: Slot[] = [];
    eachSlot(model, vehicle, own, request, firstFree(model, vehicle), (slot) => {
      slots.push(slot);
      return false;
    });
    slots.sort((a, b) => a.detour - b.detour);
    for (const slot of slots) {
      // Where speeds change over the day, a longer way can be a cheaper one.
      if (best && model.balancePrice === 0 && !vehicle.speeds && slot.detour - besides >= best.cost) break;
      const filled = nodesWith(model, own, request, slot);
      const after = timing.costOf(vehicle, filled, filled.length);
      if (after === Infinity) continue;
      const balanced = balanceOf(model, lengths.with(vehicle.number, timing.lastLength)) - balance;
      const cost = after - before + balanced;
      if (!best || cost < best.cost) best = { vehicle, slot, cost };
    }
  }
  return best;
}
