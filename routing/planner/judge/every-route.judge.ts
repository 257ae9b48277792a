import { holdOf, type Aboard, type Load } from './every-hold.judge.ts';
import { madeIn, timeFor } from './every-speed.judge.ts';
import { promisePrice, stopsOf, wordsOf, type Request } from './every-stop.judge.ts';
import { actionOf } from './reading.judge.ts';
import { merge, type Costs, type TriedStep } from './tried.judge.ts';
import type { BreakWords, MatrixWords, ProblemWords, TaskWords, VehicleWords, Window } from './words.judge.ts';

/** Where the vehicle is going: a stop, a reload, or its end. */
type Target = { stop: number } | { reload: number } | 'end';

/** All that what comes next depends on. What does not matter in a problem stays the same, so that states meet. */
interface State {
  readonly time: number;
  readonly place: number | null;
  readonly done: readonly number[];
  readonly rested: readonly number[];
  readonly reloaded: readonly number[];
  readonly aboard: Aboard;
  /** When shipments that may not ride for long were picked up. */
  readonly pickedUp: readonly (readonly [stop: number, at: number])[];
  readonly travelled: number;
  readonly metres: number;
  readonly departure: number;
  /** The end of the last rest that counts, and the rest that is going on. */
  readonly work: { readonly since: number; readonly rest: Window; readonly counts: boolean };
  readonly going?: { readonly to: Target; readonly way: number };
  readonly standing?: { readonly at: number; readonly since: number };
}

/**
 * Tries every order of some tasks in one vehicle, every place of its breaks, every load in every compartment, and every
 * whole second at which something may begin, where beginning later can be of use.
 *
 * Exact where windows, services and ways are whole seconds and speeds do not change over the day.
 * @param requests all of which are served, by this vehicle alone
 */
export function everyRoute(problem: ProblemWords, vehicle: VehicleWords, requests: readonly Request[]): Costs {
  const matrix = problem.matrices![vehicle.profile ?? 'car']!;
  const stops = requests.flatMap(stopsOf);
  const kept = (vehicle.steps ?? []).slice(0, vehicle.locked_steps ?? 0);
  const find = ({ type, id }: { type: string; id?: number | undefined }) =>
    stops.findIndex((stop) => stop.type === type && stop.task.id === id);
  const locked = kept.filter(({ type }) => ['job', 'pickup', 'delivery'].includes(type)).map(find);
  const before = stops.map(() => [] as number[]);
  stops.forEach(({ shipment, type }, index) => {
    if (type === 'delivery') before[index]!.push(stops.findIndex((one) => one.shipment === shipment));
  });
  for (const { first, then } of problem.precedences ?? []) if (find(then) >= 0) before[find(then)]!.push(find(first));
  if (locked.includes(-1) || before.flat().includes(-1)) return new Map();
  if (stops.length === 0) return new Map([[0, { cost: 0, soft: 0, steps: undefined }]]);
  if (stops.length > (vehicle.max_tasks ?? Infinity)) return new Map();
  for (const { skills = [] } of requests.map(wordsOf))
    if (skills.some((skill) => !vehicle.skills?.includes(skill))) return new Map();

  const [opens, closes] = vehicle.time_window ?? [0, Infinity];
  const { break_after = Infinity, break_service = Infinity, max_shift = Infinity } = vehicle.working_time ?? {};
  const { fixed = 0, per_hour = 3600, per_km = 0, per_task_hour = 0 } = vehicle.costs ?? {};
  const balanced = (problem.balance_per_hour ?? 0) > 0;
  const changing = (matrix.speed_by_time ?? []).length > 0;
  const patient =
    balanced ||
    changing ||
    vehicle.working_time !== undefined ||
    stops.some(({ task, job, shipment }) =>
      [
        task.wanted_window,
        per_task_hour > 0 ? job?.presence : undefined,
        shipment?.max_transit_time,
        shipment?.wanted_transit_time
      ].some((word) => word !== undefined)
    );
  const reloads = vehicle.reloads ?? [];
  const breaks: readonly BreakWords[] = vehicle.breaks ?? [];
  const hold = holdOf(problem, vehicle);
  const loads = stops.map(({ job, shipment }): { out?: Load; back?: Load } =>
    shipment
      ? { out: { words: shipment, amount: shipment.amount ?? [], isAboard: true } }
      : { out: { words: job!, amount: job!.delivery ?? [] }, back: { words: job!, amount: job!.pickup ?? [] } }
  );
  const pickupOf = (stop: number) => stops.findIndex((one) => one.shipment === stops[stop]!.shipment);

  /** The moments at which something may begin that cannot begin sooner than `soonest`. */
  function beginnings(windows: readonly Window[] | undefined, soonest: number, wait: boolean): number[] {
    const open = (windows ?? [[-Infinity, closes]]).filter(([, until]) => until >= soonest);
    const first = open.map(([from]) => Math.max(from, soonest)).toSorted((a, b) => a - b)[0];
    if (first === undefined) return [];
    if (!wait) return [first];
    const seconds = Array.from(
      { length: Math.max(0, Math.floor(closes) - Math.floor(first)) },
      (_, index) => Math.floor(first) + 1 + index
    );
    return [first, ...seconds.filter((time) => open.some(([from, until]) => from <= time && time <= until))];
  }

  const known = new Map<string, Costs>();
  function remembered(state: State, work: () => Costs): Costs {
    const { since, rest } = state.work;
    // A rest that is over can no longer be joined by another.
    const settled = rest[1] < state.time ? { ...state, work: { since, rest: [-1, -1], counts: false } } : state;
    if (rest[1] < state.time && state.time - since > break_after) return new Map();
    const key = JSON.stringify(settled);
    const costs = known.get(key) ?? work();
    known.set(key, costs);
    return costs;
  }

  /** Notes a rest from one moment to another; nothing where the courier had worked too long before it. */
  function resting({ since, rest, counts }: State['work'], from: number, until: number): State['work'] | undefined {
    if (vehicle.working_time?.break_after === undefined) return { since, rest, counts };
    const joined: Window = rest[1] === from ? [rest[0], until] : [from, until];
    const goesOn = counts && rest[1] === from;
    if (joined[1] - joined[0] < break_service) return { since, rest: joined, counts: false };
    if (!goesOn && joined[0] - since > break_after) return undefined;
    return { since: until, rest: joined, counts: true };
  }

  /** Where the vehicle is free to choose. */
  const choose = (state: State): Costs =>
    remembered(state, () => {
      const costs: Costs = new Map();
      const { standing } = state;
      if (standing) {
        const { job, task } = stops[standing.at]!;
        const leaves = Math.max(job!.presence![1], state.time);
        const { standing: _, ...left } = state;
        const away = { ...left, time: leaves, done: sorted([...state.done, standing.at]) };
        const standingTime = per_task_hour > 0 ? leaves - standing.since : 0;
        merge(costs, choose(away), (standingTime / 3600) * per_task_hour, 0, still(state, 'leave', leaves));
        stops.forEach((stop, index) => {
          const ways = walk(problem, task, stop.task);
          if (ways[0] > (job!.walk_time ?? -1) || stop.job?.presence || !mayDo(state, index)) return;
          for (const begin of beginnings(stop.task.time_windows, state.time + ways[0], patient))
            serve(costs, state, index, begin, 0, 0, ways);
        });
        return costs;
      }
      if (state.done.length === stops.length) merge(costs, ...go(state, 'end'));
      else
        stops.forEach((_, index) => {
          if (mayDo(state, index)) merge(costs, ...go(state, { stop: index }));
        });
      reloads.forEach(({ max = Infinity }, index) => {
        if (state.reloaded[index]! < Math.min(max, stops.length)) merge(costs, ...go(state, { reload: index }));
      });
      return costs;
    });

  function mayDo(state: State, stop: number): boolean {
    const turn = locked[state.done.length + (state.standing ? 1 : 0)];
    if (turn !== undefined && turn !== stop) return false;
    if (state.done.includes(stop) || state.standing?.at === stop) return false;
    return before[stop]!.every((first) => state.done.includes(first));
  }

  /** Sets out for a target. */
  function go(state: State, to: Target): [Costs, number] {
    const place = placeOf(to);
    const from = state.place;
    const cell = (table: MatrixWords['durations']) =>
      from === null || place === undefined ? 0 : (table?.[from]![place] ?? Infinity);
    const way = cell(matrix.durations) / (vehicle.speed_factor ?? 1);
    const metres = matrix.distances ? cell(matrix.distances) : 0;
    const far = state.metres + metres;
    if (way === Infinity || far > (vehicle.max_distance ?? Infinity)) return [new Map(), 0];
    const cost = matrix.costs ? cell(matrix.costs) : (metres / 1000) * per_km;
    const limited = vehicle.max_distance !== undefined;
    return [onTheWay({ ...state, metres: limited ? far : 0, going: { to, way } }), cost];
  }
  const placeOf = (to: Target) =>
    to === 'end' ? vehicle.end_index : 'stop' in to ? stops[to.stop]!.place : reloads[to.reload]!.location_index;

  const onTheWay = (state: State): Costs =>
    remembered(state, () => {
      const costs: Costs = new Map();
      const { going, ...rest } = state;
      const { to, way } = going!;
      const driving = timeFor(matrix, state.time, way);
      merge(costs, arrive(drive(rest, driving), to, driving), price(driving));
      const pause = (begin: number, service: number, rested: readonly number[], id?: number) => {
        const driven = Math.min(driving, begin - state.time);
        const made = driven === driving ? way : madeIn(matrix, state.time, begin);
        const waited = resting(state.work, state.time + driven, begin + service);
        if (!waited || begin + service > closes) return;
        const next = { ...drive(rest, driven), time: begin + service, work: waited, rested };
        const step = {
          ...{ ...still(state, 'break', begin), driving: driven, arrival: state.time + driven, service },
          ...(id === undefined ? { description: 'working time' } : { id })
        };
        merge(costs, onTheWay({ ...next, going: { to, way: way - made } }), price(driven), 0, step);
      };
      breaks.forEach(({ id, service = 0, time_windows, max_load }, index) => {
        if (state.rested.includes(index) || (max_load && !hold.isWithin(state.aboard, max_load))) return;
        for (const begin of beginnings(time_windows, state.time, patient))
          pause(begin, service, sorted([...state.rested, index]), id);
      });
      if (break_after < Infinity)
        for (const begin of beginnings(undefined, state.time, true)) pause(begin, break_service, state.rested);
      return costs;
    });

  const price = (driving: number) => (matrix.costs ? 0 : (driving / 3600) * per_hour);
  const drive = (state: State, driving: number): State => ({
    ...state,
    time: state.time + driving,
    travelled: vehicle.max_travel_time === undefined ? 0 : state.travelled + driving
  });

  function arrive(state: State, to: Target, driving: number): Costs {
    const costs: Costs = new Map();
    if (state.travelled > (vehicle.max_travel_time ?? Infinity) || state.time > closes) return costs;
    if (to === 'end') {
      const { since } = state.work;
      const over = state.time - since > break_after || state.time - state.departure > max_shift;
      const step = { ...still(state, 'end', state.time), place: vehicle.end_index, driving };
      const steps = vehicle.end_index === undefined ? undefined : { step, next: undefined };
      if (!over && state.rested.length === breaks.length)
        costs.set(balanced ? state.time - state.departure : 0, { cost: 0, soft: 0, steps });
      return costs;
    }
    const place = placeOf(to)!;
    if ('reload' in to) {
      const words = reloads[to.reload]!;
      const { setup: needed, service } = actionOf(words, { id: 0 });
      const setup = place === state.place ? 0 : needed;
      for (const begin of beginnings(words.time_windows, state.time, patient)) {
        const work = resting(state.work, state.time, begin);
        if (!work) continue;
        const reloaded = state.reloaded.with(to.reload, state.reloaded[to.reload]! + 1);
        const kept = state.aboard.filter(([load]) => load.endsWith('shipment'));
        for (const aboard of loadings(state, kept)) {
          const next = { ...state, place, time: begin + setup + service, work, reloaded, aboard };
          const step = {
            type: 'reload',
            id: words.id,
            place,
            driving,
            arrival: state.time,
            begin,
            setup,
            service,
            aboard
          };
          merge(costs, choose(next), ((setup + service) / 3600) * per_task_hour, 0, step);
        }
      }
      return costs;
    }
    const { task, job } = stops[to.stop]!;
    if (!job?.presence) {
      const setup = place === state.place ? 0 : actionOf(task, vehicle).setup;
      for (const begin of beginnings(task.time_windows, state.time, patient))
        serve(costs, { ...state, place }, to.stop, begin, setup, driving);
      return costs;
    }
    for (const begin of beginnings([[0, job.presence[0]]], state.time, patient)) {
      const work = resting(state.work, state.time, begin);
      if (!work) continue;
      const standing = { at: to.stop, since: per_task_hour > 0 ? begin : 0 };
      for (const { aboard, compartment } of hold.change(state.aboard, to.stop, loads[to.stop]!, 'job')) {
        const next = { ...state, place, time: begin, work, aboard, standing };
        const step = {
          ...{ type: 'job', id: job.id, place, driving, arrival: state.time, begin, setup: 0, service: 0 },
          ...{ aboard, compartment }
        };
        merge(costs, choose(next), 0, promisePrice(vehicle, stops[to.stop]!, begin), step);
      }
    }
    return costs;
  }

  /** Serves a stop from a moment on, by vehicle or on foot. */
  function serve(
    costs: Costs,
    state: State,
    stop: number,
    begin: number,
    setup: number,
    driving: number,
    [there, home]: readonly [number, number] = [0, 0]
  ) {
    const { task, shipment, type } = stops[stop]!;
    const { service } = actionOf(task, vehicle);
    const leaves = begin + setup + service;
    const onFoot = state.standing !== undefined;
    const work = onFoot ? state.work : resting(state.work, state.time, begin);
    if (!work || leaves > closes) return;
    let { pickedUp } = state;
    let soft = promisePrice(vehicle, stops[stop]!, begin);
    const limited = shipment?.max_transit_time ?? shipment?.wanted_transit_time;
    if (shipment && limited !== undefined && type === 'pickup') pickedUp = [...pickedUp, [stop, leaves]];
    if (shipment && limited !== undefined && type === 'delivery') {
      const pickup = pickupOf(stop);
      const ride = begin - pickedUp.find(([one]) => one === pickup)![1];
      pickedUp = pickedUp.filter(([one]) => one !== pickup);
      if (ride > (shipment.max_transit_time ?? Infinity)) return;
      const over = Math.max(0, ride - (shipment.wanted_transit_time ?? Infinity));
      soft += (over / 3600) * (shipment.over_transit_per_hour ?? 0);
    }
    const cost = onFoot ? 0 : ((setup + service) / 3600) * per_task_hour;
    const first = type === 'delivery' ? pickupOf(stop) : stop;
    for (const { aboard, compartment } of hold.change(state.aboard, first, loads[first]!, type)) {
      const done = sorted([...state.done, stop]);
      const next = { ...state, time: leaves + home, work, pickedUp, done, aboard };
      const step = {
        ...{ type, id: task.id, driving, arrival: state.time + there, begin, setup, service, aboard, compartment },
        ...(onFoot ? { walk: there + home } : { place: state.place })
      };
      merge(costs, choose(next), cost, soft, step);
    }
  }

  /** A step at which nothing is done. */
  const still = ({ aboard }: State, type: string, at: number): TriedStep => ({
    ...{ type, driving: 0, arrival: at, begin: at, setup: 0, service: 0, aboard }
  });

  /** What may be put aboard at the start or at a reload: everything, or any part where there is another time for the rest. */
  function loadings(state: Pick<State, 'done'>, kept: Aboard): Aboard[] {
    const waiting = stops.flatMap(({ job }, index) => (job && !state.done.includes(index) ? [index] : []));
    return hold.load(kept, waiting, (stop) => loads[stop]!.out!, reloads.length > 0);
  }

  const costs: Costs = new Map();
  for (const departure of beginnings(undefined, opens, patient))
    for (const aboard of loadings({ done: [] }, [])) {
      const state: State = {
        time: departure,
        place: vehicle.start_index ?? null,
        done: [],
        rested: [],
        reloaded: reloads.map(() => 0),
        aboard,
        pickedUp: [],
        travelled: 0,
        metres: 0,
        departure: balanced || max_shift < Infinity ? departure : 0,
        work: { since: break_after < Infinity ? departure : 0, rest: [-1, -1], counts: false }
      };
      const start = { ...still(state, 'start', departure), place: vehicle.start_index };
      merge(costs, choose(state), fixed, 0, vehicle.start_index === undefined ? undefined : start);
    }
  return costs;
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

/** By the problem's own footpaths only. */
function walk({ matrices }: ProblemWords, from: TaskWords, to: TaskWords): [there: number, home: number] {
  const cell = (one: TaskWords, other: TaskWords) =>
    matrices?.['foot']?.durations?.[one.location_index!]![other.location_index!] ?? Infinity;
  return [cell(from, to), cell(to, from)];
}
