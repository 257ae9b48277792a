import type { Model } from '../model/model.ts';
import { inSeconds, type Windows } from '../model/time.ts';
import { mayRide, type Vehicle } from '../model/vehicles.ts';
import { isBreak, isDriven, kind, type Events } from '../schedule/events.ts';
import type { Judged } from '../schedule/timing.ts';
import { drivingOf, metresOf } from '../schedule/travel.ts';
import type { PlannedRoute } from '../search/contract.ts';
import type { Cause, Violation } from './words.ts';

export interface Violations {
  /** For each event what breaks there. */
  readonly at: Map<number, Violation[]>;
  /** All of these, and what breaks over the route as a whole. */
  readonly route: Violation[];
}

/** Every promise that a route breaks whose order, or the beginning of it, was not the planner's to choose. */
export function violationsOf(model: Model, vehicle: Vehicle, { nodes }: PlannedRoute, judged: Judged): Violations {
  const { stops, requests } = model;
  const { events, times } = judged;
  const found: Violations = { at: new Map(), route: [] };
  const say = (cause: Cause, at?: number, late?: number) => {
    const violation: Violation = { cause, ...(late !== undefined && { duration: inSeconds(late) }) };
    if (at !== undefined) found.at.set(at, [...(found.at.get(at) ?? []), violation]);
    found.route.push(violation);
  };
  const eventOf = new Map<number, number>();
  const last = lastPrinted(vehicle, events);
  for (let at = 0; at < events.count; at++) {
    const what = events.kind[at]!;
    const about = events.about[at]!;
    const begin = times.begin[at]!;
    if (what === kind.stop || what === kind.onFoot || what === kind.coming) {
      eventOf.set(about, at);
      if (what === kind.coming) {
        if (begin > stops.presentFrom[about]!) say('delay', at, begin - stops.presentFrom[about]!);
      } else missedWindow(stops.windows[about]!, begin, at);
      if (!requests[stops.request[about]!]!.skills.every((skill) => hasSkill(model, vehicle, skill))) say('skills', at);
    }
    if (what === kind.break) missedWindow(vehicle.breaks[about]!.windows, begin, at);
    if (what === kind.reload) missedWindow(vehicle.reloads[about]!.windows, begin, at);
  }
  orders();
  room();
  limits();
  return { at: found.at, route: once(found.route) };

  function missedWindow({ opens, closes }: Windows, begin: number, at: number) {
    if (opens.some((open, index) => open <= begin && begin <= closes[index]!)) return;
    const late = closes.filter((close) => close < begin).map((close) => begin - close);
    if (late.length > 0) say('delay', at, Math.min(...late));
    else say('lead_time', at, Math.min(...opens.filter((open) => open > begin).map((open) => open - begin)));
  }

  function orders() {
    for (const [stop, at] of eventOf) {
      const request = requests[stops.request[stop]!]!;
      if (request.size === 2) {
        const other = eventOf.get(stop === request.first ? stop + 1 : stop - 1);
        if (other === undefined) say('precedence', at);
        else if (stop !== request.first && other > at) say('precedence', at);
        else if (stop !== request.first) {
          const aboard = times.begin[at]! - times.free[other]!;
          if (aboard > request.maxTransit) say('transit_time', at, aboard - request.maxTransit);
        }
      }
    }
    for (const { first, then } of model.precedences) {
      const [sooner, later] = [eventOf.get(first), eventOf.get(then)];
      if (later === undefined) continue;
      if (sooner === undefined || sooner > later || finished(sooner) > times.begin[later]!) say('precedence', later);
    }
  }

  function finished(at: number): number {
    let done = at;
    if (events.kind[at] === kind.coming) while (events.kind[done] !== kind.leaving) done++;
    return times.free[done]!;
  }

  /** What is overfull, where it may not be, or together with what it may not meet. */
  function room() {
    const { compartments } = vehicle;
    const aboard = new Map<number, readonly number[]>();
    const printed = printedEvents(events);
    const first = vehicle.start === vehicle.size - 1 ? printed[1]! : 0;
    const carried = carriedOf(model, nodes);
    let done = 0;
    const look = (at: number, after: number) => {
      const inside = carried.filter(({ from, until }) => from < after && after <= until);
      const limitsOf = compartments ?? [{ capacity: [...vehicle.capacity] }];
      const isOver = limitsOf.some(({ capacity }, index) =>
        capacity.some(
          (limit, sort) =>
            inside
              .filter(({ request }) => !compartments || judged.loading.compartments.get(request) === index)
              .reduce((sum, { amounts }) => sum + amounts[sort]!, 0) > limit
        )
      );
      if (isOver && !aboard.has(at)) say('load', at);
      const goods = inside.map(({ request }) => requests[request]!.goods);
      if (model.incompatible.some(([one, other]) => goods.includes(one) && goods.includes(other)))
        say('incompatible_load', at);
      const limit = events.kind[at] === kind.break ? vehicle.breaks[events.about[at]!]!.maxLoad : undefined;
      if (limit?.some((most, sort) => judged.loading.loads[after * model.kinds + sort]! > most)) say('max_load', at);
    };
    for (const at of printed) {
      const what = events.kind[at]!;
      if (at === first && done === 0 && what !== kind.start) look(at, 0);
      if (what === kind.stop || what === kind.onFoot || what === kind.coming || what === kind.reload) done++;
      look(at, done);
      if (what !== kind.stop && what !== kind.onFoot && what !== kind.coming) continue;
      const request = requests[stops.request[events.about[at]!]!]!;
      if (!compartments) {
        if (request.needs.length > 0) say('compartment', at);
        continue;
      }
      const chosen = compartments[judged.loading.compartments.get(request.number) ?? -1];
      const rides = carried.some((one) => one.request === request.number && one.amounts.some((amount) => amount > 0));
      if (chosen ? !mayRide(request, chosen) : rides || request.needs.length > 0) say('compartment', at);
    }
  }

  function limits() {
    const tasks = eventOf.size;
    const end = times.free[events.count - 1]!;
    const departure = times.begin[0]!;
    if (departure < vehicle.opens) say('lead_time', 0, vehicle.opens - departure);
    if (end > vehicle.closes) say('delay', last, end - vehicle.closes);
    if (tasks > vehicle.maxTasks) say('max_tasks');
    const travel = drivingOf(events, times);
    if (travel > vehicle.maxTravelTime) say('max_travel_time', undefined, travel - vehicle.maxTravelTime);
    if (metresOf(vehicle, events) > vehicle.maxDistance) say('max_distance');
    if (end - departure > vehicle.maxShift) say('max_shift', undefined, end - departure - vehicle.maxShift);
    const taken = new Set<number>();
    for (let at = 0; at < events.count; at++) if (events.kind[at] === kind.break) taken.add(events.about[at]!);
    if (taken.size < vehicle.breaks.length) say('missing_break');
    const overworked = overworkOf(vehicle, judged);
    if (overworked > 0) say('working_time', undefined, overworked);
  }
}

function hasSkill({ problem }: Model, { number }: Vehicle, skill: number) {
  return problem.vehicles[number]!.skills.includes(skill);
}

/** A violation is told once for the route, at its longest. */
function once(violations: readonly Violation[]): Violation[] {
  const longest = new Map<Cause, Violation>();
  for (const violation of violations) {
    const known = longest.get(violation.cause);
    if (!known || (violation.duration ?? 0) > (known.duration ?? 0)) longest.set(violation.cause, violation);
  }
  return [...longest.values()];
}

const printedEvents = (events: Events) =>
  Array.from({ length: events.count }, (_, at) => at).filter((at) => events.kind[at] !== kind.leaving);

/** The last step that is printed: the end, or where the vehicle has none, what it does last. */
function lastPrinted({ end, size }: Vehicle, events: Events): number {
  if (end !== size - 1) return events.count - 1;
  let at = events.count - 2;
  while (at > 0 && !isDriven(events.kind[at]!) && !isBreak(events.kind[at]!)) at--;
  return at;
}

/** What rides from after one node until another is done, pickups without a delivery included. */
function carriedOf({ stops, kinds }: Model, nodes: readonly number[]) {
  const carried: { request: number; from: number; until: number; amounts: Float64Array }[] = [];
  nodes.forEach((node, at) => {
    if (node < 0) return;
    const stop = node % stops.count;
    const request = stops.request[stop]!;
    const cells = (column: Float64Array) => column.subarray(stop * kinds, (stop + 1) * kinds);
    const add = (from: number, until: number, amounts: Float64Array) => {
      if (amounts.some((amount) => amount > 0)) carried.push({ request, from, until, amounts });
    };
    if (stops.type[stop] === 'job') {
      const before = nodes.slice(0, at).findLastIndex((one) => one < 0);
      const after = nodes.findIndex((one, index) => index > at && one < 0);
      add(before, at, cells(stops.brought));
      add(at, after < 0 ? Infinity : after, cells(stops.fetched));
    } else if (stops.type[stop] === 'pickup') {
      const delivered = nodes.findIndex((one) => one >= 0 && one % stops.count === stop + 1);
      carried.push({ request, from: at, until: delivered < 0 ? Infinity : delivered, amounts: cells(stops.change) });
    }
  });
  return carried;
}

/** By how much, in all, the courier works longer without a rest than working time allows. */
function overworkOf({ breakAfter, breakService }: Vehicle, { events, times }: Judged): number {
  if (breakAfter === Infinity) return 0;
  const rests: { from: number; until: number }[] = [];
  for (let at = 0; at < events.count; at++) {
    const what = events.kind[at]!;
    if (what === kind.onFoot || what === kind.leaving) continue;
    const from = times.arrival[at]!;
    const until = isBreak(what) ? times.free[at]! : times.begin[at]!;
    const before = rests.at(-1);
    if (before && from === before.until) before.until = until;
    else rests.push({ from, until });
  }
  let since = times.begin[0]!;
  let over = 0;
  for (const { from, until } of rests) {
    if (until - from < breakService) continue;
    over += Math.max(0, from - since - breakAfter);
    since = until;
  }
  return over + Math.max(0, times.free[events.count - 1]! - since - breakAfter);
}
