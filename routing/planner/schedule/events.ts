import type { Model } from '../model/model.ts';
import { anyTime, type Windows } from '../model/time.ts';
import type { Vehicle } from '../model/vehicles.ts';

/** What an event of a day is. A promised presence is two: coming and leaving, with what is done on foot between them. */
export const kind = {
  start: 0,
  stop: 1,
  onFoot: 2,
  reload: 3,
  coming: 4,
  leaving: 5,
  /** One of the vehicle's breaks. */
  break: 6,
  /** One that working time asks for. */
  rest: 7,
  end: 8
} as const;

/**
 * What one vehicle does in a day, event after event, in columns. Events at which it drives up have the way from the place
 * before; those on foot the walk from the event before; breaks on the way have none, for the way goes on after them.
 */
export interface Events {
  count: number;
  readonly kind: Uint8Array;
  /** The stop, or the number of the break or reload. */
  readonly about: Int32Array;
  /** Driven or walked to here, at the vehicle's usual speed. */
  readonly way: Float64Array;
  /** Setup and service. */
  readonly setup: Float64Array;
  readonly service: Float64Array;
  readonly windows: Windows[];
  /** Where the vehicle stands. */
  readonly place: Int32Array;
}

export const newEvents = (size: number): Events => ({
  count: 0,
  kind: new Uint8Array(size),
  about: new Int32Array(size),
  way: new Float64Array(size),
  setup: new Float64Array(size),
  service: new Float64Array(size),
  windows: new Array<Windows>(size).fill(anyTime),
  place: new Int32Array(size)
});

export function addEvent(
  events: Events,
  what: number,
  about: number,
  place: number,
  way: number,
  setup: number,
  service: number,
  windows: Windows = anyTime
) {
  const at = events.count++;
  events.kind[at] = what;
  events.about[at] = about;
  events.place[at] = place;
  events.way[at] = way;
  events.setup[at] = setup;
  events.service[at] = service;
  events.windows[at] = windows;
}

/** Whether the vehicle itself moves to this event. */
export const isDriven = (what: number) =>
  what === kind.stop || what === kind.reload || what === kind.coming || what === kind.end;

export const isBreak = (what: number) => what === kind.break || what === kind.rest;

/**
 * Writes what a route's nodes are as events, without breaks.
 * @param nodes stops; `stops.count +` a stop that is done on foot; `-1 -` the number of a reload
 */
export function layOut(model: Model, vehicle: Vehicle, nodes: ArrayLike<number>, length: number, events: Events) {
  const { stops } = model;
  const { durations, size, setup, service } = vehicle;
  events.count = 0;
  let place = vehicle.start;
  addEvent(events, kind.start, -1, place, 0, 0, 0);
  let presence = -1;
  // Where the courier on foot stands, and how far it is back to the vehicle.
  let home = 0;
  const leavePresence = () => {
    if (presence < 0) return;
    addEvent(events, kind.leaving, presence, place, home, 0, 0, leavingWindows(model, presence));
    presence = -1;
    home = 0;
  };
  for (let index = 0; index < length; index++) {
    const node = nodes[index]!;
    if (node >= stops.count) {
      const done = node - stops.count;
      const there = presence < 0 ? Infinity : model.walk(presence, done);
      const limit = presence < 0 ? -1 : stops.walkLimit[presence]!;
      const walk = there <= limit ? home + there : Infinity;
      addEvent(events, kind.onFoot, done, place, walk, 0, service[done]!, stops.windows[done]);
      home = presence < 0 ? 0 : model.walk(done, presence);
      continue;
    }
    leavePresence();
    if (node < 0) {
      const reload = vehicle.reloads[-1 - node]!;
      const way = durations[place * size + reload.place]!;
      const needed = place === reload.place ? 0 : reload.setup;
      addEvent(events, kind.reload, -1 - node, reload.place, way, needed, reload.service, reload.windows);
      place = reload.place;
      continue;
    }
    const to = stops.place[node]!;
    const way = durations[place * size + to]!;
    if (stops.presentFrom[node]! >= 0) {
      presence = node;
      addEvent(events, kind.coming, node, to, way, 0, 0, comingWindows(model, node));
    } else {
      addEvent(events, kind.stop, node, to, way, place === to ? 0 : setup[node]!, service[node]!, stops.windows[node]);
    }
    place = to;
  }
  leavePresence();
  addEvent(events, kind.end, -1, vehicle.end, durations[place * size + vehicle.end]!, 0, 0);
}

/* Made once for each presence and kept with its model. */
const presenceWindows = new WeakMap<Model, { coming: Windows[]; leaving: Windows[] }>();

function windowsAtPresences(model: Model) {
  const known = presenceWindows.get(model);
  if (known) return known;
  const { presentFrom, presentUntil } = model.stops;
  const made = {
    coming: Array.from(presentFrom, (from) => ({ opens: [-Infinity], closes: [from] })),
    leaving: Array.from(presentUntil, (until) => ({ opens: [until], closes: [Infinity] }))
  };
  presenceWindows.set(model, made);
  return made;
}
const comingWindows = (model: Model, presence: number) => windowsAtPresences(model).coming[presence]!;
const leavingWindows = (model: Model, presence: number) => windowsAtPresences(model).leaving[presence]!;
