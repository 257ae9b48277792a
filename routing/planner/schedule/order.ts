import type { Model } from '../model/model.ts';
import type { Vehicle } from '../model/vehicles.ts';

/** Whether a route has what must come first before what must come after it, and nothing too often. */
export function isInOrder(model: Model, vehicle: Vehicle, nodes: ArrayLike<number>, length: number): boolean {
  const { stops, requests, precedences } = model;
  const at = new Map<number, number>();
  const reloaded = new Int32Array(vehicle.reloads.length);
  let tasks = 0;
  for (let index = 0; index < length; index++) {
    const node = nodes[index]!;
    if (node < 0) {
      if (++reloaded[-1 - node]! > vehicle.reloads[-1 - node]!.max) return false;
      continue;
    }
    const stop = node % stops.count;
    tasks++;
    if (vehicle.serves[stops.request[stop]!] === 0) return false;
    if (at.has(stop)) return false;
    if (stops.type[stop] === 'delivery' && !at.has(stop - 1)) return false;
    // What is promised for hours is not done on foot from another such place.
    if (node >= stops.count && stops.presentFrom[stop]! >= 0) return false;
    at.set(stop, index);
  }
  if (tasks > vehicle.maxTasks || tasks === 0) return false;
  for (const stop of at.keys())
    if (stops.type[stop] === 'pickup' && requests[stops.request[stop]!]!.size === 2 && !at.has(stop + 1)) return false;
  return precedences.every(({ first, then }) => {
    const later = at.get(then);
    if (later === undefined) return true;
    const sooner = at.get(first);
    if (sooner === undefined || sooner > later) return false;
    return !(stops.presentFrom[first]! >= 0 && isOnFootFrom(nodes, sooner, later, stops.count));
  });
}

/** Whether a later node is done on foot while the vehicle still stands at a presence. */
function isOnFootFrom(nodes: ArrayLike<number>, presence: number, later: number, count: number): boolean {
  for (let index = presence + 1; index <= later; index++) if (nodes[index]! < count) return false;
  return true;
}
