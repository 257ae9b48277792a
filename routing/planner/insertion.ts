import { between, type Request, type Step, type Stop, type Vehicle } from './model.ts';
import {
  actionTime,
  isStop,
  latestBegins,
  loadAtStart,
  opening,
  placeAfter,
  placeBefore,
  scheduleRoute,
  type Route
} from './route-schedule.ts';

export interface Insertion {
  readonly route: Route;
  /** What the route costs more with the request in it; thousandths of VROOM's cost. */
  readonly cost: number;
}

/**
 * The cheapest way to serve a request in a route, every rule kept.
 *
 * The loops skip what a window, the load or the cost rules out by itself; `scheduleRoute` judges what is left.
 * @param below only insertions that cost less than this are of interest
 * @param skips positions that a search wants to overlook now and then, to try something else
 */
export function cheapestInsertion(
  route: Route,
  request: Request,
  below = Infinity,
  skips: () => boolean = () => false
): Insertion | undefined {
  const { vehicle, steps, schedule } = route;
  if (!request.skills.every((skill) => vehicle.skills.has(skill))) return undefined;
  const latest = latestBegins(route);
  const waits = waitsFrom(route);
  const loads = loadsAfter(route);
  const first = request.stops[0]!;
  const second = request.stops[1];
  const idle = !steps.some(isStop);
  let best: Insertion | undefined;
  let bound = below;

  /** Judges a route that seems to cost so much more, and to bring the vehicle home no sooner than so. */
  const consider = (cost: number, home: number, inserted: () => Step[]) => {
    if (home === Infinity || skips()) return;
    if (!idle && !isBetter(cost, home)) return;
    const candidate = scheduleRoute(vehicle, inserted());
    if (!candidate) return;
    const added = candidate.schedule.cost - schedule.cost;
    if (!isBetter(added, candidate.schedule.arrival)) return;
    bound = added;
    best = { route: candidate, cost: added };
  };
  // Of two that cost the same, the one that leaves more of the day.
  const isBetter = (cost: number, home: number) =>
    cost < bound || (cost === bound && best !== undefined && home < best.route.schedule.arrival);

  for (let at = 0; at <= steps.length; at++) {
    const before = placeBefore(route, at);
    const free = at === 0 ? vehicle.opens : schedule.finish[at - 1]!;
    const begin = opening(first.windows, Math.max(free, earliestArrival(route, at, first)));
    if (begin === Infinity) continue;
    if (second) deliverAfter(second, at, before, begin);
    else {
      const cost = detour(vehicle, before, first.place, placeAfter(route, at));
      consider(cost, homeAfter(begin + actionTime(first, before), first.place, at), () =>
        steps.toSpliced(at, 0, first)
      );
    }
  }
  return best;

  /**
   * The earliest end of the route when the vehicle is free at `place` at this moment and goes on with step `at`: the
   * delay shrinks by what is waited later on. Infinite where it would come too late.
   */
  function homeAfter(free: number, place: number, at: number): number {
    let breaks = 0;
    for (let next = at; next < steps.length; next++) {
      const step = steps[next]!;
      if (isStop(step)) {
        const arrival = free + breaks + between(vehicle.durations, place, step.place);
        if (!(arrival <= latest[next]!)) return Infinity;
        const finish = Math.max(arrival, schedule.begin[next]!) + actionTime(step, place);
        const home = schedule.arrival + Math.max(0, finish - schedule.finish[next]! - waits[next + 1]!);
        return home <= vehicle.closes ? home : Infinity;
      }
      breaks += step.service;
    }
    const home = free + breaks + between(vehicle.durations, place, vehicle.end);
    return home <= vehicle.closes ? home : Infinity;
  }

  /** Tries every place for the delivery once the pickup stands before step `at`, carrying time and load along. */
  function deliverAfter(delivery: Stop, at: number, before: number, begin: number) {
    const { durations, costs, capacity } = vehicle;
    let place = first.place;
    let free = begin + actionTime(first, before);
    let breakEnds = 0;
    let aboard = 0;
    // What the pickup alone adds to the route, known once a stop follows it.
    let added: number | undefined;
    for (let until = at; until <= steps.length; until++) {
      if (loads[until]!.some((amount, kind) => amount + first.change[kind]! > capacity[kind]!)) return;
      const leg = between(durations, place, delivery.place);
      const arrival = opening(delivery.windows, Math.max(free + leg, breakEnds));
      if (arrival < Infinity && aboard + leg <= request.maxTransit) {
        const after = placeAfter(route, until);
        const estimate =
          added === undefined
            ? between(costs, before, place) + detour(vehicle, place, delivery.place, after, before)
            : added + detour(vehicle, place, delivery.place, after);
        consider(estimate, homeAfter(arrival + actionTime(delivery, place), delivery.place, until), () => [
          ...steps.slice(0, at),
          first,
          ...steps.slice(at, until),
          delivery,
          ...steps.slice(until)
        ]);
      }
      const step = steps[until];
      if (!step) return;
      if (isStop(step)) {
        added ??= detour(vehicle, before, first.place, step.place);
        const way = between(durations, place, step.place);
        const next = opening(step.windows, Math.max(free + way, breakEnds));
        if (next > latest[until]!) return;
        const action = actionTime(step, place);
        aboard += way + action;
        free = next + action;
        place = step.place;
      } else {
        aboard += step.service;
        free += step.service;
        breakEnds = schedule.finish[until]!;
      }
    }
  }
}

/** What it costs more to go from `before` by a place to `after` than straight there, or from elsewhere straight there. */
function detour(vehicle: Vehicle, before: number, by: number, after: number, otherwiseFrom = before) {
  const { costs } = vehicle;
  return between(costs, before, by) + between(costs, by, after) - between(costs, otherwiseFrom, after);
}

/** A moment before which a stop set before step `at` can certainly not be reached. */
function earliestArrival({ vehicle, steps, schedule }: Route, at: number, stop: Stop): number {
  let breaks = 0;
  for (let before = at - 1; before >= 0; before--) {
    const step = steps[before]!;
    if (isStop(step)) return schedule.finish[before]! + breaks + between(vehicle.durations, step.place, stop.place);
    breaks += step.service;
  }
  return vehicle.opens + breaks + between(vehicle.durations, vehicle.start, stop.place);
}

/** The load when the vehicle has done the first so many steps: one list of amounts for each number of steps. */
function loadsAfter({ vehicle, steps }: Route): number[][] {
  const loads = [vehicle.capacity.map((_, kind) => loadAtStart(steps, kind))];
  for (const step of steps) {
    const load = loads.at(-1)!;
    loads.push(isStop(step) ? load.map((amount, kind) => amount + step.change[kind]!) : load);
  }
  return loads;
}

/** The waiting at each step and after it; one more entry, nothing, for the end. */
function waitsFrom({ steps, schedule }: Route): Float64Array {
  const waits = new Float64Array(steps.length + 1);
  for (let index = steps.length - 1; index >= 0; index--) {
    const free = index === 0 ? schedule.departure : schedule.finish[index - 1]!;
    waits[index] = waits[index + 1]! + schedule.begin[index]! - free - schedule.travel[index]!;
  }
  return waits;
}
