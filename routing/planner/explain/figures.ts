import type { Model } from '../model/model.ts';
import { inSeconds, opening, type Windows } from '../model/time.ts';
import { mayRide, type Vehicle } from '../model/vehicles.ts';
import { kind } from '../schedule/events.ts';
import { loadUp } from '../schedule/hold.ts';
import { stopAt } from '../schedule/prices.ts';
import { createTiming, type Judged } from '../schedule/timing.ts';
import { drivingOf, metresOf } from '../schedule/travel.ts';
import type { LeastSet } from './least-set.ts';
import { nameOf, taskNameOf, type StopName, type TaskName } from './plan.ts';
import type { Question, Relaxed } from './possible.ts';
import { missingSkills, type Constraint } from './relax.ts';
import { nodesWith } from './slots.ts';

/** One constraint and what of it is too much: seconds, metres, amounts. PROBLEM.md tells what each means. */
export type Obstacle =
  | { code: 'skills'; missing: number[] }
  | { code: 'over_capacity'; dimension: number; amount: number; capacity: number; from?: StopName }
  | { code: 'compartment'; needs: string[] }
  | { code: 'compartment'; full: number[]; from?: StopName }
  | { code: 'incompatible_load'; with: TaskName[] }
  | { code: 'precedence'; others: (TaskName & { vehicle?: number })[] }
  | { code: 'working_time'; break_after: number }
  | { code: 'promises'; others: TaskName[] }
  | { code: 'presence'; earliest: number; from: number; by: number }
  | { code: 'presence'; latest: number; until: number; by: number }
  | { code: 'time_window'; stop: StopName['type']; earliest: number; closes: number; by: number }
  | { code: 'time_window'; stop: StopName['type']; latest: number; opens: number; by: number }
  | { code: 'transit_time'; transit: number; limit: number }
  | { code: 'max_shift'; needed: number; limit: number }
  | { code: 'breaks' }
  | { code: 'shift_too_short'; back: number; closes: number }
  | { code: 'distance'; needed: number; limit: number }
  | { code: 'travel_time'; needed: number; limit: number }
  | { code: 'too_many_tasks'; needed: number; limit: number }
  | { code: 'locked' };

/** A request in a place of a route, judged without what keeps it from there. */
interface Case {
  readonly model: Model;
  readonly request: number;
  readonly vehicle: Vehicle;
  readonly nodes: readonly number[];
  readonly set: LeastSet;
  readonly relaxed: Relaxed;
  /** Who serves each request, by the vehicles' ids. */
  readonly servedBy: ReadonlyMap<number, number>;
  readonly judged: Day;
}

type Day = Pick<Judged, 'events' | 'times'>;

/**
 * Says of each constraint of a set how much is missing, in the place where the set was found.
 * @returns nothing where the breaks are not found a place for once more: where they are looked for depends on the days
 * that were judged before
 */
export function figuresOf(
  model: Model,
  request: number,
  { vehicle, nodes }: Question,
  set: LeastSet,
  relaxed: Relaxed,
  servedBy: ReadonlyMap<number, number>
): Obstacle[] | undefined {
  const filled = nodesWith(model, nodes, request, set.slot);
  const found = relaxed.timing.judge(relaxed.vehicle, filled, filled.length);
  if (!found) return undefined;
  // What was judged is written over by the next judgement.
  const judged = structuredClone({ events: found.events, times: found.times });
  const one: Case = { model, request, vehicle, nodes: filled, set, relaxed, servedBy, judged };
  return set.named.map((constraint) => obstacles[constraint](one));
}

/** How late, long or far a place is: what of it a least set asks for is smallest where this is. */
export function excess(
  model: Model,
  vehicle: Vehicle,
  request: number,
  named: readonly Constraint[],
  judged: Judged
): number {
  const { events, times } = judged;
  let sum = 0;
  for (const constraint of named) {
    if (constraint === 'time_window')
      for (const { begin, windows } of ownStops(model, request, judged)) sum += outside(windows, begin);
    if (constraint === 'shift_too_short') sum += Math.max(0, times.free[events.count - 1]! - vehicle.closes);
    if (constraint === 'presence' || constraint === 'transit_time' || constraint === 'max_shift')
      sum += times.free[events.count - 1]! - times.begin[0]!;
    if (constraint === 'travel_time') sum += drivingOf(judged.events, judged.times);
    if (constraint === 'distance') sum += 100_000 * metresOf(vehicle, events);
    if (constraint === 'room') sum += 1_000_000 * judged.loading.loads.reduce((most, load) => Math.max(most, load), 0);
  }
  return sum;
}

const obstacles: Record<Constraint, (one: Case) => Obstacle> = {
  skills: ({ model, vehicle, request }) => ({ code: 'skills', missing: missingSkills(model, vehicle, request) }),
  needs({ model, vehicle, request }) {
    const { needs } = model.requests[request]!;
    const offered = vehicle.compartments?.flatMap(({ offers }) => offers) ?? [];
    const missing = needs.filter((word) => !offered.includes(word));
    return { code: 'compartment', needs: missing.length > 0 ? missing : [...needs] };
  },
  incompatible_load: ({ model, set }) => ({
    code: 'incompatible_load',
    with: named(model, set.others.incompatible_load)
  }),
  room,
  precedence({ model, request, nodes, servedBy }) {
    const { precedences, stops } = model;
    const before = precedences
      .filter(({ then, first }) => stops.request[then] === request && stops.request[first] !== request)
      .map(({ first }) => first);
    const elsewhere = before.filter((stop) => !nodes.some((node) => node >= 0 && node % stops.count === stop));
    const others = new Set((elsewhere.length > 0 ? elsewhere : before).map((stop) => stops.request[stop]!));
    return {
      code: 'precedence',
      others: [...others].map((other) => {
        const by = servedBy.get(other);
        return { ...taskNameOf(model, other), ...(by !== undefined && { vehicle: by }) };
      })
    };
  },
  working_time: ({ vehicle }) => ({ code: 'working_time', break_after: inSeconds(vehicle.breakAfter) }),
  promises: ({ model, set }) => ({ code: 'promises', others: named(model, set.others.promises) }),
  presence,
  time_window: timeWindow,
  transit_time(one) {
    const { model, request, relaxed } = one;
    const limit = model.requests[request]!.maxTransit;
    const aboard = one.judged;
    const [pickup, delivery] = ownStops(model, request, aboard);
    const enough = delivery && pickup ? delivery.begin - pickup.free : limit;
    const requests = [...relaxed.model.requests];
    const within = { ...relaxed.model, requests };
    const timing = createTiming(within);
    const needed = least(limit, enough, (maxTransit) => {
      requests[request] = { ...requests[request]!, maxTransit };
      return timing.costOf(relaxed.vehicle, one.nodes, one.nodes.length) < Infinity;
    });
    return { code: 'transit_time', transit: inSeconds(needed), limit: inSeconds(limit) };
  },
  max_shift(one) {
    const { events, times } = one.judged;
    const { vehicle, timing } = one.relaxed;
    const limit = one.vehicle.maxShift;
    const enough = times.free[events.count - 1]! - times.begin[0]!;
    const needed = least(
      limit,
      enough,
      (maxShift) => timing.costOf({ ...vehicle, maxShift }, one.nodes, one.nodes.length) < Infinity
    );
    return { code: 'max_shift', needed: inSeconds(needed), limit: inSeconds(limit) };
  },
  breaks: () => ({ code: 'breaks' }),
  shift_too_short(one) {
    const { events, times } = one.judged;
    return {
      code: 'shift_too_short',
      back: inSeconds(times.free[events.count - 1]!),
      closes: inSeconds(one.vehicle.closes)
    };
  },
  distance: (one) => ({
    code: 'distance',
    needed: metresOf(one.vehicle, one.judged.events),
    limit: one.vehicle.maxDistance
  }),
  travel_time: (one) => ({
    code: 'travel_time',
    needed: inSeconds(drivingOf(one.judged.events, one.judged.times)),
    limit: inSeconds(one.vehicle.maxTravelTime)
  }),
  too_many_tasks: ({ vehicle, nodes }) => ({
    code: 'too_many_tasks',
    needed: nodes.filter((node) => node >= 0).length,
    limit: vehicle.maxTasks
  }),
  locked: () => ({ code: 'locked' })
};

const named = (model: Model, requests: ReadonlySet<number> = new Set()) =>
  [...requests].map((request) => taskNameOf(model, request));

/** The events of a request's stops, in the order in which they come up. */
function ownStops({ stops, requests }: Model, request: number, { events, times }: Day) {
  const { first, size } = requests[request]!;
  const found: { stop: number; begin: number; free: number; windows: Windows }[] = [];
  for (let at = 1; at < events.count; at++) {
    const stop = stopAt(events, at);
    if (stop >= first && stop < first + size)
      found.push({ stop, begin: times.begin[at]!, free: times.free[at]!, windows: stops.windows[stop]! });
  }
  return found;
}

/** How far a moment is from the nearest window. */
function outside({ opens, closes }: Windows, begin: number): number {
  let nearest = Infinity;
  for (let index = 0; index < opens.length; index++)
    nearest = Math.min(nearest, Math.max(0, opens[index]! - begin, begin - closes[index]!));
  return nearest;
}

function room({ model, vehicle, nodes, request, relaxed, set }: Case): Obstacle {
  const { kinds, stops } = model;
  const { loads } = loadUp(relaxed.model, relaxed.vehicle, nodes, nodes.length)!;
  const { first } = model.requests[request]!;
  for (let dimension = 0; dimension < kinds; dimension++) {
    const capacity = vehicle.capacity[dimension]!;
    let amount = 0;
    let from = -1;
    for (let done = 0; done <= nodes.length; done++) {
      const load = loads[done * kinds + dimension]!;
      if (load > capacity && from < 0) from = done;
      amount = Math.max(amount, load);
    }
    if (amount <= capacity) continue;
    const column = first * kinds + dimension;
    const alone = Math.max(stops.brought[column]!, stops.fetched[column]!, stops.change[column]!) > capacity;
    const at = nodes[from - 1];
    return {
      code: 'over_capacity',
      dimension,
      amount,
      capacity,
      ...(!alone && at !== undefined && at >= 0 && { from: nameOf(model, at % stops.count) })
    };
  }
  // As a whole there is room, but not in the compartments where it could ride.
  const compartments = vehicle.compartments ?? [];
  const one = model.requests[request]!;
  const full = set.without.has('needs') ? compartments : compartments.filter((each) => mayRide(one, each));
  let length = 1;
  const honest = { ...relaxed.vehicle, capacity: vehicle.capacity, compartments };
  while (length < nodes.length && loadUp(relaxed.model, honest, nodes, length)) length++;
  const at = nodes[length - 1]!;
  return {
    code: 'compartment',
    full: full.map(({ id }) => id),
    ...(at >= 0 && { from: nameOf(model, at % stops.count) })
  };
}

function timeWindow(one: Case): Obstacle {
  const { model, request, relaxed } = one;
  const own = ownStops(model, request, one.judged);
  const wrong = own.find(({ begin, windows }) => outside(windows, begin) > 0) ?? own.at(-1)!;
  const { stop, begin, windows } = wrong;
  const name = model.stops.type[stop]!;
  const closes =
    windows.closes.filter((time) => time < begin).at(-1) ??
    (windows.opens[0]! <= begin ? windows.closes[0]! : undefined);
  const opens = opening(windows, begin);
  const tooLate = closes === undefined ? Infinity : begin - closes;
  if (opens < Infinity && opens > begin) {
    // It could be there before, but not stay until it opens.
    const loose = [...relaxed.model.stops.windows];
    const waiting = { ...relaxed.model, stops: { ...relaxed.model.stops, windows: loose } };
    const timing = createTiming(waiting);
    const latest = -least(-opens, -begin, (time) => {
      loose[stop] = { opens: [-time], closes: [Infinity] };
      return timing.costOf(relaxed.vehicle, one.nodes, one.nodes.length) < Infinity;
    });
    if (opens - latest < tooLate)
      return {
        code: 'time_window',
        stop: name,
        latest: inSeconds(latest),
        opens: inSeconds(opens),
        by: inSeconds(opens - latest)
      };
  }
  return {
    code: 'time_window',
    stop: name,
    earliest: inSeconds(begin),
    closes: inSeconds(closes ?? begin),
    by: inSeconds(Math.max(0, begin - (closes ?? begin)))
  };
}

function presence(one: Case): Obstacle {
  const { model, request, relaxed } = one;
  const { first: stop } = model.requests[request]!;
  const { presentFrom, presentUntil } = model.stops;
  const { events, times } = one.judged;
  let coming = 0;
  while (coming < events.count && !(events.kind[coming] === kind.coming && events.about[coming] === stop)) coming++;
  const [from, until] = [presentFrom[stop]!, presentUntil[stop]!];
  const earliest = times.begin[coming]!;
  if (earliest > from)
    return { code: 'presence', earliest: inSeconds(earliest), from: inSeconds(from), by: inSeconds(earliest - from) };
  const latest = -least(-until, -earliest, (time) => {
    const leaving = relaxed.model.stops.presentUntil.slice();
    leaving[stop] = -time;
    const timing = createTiming({ ...relaxed.model, stops: { ...relaxed.model.stops, presentUntil: leaving } });
    return timing.costOf(relaxed.vehicle, one.nodes, one.nodes.length) < Infinity;
  });
  return { code: 'presence', latest: inSeconds(latest), until: inSeconds(until), by: inSeconds(until - latest) };
}

const second = 1_000_000;

/**
 * The least whole second of a limit that is enough, counted from one that is too little.
 * @param enough one that is known to be
 */
function least(tooLittle: number, enough: number, isEnough: (limit: number) => boolean): number {
  let [no, yes] = [tooLittle, enough];
  while (yes - no > second) {
    const middle = no + Math.ceil((yes - no) / second / 2) * second;
    if (middle >= yes) break;
    if (isEnough(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
