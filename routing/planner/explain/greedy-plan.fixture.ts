import { givenSteps } from '../model/given-steps.ts';
import type { Model } from '../model/model.ts';
import { createTiming } from '../schedule/timing.ts';

/** A plan's routes as a test makes them. */
export interface GreedyPlan {
  readonly routes: { vehicle: number; nodes: number[] }[];
  readonly absent: number[];
}

/**
 * Puts one request after the other where it costs least, by trying every place there is.
 * @param left requests that are not to be served
 */
export function greedyPlan(model: Model, left: ReadonlySet<number> = new Set()): GreedyPlan {
  const timing = createTiming(model);
  const routes = model.vehicles.map((vehicle) => {
    const { nodes } = givenSteps(model, vehicle, vehicle.isPinned ? undefined : vehicle.lockedSteps);
    return { vehicle: vehicle.number, nodes: isWhole(model, nodes) || vehicle.isPinned ? nodes : [] };
  });
  const settled = new Set(routes.flatMap(({ nodes }) => nodes).map((node) => model.stops.request[node]));
  const absent: number[] = [];
  for (const { number } of model.requests) {
    if (settled.has(number)) continue;
    let best: { route: (typeof routes)[number]; nodes: number[]; cost: number } | undefined;
    for (const route of left.has(number) ? [] : routes) {
      const vehicle = model.vehicles[route.vehicle]!;
      if (vehicle.isPinned) continue;
      const before = route.nodes.length > 0 ? timing.costOf(vehicle, route.nodes, route.nodes.length) : 0;
      for (const nodes of everyPlace(model, route.nodes, number, lockedNodes(model, route.vehicle))) {
        const cost = timing.costOf(vehicle, nodes, nodes.length) - before;
        if (cost < (best?.cost ?? Infinity)) best = { route, nodes, cost };
      }
    }
    if (best) best.route.nodes = best.nodes;
    else absent.push(number);
  }
  return { routes, absent };
}

const isWhole = ({ stops, requests }: Model, nodes: readonly number[]) =>
  nodes.every((node) => node < 0 || requests[stops.request[node]!]!.size === 1 || nodes.includes(node ^ 1) || true);

export function lockedNodes(model: Model, vehicle: number): number {
  const one = model.vehicles[vehicle]!;
  return one.isPinned ? Infinity : givenSteps(model, one, one.lockedSteps).nodes.length;
}

/** A route with a request at every place, driven to and on foot. */
export function* everyPlace(
  { stops, requests }: Model,
  nodes: readonly number[],
  request: number,
  first: number
): Generator<number[]> {
  const { first: stop, size } = requests[request]!;
  for (let at = first; at <= nodes.length; at++)
    for (const node of [stop, stop + stops.count]) {
      const one = nodes.toSpliced(at, 0, node);
      if (size === 1) yield one;
      else
        for (let then = at + 1; then <= one.length; then++)
          for (const last of [stop + 1, stop + 1 + stops.count]) yield one.toSpliced(then, 0, last);
    }
}
