import { between, nowhere, type Request, type Stop } from './model.ts';
import { dimensionsOf, type Problem } from './problem.ts';
import type { Reason } from './reasons.ts';
import { actionTime, isStop, loadAtStart, settle, type Route } from './route-schedule.ts';
import type { Plan } from './ruin-and-recreate.ts';

/** VROOM's solution, with `x-reasons` where something was left out. Seconds and metres. */
export interface Solution {
  code: 0;
  summary: SolutionTotals & { routes: number; unassigned: number; delivery?: number[]; pickup?: number[] };
  routes: SolutionRoute[];
  unassigned: UnassignedTask[];
}

interface SolutionTotals {
  cost: number;
  setup: number;
  service: number;
  /** Driving. */
  duration: number;
  waiting_time: number;
  priority: number;
  /** Absent where the matrices tell no distances. */
  distance?: number;
  /** Always empty: this planner keeps every promise or leaves the task out. */
  violations: never[];
}

export interface SolutionRoute extends SolutionTotals {
  vehicle: number;
  description?: string;
  steps: SolutionStep[];
}

export interface SolutionStep {
  type: 'start' | 'job' | 'pickup' | 'delivery' | 'break' | 'end';
  id?: number;
  /** VROOM's older word for `id`. */
  job?: number;
  description?: string;
  location?: [longitude: number, latitude: number];
  location_index?: number;
  arrival: number;
  /** Driving since the start. */
  duration: number;
  distance?: number;
  setup: number;
  service: number;
  waiting_time: number;
  /** What is aboard after the step. */
  load?: number[];
  violations: never[];
}

interface UnassignedTask {
  id: number;
  type: 'job' | 'pickup' | 'delivery';
  description?: string;
  location?: [longitude: number, latitude: number];
  location_index?: number;
  'x-reasons': Reason[];
}

/** Writes a plan in VROOM's words. */
export function toSolution(problem: Problem, plan: Plan, reasonsFor: (request: Request) => Reason[]): Solution {
  const indexed = problem.matrices !== undefined;
  const routes = plan.routes.filter(({ steps }) => steps.some(isStop)).map((route) => toRoute(settle(route), indexed));
  const unassigned = plan.absent
    .toSorted((a, b) => a.number - b.number)
    .flatMap((request) => {
      const reasons = reasonsFor(request);
      return request.stops.map((stop) => ({
        id: stop.id,
        type: stop.type,
        ...placeWords(stop.description, stop.location, stop.place, indexed),
        'x-reasons': reasons
      }));
    });
  const total = (key: 'cost' | 'setup' | 'service' | 'duration' | 'waiting_time' | 'priority') =>
    tidy(routes.reduce((sum, route) => sum + route[key], 0));
  const measured = plan.routes.every(({ vehicle }) => vehicle.distances);
  return {
    code: 0,
    summary: {
      cost: total('cost'),
      routes: routes.length,
      unassigned: unassigned.length,
      ...(dimensionsOf(problem) > 0 && amountsMoved(plan)),
      setup: total('setup'),
      service: total('service'),
      duration: total('duration'),
      waiting_time: total('waiting_time'),
      priority: total('priority'),
      ...(measured && { distance: tidy(routes.reduce((sum, route) => sum + route.distance!, 0)) }),
      violations: []
    },
    routes,
    unassigned
  };
}

function toRoute({ vehicle, steps, schedule }: Route, indexed: boolean): SolutionRoute {
  const { distances } = vehicle;
  const counted = vehicle.capacity.length > 0;
  let load = vehicle.capacity.map((_, kind) => loadAtStart(steps, kind));
  let place = vehicle.start;
  let free = schedule.departure;
  let [driven, distance, setup, service, waiting] = [0, 0, 0, 0, 0];
  const state = () => ({
    duration: driven / 1000,
    ...(distances && { distance: tidy(distance) })
  });
  const still = { setup: 0, service: 0, waiting_time: 0 };
  const written: SolutionStep[] = [];
  if (vehicle.start !== nowhere)
    written.push({
      type: 'start',
      ...placeWords(undefined, vehicle.startLocation, vehicle.start, indexed),
      arrival: free / 1000,
      ...state(),
      ...still,
      ...(counted && { load }),
      violations: []
    });
  steps.forEach((step, index) => {
    const travel = schedule.travel[index]!;
    const arrival = free + travel;
    const wait = schedule.begin[index]! - arrival;
    driven += travel;
    let settingUp = 0;
    if (isStop(step)) {
      settingUp = actionTime(step, place) - step.service;
      if (distances) distance += between(distances, place, step.place);
      place = step.place;
      load = load.map((amount, kind) => amount + step.change[kind]!);
    }
    setup += settingUp;
    service += step.service;
    waiting += wait;
    free = schedule.finish[index]!;
    written.push({
      type: step.type,
      id: step.id,
      ...(step.type === 'job' && { job: step.id }),
      ...(isStop(step)
        ? placeWords(step.description, step.location, step.place, indexed)
        : placeWords(step.description, undefined, nowhere, false)),
      arrival: arrival / 1000,
      ...state(),
      setup: settingUp / 1000,
      service: step.service / 1000,
      waiting_time: wait / 1000,
      ...(counted && { load }),
      violations: []
    });
  });
  driven += schedule.lastTravel;
  if (distances) distance += between(distances, place, vehicle.end);
  if (vehicle.end !== nowhere)
    written.push({
      type: 'end',
      ...placeWords(undefined, vehicle.endLocation, vehicle.end, indexed),
      arrival: schedule.arrival / 1000,
      ...state(),
      ...still,
      ...(counted && { load }),
      violations: []
    });
  return {
    vehicle: vehicle.id,
    ...(vehicle.description !== undefined && { description: vehicle.description }),
    cost: tidy(schedule.cost / 1000),
    setup: setup / 1000,
    service: service / 1000,
    ...state(),
    waiting_time: waiting / 1000,
    priority: requestsOf(steps.filter(isStop)).reduce((sum, { priority }) => sum + priority, 0),
    violations: [],
    steps: written
  };
}

const requestsOf = (stops: readonly Stop[]) => [...new Set(stops.map(({ request }) => request))];

/** Sums of numbers with decimals, without the noise of their binary form. */
const tidy = (value: number) => Math.round(value * 1000) / 1000;

function placeWords(
  description: string | undefined,
  location: readonly [number, number] | undefined,
  place: number,
  indexed: boolean
): Pick<SolutionStep, 'description' | 'location' | 'location_index'> {
  return {
    ...(description !== undefined && { description }),
    ...(location && { location: [...location] }),
    ...(indexed && place !== nowhere && { location_index: place })
  };
}

/** The amounts brought and fetched by all routes. A shipment counts as both, as VROOM has it. */
function amountsMoved(plan: Plan): { delivery: number[]; pickup: number[] } {
  const served = plan.routes.flatMap(({ steps }) => requestsOf(steps.filter(isStop)));
  const kinds = plan.routes[0]!.vehicle.capacity;
  const sum = (amount: (request: Request, kind: number) => number) =>
    kinds.map((_, kind) => served.reduce((total, request) => total + amount(request, kind), 0));
  const pickedUp = ({ stops, loaded }: Request, kind: number) => stops[0]!.change[kind]! + loaded[kind]!;
  return {
    delivery: sum((request, kind) => (request.stops.length === 2 ? pickedUp(request, kind) : request.loaded[kind]!)),
    pickup: sum(pickedUp)
  };
}
