import type { Model } from '../model/model.ts';
import type { Request } from '../model/tasks.ts';
import type { Windows } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';

/**
 * What can stand in the way of a task, beginning with what a person can change least: nature and law, what was promised
 * for the task itself (changed, it would be another order), what was promised to others, what the dispatcher decides.
 */
export const constraints = [
  'skills',
  'needs',
  'incompatible_load',
  'room',
  'precedence',
  'working_time',
  'presence',
  'time_window',
  'transit_time',
  'promises',
  'max_shift',
  'breaks',
  'shift_too_short',
  'distance',
  'travel_time',
  'too_many_tasks',
  'locked'
] as const;
export type Constraint = (typeof constraints)[number];

/** Of a model, where the promises of others bend, or may meet: their requests; all where nothing is said. */
export interface Others {
  readonly promises?: ReadonlySet<number> | undefined;
  readonly incompatible_load?: ReadonlySet<number> | undefined;
}

const anyTime: Windows = { opens: [-Infinity], closes: [Infinity] };

/** A model in which nothing that bends has a price: for asking whether something is possible at all. */
export const withoutPrices = (model: Model): Model => ({
  ...model,
  stops: { ...model.stops, isPriced: new Uint8Array(model.stops.count) },
  requests: model.requests.map((each) => (each.overTransitPrice > 0 ? { ...each, overTransitPrice: 0 } : each))
});

/** A model without some of the constraints on a request. Only the columns that differ are copied. */
export function relaxedModel(model: Model, request: number, without: ReadonlySet<Constraint>, others: Others): Model {
  const { stops, requests, incompatible, precedences } = model;
  const own = requests[request]!;
  const bending = without.has('promises') ? (others.promises ?? requests.keys()) : [];
  const meeting = without.has('incompatible_load') ? (others.incompatible_load ?? requests.keys()) : [];

  const movesTimes = without.has('promises') || without.has('time_window') || without.has('presence');
  const copied = <Column extends Float64Array | Windows[]>(column: Column) =>
    (movesTimes ? column.slice() : column) as Column;
  const windows = copied(stops.windows as Windows[]);
  const presentFrom = copied(stops.presentFrom);
  const presentUntil = copied(stops.presentUntil);
  const changed = requests.slice();
  const free = ({ first, size }: Request) => {
    for (let stop = first; stop < first + size; stop++) windows[stop] = anyTime;
  };
  // Still a stay, from which things are done on foot, but it is promised for no time.
  const leave = ({ first }: Request) => {
    if (!(presentFrom[first]! >= 0)) return;
    presentFrom[first] = Infinity;
    presentUntil[first] = -Infinity;
  };
  for (const number of bending) {
    if (number === request) continue;
    free(requests[number]!);
    leave(requests[number]!);
    if (requests[number]!.maxTransit < Infinity) changed[number] = { ...requests[number]!, maxTransit: Infinity };
  }
  const hated = new Set(
    incompatible.flatMap(([one, other]) => (one === own.goods ? [other] : other === own.goods ? [one] : []))
  );
  for (const number of meeting)
    if (number !== request && hated.has(requests[number]!.goods)) changed[number] = { ...changed[number]!, goods: -1 };
  if (without.has('time_window')) free(own);
  if (without.has('presence')) leave(own);
  changed[request] = {
    ...own,
    ...(without.has('needs') && { needs: [anything] }),
    ...(without.has('transit_time') && { maxTransit: Infinity })
  };
  const isOwn = (stop: number) => stops.request[stop] === request;
  return {
    ...model,
    stops: { ...stops, windows, presentFrom, presentUntil },
    requests: changed,
    precedences: without.has('precedence')
      ? precedences.filter(({ first, then }) => !isOwn(first) && !isOwn(then))
      : precedences
  };
}

/** What every compartment offers where it does not matter what a load needs. */
const anything = 'x-anything';

/** A vehicle without some of its limits on a request, and without prices of its times. */
export function relaxedVehicle(
  model: Model,
  vehicle: Vehicle,
  request: number,
  without: ReadonlySet<Constraint>
): Vehicle {
  const unlimited = (limit: number, constraint: Constraint) => (without.has(constraint) ? Infinity : limit);
  const serves = vehicle.serves.slice();
  serves[request] = Number(without.has('skills') || missingSkills(model, vehicle, request).length === 0);
  return {
    ...vehicle,
    serves,
    taskPrice: vehicle.speeds ? vehicle.taskPrice : 0,
    closes: unlimited(vehicle.closes, 'shift_too_short'),
    maxTasks: unlimited(vehicle.maxTasks, 'too_many_tasks'),
    maxTravelTime: unlimited(vehicle.maxTravelTime, 'travel_time'),
    maxDistance: unlimited(vehicle.maxDistance, 'distance'),
    maxShift: unlimited(vehicle.maxShift, 'max_shift'),
    breakAfter: unlimited(vehicle.breakAfter, 'working_time'),
    ...(without.has('breaks') && { breaks: [] }),
    ...(without.has('room') && { capacity: vehicle.capacity.map(() => Infinity) }),
    ...((vehicle.compartments ?? without.has('needs')) && {
      compartments: (vehicle.compartments ?? [hold(vehicle)]).map((one) => ({
        ...one,
        ...(without.has('needs') && { offers: [...one.offers, anything] }),
        ...(without.has('room') && { capacity: one.capacity.map(() => Infinity) })
      }))
    })
  };
}

/** Skills that a request wants and a vehicle does not have. */
export function missingSkills({ problem, requests }: Model, { number }: Vehicle, request: number): number[] {
  return requests[request]!.skills.filter((skill) => !problem.vehicles[number]!.skills.includes(skill));
}

/** A vehicle without compartments as one that has a single one. */
const hold = ({ capacity }: Vehicle) => ({ id: 0, offers: [], capacity: [...capacity], dedicated: false });
