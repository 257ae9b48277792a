import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { improveTimes } from './better-times.ts';
import { isDriven, kind, layOut, newEvents, type Events } from './events.ts';
import { loadUp, type Loading } from './hold.ts';
import { Order } from './order.ts';
import { priceOfTimes, ridesOf, steadyCost, strangersCost, type Ride } from './prices.ts';
import { QuickHold } from './quick-hold.ts';
import { RememberedBreaks } from './remembered-breaks.ts';
import { hasRests, placeRests, withRests, type Placed } from './rests.ts';
import { drive, earliest, newTimes, type Apart, type Times } from './times.ts';
import { drivingOf, metresOf } from './travel.ts';

/** A day of one vehicle, judged by every rule and price. What is in it is overwritten when the next one is judged. */
export interface Judged {
  /** Whose limits the times keep. */
  readonly driver: Vehicle;
  readonly events: Events;
  readonly times: Times;
  readonly rides: readonly Ride[];
  readonly aparts: readonly Apart[];
  readonly loading: Loading;
  /** What it costs whatever the times are. */
  readonly steady: number;
  readonly cost: number;
  /** What of it is for promises that bend. */
  readonly soft: number;
}

export interface Timing {
  /**
   * What a route costs in all; infinite where it breaks a rule.
   * @param nodes the first `length` of them: see `layOut`
   */
  costOf(vehicle: Vehicle, nodes: ArrayLike<number>, length: number): number;
  /** As `costOf`, with everything that was found; nothing where a rule is broken. */
  judge(vehicle: Vehicle, nodes: ArrayLike<number>, length: number): Judged | undefined;
  /** Microseconds from the departure to the end of what was judged last. */
  readonly lastLength: number;
}

const unknownLoading: Loading = { loads: new Float64Array(0), compartments: new Map() };

/** So few are tried with breaks everywhere. */
const fewNodes = 8;
/** So many other places for breaks are tried where those that end the day soonest are impossible, or cost something. */
const mostOtherPlaces = 60;

/** Judges routes of a model one after the other. */
export function createTiming(model: Model): Timing {
  let base = newEvents(64);
  let events = newEvents(64);
  let times = newTimes(64);
  let lastLength = 0;
  const tireless = new Map<Vehicle, Vehicle>();

  const order = new Order(model);
  const hold = new QuickHold(model);
  const remembered = new RememberedBreaks();

  /** @param isWhole whether the loading is wanted, too */
  function judge(vehicle: Vehicle, nodes: ArrayLike<number>, length: number, isWhole = true): Judged | undefined {
    if (!order.isKept(vehicle, nodes, length)) return undefined;
    makeRoom(2 * length + 2);
    layOut(model, vehicle, nodes, length, base);
    if (!fitsLimits(vehicle, base)) return undefined;
    const steady = steadyCost(model, vehicle, base);
    if (steady === Infinity || !isPossibleUnbroken(vehicle)) return undefined;
    if (!hold.fits(vehicle, nodes, length)) return undefined;
    const wantsLoads = isWhole || vehicle.breaks.some(({ maxLoad }) => maxLoad !== undefined);
    const loading = wantsLoads ? loadUp(model, vehicle, nodes, length) : unknownLoading;
    if (!loading) return undefined;

    /** The day with its breaks at some places. */
    const withPlaced = (placed: readonly Placed[]): Judged | undefined => {
      makeRoom(base.count + placed.length);
      withRests(vehicle, base, placed, events);
      times.notBefore.fill(-Infinity, 0, events.count);
      times.restLength.fill(0, 0, events.count);
      const rides = ridesOf(model, events);
      const aparts: Apart[] = rides.filter(({ most }) => most < Infinity);
      if (vehicle.maxShift < Infinity) aparts.push({ from: 0, until: events.count - 1, most: vehicle.maxShift });
      if (!earliest(vehicle, events, times, aparts)) return undefined;
      const { soft, stay } = priceOfTimes(model, vehicle, events, times, rides);
      if (soft + stay > 0) improveTimes(model, vehicle, events, times, rides, aparts);
      if (drivingOf(events, times) > vehicle.maxTravelTime) return undefined;
      lastLength = times.free[events.count - 1]! - times.begin[0]!;
      return {
        driver: vehicle,
        events,
        times,
        rides,
        aparts,
        loading,
        ...costsOf(model, vehicle, steady, events, times, rides)
      };
    };

    if (!hasRests(vehicle)) return withPlaced([]);
    const isShort = length <= fewNodes || isWhole;
    let best: { placed: readonly Placed[]; cost: number } | undefined;
    let last: Judged | undefined;
    // Most days need no rest of working time, and many are impossible already without any.
    if (vehicle.breaks.length === 0) {
      const plain = withPlaced([]);
      if (plain && (plain.cost <= steady || !isShort)) return plain;
      if (plain) best = { placed: [], cost: plain.cost };
    }
    const consider = (placed: readonly Placed[]) => {
      last = withPlaced(placed);
      if (last && last.cost < (best?.cost ?? Infinity)) best = { placed, cost: last.cost };
      return last !== undefined && last.cost <= steady;
    };
    // Where breaks lay in the last day of this vehicle they mostly may lie in the next one, too.
    if (!isShort) {
      const placed = remembered.last(vehicle, base);
      if (placed && (consider(placed) || last)) return last;
    }
    // What the search was told is possible is so when its day is printed.
    if (isWhole) for (const placed of remembered.all(vehicle, base)) if (consider(placed)) return last;
    // Breaks alone have few places; rests of working time among them have many.
    if (!isShort && vehicle.breaks.length > 0 && vehicle.breakAfter < Infinity) {
      const [first] = placeRests(model, tirelessLike(vehicle), base, loading.loads);
      if (!first) return undefined;
      if (consider(first) || last) return noted(vehicle, first);
    }
    const choices = placeRests(model, vehicle, base, loading.loads).slice(0, isShort ? undefined : 2);
    for (const choice of choices) if (consider(choice) || (last && !isShort)) return noted(vehicle, choice);
    let left = isShort ? mostOtherPlaces : 4;
    for (const placed of choices)
      for (const other of othersLike(placed, base, loading.loads, vehicle, model.kinds)) {
        if (left-- <= 0) break;
        if (consider(other) || (last && !isShort)) return noted(vehicle, other);
      }
    return best && withPlaced(best.placed);

    function noted(vehicle: Vehicle, placed: readonly Placed[]) {
      if (length > fewNodes) remembered.note(vehicle, base, placed);
      return last;
    }
  }

  function isPossibleUnbroken(vehicle: Vehicle): boolean {
    times.notBefore.fill(-Infinity, 0, base.count);
    if (vehicle.breakAfter === Infinity) return drive(vehicle, base, times) === 'kept';
    return drive(tirelessLike(vehicle), base, times) === 'kept';
  }

  /** The same vehicle with a courier who needs no rests. */
  function tirelessLike(vehicle: Vehicle): Vehicle {
    const one = tireless.get(vehicle) ?? { ...vehicle, breakAfter: Infinity };
    tireless.set(vehicle, one);
    return one;
  }

  function makeRoom(size: number) {
    if (base.kind.length >= size + 8 && events.kind.length >= size + 8) return;
    const before = base;
    base = newEvents(2 * size + 16);
    copyEvents(before, base);
    events = newEvents(2 * size + 16);
    times = newTimes(2 * size + 16);
  }

  return {
    judge,
    costOf: (vehicle, nodes, length) => judge(vehicle, nodes, length, false)?.cost ?? Infinity,
    get lastLength() {
      return lastLength;
    }
  };
}

function copyEvents(from: Events, to: Events) {
  to.count = from.count;
  for (const key of ['kind', 'about', 'way', 'setup', 'service', 'place'] as const) to[key].set(from[key]);
  from.windows.forEach((windows, at) => (to.windows[at] = windows));
}

/** The same breaks, one of them on the way to another event, or a rest of working time left out. */
function* othersLike(
  placed: readonly Placed[],
  events: Events,
  loads: Float64Array,
  { breaks }: Vehicle,
  kinds: number
): Generator<Placed[]> {
  for (const [index, { before, number }] of placed.entries()) {
    const { maxLoad: limit, after } = breaks[number] ?? {};
    if (after !== undefined) continue;
    if (number < 0) yield placed.toSpliced(index, 1);
    let done = 0;
    for (let at = 1; at < events.count; at++) {
      const what = events.kind[at]!;
      const tooMuch = limit?.some((most, sort) => loads[done * kinds + sort]! > most);
      if (at !== before && isDriven(what) && !tooMuch)
        yield placed.with(index, { before: at, number }).toSorted((a, b) => a.before - b.before);
      if (what !== kind.leaving && what !== kind.end) done++;
    }
  }
}

function fitsLimits(vehicle: Vehicle, events: Events): boolean {
  const { maxTravelTime, maxDistance, speeds } = vehicle;
  if (maxDistance < Infinity && metresOf(vehicle, events) > maxDistance) return false;
  if (maxTravelTime === Infinity || speeds) return true;
  let travel = 0;
  for (let at = 1; at < events.count; at++) if (isDriven(events.kind[at]!)) travel += events.way[at]!;
  return travel <= maxTravelTime;
}

/** What a day costs at its times, and what of it is for promises that bend. */
export function costsOf(
  model: Model,
  vehicle: Vehicle,
  steady: number,
  events: Events,
  times: Times,
  rides: readonly Ride[]
): Pick<Judged, 'steady' | 'cost' | 'soft'> {
  const { soft, stay } = priceOfTimes(model, vehicle, events, times, rides);
  return {
    steady,
    cost: steady + soft + stay + slowness(vehicle, events, times),
    soft: soft + strangersCost(model, vehicle, events)
  };
}

/** What the way costs more, or less, than at the usual speed. */
function slowness({ speeds, drivingPrice }: Vehicle, events: Events, times: Times): number {
  if (!speeds || drivingPrice === 0) return 0;
  let longer = 0;
  for (let at = 1; at < events.count; at++) {
    longer += times.driving[at]!;
    if (isDriven(events.kind[at]!)) longer -= events.way[at]!;
  }
  return longer * drivingPrice;
}
