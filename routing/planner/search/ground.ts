import type { Model } from '../model/model.ts';
import type { Cells } from '../model/places.ts';
import type { Request, Stops } from '../model/tasks.ts';
import type { Vehicle } from '../model/vehicles.ts';

/*
 * What the search knows before it begins: which rules need the exact judge, which bounds hold, which vehicles are equals.
 */

/** Vehicles that are each other's equals. */
export interface Twins {
  /** Among all twins. */
  readonly number: number;
  /** What the keys of their routes begin with: any two numbers that no others have to do with. */
  readonly seedA: number;
  readonly seedB: number;
  /** One of them. */
  readonly vehicle: Vehicle;
  /** No rule or price of the vehicle itself needs the exact judge. */
  readonly isPlain: boolean;
  /** Lower bounds where the speed changes during the day, else exact. */
  readonly durations: Cells;
  readonly costs: Cells;
  readonly size: number;
  readonly setup: Float64Array;
  readonly service: Float64Array;
  readonly hasSetup: boolean;
  /** Whether some request wishes for other vehicles, at a price. */
  readonly hasStrangers: boolean;
  readonly taskPrice: number;
  /** For each kind of amount that anything has. */
  readonly capacity: Float64Array;
}

export interface Ground {
  readonly model: Model;
  readonly stops: Stops;
  readonly requests: readonly Request[];
  readonly twins: readonly Twins[];
  /** Of each vehicle. */
  readonly twinsOf: readonly Twins[];
  /** How many amounts are counted: those that anything has, and always at least one. */
  readonly kinds: number;
  /** `[stop * kinds + kind]` */
  readonly change: Float64Array;
  readonly brought: Float64Array;
  readonly fetched: Float64Array;
  /** Of each request: whether its rules need the exact judge. */
  readonly isRich: Uint8Array;
  /** A way round is never faster or cheaper than the straight one, but for rounding. */
  readonly isTriangular: boolean;
  /** Whether there are jobs, whose loads are aboard from the start or until the end. */
  readonly hasJobs: boolean;
  /** Whether anything needs the exact judge. */
  readonly hasRich: boolean;
  /** Of each request: those that it comes after, and those that come after it. */
  readonly firsts: readonly (readonly number[])[];
  readonly thens: readonly (readonly number[])[];
  /** How long the longest chain is that comes before each. */
  readonly depth: Int32Array;
  readonly hasPrecedences: boolean;
  /** Every stop has one window. */
  readonly isOneWindow: boolean;
}

export function groundOf(model: Model): Ground {
  const { stops, requests, vehicles, precedences } = model;
  const used = kindsUsed(model);
  const unit = unitOf(model);
  const compact = (column: Float64Array) =>
    Float64Array.from({ length: stops.count * used.length }, (_, cell) => {
      const kind = used[cell % used.length]!;
      return kind < 0 ? 0 : Math.round(column[Math.floor(cell / used.length) * model.kinds + kind]! * unit);
    });
  const first = new Map<number, Twins>();
  const twinsOf = vehicles.map((vehicle) => {
    const key = vehicle.twin;
    const twins = first.get(key) ?? asTwins(vehicle, first.size, used, unit, model.balancePrice > 0);
    first.set(key, twins);
    return twins;
  });
  const twins = [...first.values()];
  const isRichRequest = Uint8Array.from(requests, (request) => Number(isRich(request, model)));
  const firsts = requests.map((): number[] => []);
  const thens = requests.map((): number[] => []);
  for (const { first, then } of precedences) {
    const [before, after] = [stops.request[first]!, stops.request[then]!];
    if (before === after) continue;
    firsts[after]!.push(before);
    thens[before]!.push(after);
  }
  return {
    model,
    stops,
    requests,
    twins,
    twinsOf,
    kinds: used.length,
    change: compact(stops.change),
    brought: compact(stops.brought),
    fetched: compact(stops.fetched),
    isRich: isRichRequest,
    hasRich: isRichRequest.includes(1) || twins.some(({ isPlain }) => !isPlain),
    firsts,
    thens,
    depth: depthOf(firsts, thens),
    hasPrecedences: precedences.length > 0,
    isTriangular: areTriangular(twins),
    hasJobs: requests.some(({ size }) => size === 1),
    isOneWindow: stops.isOneWindow.every((one) => one === 1)
  };
}

function depthOf(firsts: readonly (readonly number[])[], thens: readonly (readonly number[])[]): Int32Array {
  const depth = new Int32Array(firsts.length);
  const deepen = (request: number) => {
    for (const then of thens[request]!) {
      // A circle has no end; nothing in it can be served.
      if (depth[then]! > depth[request]! || depth[request]! > firsts.length) continue;
      depth[then] = depth[request]! + 1;
      deepen(then);
    }
  };
  firsts.forEach((before, request) => before.length === 0 && deepen(request));
  return depth;
}

/** Amounts are counted in such parts of one, so that sums are exact also where they are not whole. */
function unitOf({ stops, vehicles }: Model): number {
  const columns = [stops.change, stops.brought, stops.fetched, ...vehicles.map(({ capacity }) => capacity)];
  return columns.every((column) => column.every((amount) => Number.isInteger(amount))) ? 1 : 1_000_000;
}

/** Kinds of amounts that some stop has; a kind of no amount where there is none, so that loads need no special case. */
function kindsUsed({ kinds, stops }: Model): number[] {
  const has = (kind: number) =>
    [stops.change, stops.brought, stops.fetched].some((column) =>
      column.some((amount, cell) => cell % kinds === kind && amount !== 0)
    );
  const used = [...Array(kinds).keys()].filter(has);
  return used.length > 0 ? used : [-1];
}

function asTwins(vehicle: Vehicle, number: number, used: readonly number[], unit: number, isBalanced: boolean): Twins {
  const { reloads, compartments, breaks, breakAfter, maxShift, speeds, maxTravelTime, maxDistance } = vehicle;
  const { durations, costs, drivingPrice } = vehicle;
  const noLimits = [breakAfter, maxShift, maxTravelTime, maxDistance].every((limit) => limit === Infinity);
  const isPlain = noLimits && !compartments && !speeds && !isBalanced && breaks.length === 0 && reloads.length === 0;
  // Before the first change the speed is the usual one.
  const fastest = Math.max(1, ...(speeds ?? []).map(({ factor }) => factor));
  const saved = 1 - 1 / fastest;
  return {
    number,
    seedA: mixed(number + 1),
    seedB: mixed(~number),
    vehicle,
    isPlain,
    durations: saved > 0 ? durations.map((time) => Math.max(0, time / fastest - rounding.durations)) : durations,
    costs:
      saved > 0
        ? costs.map((cost, way) => (cost < Infinity ? cost - durations[way]! * saved * drivingPrice : cost))
        : costs,
    size: vehicle.size,
    setup: vehicle.setup,
    service: vehicle.service,
    hasSetup: vehicle.setup.some((time) => time > 0),
    hasStrangers: vehicle.strangerCost.some((cost) => cost > 0),
    taskPrice: vehicle.taskPrice,
    capacity: Float64Array.from(used, (kind) => (kind < 0 ? 0 : Math.floor(vehicle.capacity[kind]! * unit + 0.001)))
  };
}

/** A number in all its bits unlike its neighbours. */
function mixed(number: number): number {
  const once = Math.imul(number ^ (number >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return twice ^ (twice >>> 16);
}

function isRich({ first, size, maxTransit, wantedTransit, goods }: Request, model: Model): boolean {
  const { stops, incompatible, precedences } = model;
  const has = (stop: number) => stop === first || (size === 2 && stop === first + 1);
  for (let stop = first; stop < first + size; stop++)
    if (stops.isPriced[stop] === 1 || !Number.isNaN(stops.presentFrom[stop])) return true;
  return (
    maxTransit < Infinity ||
    wantedTransit < Infinity ||
    (goods >= 0 && incompatible.some((pair) => pair.includes(goods))) ||
    precedences.some((pair) => has(pair.first) || has(pair.then))
  );
}

/** So many triples are looked at: all of a hundred places, and a sample of more. */
const mostTriples = 1_500_000;
/** Times are rounded up to whole microseconds, which may make a way round shorter by so much. */
const rounding = { durations: 3, costs: 1e-5 };

function areTriangular(twins: readonly Twins[]): boolean {
  const tables = new Map<Cells, number>();
  for (const { durations, costs } of twins) tables.set(durations, rounding.durations).set(costs, rounding.costs);
  const { size } = twins[0]!;
  for (const [cells, slack] of tables) if (!isTriangular(cells, size, slack)) return false;
  return true;
}

function isTriangular(cells: Cells, size: number, slack: number): boolean {
  const places = size - 1;
  const step = Math.max(1, Math.ceil(places ** 3 / mostTriples));
  let over = 0;
  for (let from = 0; from < places; from++)
    for (let to = 0; to < places; to++) {
      const straight = cells[from * size + to]! - slack;
      for (; over < places; over += step)
        if (cells[from * size + over]! + cells[over * size + to]! < straight) return false;
      over -= places;
    }
  return true;
}
