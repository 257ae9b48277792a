import type { Draft } from './draft.ts';

/** What a way between two stops costs on average: the measure of what is much and what is little. */
export function usualLeg({ routes, drivers, driving }: Draft): number {
  let ways = 0;
  let costs = 0;
  let legs = 0;
  for (let at = 0; at < driving; at++) {
    const { legCost, length, cost, twins } = routes[drivers[at]!]!;
    for (let leg = 0; leg <= length; leg++) ways += legCost[leg]!;
    costs += cost - twins.vehicle.fixedCost;
    legs += length + 1;
  }
  // Where ways cost nothing, other prices are the measure.
  return legs === 0 ? 0 : (ways > 0 ? ways : costs) / legs;
}
