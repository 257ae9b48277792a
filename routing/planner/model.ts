import { RouterError, type Router } from '../roads/questions.ts';
import { refused, PlannerError } from './planner-error.ts';
import { dimensionsOf, type Matrix, type Problem } from './problem.ts';

/*
 * A problem made ready for the search. Times are whole milliseconds, so that sums are exact and a plan's driving times
 * equal the router's; a place is a row of the matrices, `nowhere` where a vehicle may begin or end anywhere.
 */

export type Window = readonly [start: number, end: number];
export const nowhere = -1;
const inMilliseconds = (seconds: number) => Math.round(seconds * 1000);
const anyTime: readonly Window[] = [[0, Infinity]];

/** One arrival for one task: VROOM's job, or a shipment's pickup or delivery. */
export interface Stop {
  readonly type: 'job' | 'pickup' | 'delivery';
  readonly id: number;
  readonly description: string | undefined;
  readonly location: readonly [longitude: number, latitude: number] | undefined;
  readonly place: number;
  readonly setup: number;
  readonly service: number;
  readonly windows: readonly Window[];
  /** What the load grows by here, for each kind of amount. */
  readonly change: readonly number[];
  readonly request: Request;
}

/** A job, or a shipment's two stops: what is planned whole or not at all. */
export interface Request {
  readonly number: number;
  /** `jobs[2]`, `shipments[0]`. */
  readonly name: string;
  readonly stops: readonly Stop[];
  /** What is aboard from the start for it: a job's delivery. */
  readonly loaded: readonly number[];
  readonly skills: readonly number[];
  readonly priority: number;
  /** From leaving the pickup to the beginning of the delivery's service. */
  readonly maxTransit: number;
}

export interface Break {
  readonly type: 'break';
  readonly id: number;
  readonly description: string | undefined;
  readonly service: number;
  readonly windows: readonly Window[];
}

export type Step = Stop | Break;

export interface Vehicle {
  readonly number: number;
  readonly id: number;
  readonly description: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly startLocation: readonly [longitude: number, latitude: number] | undefined;
  readonly endLocation: readonly [longitude: number, latitude: number] | undefined;
  readonly opens: number;
  readonly closes: number;
  readonly capacity: readonly number[];
  readonly skills: ReadonlySet<number>;
  readonly breaks: readonly Break[];
  readonly maxTasks: number;
  readonly maxTravelTime: number;
  /** Metres. */
  readonly maxDistance: number;
  /** Thousandths of VROOM's cost. */
  readonly fixedCost: number;
  readonly costs: PlaceTable;
  readonly durations: PlaceTable;
  readonly distances: PlaceTable | undefined;
  /** The number of the first vehicle that is its equal: where both stand idle, one need be tried. */
  readonly twin: number;
}

/** A value for each pair of places: `cells[from * size + to]`, infinite where there is no way. */
export interface PlaceTable {
  readonly size: number;
  readonly cells: Float64Array;
}

export interface Model {
  readonly requests: readonly Request[];
  readonly vehicles: readonly Vehicle[];
}

/** The way from one place to another; nothing to or from nowhere. */
export const between = (table: PlaceTable, from: number, to: number) =>
  from === nowhere || to === nowhere ? 0 : table.cells[from * table.size + to]!;

/**
 * Gives every place its row in the matrices; asks the router where the problem brings no matrices.
 * @throws PlannerError code 2 for indices and limits that do not fit the matrices, code 3 for a place without a road
 */
export async function createModel(problem: Problem, router: Pick<Router, 'table'> | undefined): Promise<Model> {
  const places = problem.matrices ? new MatrixPlaces() : new MapPlaces();
  const requests: Request[] = [];
  const none = new Array<number>(dimensionsOf(problem)).fill(0);
  type Task = Problem['jobs'][number] | Problem['shipments'][number]['pickup'];
  const stopOf = (type: Stop['type'], task: Task, name: string, change: number[], request: Request): Stop => ({
    type,
    id: task.id,
    description: task.description,
    location: task.location,
    place: places.of(task.location, task.location_index, `${name}.location`),
    setup: inMilliseconds(task.setup),
    service: inMilliseconds(task.service),
    windows: windowsOf(task.time_windows),
    change,
    request
  });
  problem.jobs.forEach((job, index) => {
    const { delivery = none, pickup = none, skills, priority } = job;
    const stops: Stop[] = [];
    const name = `jobs[${index}]`;
    const request = { number: requests.length, name, stops, loaded: delivery, skills, priority, maxTransit: Infinity };
    const change = pickup.map((amount, kind) => amount - delivery[kind]!);
    stops.push(stopOf('job', job, name, change, request));
    requests.push(request);
  });
  problem.shipments.forEach(({ pickup, delivery, amount = none, skills, priority, max_transit_time }, index) => {
    const stops: Stop[] = [];
    const name = `shipments[${index}]`;
    const maxTransit = max_transit_time === undefined ? Infinity : inMilliseconds(max_transit_time);
    const request = { number: requests.length, name, stops, loaded: none, skills, priority, maxTransit };
    const less = amount.map((count) => -count);
    stops.push(stopOf('pickup', pickup, `${name}.pickup`, amount, request));
    stops.push(stopOf('delivery', delivery, `${name}.delivery`, less, request));
    requests.push(request);
  });
  const ends = problem.vehicles.map((vehicle, index) => {
    const { start, start_index, end, end_index } = vehicle;
    const name = `vehicles[${index}]`;
    const optional = (location: typeof start, row: number | undefined, key: string) =>
      location || row !== undefined ? places.of(location, row, `${name}.${key}`) : nowhere;
    const [from, to] = [optional(start, start_index, 'start'), optional(end, end_index, 'end')];
    if (from === nowhere && to === nowhere) throw refused(name, 'has neither a start nor an end. Give at least one.');
    return { from, to };
  });
  const matrixOf = await places.matrices(problem, router);
  const vehicles: Vehicle[] = [];
  const firstLike = new Map<string, Vehicle>();
  problem.vehicles.forEach((vehicle, index) => {
    const { id, description } = vehicle;
    const likeness = JSON.stringify({ ...vehicle, id: 0, description: '' });
    const twin = firstLike.get(likeness);
    // Twins share their tables: a fleet of forty need not hold forty copies.
    if (twin) return vehicles.push({ ...twin, number: index, id, description });
    const { from, to } = ends[index]!;
    const first = vehicleOf(vehicle, index, from, to, matrixOf(vehicle.profile, index));
    firstLike.set(likeness, first);
    return vehicles.push(first);
  });
  return { requests, vehicles };
}

function vehicleOf(
  vehicle: Problem['vehicles'][number],
  number: number,
  start: number,
  end: number,
  matrix: Matrix
): Vehicle {
  const name = `vehicles[${number}]`;
  const { fixed, per_hour, per_km } = vehicle.costs ?? { fixed: 0, per_hour: 3600, per_km: 0 };
  const durations = tableOf(matrix.durations, inMilliseconds);
  const distances = matrix.distances && tableOf(matrix.distances, (metres) => metres);
  if (!distances && vehicle.max_distance !== undefined)
    throw refused(`${name}.max_distance`, 'needs the distances of the matrix, which are missing.');
  if (!distances && per_km > 0)
    throw refused(`${name}.costs.per_km`, 'needs the distances of the matrix, which are missing.');
  const costs = durations.cells.map((duration, cell) => {
    const road = per_km > 0 ? distances!.cells[cell]! * per_km : 0;
    return (per_hour > 0 ? duration * (per_hour / 3600) : 0) + road + (duration === Infinity ? Infinity : 0);
  });
  const [opens, closes] = windowsOf(vehicle.time_window && [vehicle.time_window])[0]!;
  const breaks = vehicle.breaks.map(({ id, description, service, time_windows }, index): Break => {
    const windows = windowsOf(time_windows).filter(
      ([from, until]) => until >= opens && Math.max(from, opens) + inMilliseconds(service) <= closes
    );
    if (windows.length === 0)
      throw refused(`${name}.breaks[${index}]`, "cannot be taken within the vehicle's time window.");
    return { type: 'break', id, description, service: inMilliseconds(service), windows };
  });
  return {
    number,
    id: vehicle.id,
    description: vehicle.description,
    start,
    end,
    startLocation: vehicle.start,
    endLocation: vehicle.end,
    opens,
    closes,
    capacity: vehicle.capacity ?? [],
    skills: new Set(vehicle.skills),
    breaks,
    maxTasks: vehicle.max_tasks ?? Infinity,
    maxTravelTime: vehicle.max_travel_time === undefined ? Infinity : inMilliseconds(vehicle.max_travel_time),
    maxDistance: vehicle.max_distance ?? Infinity,
    fixedCost: fixed * 1000,
    costs: { size: durations.size, cells: costs },
    durations,
    distances,
    twin: number
  };
}

const windowsOf = (windows: readonly Window[] | undefined): readonly Window[] =>
  windows?.map(([start, end]): Window => [inMilliseconds(start), inMilliseconds(end)]) ?? anyTime;

function tableOf(rows: (number | null)[][], measure: (value: number) => number): PlaceTable {
  const cells = rows.flatMap((row) => row.map((value) => (value === null ? Infinity : measure(value))));
  return { size: rows.length, cells: Float64Array.from(cells) };
}

type MatrixOf = (profile: string, vehicle: number) => Matrix;

/** Places by the indices of the problem's own matrices. */
class MatrixPlaces {
  readonly #asked: { index: number; name: string }[] = [];

  of(_location: unknown, index: number | undefined, name: string): number {
    if (index === undefined) throw refused(`${name}_index`, 'is missing: the problem brings matrices.');
    this.#asked.push({ index, name });
    return index;
  }

  async matrices(problem: Problem): Promise<MatrixOf> {
    for (const [profile, { durations, distances }] of Object.entries(problem.matrices!)) {
      for (const [key, rows] of Object.entries({ durations, distances })) {
        const wrong = rows?.find((row) => row.length !== rows.length || rows.length !== durations.length);
        if (wrong) throw refused(`matrices.${profile}.${key}`, `is not a square of ${durations.length} rows.`);
      }
      const roadless = distances?.findIndex((row, from) =>
        row.some((cell, to) => cell === null && durations[from]![to] !== null)
      );
      if (roadless !== undefined && roadless >= 0)
        throw refused(`matrices.${profile}.distances[${roadless}]`, 'has no distance where the durations have a way.');
      for (const { index, name } of this.#asked)
        if (index >= durations.length)
          throw refused(`${name}_index`, `is ${index}, but matrices.${profile} has ${durations.length} rows.`);
    }
    return (profile, vehicle) => {
      if (!Object.hasOwn(problem.matrices!, profile))
        throw refused(`vehicles[${vehicle}].profile`, `is "${profile}", for which there is no matrix.`);
      return problem.matrices![profile]!;
    };
  }
}

/** Places by their positions on the map. */
class MapPlaces {
  readonly #locations: (readonly [number, number])[] = [];
  readonly #names: string[] = [];
  readonly #rows = new Map<string, number>();

  of(location: readonly [number, number] | undefined, index: number | undefined, name: string): number {
    if (index !== undefined) throw refused(`${name}_index`, 'needs matrices, which the problem does not bring.');
    if (!location) throw refused(name, 'is missing.');
    const known = this.#rows.get(location.join());
    if (known !== undefined) return known;
    this.#names.push(name);
    this.#rows.set(location.join(), this.#locations.length);
    return this.#locations.push(location) - 1;
  }

  async matrices(problem: Problem, router: Pick<Router, 'table'> | undefined): Promise<MatrixOf> {
    const strange = problem.vehicles.findIndex(({ profile }) => profile !== 'car');
    if (strange >= 0) throw refused(`vehicles[${strange}].profile`, 'must be "car": the map has no other roads.');
    if (!router)
      throw new PlannerError(3, '', 'The problem has locations but no matrices. Name a region or an OSRM server.');
    const positions = this.#locations.map(([longitude, latitude]) => ({ longitude, latitude }));
    try {
      const { durations, distances } = await router.table(positions);
      return () => ({ durations, distances });
    } catch (error) {
      if (!(error instanceof RouterError)) throw error;
      const place = error.position === undefined ? '' : this.#names[error.position]!;
      const sentence = error.code === 'NoSegment' ? 'lies outside the region: no road is near it.' : error.message;
      throw new PlannerError(3, place, sentence);
    }
  }
}
