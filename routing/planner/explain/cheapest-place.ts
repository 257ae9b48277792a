import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';
import type { Timing } from '../schedule/timing.ts';
import { differentVehicles, firstFree } from './plan.ts';
import { eachSlot, nodesWith, type Slot } from './slots.ts';

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

/** What each route costs and how long it lasts: nothing for a vehicle that stays at home. */
export function statusOf(model: Model, timing: Timing, nodes: readonly (readonly number[])[]) {
  return model.vehicles.map((vehicle) => {
    const own = nodes[vehicle.number]!;
    const judged = own.length > 0 ? timing.judge(vehicle, own, own.length) : undefined;
    return { cost: judged?.cost ?? 0, soft: judged?.soft ?? 0, length: judged ? timing.lastLength : 0 };
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
    const { cost: before, soft } = status[vehicle.number]!;
    const slots: Slot[] = [];
    eachSlot(model, vehicle, own, request, firstFree(model, vehicle), (slot) => {
      slots.push(slot);
      return false;
    });
    slots.sort((a, b) => a.detour - b.detour);
    for (const slot of slots) {
      if (best && model.balancePrice === 0 && slot.detour - soft >= best.cost) break;
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
