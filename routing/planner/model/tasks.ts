import type { Job, ShipmentStop } from '../problem-task.ts';
import type { Problem } from '../problem.ts';
import type { Places } from './places.ts';
import { hour } from './prices.ts';
import { inMicroseconds, windowsOf, type Windows } from './time.ts';

/** A job, or a shipment's two stops: what is planned whole or not at all. */
export interface Request {
  readonly number: number;
  /** `job 3`, or `pickup 2` and `delivery 2`: one for each stop, in the order of the stops. */
  readonly names: readonly string[];
  /** Its stops are `first`, and for a shipment `first + 1`. */
  readonly first: number;
  readonly size: 1 | 2;
  readonly skills: readonly number[];
  readonly priority: number;
  /** It may be left out at this price; what has none is left out only where it must be. */
  readonly unassignedCost: number | undefined;
  readonly needs: readonly string[];
  /** The number of a word, or -1. */
  readonly goods: number;
  /** From the end of the pickup's service to the beginning of the delivery's. */
  readonly maxTransit: number;
  readonly wantedTransit: number;
  readonly overTransitPrice: number;
}

/** One arrival for one task, in columns: entry `stop` of each array. */
export interface Stops {
  readonly count: number;
  readonly type: readonly ('job' | 'pickup' | 'delivery')[];
  readonly id: readonly number[];
  readonly request: Int32Array;
  readonly place: Int32Array;
  readonly windows: readonly Windows[];
  /** The first opening and the last closing; `isOneWindow` where nothing is shut between them. */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly isOneWindow: Uint8Array;
  /** For each kind of amount, `[stop * kinds + kind]`: what the load grows by here. */
  readonly change: Float64Array;
  /** What a job brings, loaded at the start or at a reload, and what it fetches. */
  readonly brought: Float64Array;
  readonly fetched: Float64Array;
  /** Whether the moment of service has a price. */
  readonly isPriced: Uint8Array;
  readonly wantedFrom: Float64Array;
  readonly wantedUntil: Float64Array;
  readonly earlyPrice: Float64Array;
  readonly latePrice: Float64Array;
  readonly neededBy: Float64Array;
  readonly missedCost: Float64Array;
  /** A promise to be there: from when until when, or NaN. */
  readonly presentFrom: Float64Array;
  readonly presentUntil: Float64Array;
  /** Microseconds that may be walked from a presence, there; -1 where nobody walks. */
  readonly walkLimit: Float64Array;
}

type Task = Job | ShipmentStop;

export function requestsOf({ jobs, shipments }: Problem, goods: readonly string[]): Request[] {
  const requests: Request[] = [];
  const add = (order: Problem['jobs'][number] | Problem['shipments'][number], names: string[]) => {
    const last = requests.at(-1);
    requests.push({
      number: requests.length,
      names,
      first: last ? last.first + last.size : 0,
      size: names.length as 1 | 2,
      skills: order.skills,
      priority: order.priority,
      unassignedCost: order.unassigned_cost,
      needs: order.needs,
      goods: order.goods === undefined ? -1 : goods.indexOf(order.goods),
      maxTransit: 'max_transit_time' in order ? within(order.max_transit_time) : Infinity,
      wantedTransit: 'wanted_transit_time' in order ? within(order.wanted_transit_time) : Infinity,
      overTransitPrice: 'over_transit_per_hour' in order ? order.over_transit_per_hour / hour : 0
    });
  };
  for (const job of jobs) add(job, [`job ${job.id}`]);
  for (const shipment of shipments) add(shipment, [`pickup ${shipment.pickup.id}`, `delivery ${shipment.delivery.id}`]);
  return requests;
}

const within = (seconds: number | undefined) => (seconds === undefined ? Infinity : inMicroseconds(seconds));

export function stopsOf(
  { jobs, shipments }: Problem,
  requests: readonly Request[],
  places: Places,
  kinds: number
): Stops {
  const tasks: Task[] = [...jobs, ...shipments.flatMap(({ pickup, delivery }) => [pickup, delivery])];
  const count = tasks.length;
  const numbers = (value: (task: Task) => number) => Float64Array.from(tasks, value);
  const request = new Int32Array(count);
  for (const { number, first, size } of requests) request.fill(number, first, first + size);
  const windows = tasks.map(({ time_windows }) => windowsOf(time_windows));
  const [change, brought, fetched] = [1, 2, 3].map(() => new Float64Array(count * kinds)) as [
    Float64Array,
    Float64Array,
    Float64Array
  ];
  jobs.forEach((job, stop) => {
    for (let kind = 0; kind < kinds; kind++) {
      brought[stop * kinds + kind] = job.delivery?.[kind] ?? 0;
      fetched[stop * kinds + kind] = job.pickup?.[kind] ?? 0;
      change[stop * kinds + kind] = fetched[stop * kinds + kind]! - brought[stop * kinds + kind]!;
    }
  });
  shipments.forEach(({ amount }, index) => {
    const pickup = jobs.length + 2 * index;
    for (let kind = 0; kind < kinds; kind++) {
      change[pickup * kinds + kind] = amount?.[kind] ?? 0;
      change[(pickup + 1) * kinds + kind] = -(amount?.[kind] ?? 0);
    }
  });
  const presence = (end: 0 | 1) =>
    numbers((task) => ('presence' in task && task.presence ? inMicroseconds(task.presence[end]) : NaN));
  return {
    count,
    type: [...jobs.map(() => 'job' as const), ...shipments.flatMap(() => ['pickup', 'delivery'] as const)],
    id: tasks.map(({ id }) => id),
    request,
    place: Int32Array.from(tasks, (task) => places.row(task)),
    windows,
    opens: Float64Array.from(windows, ({ opens }) => opens[0]!),
    closes: Float64Array.from(windows, ({ closes }) => closes.at(-1)!),
    isOneWindow: Uint8Array.from(windows, ({ opens }) => Number(opens.length === 1)),
    change,
    brought,
    fetched,
    isPriced: Uint8Array.from(tasks, ({ wanted_window, needed_by }) =>
      Number(wanted_window !== undefined || needed_by !== undefined)
    ),
    wantedFrom: numbers(({ wanted_window }) => (wanted_window ? inMicroseconds(wanted_window[0]) : -Infinity)),
    wantedUntil: numbers(({ wanted_window }) => (wanted_window ? inMicroseconds(wanted_window[1]) : Infinity)),
    earlyPrice: numbers(({ early_per_hour }) => early_per_hour / hour),
    latePrice: numbers(({ late_per_hour }) => late_per_hour / hour),
    neededBy: numbers(({ needed_by }) => within(needed_by)),
    missedCost: numbers(({ missed_cost }) => missed_cost),
    presentFrom: presence(0),
    presentUntil: presence(1),
    walkLimit: numbers((task) =>
      'walk_time' in task && task.walk_time !== undefined ? inMicroseconds(task.walk_time) : -1
    )
  };
}

/** Microseconds of setup and of service of each stop, for a vehicle of a type. */
export function actionsOf({ jobs, shipments }: Problem, type: string): { setup: Float64Array; service: Float64Array } {
  const tasks: Task[] = [...jobs, ...shipments.flatMap(({ pickup, delivery }) => [pickup, delivery])];
  const of = (perType: Record<string, number>, usual: number) =>
    inMicroseconds(Object.hasOwn(perType, type) ? perType[type]! : usual);
  const isPresence = (task: Task) => 'presence' in task && task.presence !== undefined;
  return {
    setup: Float64Array.from(tasks, (task) => (isPresence(task) ? 0 : of(task.setup_per_type, task.setup))),
    service: Float64Array.from(tasks, (task) => (isPresence(task) ? 0 : of(task.service_per_type, task.service)))
  };
}
