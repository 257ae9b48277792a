import type { Model } from '../model/model.ts';
import { mayRide, type Vehicle } from '../model/vehicles.ts';

/** What of a request rides, between which of a route's nodes: aboard after node `from` until node `until` is done. */
interface Rider {
  readonly request: number;
  readonly spans: { readonly from: number; readonly until: number; readonly amounts: Float64Array }[];
}

export interface Loading {
  /** `[done * kinds + kind]`: what is aboard when so many nodes are done. */
  readonly loads: Float64Array;
  /** For each request aboard the number of its compartment; -1 for what needs none. */
  readonly compartments: ReadonlyMap<number, number>;
}

/** A vehicle with many small compartments is filled well enough after so many trials. */
const mostTrials = 4000;

/**
 * Fills a vehicle: everything where it may ride, with what it may, and as much as there is room for.
 * @returns nothing where there is no room, or what may not meet would meet
 */
export function loadUp(model: Model, vehicle: Vehicle, nodes: ArrayLike<number>, length: number): Loading | undefined {
  const { kinds, stops, incompatible } = model;
  const riders = ridersOf(model, nodes, length);
  const loads = loadsOf(model, riders, length);
  for (let at = 0; at < loads.length; at++) if (loads[at]! > vehicle.capacity[at % kinds]!) return undefined;
  if (incompatible.length > 0 && meets(model, riders)) return undefined;
  const compartments = vehicle.compartments ? stow(model, vehicle, riders, length) : new Map<number, number>();
  if (!compartments) return undefined;
  if (!vehicle.compartments)
    for (let at = 0; at < length; at++) {
      const node = nodes[at]!;
      if (node >= 0 && model.requests[stops.request[node % stops.count]!]!.needs.length > 0) return undefined;
    }
  return { loads, compartments };
}

/** As `loadUp` where the order is not the planner's: what finds no room is aboard all the same. */
export function loadAnyway(model: Model, vehicle: Vehicle, nodes: ArrayLike<number>, length: number): Loading {
  const fitting = loadUp(model, vehicle, nodes, length);
  if (fitting) return fitting;
  const riders = ridersOf(model, nodes, length);
  const compartments = new Map<number, number>();
  for (const { request } of riders) {
    const first = vehicle.compartments?.findIndex((one) => mayRide(model.requests[request]!, one)) ?? none;
    compartments.set(request, first);
  }
  return { loads: loadsOf(model, riders, length), compartments };
}

function loadsOf({ kinds }: Model, riders: readonly Rider[], length: number): Float64Array {
  const loads = new Float64Array((length + 1) * kinds);
  for (const { spans } of riders)
    for (const { from, until, amounts } of spans)
      for (let done = from + 1; done <= until; done++)
        for (let sort = 0; sort < kinds; sort++) loads[done * kinds + sort]! += amounts[sort]!;
  return loads;
}

function ridersOf({ stops, requests, kinds }: Model, nodes: ArrayLike<number>, length: number): Rider[] {
  const riders: Rider[] = [];
  const pickedUp = new Map<number, number>();
  for (let at = 0; at < length; at++) {
    const node = nodes[at]!;
    if (node < 0) continue;
    const stop = node % stops.count;
    const request = stops.request[stop]!;
    const amounts = (column: Float64Array) => column.subarray(stop * kinds, (stop + 1) * kinds);
    if (stops.type[stop] === 'pickup') pickedUp.set(request, at);
    if (stops.type[stop] === 'delivery') {
      const from = pickedUp.get(request);
      pickedUp.delete(request);
      if (from !== undefined)
        riders.push({ request, spans: [{ from, until: at, amounts: amounts(stops.change).map(Math.abs) }] });
    }
    if (stops.type[stop] !== 'job') continue;
    const [brought, fetched] = [amounts(stops.brought), amounts(stops.fetched)];
    const spans = [];
    if (brought.some((amount) => amount > 0)) {
      let from = at - 1;
      while (from >= 0 && nodes[from]! >= 0) from--;
      spans.push({ from, until: at, amounts: brought });
    }
    if (fetched.some((amount) => amount > 0)) {
      let until = at + 1;
      while (until < length && nodes[until]! >= 0) until++;
      spans.push({ from: at, until, amounts: fetched });
    }
    if (spans.length > 0 || requests[request]!.needs.length > 0) riders.push({ request, spans });
  }
  // Whose delivery is not among the nodes stays aboard; one that came before its pickup took nothing along.
  for (const [request, from] of pickedUp) {
    const pickup = requests[request]!.first;
    if (isAmong(nodes, length, stops.count, pickup + 1)) continue;
    riders.push({
      request,
      spans: [{ from, until: length, amounts: stops.change.subarray(pickup * kinds, (pickup + 1) * kinds) }]
    });
  }
  return riders;
}

function isAmong(nodes: ArrayLike<number>, length: number, count: number, stop: number): boolean {
  for (let at = 0; at < length; at++) if (nodes[at]! >= 0 && nodes[at]! % count === stop) return true;
  return false;
}

function meets({ requests, incompatible }: Model, riders: readonly Rider[]): boolean {
  const goods = riders.map(({ request }) => requests[request]!.goods);
  const together = (one: Rider, other: Rider) =>
    one.spans.some((a) => other.spans.some((b) => a.from < b.until && b.from < a.until));
  return incompatible.some(([one, other]) =>
    riders.some(
      (rider, index) =>
        goods[index] === one && riders.some((second, at) => goods[at] === other && together(rider, second))
    )
  );
}

/** Gives each rider a compartment, those with the least choice first. */
function stow(
  model: Model,
  vehicle: Vehicle,
  riders: readonly Rider[],
  length: number
): Map<number, number> | undefined {
  const { kinds, requests } = model;
  const compartments = vehicle.compartments!;
  const filled = compartments.map(() => new Float64Array((length + 1) * kinds));
  const chosen = new Map<number, number>();
  const choices = riders.map((rider) => {
    const request = requests[rider.request]!;
    const weightless = rider.spans.every(({ amounts }) => amounts.every((amount) => amount === 0));
    const fitting = compartments.flatMap((compartment, index) => (mayRide(request, compartment) ? [index] : []));
    return { rider, fitting: weightless && request.needs.length === 0 ? [...fitting, none] : fitting };
  });
  choices.sort((a, b) => a.fitting.length - b.fitting.length || firstOf(a.rider) - firstOf(b.rider));
  const put = ({ spans }: Rider, into: number, sign: 1 | -1) => {
    for (const { from, until, amounts } of spans)
      for (let done = from + 1; done <= until; done++)
        for (let sort = 0; sort < kinds; sort++) filled[into]![done * kinds + sort]! += sign * amounts[sort]!;
  };
  const hasRoom = ({ spans }: Rider, into: number) =>
    spans.every(({ from, until }) => {
      for (let done = from + 1; done <= until; done++)
        for (let sort = 0; sort < kinds; sort++)
          if (filled[into]![done * kinds + sort]! > compartments[into]!.capacity[sort]!) return false;
      return true;
    });
  let trials = mostTrials;
  const fill = (index: number): boolean => {
    if (index === choices.length) return true;
    const { rider, fitting } = choices[index]!;
    for (const into of fitting) {
      if (trials-- <= 0) return false;
      if (into === none) {
        chosen.set(rider.request, none);
        if (fill(index + 1)) return true;
        continue;
      }
      put(rider, into, 1);
      chosen.set(rider.request, into);
      if (hasRoom(rider, into) && fill(index + 1)) return true;
      put(rider, into, -1);
    }
    return false;
  };
  return fill(0) ? chosen : undefined;
}

const none = -1;
const firstOf = ({ spans }: Rider) => spans[0]?.from ?? 0;
