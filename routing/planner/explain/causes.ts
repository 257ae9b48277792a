import type { Model } from '../model/model.ts';
import { inSeconds, opening } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { isBreak, kind } from '../schedule/events.ts';
import { stopAt } from '../schedule/prices.ts';
import type { Judged } from '../schedule/timing.ts';
import { nameOf, type StopName } from './plan.ts';

/** A promise that a plan does not keep, and what sets its time. */
export interface Cause {
  /** Whose promise; the shift's end has none. */
  readonly promise?: StopName;
  /** Wished for: `late`, `early`, `needed_by`, `wanted_transit_time`. Promised for sure, in an order that is not the planner's: the others. */
  readonly code:
    | 'late'
    | 'early'
    | 'needed_by'
    | 'wanted_transit_time'
    | 'time_window'
    | 'presence'
    | 'transit_time'
    | 'shift_too_short';
  /** Seconds too late, too early or too long. */
  readonly by: number;
  /** In the order of the day: what sets the time, and the breaks after it. */
  readonly because: readonly Link[];
}

/** What holds a van; times in seconds. */
export type Link =
  /** It leaves then, and nobody waits any more. */
  | { readonly code: 'departure'; readonly at: number }
  /** It waits until a window opens. */
  | { readonly code: 'opens'; readonly stop: StopName; readonly at: number }
  | { readonly code: 'reload_opens'; readonly id: number; readonly at: number }
  /** It has promised to stay. */
  | { readonly code: 'stay'; readonly stop: StopName; readonly until: number }
  /** Without `id` one of working time. */
  | { readonly code: 'break'; readonly id?: number; readonly from: number; readonly until: number }
  /** It waits for the sake of others: sooner, something would ride too long or be served too early. */
  | { readonly code: 'held'; readonly stop: StopName; readonly until: number }
  /** From there on it only drives, and serves so many others. */
  | { readonly code: 'load'; readonly stop: StopName; readonly at: number; readonly stops: number }
  /** Later, this would close, be over or be late. */
  | { readonly code: 'closes'; readonly stop: StopName; readonly at: number }
  | { readonly code: 'shift_ends'; readonly at: number };

/**
 * Says for every promise that a route does not keep what binds it: goes back from there, event by event, to the last one
 * that waited, or to the departure.
 * @param judged the route as `Timing` judges it, or as a courier has pinned it
 */
export function causesOf(model: Model, vehicle: Vehicle, judged: Pick<Judged, 'events' | 'times'>): Cause[] {
  const { stops, requests } = model;
  const { events, times } = judged;
  const { begin, free } = times;
  const causes: Cause[] = [];
  const day = createDay(model, vehicle, judged);
  const add = (stop: number, code: Cause['code'], by: number, because: () => Link[]) => {
    if (by > 0) causes.push({ promise: nameOf(model, stop), code, by: inSeconds(by), because: because() });
  };
  for (let at = 1; at < events.count; at++) {
    const back = () => day.back(at, 0);
    if (events.kind[at] === kind.coming) {
      const stop = events.about[at]!;
      add(stop, 'presence', begin[at]! - stops.presentFrom[stop]!, back);
    }
    const stop = stopAt(events, at);
    if (stop < 0) continue;
    add(stop, 'late', begin[at]! - stops.wantedUntil[stop]!, back);
    add(stop, 'needed_by', begin[at]! - stops.neededBy[stop]!, back);
    add(stop, 'early', stops.wantedFrom[stop]! - begin[at]!, () => day.ahead(at));
    const { closes } = stops.windows[stop]!;
    if (opening(stops.windows[stop]!, begin[at]!) !== begin[at]!)
      add(stop, 'time_window', begin[at]! - (closes.findLast((time) => time < begin[at]!) ?? begin[at]!), back);
    if (stops.type[stop] !== 'delivery') continue;
    const pickup = day.eventOf(stop - 1);
    if (pickup < 0 || pickup > at) continue;
    const { maxTransit, wantedTransit } = requests[stops.request[stop]!]!;
    const aboard = begin[at]! - free[pickup]!;
    add(stop, 'transit_time', aboard - maxTransit, () => day.back(at, pickup));
    add(stop, 'wanted_transit_time', aboard - wantedTransit, () => day.back(at, pickup));
  }
  const end = events.count - 1;
  const over = free[end]! - vehicle.closes;
  if (over > 0) causes.push({ code: 'shift_too_short', by: inSeconds(over), because: day.back(end, 0) });
  return causes;
}

/** A day as one goes through it from an event, to see what moves it. */
function createDay(model: Model, vehicle: Vehicle, { events, times }: Pick<Judged, 'events' | 'times'>) {
  const { stops } = model;
  const { begin, arrival, free } = times;
  const name = (at: number) => nameOf(model, events.about[at]!);
  const isStop = (at: number) => stopAt(events, at) >= 0 || events.kind[at] === kind.coming;

  function eventOf(stop: number): number {
    for (let at = 1; at < events.count; at++) if (stopAt(events, at) === stop) return at;
    return -1;
  }

  /** What an event waits for; nothing where it does not. */
  function wait(at: number): Link | undefined {
    const what = events.kind[at]!;
    if (begin[at]! <= arrival[at]!) return undefined;
    if (what === kind.leaving) return { code: 'stay', stop: name(at), until: inSeconds(begin[at]!) };
    const windowOpens = opening(events.windows[at]!, arrival[at]!) === begin[at]!;
    if (what === kind.reload)
      return { code: 'reload_opens', id: vehicle.reloads[events.about[at]!]!.id, at: inSeconds(begin[at]!) };
    if (!isStop(at)) return undefined;
    return windowOpens
      ? { code: 'opens', stop: name(at), at: inSeconds(begin[at]!) }
      : { code: 'held', stop: name(at), until: inSeconds(begin[at]!) };
  }

  function pause(at: number): Link {
    const rest = vehicle.breaks[events.about[at]!];
    const when = { from: inSeconds(begin[at]!), until: inSeconds(free[at]!) };
    return { code: 'break', ...(events.kind[at] === kind.break && rest && { id: rest.id }), ...when };
  }

  /** @param since the pickup of what has been aboard too long, or 0 for the departure */
  function back(from: number, since: number): Link[] {
    const links: Link[] = [];
    let passed = 0;
    for (let at = from; at > since; at--) {
      if (isBreak(events.kind[at]!)) {
        links.unshift(pause(at));
        // It was taken where the van stood waiting for it, so that nothing before it matters.
        if (begin[at]! > arrival[at]!) return links;
        continue;
      }
      const waited = wait(at);
      if (waited) return [waited, ...links];
      if (at < from && isStop(at)) passed++;
    }
    const first: Link =
      since === 0
        ? { code: 'departure', at: inSeconds(begin[0]!) }
        : { code: 'load', stop: name(since), at: inSeconds(free[since]!), stops: passed };
    return [first, ...links];
  }

  /** What would suffer if an event waited: the first after it, without a wait between them, that can be no later. */
  function ahead(from: number): Link[] {
    for (let at = from; at < events.count; at++) {
      if (at > from && begin[at]! > arrival[at]!) return [];
      if (at === events.count - 1)
        return free[at]! >= vehicle.closes ? [{ code: 'shift_ends', at: inSeconds(vehicle.closes) }] : [];
      if (!isStop(at)) continue;
      const stop = events.about[at]!;
      const closes =
        events.kind[at] === kind.coming
          ? stops.presentFrom[stop]!
          : (events.windows[at]!.closes.find((time) => time >= begin[at]!) ?? Infinity);
      const limit = at === from ? closes : Math.min(closes, stops.wantedUntil[stop]!, stops.neededBy[stop]!);
      if (begin[at]! >= limit) return [{ code: 'closes', stop: name(at), at: inSeconds(limit) }];
    }
    return [];
  }

  return { back, ahead, eventOf };
}
