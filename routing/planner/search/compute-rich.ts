import { closing, opening } from '../model/time.ts';
import type { Ground } from './ground.ts';
import { stopAt } from './nodes.ts';
import type { Route } from './route.ts';

/**
 * Computes the columns of a route of which some rule is not plain: as if there were no breaks, no transit limits and no
 * prices of times, so that times are the best that could be. What is done on foot happens within a presence's stay.
 * @returns false where even so a rule is broken
 */
export function computeRich(route: Route, ground: Ground): boolean {
  const { twins, length, nodes, place, finish, late, lateHere, opens, action, legTime, legCost } = route;
  const { vehicle, durations, costs, size, setup, service, taskPrice } = twins;
  const { stops } = ground;
  const end = length + 1;
  let here = vehicle.start;
  let time = vehicle.opens;
  let cost = vehicle.fixedCost;
  let keyA = twins.seedA;
  let keyB = twins.seedB;
  place[0] = here;
  finish[0] = time;
  for (let at = 1; at <= end; at++) {
    const node = nodes[at]!;
    const isFoot = at < end && node >= stops.count;
    const reload = at < end && node < 0 ? vehicle.reloads[-1 - node]! : undefined;
    const there = at === end ? vehicle.end : isFoot ? here : reload ? reload.place : stops.place[node]!;
    const way = here * size + there;
    legTime[at - 1] = isFoot ? 0 : durations[way]!;
    legCost[at - 1] = isFoot ? 0 : costs[way]!;
    cost += legCost[at - 1]!;
    time += legTime[at - 1]!;
    place[at] = there;
    if (at === end) break;
    let work = 0;
    opens[at] = -Infinity;
    if (reload) {
      time = opening(reload.windows, time);
      work = reload.service + (there === here ? 0 : reload.setup);
    } else if (!isFoot) {
      opens[at] = stops.opens[node]!;
      if (stops.presentFrom[node]! >= 0) {
        if (time > stops.presentFrom[node]!) return false;
        if (time < stops.presentUntil[node]!) time = stops.presentUntil[node]!;
      } else {
        time = opening(stops.windows[node]!, time);
        work = service[node]! + (there === here ? 0 : setup[node]!);
      }
    }
    if (time === Infinity) return false;
    action[at] = work;
    time += work;
    finish[at] = time;
    cost += taskPrice * work;
    here = there;
    const stop = stopAt(node, stops.count);
    if (stop >= 0) {
      const request = stops.request[stop]!;
      if (ground.requests[request]!.first === stop) cost += vehicle.strangerCost[request]!;
    }
    keyA = Math.imul(keyA ^ (node + 1), 0x9e3779b1);
    keyA ^= keyA >>> 15;
    keyB = Math.imul(keyB + Math.imul(node + 1, 0xc2b2ae35), 0x85ebca6b);
    keyB ^= keyB >>> 13;
  }
  route.hash = keyA;
  route.key = (keyA >>> 0) * 0x200000 + (keyB & 0x1fffff);
  if (!(time <= vehicle.closes) || cost === Infinity) return false;
  finish[end] = time;
  route.bound = cost;
  let latest = vehicle.closes;
  late[end] = latest;
  lateHere[end] = latest;
  for (let at = length; at > 0; at--) {
    const node = nodes[at]!;
    latest -= legTime[at]!;
    if (node >= stops.count) {
      late[at] = latest;
      lateHere[at] = latest;
      continue;
    }
    const reload = node < 0 ? vehicle.reloads[-1 - node]! : undefined;
    if (node >= 0 && stops.presentFrom[node]! >= 0) {
      late[at] = latest < stops.presentUntil[node]! ? -Infinity : Math.min(latest, stops.presentFrom[node]!);
      lateHere[at] = late[at]!;
    } else {
      const windows = reload ? reload.windows : stops.windows[node]!;
      latest -= reload ? reload.service : service[node]!;
      late[at] = closing(windows, latest - (reload ? reload.setup : setup[node]!));
      lateHere[at] = closing(windows, latest);
    }
    latest = place[at - 1] === place[at] ? lateHere[at]! : late[at]!;
  }
  return fitsLoads(route, ground);
}

/** Whether what is aboard fits all compartments together, with what reloads bring and take. */
function fitsLoads(
  { twins, length, nodes }: Route,
  { kinds, change, brought, fetched, stops, requests }: Ground
): boolean {
  const { capacity } = twins;
  for (let kind = 0; kind < kinds; kind++) {
    let carried = 0;
    let toFetch = 0;
    let toBring = broughtFrom(1);
    if (toBring > capacity[kind]!) return false;
    for (let at = 1; at <= length; at++) {
      const stop = stopAt(nodes[at]!, stops.count);
      if (stop < 0) {
        toFetch = 0;
        toBring = broughtFrom(at + 1);
      } else if (requests[stops.request[stop]!]!.size === 2) {
        carried += change[stop * kinds + kind]!;
      } else {
        toBring -= brought[stop * kinds + kind]!;
        toFetch += fetched[stop * kinds + kind]!;
      }
      if (carried + toBring + toFetch > capacity[kind]!) return false;
    }
    /** What is loaded for the jobs until the next reload. */
    function broughtFrom(at: number): number {
      let sum = 0;
      for (; at <= length && nodes[at]! >= 0; at++) sum += brought[stopAt(nodes[at]!, stops.count) * kinds + kind]!;
      return sum;
    }
  }
  return true;
}
