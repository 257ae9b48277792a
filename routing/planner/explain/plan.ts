import { givenSteps } from '../model/given-steps.ts';
import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';
import type { Plan } from '../search/contract.ts';

/** A plan's nodes by the number of the vehicle; none for one that stays at home. */
export function nodesByVehicle({ vehicles }: Model, { routes }: Plan): readonly (readonly number[])[] {
  const nodes = vehicles.map((): readonly number[] => []);
  for (const route of routes) nodes[route.vehicle] = route.nodes;
  return nodes;
}

/** Before which node of a vehicle something may be put at the first: whoever has pinned an order wants nothing in it. */
export function firstFree(model: Model, vehicle: Vehicle): number {
  if (vehicle.isPinned) return Infinity;
  return vehicle.lockedSteps === 0 ? 0 : givenSteps(model, vehicle, vehicle.lockedSteps).nodes.length;
}

/** The vehicles that are worth a look: of those that stay at home and are each other's equal, the first. */
export function differentVehicles(model: Model, nodes: readonly (readonly number[])[]): Vehicle[] {
  const idle = new Set<number>();
  return model.vehicles.filter(({ number, twin, steps }) => {
    if (nodes[number]!.length > 0 || steps) return true;
    if (idle.has(twin)) return false;
    idle.add(twin);
    return true;
  });
}

/** How people know a stop: `job 3`. */
export interface StopName {
  readonly type: 'job' | 'pickup' | 'delivery';
  readonly id: number;
}

export const nameOf = ({ stops }: Model, stop: number): StopName => ({ type: stops.type[stop]!, id: stops.id[stop]! });

/** A job by its id, a shipment by its pickup's. */
export interface TaskName {
  readonly kind: 'job' | 'shipment';
  readonly id: number;
}

export function taskNameOf({ stops, requests }: Model, request: number): TaskName {
  const { first, size } = requests[request]!;
  return { kind: size === 1 ? 'job' : 'shipment', id: stops.id[first]! };
}

/** The requests on a route, each once, in the order in which they come up. */
export function requestsOn({ stops }: Model, nodes: readonly number[]): number[] {
  return [...new Set(nodes.filter((node) => node >= 0).map((node) => stops.request[node % stops.count]!))];
}
