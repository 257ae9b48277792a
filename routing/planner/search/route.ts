import { closing, opening } from '../model/time.ts';
import type { Ground, Twins } from './ground.ts';

/**
 * A vehicle's nodes with what an insertion asks of each position, in columns: position 0 is the start, 1 to `length` are
 * the nodes, `length + 1` is the end. Nothing is allocated but when a route outgrows its columns.
 */
export class Route {
  twins: Twins;
  length = 0;
  /** So many first nodes stay where they are. */
  locked = 0;
  cost = 0;
  /** Of its vehicle's twins and its nodes in their order: routes of one key are the same, as good as surely. */
  key = 0;
  /** The half of `key` that is an integer. */
  hash = 0;
  /** Whether a rule or a price of the vehicle or a node needs the exact judge. */
  isRich = false;
  /** What the columns say that it costs: a lower bound of `cost`, which it equals where nothing is rich. */
  bound = 0;
  /** Microseconds from departure to end, where the exact judge told them. */
  duration = 0;
  room = 0;
  nodes = new Int32Array(0);
  place = new Int32Array(0);
  /** When the vehicle is free again at the earliest. */
  finish = new Float64Array(0);
  /** When the action may begin at the latest so that the rest is in time, and when it needs no setup. */
  late = new Float64Array(0);
  lateHere = new Float64Array(0);
  opens = new Float64Array(0);
  /** Setup and service. */
  action = new Float64Array(0);
  /** Of the way to the next position. */
  legTime = new Float64Array(0);
  legCost = new Float64Array(0);
  /** For each kind `[position * kinds + kind]`: aboard when leaving, the most aboard up to here, and from here on. */
  load = new Float64Array(0);
  most = new Float64Array(0);
  mostAfter = new Float64Array(0);

  constructor(twins: Twins) {
    this.twins = twins;
  }
}

export function makeRoom(route: Route, length: number, kinds: number): void {
  if (length + 2 <= route.room) return;
  const room = Math.max(16, 2 * (length + 2));
  const ints = (old: Int32Array) => {
    const grown = new Int32Array(room);
    grown.set(old);
    return grown;
  };
  route.room = room;
  route.nodes = ints(route.nodes);
  route.place = ints(route.place);
  const floats = () => new Float64Array(room);
  route.finish = floats();
  route.late = floats();
  route.lateHere = floats();
  route.opens = floats();
  route.action = floats();
  route.legTime = floats();
  route.legCost = floats();
  route.load = new Float64Array(room * kinds);
  route.most = new Float64Array(room * kinds);
  route.mostAfter = new Float64Array(room * kinds);
}

/** Computes the columns of a route whose rules are all plain. @returns whether every rule is kept */
export function computePlain(route: Route, ground: Ground): boolean {
  const { twins, length, nodes, place, finish, late, lateHere, opens, action, legTime, legCost } = route;
  const { vehicle, durations, costs, size, setup, service, hasSetup, taskPrice } = twins;
  const { stops, isOneWindow } = ground;
  const stopPlace = stops.place;
  const stopOpens = stops.opens;
  const stopCloses = stops.closes;
  const end = length + 1;
  let here = vehicle.start;
  let time = vehicle.opens;
  let cost = vehicle.fixedCost;
  let keyA = twins.seedA;
  let keyB = twins.seedB;
  place[0] = here;
  finish[0] = time;
  for (let at = 1; at <= length; at++) {
    const stop = nodes[at]!;
    const there = stopPlace[stop]!;
    const way = here * size + there;
    const wayTime = durations[way]!;
    const wayCost = costs[way]!;
    legTime[at - 1] = wayTime;
    legCost[at - 1] = wayCost;
    time += wayTime;
    const open = stopOpens[stop]!;
    opens[at] = open;
    if (isOneWindow || stops.isOneWindow[stop] === 1) {
      if (time < open) time = open;
      if (time > stopCloses[stop]!) return false;
    } else {
      time = opening(stops.windows[stop]!, time);
      if (time === Infinity) return false;
    }
    let work = service[stop]!;
    if (hasSetup && there !== here) work += setup[stop]!;
    action[at] = work;
    time += work;
    finish[at] = time;
    place[at] = there;
    here = there;
    cost += wayCost + taskPrice * work;
    keyA = Math.imul(keyA ^ (stop + 1), 0x9e3779b1);
    keyA ^= keyA >>> 15;
    keyB = Math.imul(keyB + Math.imul(stop + 1, 0xc2b2ae35), 0x85ebca6b);
    keyB ^= keyB >>> 13;
  }
  route.hash = keyA;
  route.key = (keyA >>> 0) * 0x200000 + (keyB & 0x1fffff);
  const way = here * size + vehicle.end;
  legTime[length] = durations[way]!;
  legCost[length] = costs[way]!;
  place[end] = vehicle.end;
  time += durations[way]!;
  if (time > vehicle.closes) return false;
  finish[end] = time;
  if (twins.hasStrangers) cost += strangersIn(route, ground);
  route.cost = cost + costs[way]!;
  if (length === 0) {
    // Standing idle costs nothing, so the first task pays for the vehicle.
    legCost[0] = -vehicle.fixedCost;
    route.cost = 0;
  }
  route.bound = route.cost;
  let latest = vehicle.closes;
  late[end] = latest;
  lateHere[end] = latest;
  for (let at = length; at > 0; at--) {
    const stop = nodes[at]!;
    latest -= legTime[at]! + service[stop]!;
    if (hasSetup || !isOneWindow) {
      const away = latest - setup[stop]!;
      late[at] = closing(stops.windows[stop]!, away);
      lateHere[at] = closing(stops.windows[stop]!, latest);
      latest = place[at - 1] === place[at] ? lateHere[at]! : late[at]!;
    } else {
      const closes = stopCloses[stop]!;
      if (latest > closes) latest = closes;
      late[at] = latest;
    }
  }
  return ground.kinds === 1 && !ground.hasJobs ? computeOneLoad(route, ground) : computeLoads(route, ground);
}

/** What it costs that this vehicle serves whom others were wished for. */
function strangersIn({ twins, nodes, length }: Route, { stops, requests }: Ground): number {
  let sum = 0;
  for (let at = 1; at <= length; at++) {
    const request = stops.request[nodes[at]!]!;
    if (requests[request]!.first === nodes[at]) sum += twins.vehicle.strangerCost[request]!;
  }
  return sum;
}

/** The load where only shipments have one, of one kind. */
function computeOneLoad({ twins, length, nodes, load }: Route, { change }: Ground): boolean {
  const most = twins.capacity[0]! + tolerance;
  let aboard = 0;
  load[0] = 0;
  for (let at = 1; at <= length; at++) {
    aboard += change[nodes[at]!]!;
    load[at] = aboard;
    if (aboard > most) return false;
  }
  return true;
}

/** Loads are what jobs bring from the start, less what is left on the way, and what is picked up. */
function computeLoads({ twins, length, nodes, load, most, mostAfter }: Route, ground: Ground): boolean {
  const { kinds, change, brought } = ground;
  const { capacity } = twins;
  for (let kind = 0; kind < kinds; kind++) {
    let aboard = 0;
    for (let at = 1; at <= length; at++) aboard += brought[nodes[at]! * kinds + kind]!;
    let highest = aboard;
    load[kind] = aboard;
    most[kind] = aboard;
    for (let at = 1; at <= length; at++) {
      aboard += change[nodes[at]! * kinds + kind]!;
      load[at * kinds + kind] = aboard;
      if (aboard > highest) highest = aboard;
      most[at * kinds + kind] = highest;
    }
    if (highest > capacity[kind]! + tolerance) return false;
    highest = -Infinity;
    for (let at = length; at >= 0; at--) {
      if (load[at * kinds + kind]! > highest) highest = load[at * kinds + kind]!;
      mostAfter[at * kinds + kind] = highest;
    }
  }
  return true;
}

/** Amounts need not be whole, and sums of fractions are a hair off. */
const tolerance = 1e-9;
