import { givenSteps, type GivenSteps } from '../model/given-steps.ts';
import { lateAllowed } from '../model/late-allowed.ts';
import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { createTiming, type Judged } from './timing.ts';
import { drivingOf, metresOf } from './travel.ts';

/** A model in which what is locked can be done, and what of each vehicle's route is. */
export interface Locked {
  readonly model: Model;
  /** For each vehicle what it does at the least: what is locked, and the deliveries of what is then aboard. */
  readonly given: readonly (GivenSteps | undefined)[];
  /** So many first nodes of each stay as they are. */
  readonly counts: readonly number[];
}

/**
 * What is done or loaded stays as it is, even where a promise breaks for it: such promises are lifted from the model, as
 * far as the locked part alone breaks them. Whatever else is planned keeps all rules.
 */
export function withLocked(model: Model): Locked {
  const counts = new Array<number>(model.vehicles.length).fill(0);
  const given = model.vehicles.map((vehicle): GivenSteps | undefined => {
    const locked = vehicle.isPinned ? undefined : givenSteps(model, vehicle, vehicle.lockedSteps);
    if (!locked || locked.nodes.length === 0) return undefined;
    counts[vehicle.number] = locked.nodes.length;
    return { ...locked, nodes: [...locked.nodes, ...missingDeliveries(model, locked.nodes)] };
  });
  const stopOf = (node: number) => node % model.stops.count;
  const late = new Set(given.flatMap((steps) => steps?.nodes.filter((node) => node >= 0).map(stopOf) ?? []));
  const lenient = lateAllowed(model, late);
  const vehicles = model.vehicles.map((vehicle, number) => {
    // Nothing is added to an order that is the courier's own.
    if (vehicle.isPinned) return { ...vehicle, serves: new Uint8Array(model.requests.length) };
    const locked = given[number];
    if (!locked) return vehicle;
    const breaks = vehicle.breaks.map((rest, index) => {
      const told = locked.breaks.find((one) => one.number === index);
      return told ? { ...rest, after: told.after } : rest;
    });
    const serves = servesAll(model, vehicle, locked.nodes);
    return asFarAsNeeded(lenient, { ...vehicle, breaks, serves }, locked.nodes);
  });
  return { model: { ...lenient, vehicles }, given, counts };
}

function missingDeliveries({ stops, requests }: Model, nodes: readonly number[]): number[] {
  const done = new Set(nodes.map((node) => node % stops.count));
  return nodes
    .filter((node) => node >= 0 && stops.type[node % stops.count] === 'pickup')
    .map((node) => requests[stops.request[node % stops.count]!]!.first + 1)
    .filter((delivery) => !done.has(delivery));
}

function servesAll({ stops }: Model, { serves }: Vehicle, nodes: readonly number[]): Uint8Array {
  const all = serves.slice();
  for (const node of nodes) if (node >= 0) all[stops.request[node % stops.count]!] = 1;
  return all;
}

/** The vehicle with its limits moved to where its locked part is, or pinned where only that would do. */
function asFarAsNeeded(model: Model, vehicle: Vehicle, nodes: readonly number[]): Vehicle {
  const judge = (one: Vehicle): Judged | undefined =>
    createTiming({ ...model, vehicles: [one] }).judge(one, nodes, nodes.length);
  if (judge(vehicle)) return vehicle;
  const unlimited = {
    ...vehicle,
    closes: Infinity,
    maxTasks: Infinity,
    maxTravelTime: Infinity,
    maxDistance: Infinity,
    maxShift: Infinity
  };
  const lenient = [
    unlimited,
    { ...unlimited, breaks: vehicle.breaks.map((rest) => ({ ...rest, after: undefined })) },
    { ...unlimited, breakAfter: Infinity },
    { ...unlimited, breakAfter: Infinity, breaks: [] }
  ];
  for (const one of lenient) {
    const judged = judge(one);
    if (judged) return { ...one, ...needed(vehicle, judged, nodes.filter((node) => node >= 0).length) };
  }
  return { ...vehicle, isPinned: true, serves: new Uint8Array(model.requests.length) };
}

function needed(vehicle: Vehicle, { events, times }: Judged, tasks: number) {
  const end = times.free[events.count - 1]!;
  return {
    closes: Math.max(vehicle.closes, end),
    maxTasks: Math.max(vehicle.maxTasks, tasks),
    maxTravelTime: Math.max(vehicle.maxTravelTime, drivingOf(events, times)),
    maxDistance: Math.max(vehicle.maxDistance, metresOf(vehicle, events)),
    maxShift: Math.max(vehicle.maxShift, end - times.begin[0]!)
  };
}
