import { opening } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { driveUntil, drivenBetween } from './clock.ts';
import { isDriven, kind, type Events } from './events.ts';

/*
 * The earliest times of a day's events. Every rule says "not before" of one event given others, so whatever breaks a rule
 * is mended by raising an event, and the least times that keep all of them are found by raising until nothing is broken.
 */

export interface Times {
  /** When each event may begin at the earliest, whatever else allows: raised by rules, and by who looks for a better day. */
  readonly notBefore: Float64Array;
  readonly arrival: Float64Array;
  readonly begin: Float64Array;
  readonly free: Float64Array;
  /** Driving just before each event; a way that a break interrupts is split there. */
  readonly driving: Float64Array;
  /** How long a rest of working time lasts at least. */
  readonly restLength: Float64Array;
  /** What the wish of a rule was that could not be kept: the event, and how much later it would have to be. */
  raise: number;
  by: number;
}

export const newTimes = (size: number): Times => ({
  notBefore: new Float64Array(size),
  arrival: new Float64Array(size),
  begin: new Float64Array(size),
  free: new Float64Array(size),
  driving: new Float64Array(size),
  restLength: new Float64Array(size),
  raise: -1,
  by: 0
});

export type Outcome = 'kept' | 'raise' | 'impossible';

/**
 * Goes through the events once, each as early as `notBefore` and the windows allow.
 * @returns `raise` where working time or a wait asks for one event to be later: it and by how much are in `times`
 */
export function drive(vehicle: Vehicle, events: Events, times: Times): Outcome {
  const { count, windows } = events;
  const { notBefore, arrival, begin, free, driving } = times;
  const { breakAfter } = vehicle;
  const works = breakAfter < Infinity;
  let now = Math.max(vehicle.opens, notBefore[0]!);
  arrival[0] = begin[0] = free[0] = now;
  driving[0] = 0;
  // What is left of the way to where the vehicle is going; the way begins anew at each event that is driven to.
  let left = -1;
  const work = { since: now, by: 0, from: NaN, until: NaN, counts: false };
  for (let at = 1; at < count; at++) {
    const what = events.kind[at]!;
    if (what === kind.break || what === kind.rest) {
      if (left < 0) left = wayAfter(events, at);
      if (left === Infinity) return 'impossible';
      const driven = driveUntil(vehicle, now, left);
      let pause: number;
      if (what === kind.rest) {
        // As late as working time allows: who has driven farther needs the next one later.
        pause = Math.min(Math.max(driven, notBefore[at]!), work.since + breakAfter);
        if (pause < now) return raise(times, work.by, now - pause);
      } else {
        pause = opening(windows[at]!, Math.max(now, notBefore[at]!));
        if (pause === Infinity) return 'impossible';
      }
      arrival[at] = Math.min(driven, pause);
      driving[at] = arrival[at]! - now;
      left = pause >= driven ? 0 : left - drivenBetween(vehicle, now, pause);
      begin[at] = pause;
      const lasts = what === kind.rest ? Math.max(vehicle.breakService, times.restLength[at]!) : events.service[at]!;
      now = free[at] = pause + lasts;
    } else if (isDriven(what)) {
      const way = left < 0 ? events.way[at]! : left;
      if (way === Infinity) return 'impossible';
      let there = driveUntil(vehicle, now, way);
      const opens = opening(windows[at]!, Math.max(there, notBefore[at]!));
      if (opens === Infinity) return 'impossible';
      // A rest on the way lasts until it is time to drive on: what would be waited at the door is rested before.
      if (works && opens > there && events.kind[at - 1] === kind.rest && left > 0 && !vehicle.speeds) {
        const longer = opens - there;
        now = free[at - 1] = free[at - 1]! + longer;
        work.since = work.until = now;
        there = opens;
      }
      driving[at] = there - now;
      arrival[at] = there;
      begin[at] = opens;
      now = free[at] = opens + events.setup[at]! + events.service[at]!;
      left = -1;
    } else {
      // On foot, and back at the vehicle.
      const there = now + events.way[at]!;
      if (there === Infinity) return 'impossible';
      const opens = opening(windows[at]!, Math.max(there, notBefore[at]!));
      if (opens === Infinity) return 'impossible';
      driving[at] = 0;
      arrival[at] = there;
      begin[at] = opens;
      now = free[at] = opens + events.service[at]!;
      continue;
    }
    if (works && !rests(times, work, vehicle, at, what)) return 'raise';
    if (now > vehicle.closes && what !== kind.break) return 'impossible';
  }
  if (now > vehicle.closes) return 'impossible';
  if (works && now - work.since > breakAfter) return raise(times, work.by, now - work.since - breakAfter);
  return 'kept';
}

const wayAfter = ({ kind: what, way, count }: Events, at: number) => {
  for (let next = at + 1; next < count; next++) if (isDriven(what[next]!)) return way[next]!;
  return 0;
};

interface Work {
  /** The end of the last rest that counts, or the departure, and the event that it is the end of. */
  since: number;
  by: number;
  /** The rest that is going on. */
  from: number;
  until: number;
  counts: boolean;
}

/** Notes the rest before or at an event; waits and breaks that follow each other are one. */
function rests(times: Times, work: Work, { breakAfter, breakService }: Vehicle, at: number, what: number): boolean {
  const from = times.arrival[at]!;
  const until = what === kind.break || what === kind.rest ? times.free[at]! : times.begin[at]!;
  if (from !== work.until) {
    work.from = from;
    work.counts = false;
  }
  work.until = until;
  if (until - work.from < breakService) return true;
  if (!work.counts && work.from - work.since > breakAfter) {
    raise(times, work.by, work.from - work.since - breakAfter);
    return false;
  }
  work.counts = true;
  work.since = until;
  work.by = at;
  return true;
}

function raise(times: Times, event: number, by: number): 'raise' {
  times.raise = event;
  times.by = by;
  return 'raise';
}

/** A pickup and its delivery that may not be too far apart, or a shift's two ends. */
export interface Apart {
  readonly from: number;
  readonly until: number;
  readonly most: number;
}

/**
 * Finds the earliest times that keep every rule.
 * @param aparts how long after the end of one event another may begin
 * @returns whether there are any
 */
export function earliest(vehicle: Vehicle, events: Events, times: Times, aparts: readonly Apart[]): boolean {
  const { count } = events;
  // A raise moves something to a later window or closes a gap; one that goes on for so long grows for ever.
  let rounds = 20 * (count + aparts.length);
  while (rounds-- > 0) {
    const outcome = drive(vehicle, events, times);
    if (outcome === 'impossible') return false;
    if (outcome === 'raise') {
      if (!lift(vehicle, events, times, times.raise, times.by)) return false;
      continue;
    }
    let raised = false;
    for (const { from, until, most } of aparts) {
      const excess = times.begin[until]! - times.free[from]! - most;
      if (excess <= 0) continue;
      // Beginning later saves nothing but waiting: driving and service on the way stay as long as they are.
      if (excess > waitingBetween(events, times, from, until) && !vehicle.speeds) return false;
      if (!lift(vehicle, events, times, from, excess)) return false;
      raised = true;
    }
    if (!raised) return true;
  }
  return false;
}

function lift(vehicle: Vehicle, events: Events, times: Times, event: number, by: number): boolean {
  if (events.kind[event] === kind.rest)
    times.restLength[event] = Math.max(vehicle.breakService, times.free[event]! - times.begin[event]!) + by;
  else times.notBefore[event] = times.begin[event]! + by;
  return times.begin[event]! + by <= vehicle.closes;
}

function waitingBetween({ kind: what }: Events, { arrival, begin, free }: Times, from: number, until: number): number {
  let waiting = 0;
  for (let at = from + 1; at <= until; at++) {
    waiting += begin[at]! - arrival[at]!;
    // A rest that lasts longer than it must is a wait, too.
    if (what[at] === kind.rest) waiting += free[at]! - begin[at]!;
    if (what[at] === kind.leaving) waiting += free[at]! - free[from]!;
  }
  return waiting;
}
