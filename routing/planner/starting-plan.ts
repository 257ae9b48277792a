import { givenSteps, type GivenSteps } from './model/given-steps.ts';
import type { Model } from './model/model.ts';
import type { Locked } from './schedule/locked.ts';
import type { Timing } from './schedule/timing.ts';
import type { Plan, PlannedRoute } from './search/contract.ts';

/** What the search begins with, and what is not its to change. */
export interface Start {
  readonly plan: Plan;
  /** Routes whose order is the courier's own, or is locked and breaks rules that no plan may. */
  readonly pinned: ReadonlyMap<number, GivenSteps>;
  /** Whether the search may move a request at all. */
  isFree(request: number): boolean;
}

/** Routes by the vehicles' own steps, as far as they keep every rule; what is locked or pinned in any case. */
export function startingPlan({ model, given: locked }: Locked, timing: Timing): Start {
  const { stops, vehicles } = model;
  const requestOf = (node: number) => stops.request[node % stops.count]!;
  const pinned = new Map(
    vehicles
      .filter(({ isPinned }) => isPinned)
      .map((vehicle): [number, GivenSteps] => [vehicle.number, locked[vehicle.number] ?? givenSteps(model, vehicle)])
      .filter(([, { nodes }]) => nodes.length > 0)
  );
  const taken = new Set([...pinned.values()].flatMap(({ nodes }) => nodes.filter((node) => node >= 0).map(requestOf)));
  const isFree = (request: number) => !taken.has(request);
  const served = new Set<number>();
  const planned: PlannedRoute[] = [];
  for (const vehicle of vehicles) {
    if (vehicle.isPinned) continue;
    const least = locked[vehicle.number]?.nodes ?? [];
    const wished = givenSteps(model, vehicle).nodes.filter((node) => node < 0 || isFree(requestOf(node)));
    const isDone = (nodes: readonly number[]) =>
      nodes.length > 0 && timing.costOf(vehicle, nodes, nodes.length) < Infinity;
    const nodes = isDone(wished) ? wished : asManyAs(model, least, wished, isDone);
    if (nodes.length === 0) continue;
    planned.push({ vehicle: vehicle.number, nodes });
    for (const node of nodes) if (node >= 0) served.add(requestOf(node));
  }
  const absent = model.requests.map(({ number }) => number).filter((number) => isFree(number) && !served.has(number));
  return { plan: { routes: planned, absent }, pinned, isFree };
}

/** The wished route with as many of its requests as can be kept, looked at in their order. */
function asManyAs(
  { stops }: Model,
  least: readonly number[],
  wished: readonly number[],
  isDone: (nodes: readonly number[]) => boolean
): readonly number[] {
  const requestOf = (node: number) => stops.request[node % stops.count]!;
  const kept = new Set(least.filter((node) => node >= 0).map(requestOf));
  let nodes: readonly number[] = least;
  for (const request of new Set(wished.filter((node) => node >= 0).map(requestOf))) {
    if (kept.has(request)) continue;
    const more = wished.filter((node) => node >= 0 && (kept.has(requestOf(node)) || requestOf(node) === request));
    if (!isDone(more)) continue;
    kept.add(request);
    nodes = more;
  }
  return nodes;
}
