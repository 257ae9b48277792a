import { cheapestInsertion } from './insertion.ts';
import { between, type Request, type Stop, type Vehicle } from './model.ts';
import { actionTime, isStop, opening, scheduleRoute, type Route } from './route-schedule.ts';
import type { Plan } from './ruin-and-recreate.ts';

/** Why a task was left out. PROBLEM.md tells what each code means; times are seconds, distances metres. */
export type Reason = Obstacle | { code: 'conflict'; others: TaskName[] } | { code: 'conflict_many' };

/** What a vehicle cannot do for a task even with nothing else to do. */
type Obstacle = { vehicle: number } & (
  | { code: 'skills'; missing: number[] }
  | { code: 'over_capacity'; dimension: number; amount: number; capacity: number }
  | { code: 'too_many_tasks'; needed: number; limit: number }
  | { code: 'no_road' }
  | { code: 'travel_time'; needed: number; limit: number }
  | { code: 'distance'; needed: number; limit: number }
  | { code: 'time_window'; stop: Stop['type']; earliest: number; closes: number }
  | { code: 'transit_time'; transit: number; limit: number }
  | { code: 'shift_too_short'; back: number; closes: number }
  | { code: 'breaks' }
);

/** A job by its id, a shipment by its pickup's. */
interface TaskName {
  kind: 'job' | 'shipment';
  id: number;
}

/**
 * Tries a request alone in every empty vehicle. Where it fits, it is the others that leave no room for it, and each
 * request whose removal alone would make room is named; where it fits none, each vehicle says what is in the way.
 * @param idle the vehicles with nothing but their breaks
 */
export function reasonsFor(request: Request, plan: Plan, idle: readonly Route[]): Reason[] {
  const willing = idle.filter((route) => cheapestInsertion(route, request));
  if (willing.length === 0) return idle.flatMap((route) => obstacles(request, route.vehicle));
  const others = willing.flatMap(({ vehicle }) => inTheWay(request, plan.routes[vehicle.number]!));
  return [others.length > 0 ? { code: 'conflict', others } : { code: 'conflict_many' }];
}

function inTheWay(request: Request, { vehicle, steps }: Route): TaskName[] {
  const planned = [...new Set(steps.filter(isStop).map((step) => step.request))];
  return planned
    .filter((other) => {
      const rest = scheduleRoute(
        vehicle,
        steps.filter((step) => !isStop(step) || step.request !== other)
      );
      return rest && cheapestInsertion(rest, request);
    })
    .map(({ stops }) => ({ kind: stops.length === 1 ? 'job' : 'shipment', id: stops[0]!.id }));
}

/** What each rule by itself says against this request in this vehicle. */
function obstacles(request: Request, vehicle: Vehicle): Obstacle[] {
  const found = [
    ...unsuitable(request, vehicle),
    ...tooFar(request, vehicle),
    ...tooLate(request, vehicle),
    ...tooLongAboard(request, vehicle)
  ];
  return found.length > 0 ? found : [{ vehicle: vehicle.id, code: 'breaks' }];
}

function* unsuitable(request: Request, { id, skills, capacity, maxTasks }: Vehicle): Generator<Obstacle> {
  const missing = request.skills.filter((skill) => !skills.has(skill));
  if (missing.length > 0) yield { vehicle: id, code: 'skills', missing };
  for (const [dimension, limit] of capacity.entries()) {
    const loaded = request.loaded[dimension]!;
    const amount = Math.max(loaded, loaded + request.stops[0]!.change[dimension]!);
    if (amount > limit) yield { vehicle: id, code: 'over_capacity', dimension, amount, capacity: limit };
  }
  const needed = request.stops.length;
  if (needed > maxTasks) yield { vehicle: id, code: 'too_many_tasks', needed, limit: maxTasks };
}

function* tooFar(request: Request, vehicle: Vehicle): Generator<Obstacle> {
  const places = [vehicle.start, ...request.stops.map(({ place }) => place), vehicle.end];
  const along = (table: Vehicle['durations']) =>
    places.slice(1).reduce((total, place, index) => total + between(table, places[index]!, place), 0);
  const travel = along(vehicle.durations);
  if (travel === Infinity) {
    yield { vehicle: vehicle.id, code: 'no_road' };
    return;
  }
  if (travel > vehicle.maxTravelTime)
    yield { vehicle: vehicle.id, code: 'travel_time', needed: travel / 1000, limit: vehicle.maxTravelTime / 1000 };
  const needed = vehicle.distances ? along(vehicle.distances) : 0;
  if (needed > vehicle.maxDistance) yield { vehicle: vehicle.id, code: 'distance', needed, limit: vehicle.maxDistance };
}

/** The first stop that closes before this vehicle can be there, or else the end of the shift. */
function* tooLate(request: Request, vehicle: Vehicle): Generator<Obstacle> {
  let free = vehicle.opens;
  let place = vehicle.start;
  for (const stop of request.stops) {
    const arrival = free + between(vehicle.durations, place, stop.place);
    if (arrival === Infinity) return;
    const begin = opening(stop.windows, arrival);
    if (begin === Infinity) {
      const closes = stop.windows.at(-1)![1] / 1000;
      yield { vehicle: vehicle.id, code: 'time_window', stop: stop.type, earliest: arrival / 1000, closes };
      return;
    }
    free = begin + actionTime(stop, place);
    place = stop.place;
  }
  const back = free + between(vehicle.durations, place, vehicle.end);
  if (back > vehicle.closes && back < Infinity)
    yield { vehicle: vehicle.id, code: 'shift_too_short', back: back / 1000, closes: vehicle.closes / 1000 };
}

/** The shortest possible time aboard, any waiting for windows included, when it is more than the limit. */
function* tooLongAboard(request: Request, vehicle: Vehicle): Generator<Obstacle> {
  const [pickup, delivery] = request.stops;
  if (!pickup || !delivery) return;
  const driving = between(vehicle.durations, pickup.place, delivery.place);
  const loading = actionTime(pickup, vehicle.start);
  const soonest = vehicle.opens + between(vehicle.durations, vehicle.start, pickup.place);
  const possible: number[] = [];
  for (const [pickupOpens, pickupCloses] of pickup.windows) {
    if (soonest > pickupCloses) continue;
    const arrival = Math.max(soonest, pickupOpens) + loading + driving;
    for (const [opens, closes] of delivery.windows)
      if (arrival <= closes) possible.push(Math.max(driving, opens - pickupCloses - loading));
  }
  const transit = possible.length > 0 ? Math.min(...possible) : driving;
  if (transit > request.maxTransit && transit < Infinity)
    yield { vehicle: vehicle.id, code: 'transit_time', transit: transit / 1000, limit: request.maxTransit / 1000 };
}
