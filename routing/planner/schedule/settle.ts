import type { Model } from '../model/model.ts';
import { closing, type Windows } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { isBreak, isDriven, kind, type Events } from './events.ts';
import { stopAt } from './prices.ts';
import { earliest, type Times } from './times.ts';
import { costsOf, type Judged } from './timing.ts';
import { drivingOf } from './travel.ts';

/** One shift after the other closes the next wait; a break on the way takes several. */
const mostShifts = 100;

/**
 * Leaves and loads as late as may be without the route ending later or costing more: a load waits where it is picked
 * up, not aboard, and the courier at home.
 */
export function settle(model: Model, vehicle: Vehicle, judged: Judged): Judged {
  const { driver, events, times, rides, aparts, steady } = judged;
  const costs = () => costsOf(model, vehicle, steady, events, times, rides);
  const last = events.count - 1;
  const ends = times.free[last]!;
  for (let event = last - 1; event >= 0; event--) {
    const stop = stopAt(events, event);
    const mayMove = event === 0 || (events.kind[event] === kind.stop && model.stops.type[stop] === 'pickup');
    for (let tries = 0; mayMove && tries < mostShifts; tries++) {
      const spare = spareAt(model, vehicle, events, times, event);
      if (!(spare > 0) || spare === Infinity) break;
      const [notBefore, restLength] = [times.notBefore.slice(), times.restLength.slice()];
      times.notBefore[event] = times.begin[event]! + spare;
      if (
        earliest(driver, events, times, aparts) &&
        times.free[last]! <= ends &&
        costs().cost <= judged.cost + 1e-9 &&
        drivingOf(events, times) <= driver.maxTravelTime
      )
        continue;
      times.notBefore.set(notBefore);
      times.restLength.set(restLength);
      earliest(driver, events, times, aparts);
      break;
    }
  }
  return { ...judged, ...costs() };
}

/** By how much an event, and all that follow it up to the next wait, could be later. */
function spareAt(model: Model, vehicle: Vehicle, events: Events, times: Times, event: number) {
  const { begin, arrival } = times;
  let spare = Infinity;
  for (let at = event; at < events.count; at++) {
    const what = events.kind[at]!;
    const waits = at > event && (isDriven(what) || isBreak(what)) ? begin[at]! - arrival[at]! : 0;
    // Who has no start need not be at the first stop before its time.
    if (at === event || waits <= 0) spare = Math.min(spare, slackOf(model, vehicle, events, times, event, at));
    else return Math.min(spare, waits);
  }
  return 0;
}

function slackOf(
  { stops }: Model,
  { breaks, reloads }: Vehicle,
  events: Events,
  { begin }: Times,
  from: number,
  at: number
) {
  const what = events.kind[at]!;
  if (what === kind.coming || what === kind.leaving || what === kind.onFoot) return 0;
  const stop = stopAt(events, at);
  const promised =
    what === kind.break
      ? breaks[events.about[at]!]!.windows
      : what === kind.reload
        ? reloads[events.about[at]!]!.windows
        : stops.windows[stop];
  // Where an order is the courier's own, what is late already is not to be later.
  let slack = Math.min(slackIn(events.windows[at]!, begin[at]!), promised ? slackIn(promised, begin[at]!) : Infinity);
  if (stop < 0) return slack;
  // Whose pickup is not moved along would ride for longer.
  if (stops.type[stop] === 'delivery' && !isPickedUpSince(events, from, at, stop - 1)) return 0;
  if (begin[at]! <= stops.wantedUntil[stop]!) slack = Math.min(slack, stops.wantedUntil[stop]! - begin[at]!);
  if (begin[at]! <= stops.neededBy[stop]!) slack = Math.min(slack, stops.neededBy[stop]! - begin[at]!);
  return slack;
}

function slackIn(windows: Windows, begin: number): number {
  const index = windows.closes.findIndex((closes) => begin <= closes);
  return index < 0 ? 0 : closing(windows, windows.closes[index]!) - begin;
}

function isPickedUpSince(events: Events, from: number, until: number, pickup: number): boolean {
  for (let at = from; at < until; at++) if (stopAt(events, at) === pickup) return true;
  return false;
}
