import type { Model } from '../model/model.ts';
import { closing, opening } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';
import { driveUntil, drivenBetween } from './clock.ts';
import { addEvent, isDriven, kind, type Events } from './events.ts';

/** A break before an event, on the way to it. Those before the same event follow each other as listed. */
export interface Placed {
  readonly before: number;
  /** The number of the vehicle's break, or -1 for a rest of working time. */
  readonly number: number;
}

/** How far a day has come, by some breaks that were taken where. */
interface Label {
  readonly now: number;
  /** The end of the last rest that counts; or the departure, which may still be so much later. */
  readonly since: number;
  readonly spare: number;
  /** So many of the vehicle's breaks are taken, in the order in which they close. */
  readonly taken: number;
  /** Rests of working time. */
  readonly rests: number;
  readonly placed: Chain | undefined;
}
interface Chain {
  readonly placed: Placed;
  readonly earlier: Chain | undefined;
}

/** Of a short day, where hardly any way is left out. */
const shortDay = { events: 20, labels: 12, restsOnTheWay: 1 };
const longDay = { labels: 3, restsOnTheWay: 0 };

export const hasRests = ({ breaks, breakAfter }: Vehicle) => breaks.length > 0 || breakAfter < Infinity;

/** The vehicle's breaks in the order in which they close. */
function breaksInOrder({ breaks }: Vehicle): number[] {
  const last = (number: number) => breaks[number]!.windows.closes.at(-1)!;
  const first = (number: number) => breaks[number]!.windows.opens[0]!;
  const order = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  return [...breaks.keys()].sort((a, b) => order(last(a), last(b)) || order(first(a), first(b)));
}
const orders = new WeakMap<Vehicle['breaks'], number[]>();

/**
 * Where a day's breaks may lie, best first: those that let it end earliest. What may not ride for long is not looked at.
 * @param events without breaks
 * @param loads what is aboard when so many nodes are done: `[done * kinds + kind]`
 */
export function placeRests(model: Model, vehicle: Vehicle, events: Events, loads: Float64Array): Placed[][] {
  const { breakAfter, breakService, closes } = vehicle;
  const works = breakAfter < Infinity;
  const order = orders.get(vehicle.breaks) ?? breaksInOrder(vehicle);
  orders.set(vehicle.breaks, order);
  let labels: Label[] = [
    { now: vehicle.opens, since: vehicle.opens, spare: works ? Infinity : 0, taken: 0, rests: 0, placed: undefined }
  ];
  const { labels: mostLabels, restsOnTheWay } = events.count > shortDay.events ? longDay : shortDay;
  let done = 0;
  for (let at = 1; at < events.count; at++) {
    const what = events.kind[at]!;
    const windows = events.windows[at]!;
    const action = events.setup[at]! + events.service[at]!;
    const reached: Label[] = [];
    for (const label of labels) {
      if (isDriven(what)) onTheWay(label, label.now, events.way[at]!, 0);
      else {
        const there = label.now + events.way[at]!;
        const begin = opening(windows, there);
        const { since, spare } = later(label, begin - there);
        keep({ ...label, now: begin + action, since, spare: Math.min(spare, spareIn(windows, begin)) });
      }
    }
    if (what !== kind.start && what !== kind.leaving && what !== kind.end) done++;
    labels = best(reached, mostLabels);

    /** Drives on, or takes a break first. */
    function onTheWay(label: Label, now: number, left: number, rests: number) {
      const there = driveUntil(vehicle, now, left);
      const begin = opening(windows, there);
      if (begin === Infinity || begin > closes) return;
      const wait = begin - there;
      const rested = works && wait >= breakService && there - label.since <= breakAfter;
      const { since, spare } = rested ? { since: begin, spare: 0 } : later(label, wait);
      keep({ ...label, now: begin + action, since, spare: Math.min(spare, spareIn(windows, begin)) });
      // Whoever rests before a promised presence may rest until it begins.
      const latest = windows.closes[0]!;
      if (what === kind.coming && rests > 0 && latest > begin && latest < Infinity)
        keep({ ...label, now: latest, since: latest, spare: 0 });
      const next = order[label.taken];
      if (next !== undefined && mayPause(next)) {
        const { windows: open, service } = vehicle.breaks[next]!;
        const pause = opening(open, now);
        if (pause < Infinity) {
          const begins = Math.min(there, pause);
          const after = pause + service;
          const rested = works && after - begins >= breakService && begins - label.since <= breakAfter;
          const { since, spare } = rested ? { since: after, spare: 0 } : later(label, pause - begins);
          onTheWay(
            {
              now: after,
              since,
              spare: Math.min(spare, spareIn(open, pause)),
              taken: label.taken + 1,
              rests: label.rests,
              placed: { placed: { before: at, number: next }, earlier: label.placed }
            },
            after,
            pause >= there ? 0 : left - drivenBetween(vehicle, now, pause),
            rests
          );
        }
      }
      if (!works || rests > restsOnTheWay + left / breakAfter) return;
      const pause = Math.min(there, label.since + breakAfter);
      if (pause < now) return;
      const after = pause + breakService;
      onTheWay(
        {
          now: after,
          since: after,
          spare: 0,
          taken: label.taken,
          rests: label.rests + 1,
          placed: { placed: { before: at, number: -1 }, earlier: label.placed }
        },
        after,
        pause >= there ? 0 : left - drivenBetween(vehicle, now, pause),
        rests + 1
      );
    }

    function keep(label: Label) {
      if (label.now < Infinity && label.now - label.since <= breakAfter) reached.push(label);
    }
    function mayPause(number: number): boolean {
      const { maxLoad: limit, after } = vehicle.breaks[number]!;
      if (after !== undefined && after !== done) return false;
      return !limit || limit.every((most, sort) => loads[done * model.kinds + sort]! <= most);
    }
  }
  return labels
    .filter(({ taken }) => taken === order.length)
    .sort((a, b) => a.now - b.now || a.rests - b.rests)
    .map(({ placed }) => listed(placed));
}

/** Whoever would wait leaves later instead. */
function later({ since, spare }: Label, wait: number): Pick<Label, 'since' | 'spare'> {
  const by = Math.max(0, Math.min(wait, spare));
  return { since: since + by, spare: spare - by };
}

const spareIn = (windows: Events['windows'][number], begin: number) => {
  const last = windows.closes.at(-1)!;
  return last === Infinity ? Infinity : closing(windows, last) - begin;
};

/** Without those than which another is sooner, has rested later, and has taken as many breaks. */
function best(labels: Label[], most: number): Label[] {
  labels.sort((a, b) => a.now - b.now || a.rests - b.rests || b.taken - a.taken || b.since - a.since);
  const kept: Label[] = [];
  for (const label of labels) {
    const beaten = kept.some(
      ({ since, taken, spare, rests }) =>
        since >= label.since && taken >= label.taken && spare >= label.spare && rests <= label.rests
    );
    if (!beaten) kept.push(label);
  }
  // The soonest, the best rested, and some between them.
  return kept.length <= most
    ? kept
    : Array.from({ length: most }, (_, at) => kept[Math.round((at * (kept.length - 1)) / (most - 1))]!);
}

function listed(chain: Chain | undefined): Placed[] {
  const list: Placed[] = [];
  for (let link = chain; link; link = link.earlier) list.unshift(link.placed);
  return list;
}

/** Writes a day with its breaks. */
export function withRests(vehicle: Vehicle, events: Events, placed: readonly Placed[], into: Events) {
  into.count = 0;
  let next = 0;
  for (let at = 0; at < events.count; at++) {
    for (; next < placed.length && placed[next]!.before === at; next++) {
      const { number } = placed[next]!;
      const rest = vehicle.breaks[number];
      if (rest) addEvent(into, kind.break, number, -1, 0, 0, rest.service, rest.windows);
      else addEvent(into, kind.rest, -1, -1, 0, 0, vehicle.breakService);
    }
    addEvent(
      into,
      events.kind[at]!,
      events.about[at]!,
      events.place[at]!,
      events.way[at]!,
      events.setup[at]!,
      events.service[at]!,
      events.windows[at]
    );
  }
}
