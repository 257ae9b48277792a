import { opening } from '../model/time.ts';
import type { Ground } from './ground.ts';
import type { Route } from './route.ts';
import { setupChange } from './scan-job.ts';
import { spot, type Spot } from './spot.ts';

/** For each position: what the delivery costs there by itself, and the least of it from there on. */
let alone = new Float64Array(64);
let leastAlone = new Float64Array(64);

/**
 * The cheapest pair of positions for a shipment in a route whose rules are all plain. The delivery is first looked at by
 * itself: where it would be late even without the pickup, or costs too much, no pair with it need be tried.
 * @param spared a spot that is passed over, or -1
 */
export function scanShipment(route: Route, pickup: number, ground: Ground, spared: number, best: Spot): void {
  const { twins, length, place, nodes, finish, late, opens, action, legTime, legCost, load } = route;
  const { vehicle, durations, costs, size, hasSetup, taskPrice, capacity } = twins;
  // Where nothing needs setup it is all one where the vehicle comes from.
  const lateHere = hasSetup || !ground.isOneWindow ? route.lateHere : late;
  const { stops, kinds, change, isTriangular, isOneWindow } = ground;
  best.cost = Infinity;
  if (length + 2 > vehicle.maxTasks) return;
  const amount = change[pickup * kinds]!;
  const room = capacity[0]! - amount;
  if (room < 0) return;
  if (alone.length < length + 2) {
    alone = new Float64Array(2 * length + 2);
    leastAlone = new Float64Array(2 * length + 2);
  }
  const delivery = pickup + 1;
  const there = stops.place[pickup]!;
  const last = stops.place[delivery]!;
  const fromThere = there * size;
  const fromLast = last * size;
  const setupPrice = hasSetup ? taskPrice : 0;
  const pickupSetup = twins.setup[pickup]!;
  const deliverySetup = twins.setup[delivery]!;
  const pickupService = twins.service[pickup]!;
  const deliveryService = twins.service[delivery]!;
  const [pickupOpens, pickupCloses] = [stops.opens[pickup]!, stops.closes[pickup]!];
  const [deliveryOpens, deliveryCloses] = [stops.opens[delivery]!, stops.closes[delivery]!];
  const one = isOneWindow || (stops.isOneWindow[pickup] === 1 && stops.isOneWindow[delivery] === 1);

  let least = Infinity;
  const first = route.locked;
  const deliveryLeaves = deliveryOpens + deliveryService;
  for (let at = length; at >= first; at--) {
    // Too late already, or the rest would be.
    if (isTriangular && (finish[at]! > deliveryCloses || lateHere[at + 1]! < deliveryLeaves)) {
      alone[at] = Infinity;
      leastAlone[at] = least;
      continue;
    }
    const way = place[at]! * size + last;
    const next = place[at + 1]!;
    let cost = Infinity;
    let time = finish[at]! + durations[way]!;
    const isClosed = time > deliveryCloses;
    if (time < deliveryOpens) time = deliveryOpens;
    time += place[at] === last ? deliveryService : deliveryService + deliverySetup;
    time += durations[fromLast + next]!;
    if (!isTriangular || (!isClosed && time <= (next === last ? lateHere[at + 1]! : late[at + 1]!))) {
      cost = costs[way]! + costs[fromLast + next]! - legCost[at]!;
      if (setupPrice > 0)
        cost += setupPrice * ((place[at] === last ? 0 : deliverySetup) + setupChange(route, nodes[at + 1]!, at, last));
    }
    alone[at] = cost;
    if (cost < least) least = cost;
    leastAlone[at] = least;
  }
  // By itself the delivery may come too late for its setup, which it does not need right after a pickup at its place.
  if (least === Infinity && !(hasSetup && there === last)) return;

  let lowest = Infinity;
  let lowestSpot = -1;
  const between = durations[fromThere + last]!;
  const betweenCost = costs[fromThere + last]! + (setupPrice > 0 && there !== last ? setupPrice * deliverySetup : 0);
  leastAlone[length + 1] = Infinity;
  const pickupLeaves = pickupOpens + pickupService;
  for (let at = first; at <= length; at++) {
    if (lateHere[at + 1]! < pickupLeaves) continue;
    const here = place[at]!;
    const way = here * size + there;
    let time = finish[at]! + durations[way]!;
    if (time > pickupCloses) {
      if (isTriangular || finish[at]! > pickupCloses) break;
      continue;
    }
    if (load[at * kinds]! > room) continue;
    if (kinds > 1 && !hasRoom(route, pickup, at, ground)) continue;
    const next = place[at + 1]!;
    let start = costs[way]! - legCost[at]!;
    if (setupPrice > 0) start += here === there ? 0 : setupPrice * pickupSetup;
    let detour = start + costs[fromThere + next]!;
    if (setupPrice > 0) detour += setupPrice * setupChange(route, nodes[at + 1]!, at, there);
    if (isTriangular && detour >= lowest && setupPrice === 0) continue;
    if (one) {
      if (time < pickupOpens) time = pickupOpens;
    } else {
      time = opening(stops.windows[pickup]!, time);
    }
    time += here === there ? pickupService : pickupService + pickupSetup;
    const onward = time + durations[fromThere + next]!;
    const isLate = onward > (next === there ? lateHere[at + 1]! : late[at + 1]!);
    if (isLate && isTriangular) continue;

    let both = start + betweenCost + costs[fromLast + next]!;
    if (setupPrice > 0) both += setupPrice * setupChange(route, nodes[at + 1]!, at, last);
    if (both < lowest) {
      let then = time + between;
      if (then <= deliveryCloses) {
        if (one) {
          if (then < deliveryOpens) then = deliveryOpens;
        } else then = opening(stops.windows[delivery]!, then);
        then += there === last ? deliveryService : deliveryService + deliverySetup;
        then += durations[fromLast + next]!;
        if (then <= (next === last ? lateHere[at + 1]! : late[at + 1]!) && spot(at, at) !== spared) {
          lowest = both;
          lowestSpot = spot(at, at);
        }
      }
    }
    if (isLate || at === length || detour + leastAlone[at + 1]! >= lowest) continue;

    // The pickup is made: drive on and try the delivery after each stop, as long as the rest is in time.
    let work = action[at + 1]!;
    if (hasSetup) work = twins.service[nodes[at + 1]!]! + (next === there ? 0 : twins.setup[nodes[at + 1]!]!);
    time = onward;
    for (let on = at + 1; ; on++) {
      if (isOneWindow) {
        if (time < opens[on]!) time = opens[on]!;
      } else time = opening(stops.windows[nodes[on]!]!, time);
      time += work;
      if (load[on * kinds]! > room) break;
      if (kinds > 1 && !hasRoom(route, pickup, on, ground)) break;
      const cost = detour + alone[on]!;
      if (cost < lowest) {
        let then = time + durations[place[on]! * size + last]!;
        if (then <= deliveryCloses) {
          if (one) {
            if (then < deliveryOpens) then = deliveryOpens;
          } else then = opening(stops.windows[delivery]!, then);
          then += place[on] === last ? deliveryService : deliveryService + deliverySetup;
          const beyond = place[on + 1]!;
          then += durations[fromLast + beyond]!;
          if (then <= (beyond === last ? lateHere[on + 1]! : late[on + 1]!) && spot(at, on) !== spared) {
            lowest = cost;
            lowestSpot = spot(at, on);
          }
        } else if (isTriangular) break;
      }
      if (on === length || detour + leastAlone[on + 1]! >= lowest) break;
      time += legTime[on]!;
      // A leg that was driven from the same place needs no setup, now as before.
      if (time > (place[on] === place[on + 1] ? lateHere[on + 1]! : late[on + 1]!)) break;
      work = action[on + 1]!;
    }
  }
  if (lowestSpot < 0) return;
  best.cost = lowest + taskPrice * (pickupService + deliveryService) + vehicle.strangerCost[stops.request[pickup]!]!;
  best.spot = lowestSpot;
}

function hasRoom({ twins, load }: Route, pickup: number, at: number, ground: Ground): boolean {
  const { kinds, change } = ground;
  for (let kind = 1; kind < kinds; kind++)
    if (load[at * kinds + kind]! + change[pickup * kinds + kind]! > twins.capacity[kind]!) return false;
  return true;
}
