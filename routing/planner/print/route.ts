import type { Model } from '../model/model.ts';
import { inSeconds } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';
import type { Problem } from '../problem.ts';
import { isDriven, kind } from '../schedule/events.ts';
import type { Judged } from '../schedule/timing.ts';
import type { PlannedRoute } from '../search/contract.ts';
import { violationsOf, type Violations } from './violations.ts';
import { tidy, type PlaceWords, type SolutionRoute, type SolutionStep } from './words.ts';

/** Writes the day of one vehicle. @param isOwn whether the order is the courier's, so that promises may break */
export function printRoute(model: Model, route: PlannedRoute, judged: Judged, isOwn: boolean): SolutionRoute {
  const vehicle = model.vehicles[route.vehicle]!;
  const violations: Violations = isOwn ? violationsOf(model, vehicle, route, judged) : { at: new Map(), route: [] };
  const steps = printSteps(model, vehicle, route, judged, violations);
  const driven = steps.filter(({ on_foot }) => !on_foot);
  const sum = (key: 'setup' | 'service' | 'waiting_time') => tidy(driven.reduce((total, step) => total + step[key], 0));
  const { description } = model.problem.vehicles[vehicle.number]!;
  const served = [
    ...new Set(route.nodes.filter((node) => node >= 0).map((node) => model.stops.request[node % model.stops.count]!))
  ];
  const last = driven.at(-1)!;
  return {
    vehicle: vehicle.id,
    ...(description !== undefined && { description }),
    cost: tidy(judged.cost),
    setup: sum('setup'),
    service: sum('service'),
    duration: last.duration,
    waiting_time: sum('waiting_time'),
    priority: served.reduce((total, request) => total + model.requests[request]!.priority, 0),
    ...(last.distance !== undefined && { distance: last.distance }),
    ...(model.kinds > 0 && movedBy(model, route)),
    ...(tidy(judged.soft) !== 0 && { soft_cost: tidy(judged.soft) }),
    violations: violations.route,
    steps
  };
}

/** What a route brings and fetches. A shipment counts as both, as VROOM has it. */
function movedBy({ kinds, stops }: Model, { nodes }: PlannedRoute): { delivery: number[]; pickup: number[] } {
  const [delivery, pickup] = [0, 1].map(() => new Array<number>(kinds).fill(0)) as [number[], number[]];
  for (const node of nodes) {
    if (node < 0) continue;
    const stop = node % stops.count;
    for (let sort = 0; sort < kinds; sort++) {
      const cell = stop * kinds + sort;
      if (stops.type[stop] === 'job') {
        delivery[sort]! += stops.brought[cell]!;
        pickup[sort]! += stops.fetched[cell]!;
      } else if (stops.type[stop] === 'pickup') pickup[sort]! += stops.change[cell]!;
      else delivery[sort]! -= stops.change[cell]!;
    }
  }
  return { delivery, pickup };
}

function printSteps(
  model: Model,
  vehicle: Vehicle,
  { nodes }: PlannedRoute,
  { events, times, loading }: Judged,
  violations: Violations
): SolutionStep[] {
  const { stops, kinds, problem } = model;
  const words = problem.vehicles[vehicle.number]!;
  const written: SolutionStep[] = [];
  let [driving, metres, place, done] = [0, 0, vehicle.start, 0];
  for (let at = 0; at < events.count; at++) {
    const what = events.kind[at]!;
    const about = events.about[at]!;
    driving += times.driving[at]!;
    if (isDriven(what)) {
      if (vehicle.distances) metres += vehicle.distances[place * vehicle.size + events.place[at]!]!;
      place = events.place[at]!;
    }
    if (what === kind.leaving) continue;
    if (what === kind.stop || what === kind.onFoot || what === kind.coming || what === kind.reload) done++;
    const isEnd = what === kind.start || what === kind.end;
    if (isEnd && place === nowhereOf(vehicle)) continue;
    const begin = times.begin[at]!;
    written.push({
      ...typeOf(),
      ...placeOf(),
      arrival: inSeconds(times.arrival[at]!),
      duration: inSeconds(driving),
      ...(vehicle.distances && { distance: tidy(metres) }),
      setup: inSeconds(events.setup[at]!),
      service: inSeconds(serviceAt(begin)),
      waiting_time: inSeconds(begin - times.arrival[at]!),
      ...(kinds > 0 && { load: [...loading.loads.subarray(done * kinds, (done + 1) * kinds)] }),
      ...(what === kind.onFoot && { on_foot: true as const, walk: inSeconds(walkTo(nodes, about)) }),
      ...compartment(),
      violations: violations.at.get(at) ?? []
    });

    function typeOf(): Pick<SolutionStep, 'type' | 'id' | 'job' | 'description'> {
      if (what === kind.start) return { type: 'start' };
      if (what === kind.end) return { type: 'end' };
      if (what === kind.rest) return { type: 'break', description: 'working time' };
      if (what === kind.break) return { type: 'break', ...named(words.breaks[about]!) };
      if (what === kind.reload) return { type: 'reload', id: vehicle.reloads[about]!.id };
      const type = stops.type[about]!;
      return { type, ...named(taskOf(problem, about)), ...(type === 'job' && { job: stops.id[about]! }) };
    }

    function placeOf(): PlaceWords {
      if (what === kind.break || what === kind.rest) return {};
      if (what === kind.start) return placeWords({ location: words.start, location_index: words.start_index });
      if (what === kind.end) return placeWords({ location: words.end, location_index: words.end_index });
      return placeWords(what === kind.reload ? words.reloads[about]! : taskOf(problem, about));
    }

    function serviceAt(begin: number): number {
      if (what === kind.rest) return times.free[at]! - begin;
      if (what !== kind.coming) return events.service[at]!;
      let leaving = at;
      while (events.kind[leaving] !== kind.leaving) leaving++;
      return times.begin[leaving]! - begin;
    }

    function compartment(): Pick<SolutionStep, 'compartment'> {
      if (!vehicle.compartments || (what !== kind.stop && what !== kind.onFoot && what !== kind.coming)) return {};
      const chosen = vehicle.compartments[loading.compartments.get(stops.request[about]!) ?? -1];
      return chosen ? { compartment: chosen.id } : {};
    }
  }
  return written;

  function walkTo(nodes: readonly number[], stop: number): number {
    const at = nodes.indexOf(stops.count + stop);
    let presence = at;
    while (nodes[presence]! >= stops.count) presence--;
    return model.walk(nodes[presence]!, stop) + model.walk(stop, nodes[presence]!);
  }
}

const nowhereOf = ({ size }: Vehicle) => size - 1;

/** A job, or a shipment's pickup or delivery, as the problem tells it. */
export function taskOf({ jobs, shipments }: Problem, stop: number) {
  if (stop < jobs.length) return jobs[stop]!;
  const { pickup, delivery } = shipments[(stop - jobs.length) >> 1]!;
  return (stop - jobs.length) % 2 === 0 ? pickup : delivery;
}

const named = ({ id, description }: { id: number; description?: string | undefined }) => ({
  id,
  ...(description !== undefined && { description })
});

export function placeWords({
  location,
  location_index: index
}: {
  location?: readonly [number, number] | undefined;
  location_index?: number | undefined;
}): PlaceWords {
  return { ...(location && { location: [...location] }), ...(index !== undefined && { location_index: index }) };
}
