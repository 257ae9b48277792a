import type { Model } from './model/model.ts';
import type { VehicleStep } from './problem-vehicle.ts';
import type { Plan } from './search/contract.ts';

/** A plan in VROOM's words, as one thread tells it to another: what a vehicle with `steps` is given. */
export type GivenRoutes = { vehicle: number; steps: VehicleStep[] }[];

/** A plan of the search, told by ids. */
export function toGivenRoutes({ stops, vehicles }: Model, { routes }: Plan): GivenRoutes {
  return routes.map(({ vehicle: number, nodes }) => {
    const vehicle = vehicles[number]!;
    const steps = nodes.map((node): VehicleStep => {
      if (node < 0) return { type: 'reload', id: vehicle.reloads[-1 - node]!.id };
      const stop = node % stops.count;
      return { type: stops.type[stop]!, id: stops.id[stop]!, ...(node >= stops.count && { on_foot: true }) };
    });
    return { vehicle: vehicle.id, steps };
  });
}

/**
 * Reads such a plan.
 * @param isFree whether the search may move a request: what it may not move is not among the absent
 */
export function fromGivenRoutes(model: Model, routes: GivenRoutes, isFree: (request: number) => boolean): Plan {
  const { stops, vehicles, requests } = model;
  const stopOf = new Map(stops.type.map((type, stop) => [`${type} ${stops.id[stop]}`, stop]));
  const served = new Set<number>();
  const planned = routes.map(({ vehicle: id, steps }) => {
    const vehicle = vehicles.find((one) => one.id === id)!;
    const nodes = steps.map(({ type, id: task, on_foot }) => {
      if (type === 'reload') return -1 - vehicle.reloads.findIndex((reload) => reload.id === task);
      const stop = stopOf.get(`${type} ${task}`)!;
      served.add(stops.request[stop]!);
      return on_foot ? stops.count + stop : stop;
    });
    return { vehicle: vehicle.number, nodes };
  });
  const absent = requests.map(({ number }) => number).filter((number) => isFree(number) && !served.has(number));
  return { routes: planned, absent };
}
