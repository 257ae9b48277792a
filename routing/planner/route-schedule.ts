import { between, nowhere, type PlaceTable, type Step, type Stop, type Vehicle, type Window } from './model.ts';

/** A vehicle's steps in their order, with the earliest times that keep every rule. */
export interface Route {
  readonly vehicle: Vehicle;
  readonly steps: readonly Step[];
  readonly schedule: Schedule;
}

/** Times in milliseconds, one for each step. */
interface Schedule {
  /** When the vehicle leaves its start. */
  readonly departure: number;
  /** When service begins, after any waiting. */
  readonly begin: Float64Array;
  /** When the vehicle is free again. */
  readonly finish: Float64Array;
  /** The travel just before each step; a leg that a break interrupts is split there. */
  readonly travel: Float64Array;
  readonly lastTravel: number;
  readonly arrival: number;
  /** Thousandths of VROOM's cost; nothing for a vehicle that stays. */
  readonly cost: number;
}

export const isStop = (step: Step): step is Stop => step.type !== 'break';

/** The earliest moment from `time` on that lies in a window; infinite when all have closed. */
export function opening(windows: readonly Window[], time: number): number {
  for (let index = 0; index < windows.length; index++) {
    const window = windows[index]!;
    if (time <= window[1]) return time > window[0] ? time : window[0];
  }
  return Infinity;
}

/** The latest moment up to `time` that lies in a window; negative infinity when none has opened. */
function closing(windows: readonly Window[], time: number): number {
  for (let index = windows.length - 1; index >= 0; index--) {
    const window = windows[index]!;
    if (window[0] <= time) return Math.min(window[1], time);
  }
  return -Infinity;
}

/** Setup is only needed where the vehicle did not stand already. */
export const actionTime = (stop: Stop, previousPlace: number) =>
  stop.service + (previousPlace === stop.place ? 0 : stop.setup);

/**
 * Checks a route against every rule and gives its schedule.
 *
 * All rules say "not before" of a later time given an earlier one, so the least times that keep them are found by
 * raising what is too early until nothing is: also with several windows, breaks and limits to the time in transit.
 * @returns nothing where the route breaks a rule
 */
export function scheduleRoute(vehicle: Vehicle, steps: readonly Step[]): Route | undefined {
  if (!fitsLimits(vehicle, steps) || !fitsCapacity(vehicle, steps)) return undefined;
  const transits = transitsOf(steps);
  const sheet = sheetFor(steps.length);
  sheet.notBefore.fill(0, 0, steps.length);
  // A raise travels round the route once between two moves to a later window; one that goes on grows for ever.
  const rounds = steps.reduce((sum, step) => sum + step.windows.length, 1) * (steps.length + 1);
  for (let round = 0; round < rounds; round++) {
    const end = drive(vehicle, steps, vehicle.opens, sheet);
    if (!end) return undefined;
    let raised = false;
    for (const { pickup, delivery, limit } of transits) {
      const excess = sheet.begin[delivery]! - sheet.finish[pickup]! - limit;
      if (excess <= 0) continue;
      // Loading later saves nothing but waiting: driving and service on the way stay as long as they are.
      if (excess > waitingBetween(sheet, pickup, delivery)) return undefined;
      sheet.notBefore[pickup] = sheet.begin[pickup]! + excess;
      raised = true;
    }
    if (!raised) return { vehicle, steps, schedule: fairCopy(sheet, steps.length, end) };
  }
  return undefined;
}

/** What a drive is reckoned on. One sheet serves all, for most routes that a search tries are thrown away at once. */
interface Sheet {
  readonly notBefore: Float64Array;
  readonly begin: Float64Array;
  readonly finish: Float64Array;
  readonly travel: Float64Array;
}
type End = Pick<Schedule, 'departure' | 'lastTravel' | 'arrival' | 'cost'>;

function waitingBetween({ begin, finish, travel }: Sheet, from: number, to: number): number {
  let waiting = 0;
  for (let index = from + 1; index <= to; index++) waiting += begin[index]! - finish[index - 1]! - travel[index]!;
  return waiting;
}

const newSheet = (size: number): Sheet => ({
  notBefore: new Float64Array(size),
  begin: new Float64Array(size),
  finish: new Float64Array(size),
  travel: new Float64Array(size)
});
let scratch = newSheet(64);
function sheetFor(size: number): Sheet {
  if (scratch.begin.length < size) scratch = newSheet(2 * size);
  return scratch;
}

const fairCopy = ({ begin, finish, travel }: Sheet, size: number, end: End): Schedule => ({
  ...end,
  begin: begin.slice(0, size),
  finish: finish.slice(0, size),
  travel: travel.slice(0, size)
});

/**
 * The same route with loading and departure as late as they can be without moving anything else: nothing waits
 * aboard that could have waited at the sender's, and the courier does not leave early to wait on the way.
 */
export function settle({ vehicle, steps, schedule }: Route): Route {
  const sheet = newSheet(steps.length);
  const { notBefore } = sheet;
  notBefore.set(schedule.begin);
  let departure = schedule.departure;
  for (let index = steps.length - 2; index >= -1; index--) {
    const step = steps[index];
    const next = steps[index + 1]!;
    if (!isStop(next) || (step && step.type !== 'pickup')) continue;
    const place = step ? (step as Stop).place : vehicle.start;
    const leaveBy = notBefore[index + 1]! - between(vehicle.durations, place, next.place);
    if (step) {
      const action = schedule.finish[index]! - schedule.begin[index]!;
      notBefore[index] = Math.max(notBefore[index]!, closing(step.windows, leaveBy - action));
    } else {
      departure = Math.max(departure, leaveBy);
    }
  }
  const end = drive(vehicle, steps, departure, sheet);
  return end ? { vehicle, steps, schedule: fairCopy(sheet, steps.length, end) } : { vehicle, steps, schedule };
}

let steppedThrough = 0;
/** How many steps all searches of this thread have driven: what a search costs, whatever else the machine does. */
export const stepsDriven = () => steppedThrough;

/** Drives the steps in their order, each as early as may be; nothing where a window or the shift is missed. */
function drive(
  vehicle: Vehicle,
  steps: readonly Step[],
  departure: number,
  { notBefore, begin, finish, travel }: Sheet
): End | undefined {
  const { durations } = vehicle;
  steppedThrough += steps.length;
  const goes = steps.some(isStop);
  const home = goes ? vehicle.end : nowhere;
  const ahead = vehicle.breaks.length > 0 ? placesAhead(home, steps) : undefined;
  let free = departure;
  let place = vehicle.start;
  let driven = 0;
  let cost = 0;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index]!;
    if (isStop(step)) {
      travel[index] = between(durations, place, step.place) - driven;
      begin[index] = opening(step.windows, Math.max(free + travel[index]!, notBefore[index]!));
      if (begin[index] === Infinity) return undefined;
      free = begin[index]! + actionTime(step, place);
      cost += between(vehicle.costs, place, step.place);
      place = step.place;
      driven = 0;
    } else {
      // A break interrupts the drive to the next stop: what fits before it is driven before it.
      begin[index] = opening(step.windows, Math.max(free, notBefore[index]!));
      if (begin[index] === Infinity) return undefined;
      travel[index] = Math.min(between(durations, place, ahead![index]!) - driven, begin[index]! - free);
      driven += travel[index]!;
      free = begin[index]! + step.service;
    }
    finish[index] = free;
  }
  const lastTravel = between(durations, place, home) - driven;
  const arrival = free + lastTravel;
  if (!(arrival <= vehicle.closes && arrival < Infinity)) return undefined;
  if (goes) cost += between(vehicle.costs, place, home) + vehicle.fixedCost;
  return { departure, lastTravel, arrival, cost };
}

/** For each step the place of the first stop after it. */
function placesAhead(home: number, steps: readonly Step[]): Int32Array {
  const places = new Int32Array(steps.length);
  let place = home;
  for (let index = steps.length - 1; index >= 0; index--) {
    places[index] = place;
    const step = steps[index]!;
    if (isStop(step)) place = step.place;
  }
  return places;
}

function fitsLimits(vehicle: Vehicle, steps: readonly Step[]): boolean {
  const { maxTasks, maxTravelTime, maxDistance, durations, distances } = vehicle;
  if (maxTasks === Infinity && maxTravelTime === Infinity && maxDistance === Infinity) return true;
  const stops = steps.filter(isStop);
  if (stops.length === 0) return true;
  const places = [vehicle.start, ...stops.map(({ place }) => place), vehicle.end];
  const along = (table: PlaceTable) =>
    places.reduce((sum, place, index) => (index === 0 ? 0 : sum + between(table, places[index - 1]!, place)), 0);
  return (
    stops.length <= maxTasks &&
    along(durations) <= maxTravelTime &&
    (maxDistance === Infinity || along(distances!) <= maxDistance)
  );
}

function fitsCapacity({ capacity }: Vehicle, steps: readonly Step[]): boolean {
  for (let kind = 0; kind < capacity.length; kind++) {
    let load = loadAtStart(steps, kind);
    if (load > capacity[kind]!) return false;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index]!;
      if (isStop(step)) load += step.change[kind]!;
      if (load > capacity[kind]!) return false;
    }
  }
  return true;
}

/** What is aboard of one kind of amount when the vehicle leaves: the deliveries of its jobs. */
export const loadAtStart = (steps: readonly Step[], kind: number) =>
  steps.reduce((load, step) => (step.type === 'job' ? load + step.request.loaded[kind]! : load), 0);

function transitsOf(steps: readonly Step[]): { pickup: number; delivery: number; limit: number }[] {
  const transits = [];
  for (let delivery = 0; delivery < steps.length; delivery++) {
    const step = steps[delivery]!;
    if (step.type !== 'delivery' || step.request.maxTransit === Infinity) continue;
    const pickup = steps.indexOf(step.request.stops[0]!);
    transits.push({ pickup, delivery, limit: step.request.maxTransit });
  }
  return transits;
}

/**
 * For each step the latest moment at which it can begin if what follows is to keep its windows, were there no waiting
 * for breaks and no limits to the time in transit: beyond it, a route is certainly impossible.
 */
export function latestBegins({ vehicle, steps }: Route): Float64Array {
  const latest = new Float64Array(steps.length);
  let deadline = vehicle.closes;
  let place = vehicle.end;
  let breaks = 0;
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]!;
    if (isStop(step)) {
      const leaveBy = deadline - breaks - between(vehicle.durations, step.place, place);
      latest[index] = closing(step.windows, leaveBy - step.service);
      deadline = latest[index]!;
      place = step.place;
      breaks = 0;
    } else {
      breaks += step.service;
      latest[index] = Infinity;
    }
  }
  return latest;
}

/** The place of the last stop before position `index`, else the vehicle's start. */
export function placeBefore({ vehicle, steps }: Route, index: number): number {
  for (let before = index - 1; before >= 0; before--) {
    const step = steps[before]!;
    if (isStop(step)) return step.place;
  }
  return vehicle.start;
}

/** The place of the first stop at or after position `index`, else the vehicle's end. */
export function placeAfter({ vehicle, steps }: Route, index: number): number {
  for (let after = index; after < steps.length; after++) {
    const step = steps[after]!;
    if (isStop(step)) return step.place;
  }
  return vehicle.end;
}
