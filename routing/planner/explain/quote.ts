import type { Model } from '../model/model.ts';
import { inSeconds } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { kind } from '../schedule/events.ts';
import { stopAt } from '../schedule/prices.ts';
import type { Judged, Timing } from '../schedule/timing.ts';
import type { Plan } from '../search/contract.ts';
import { balanceOf, statusOf } from './cheapest-place.ts';
import { judgeWithRests } from './judge-with-rests.ts';
import { differentVehicles, firstFree, nameOf, nodesByVehicle, type StopName } from './plan.ts';
import { eachSlot, nodesWith, type Slot } from './slots.ts';

/** What it takes to serve one more order, at one time of day. */
export interface Quote {
  /** By its id. */
  readonly vehicle: number;
  /** What the plan costs more, in VROOM's units. */
  readonly cost: number;
  /** When the service of each of its stops can begin: seconds. */
  readonly visits: readonly (StopName & { readonly begins: number })[];
  /** Whose service begins later than before, by so many seconds. */
  readonly delays: readonly (StopName & { readonly by: number })[];
  /** The vehicle's route with it, for who takes the offer: see `layOut`. */
  readonly nodes: readonly number[];
}

/** Microseconds: who is offered two times wants to hear of a difference. */
const otherTime = 15 * 60_000_000;
/** In nodes that are judged: a person who waits for the answer on the telephone notices no more. */
const mostWork = 60_000;
/** So much longer is looked while there is no offer at all: a no must be true. */
const forTheFirst = 20;

interface Candidate {
  readonly vehicle: Vehicle;
  readonly slot: Slot;
  /** The plan costs more by so much at least. */
  readonly bound: number;
}
interface Offer extends Candidate {
  readonly cost: number;
  /** When each stop of the vehicle begins, and when the last one of the request does. */
  readonly begins: ReadonlyMap<number, number>;
  readonly time: number;
}

/**
 * Finds the cheapest places for one more order: for each vehicle one, and others that differ by more than a quarter of
 * an hour. The plan stays as it is.
 * @param timing of the model
 * @param request one that is absent from the plan
 * @returns the cheapest first; none where it fits nowhere
 */
export function quote(model: Model, timing: Timing, plan: Plan, request: number): Quote[] {
  const nodes = nodesByVehicle(model, plan);
  const status = statusOf(model, timing, nodes);
  const lengths = status.map(({ length }) => length);
  const balance = balanceOf(model, lengths);
  const candidates: Candidate[] = [];
  for (const vehicle of differentVehicles(model, nodes)) {
    const own = nodes[vehicle.number]!;
    const more = own.length === 0 ? vehicle.fixedCost : -status[vehicle.number]!.besides;
    eachSlot(model, vehicle, own, request, firstFree(model, vehicle), (slot) => {
      candidates.push({ vehicle, slot, bound: slot.detour + more });
      return false;
    });
  }
  candidates.sort((a, b) => a.bound - b.bound);
  const offers: Offer[] = [];
  let left = mostWork;
  for (const candidate of candidates) {
    const { vehicle, slot, bound } = candidate;
    if (left <= (offers.length > 0 ? 0 : -forTheFirst * mostWork)) break;
    const rivals = offers.filter((offer) => offer.vehicle === vehicle);
    // Another one at about that time is known, and cannot be more than this.
    // Where speeds change over the day, a longer way can be a cheaper one.
    if (
      !vehicle.speeds &&
      rivals.some(({ cost, slot: { soonest } }) => cost <= bound && Math.abs(soonest - slot.soonest) <= otherTime / 2)
    )
      continue;
    const own = nodes[vehicle.number]!;
    const filled = nodesWith(model, own, request, slot);
    const { work, judged } = judgeWithRests(timing, vehicle, filled);
    left -= work;
    if (!judged) continue;
    const balanced = balanceOf(model, lengths.with(vehicle.number, timing.lastLength)) - balance;
    const after = begins(judged);
    const { first, size } = model.requests[request]!;
    const time = Math.max(after.get(first)!, after.get(first + size - 1)!);
    offers.push({ ...candidate, cost: judged.cost - status[vehicle.number]!.cost + balanced, begins: after, time });
  }
  return differing(offers).map((offer) => quoted(model, timing, nodes, request, offer));
}

/** The cheapest offer of each vehicle, then those at another time than all cheaper ones of the same vehicle. */
function differing(offers: Offer[]): Offer[] {
  const kept: Offer[] = [];
  for (const offer of offers.sort((a, b) => a.cost - b.cost || a.time - b.time))
    if (kept.every(({ vehicle, time }) => vehicle !== offer.vehicle || Math.abs(time - offer.time) > otherTime))
      kept.push(offer);
  return kept;
}

function quoted(
  model: Model,
  timing: Timing,
  nodes: readonly (readonly number[])[],
  request: number,
  { vehicle, slot, cost, begins: after }: Offer
): Quote {
  const own = nodes[vehicle.number]!;
  const filled = nodesWith(model, own, request, slot);
  const before = own.length > 0 ? begins(timing.judge(vehicle, own, own.length)) : new Map<number, number>();
  const visits: (StopName & { begins: number })[] = [];
  const delays: (StopName & { by: number })[] = [];
  for (const [stop, begin] of after) {
    if (model.stops.request[stop] === request) visits.push({ ...nameOf(model, stop), begins: inSeconds(begin) });
    const by = begin - (before.get(stop) ?? Infinity);
    if (by > 0) delays.push({ ...nameOf(model, stop), by: inSeconds(by) });
  }
  return { vehicle: vehicle.id, cost, visits, delays, nodes: filled };
}

/** When each stop of a day begins. */
function begins(judged: Judged | undefined): Map<number, number> {
  const found = new Map<number, number>();
  if (!judged) return found;
  const { events, times } = judged;
  for (let at = 1; at < events.count; at++) {
    const stop = events.kind[at] === kind.coming ? events.about[at]! : stopAt(events, at);
    if (stop >= 0) found.set(stop, times.begin[at]!);
  }
  return found;
}
