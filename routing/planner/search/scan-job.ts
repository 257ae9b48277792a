import { opening } from '../model/time.ts';
import type { Ground } from './ground.ts';
import { spot, type Spot } from './spot.ts';
import type { Route } from './route.ts';

/**
 * The cheapest position for a job in a route whose rules are all plain, each tested in constant time.
 * @param spared a position that is passed over, or -1
 */
export function scanJob(route: Route, stop: number, ground: Ground, spared: number, best: Spot): void {
  const { twins, length, place, finish, late, legCost, most, mostAfter, nodes } = route;
  const { vehicle, durations, costs, size, hasSetup, taskPrice, capacity } = twins;
  // Where nothing needs setup it is all one where the vehicle comes from.
  const lateHere = hasSetup || !ground.isOneWindow ? route.lateHere : late;
  const { stops, kinds, brought, fetched, isTriangular } = ground;
  best.cost = Infinity;
  if (length >= vehicle.maxTasks) return;
  const there = stops.place[stop]!;
  const fromThere = there * size;
  const opens = stops.opens[stop]!;
  const closes = stops.closes[stop]!;
  const isOneWindow = stops.isOneWindow[stop] === 1;
  const service = twins.service[stop]!;
  const setup = twins.setup[stop]!;
  const setupPrice = hasSetup ? taskPrice : 0;
  const brings = brought[stop * kinds]!;
  const fetches = fetched[stop * kinds]!;
  const mostBrought = capacity[0]! - brings;
  const mostFetched = capacity[0]! - fetches;
  const leaves = opens + service;
  let lowest = Infinity;
  let lowestAt = -1;
  for (let at = route.locked; at <= length; at++) {
    // What is brought is aboard from the start, so further on there is never more room.
    if (most[at * kinds]! > mostBrought) break;
    // What comes next would be late even if this began as soon as it may.
    if (lateHere[at + 1]! < leaves) continue;
    const here = place[at]!;
    const way = here * size + there;
    let time = finish[at]! + durations[way]!;
    if (time > closes) {
      if (isTriangular || finish[at]! > closes) break;
      continue;
    }
    const next = place[at + 1]!;
    let cost = costs[way]! + costs[fromThere + next]! - legCost[at]!;
    if (setupPrice > 0)
      cost += setupPrice * ((here === there ? 0 : setup) + setupChange(route, nodes[at + 1]!, at, there));
    if (cost >= lowest || mostAfter[at * kinds]! > mostFetched || at === spared) continue;
    if (isOneWindow) {
      if (time < opens) time = opens;
    } else time = opening(stops.windows[stop]!, time);
    time += here === there ? service : service + setup;
    time += durations[fromThere + next]!;
    if (time > (next === there ? lateHere[at + 1]! : late[at + 1]!)) continue;
    if (kinds > 1 && !hasRoom(route, stop, at, ground)) continue;
    lowest = cost;
    lowestAt = at;
  }
  if (lowestAt < 0) return;
  const request = stops.request[stop]!;
  best.cost = lowest + taskPrice * service + vehicle.strangerCost[request]!;
  best.spot = spot(lowestAt, lowestAt);
}

/** How much more setup the next stop needs when one comes before it. */
export function setupChange({ twins, length, place }: Route, next: number, at: number, there: number): number {
  if (at === length) return 0;
  const before = place[at + 1] === place[at] ? 0 : twins.setup[next]!;
  return (place[at + 1] === there ? 0 : twins.setup[next]!) - before;
}

function hasRoom({ twins, most, mostAfter }: Route, stop: number, at: number, ground: Ground): boolean {
  const { kinds, brought, fetched } = ground;
  for (let kind = 1; kind < kinds; kind++) {
    const capacity = twins.capacity[kind]!;
    if (most[at * kinds + kind]! + brought[stop * kinds + kind]! > capacity) return false;
    if (mostAfter[at * kinds + kind]! + fetched[stop * kinds + kind]! > capacity) return false;
  }
  return true;
}
