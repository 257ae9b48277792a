import type { Vehicle as VehicleWords } from '../problem-vehicle.ts';
import type { Problem } from '../problem.ts';
import type { Cells, Places, Roads } from './places.ts';
import { hour } from './prices.ts';
import { actionsOf, type Request, type Stops } from './tasks.ts';
import { inMicroseconds, windowsOf, type Windows } from './time.ts';

export interface Break {
  readonly id: number;
  readonly service: number;
  readonly windows: Windows;
  readonly maxLoad: readonly number[] | undefined;
  /** It is locked between a route's nodes: when so many are done. */
  readonly after: number | undefined;
}

export interface Reload {
  readonly id: number;
  readonly place: number;
  readonly setup: number;
  readonly service: number;
  readonly windows: Windows;
  readonly max: number;
}

export interface Compartment {
  readonly id: number;
  readonly offers: readonly string[];
  readonly capacity: readonly number[];
  readonly dedicated: boolean;
}

export interface Vehicle {
  readonly number: number;
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly opens: number;
  readonly closes: number;
  /** Of all compartments together. */
  readonly capacity: Float64Array;
  readonly compartments: readonly Compartment[] | undefined;
  /** Of each stop, for a vehicle of this type. Setup is left out where the vehicle stands already. */
  readonly setup: Float64Array;
  readonly service: Float64Array;
  /** Tables of `size` rows. Microseconds at this vehicle's own speed. */
  readonly size: number;
  readonly durations: Cells;
  /** Of the way, in VROOM's units. */
  readonly costs: Cells;
  /** Metres. */
  readonly distances: Cells | undefined;
  readonly speeds: Roads['speeds'];
  /** For each microsecond of driving, where the way is paid by the hour: it is in `costs`, at the usual speed. */
  readonly drivingPrice: number;
  readonly fixedCost: number;
  /** For each microsecond of setup and service. */
  readonly taskPrice: number;
  /** For each request: whether it may ride here at all, and what it costs that another vehicle was wished for. */
  readonly serves: Uint8Array;
  readonly strangerCost: Float64Array;
  readonly maxTasks: number;
  readonly maxTravelTime: number;
  readonly maxDistance: number;
  readonly breaks: readonly Break[];
  readonly reloads: readonly Reload[];
  readonly breakAfter: number;
  readonly breakService: number;
  readonly maxShift: number;
  /** What it was told to do: VROOM's steps, of which the first so many stay as they are, or all where pinned. */
  readonly steps: VehicleWords['steps'];
  readonly lockedSteps: number;
  readonly isPinned: boolean;
  /** The number of the first vehicle that is its equal: where both stand idle, one need be tried. */
  readonly twin: number;
}

interface Parts {
  requests: readonly Request[];
  stops: Stops;
  places: Places;
  kinds: number;
}

export function vehiclesOf(problem: Problem, { requests, stops, places, kinds }: Parts): Vehicle[] {
  const actions = remembered((type: string) => actionsOf(problem, type));
  const tables = remembered((key: string) => {
    const [profile, speed, perHour, perKm] = JSON.parse(key) as [string, number, number, number];
    return tablesOf(places.roads(profile), speed, perHour, perKm);
  });
  const firstLike = new Map<string, Vehicle>();
  return problem.vehicles.map((words, number): Vehicle => {
    const { id, profile, costs, speed_factor, working_time, type = '' } = words;
    const likeness = words.steps ? `${number}` : JSON.stringify({ ...words, id: 0, description: '' });
    const twin = firstLike.get(likeness);
    const wishes = requests.map((request) => wishOf(problem, request, id));
    const strangerCost =
      twin && wishes.every((wish, at) => wish === twin.strangerCost[at])
        ? twin.strangerCost
        : Float64Array.from(wishes);
    if (twin && strangerCost === twin.strangerCost) return { ...twin, number, id };
    const place = (location: typeof words.start, location_index: number | undefined) =>
      (location ?? location_index !== undefined) ? places.row({ location, location_index }) : places.nowhere;
    const compartments = words.compartments;
    const capacity = Float64Array.from({ length: kinds }, (_, kind) =>
      (compartments ?? [{ capacity: words.capacity ?? [] }]).reduce((sum, one) => sum + (one.capacity[kind] ?? 0), 0)
    );
    const [shift] = [windowsOf(words.time_window && [words.time_window])];
    const within = (seconds: number | undefined) => (seconds === undefined ? Infinity : inMicroseconds(seconds));
    const made: Vehicle = {
      number,
      id,
      start: place(words.start, words.start_index),
      end: place(words.end, words.end_index),
      opens: words.time_window ? shift.opens[0]! : 0,
      closes: shift.closes[0]!,
      capacity,
      compartments,
      ...actions(type),
      size: places.size,
      ...tables(JSON.stringify([profile, speed_factor, costs.per_hour ?? 3600, costs.per_km ?? 0])),
      fixedCost: costs.fixed ?? 0,
      taskPrice: (costs.per_task_hour ?? 0) / hour,
      serves: Uint8Array.from(requests, (request) => Number(mayServe(words, capacity, request, stops, kinds))),
      strangerCost,
      maxTasks: words.max_tasks ?? Infinity,
      maxTravelTime: within(words.max_travel_time),
      maxDistance: words.max_distance ?? Infinity,
      breaks: words.breaks.map(({ id, service, time_windows, max_load }) => ({
        id,
        service: inMicroseconds(service),
        windows: windowsOf(time_windows),
        maxLoad: max_load,
        after: undefined
      })),
      reloads: words.reloads.map(({ max = Infinity, ...reload }) => ({
        id: reload.id,
        place: places.row(reload),
        setup: inMicroseconds(reload.setup),
        service: inMicroseconds(reload.service),
        windows: windowsOf(reload.time_windows),
        max
      })),
      breakAfter: within(working_time?.break_after),
      breakService: within(working_time?.break_service),
      maxShift: within(working_time?.max_shift),
      steps: words.steps,
      lockedSteps: words.locked_steps,
      isPinned: words.pinned || problem.options.c === true,
      twin: number
    };
    if (!twin) firstLike.set(likeness, made);
    return made;
  });
}

/** What service by this vehicle costs where others were wished for. */
function wishOf({ jobs, shipments }: Problem, { number }: Request, vehicle: number): number {
  const order = number < jobs.length ? jobs[number]! : shipments[number - jobs.length]!;
  const { preferred_vehicles: preferred, other_vehicle_cost: price } = order;
  return preferred.length > 0 && !preferred.includes(vehicle) ? price : 0;
}

function mayServe(
  { skills, compartments }: VehicleWords,
  capacity: Float64Array,
  request: Request,
  { brought, fetched, change }: Stops,
  kinds: number
): boolean {
  if (!request.skills.every((skill) => skills.includes(skill))) return false;
  const { first, needs } = request;
  const loads = [brought, request.size === 1 ? fetched : change].map((column) =>
    column.subarray(first * kinds, (first + 1) * kinds)
  );
  if (!compartments)
    return needs.length === 0 && loads.every((load) => load.every((amount, kind) => amount <= capacity[kind]!));
  const weightless = needs.length === 0 && loads.every((load) => load.every((amount) => amount === 0));
  return (
    weightless ||
    loads.every((load) =>
      compartments.some((one) => mayRide(request, one) && load.every((amount, kind) => amount <= one.capacity[kind]!))
    )
  );
}

/** Whether a compartment offers all that a load needs, and is not kept for others. */
export function mayRide({ needs }: Pick<Request, 'needs'>, { offers, dedicated }: Compartment): boolean {
  return needs.every((word) => offers.includes(word)) && (!dedicated || needs.length > 0);
}

function tablesOf({ durations, distances, costs, speeds }: Roads, speed: number, perHour: number, perKm: number) {
  const own = speed === 1 ? durations : durations.map((duration) => Math.ceil(duration / speed));
  const price = perHour / hour;
  const way = (duration: number, cell: number) =>
    duration === Infinity ? Infinity : duration * price + (perKm > 0 ? (distances![cell]! / 1000) * perKm : 0);
  return { durations: own, distances, speeds, costs: costs ?? own.map(way), drivingPrice: costs ? 0 : price };
}

function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
