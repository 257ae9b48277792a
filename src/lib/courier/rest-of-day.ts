import type { VisitId } from '#domain/fact.ts';
import type { Position } from '#domain/geometry.ts';
import { after, between, instant, seconds, type Instant, type Seconds } from '#domain/units.ts';
import type { SolutionStep } from '#routing/planner/print/words.ts';
import type { ProblemInput } from '#routing/planner/problem.ts';
import type { VehicleStep } from '#routing/planner/problem-vehicle.ts';
import type { Table } from '#routing/roads/questions.ts';
import { openDeliveries, openPickups, type Day, type Load, type Visit } from './day.ts';

/**
 * What is still to be driven of a day, for the tablet's own planner. A visit stays whole: what is handed over at one door
 * is handed over at once. Nothing is ever left out, for it is aboard: what cannot be kept any more is late.
 */
export interface RestOfDay {
  readonly leaves: Instant;
  /** The visits that may still change places, in the order that is driven now. */
  readonly ahead: readonly Visit[];
  readonly home: Visit | null;
  /** Where the van is, where the visits ahead are, and home: what a table of driving is asked for. */
  readonly positions: readonly Position[];
}

/** How long each kind may be aboard. */
export type TransitLimits = (kind: string) => Seconds | null;

/** Seconds that handing over takes once the courier has arrived, where the plan has been overtaken. */
const handingOver = 150;
/** So many hours of driving are taken upon oneself to come an hour less late. */
const lateIsWorth = 10;
const hour = 3600;

/**
 * @param position where the van is; null where that is not known, and the last visit's place is taken then.
 * @returns null where there is nothing whose order could change.
 */
export function restOf(day: Pick<Day, 'visits'>, now: Instant, position: Position | null): RestOfDay | null {
  const at = day.visits.findLast(({ status }) => status === 'arrived');
  const last = at ?? day.visits.findLast(({ status }) => status === 'done') ?? day.visits[0];
  const ahead = day.visits.filter(({ status, kind, position: place }) => {
    return status === 'planned' && kind !== 'start' && kind !== 'end' && (place !== null || kind === 'break');
  });
  const home = day.visits.find(({ kind, status }) => kind === 'end' && status === 'planned') ?? null;
  const from = at ? (at.position ?? position) : (position ?? last?.position ?? null);
  if (!from || ahead.filter(({ kind }) => kind !== 'break').length < 2) return null;
  const places = [...ahead, ...(home ? [home] : [])].map((visit) => visit.position ?? from);
  return { leaves: at ? leavesAt(at, now) : now, ahead, home, positions: [from, ...places] };
}

/** When the courier goes on from where they are: a promised stop is kept to its end. */
function leavesAt(visit: Visit, now: Instant): Instant {
  if (visit.kind === 'service_stop') return instant(Math.max(now, visit.promise?.to ?? now));
  const since = visit.arrived ?? now;
  return instant(Math.max(after(now, seconds(30)), after(since, stayAt(visit))));
}

/** How long the courier is busy at a visit. */
const stayAt = ({ kind, planned }: Visit): Seconds =>
  kind === 'service_stop'
    ? seconds(0)
    : seconds(Math.max(0, between(planned.arrival, planned.departure) - planned.waiting) || handingOver);

interface Task {
  readonly step: VehicleStep & { id: number };
  readonly visit: VisitId;
}

/** The rest of a day as a problem of the planner's, with the roads between its places. */
export function createRestProblem(rest: RestOfDay, day: Day, { durations, distances }: Table, limits: TransitLimits) {
  const { ahead, home, leaves } = rest;
  const index = (visit: Visit) => 1 + ahead.indexOf(visit);
  const inSeconds = (at: Instant) => at / 1000;
  const end = inSeconds(leaves) + 24 * hour;
  const tasks: Task[] = [];
  const jobs: NonNullable<ProblemInput['jobs']>[number][] = [];
  const shipments: NonNullable<ProblemInput['shipments']>[number][] = [];
  const breaks: NonNullable<ProblemInput['vehicles'][number]['breaks']>[number][] = [];
  const add = (visit: Visit, step: Task['step']) => tasks.push({ step, visit: visit.id });

  const fetchedAt = (load: Load) =>
    load.status === 'expected' ? ahead.find((visit) => visit.pickups.some(({ id }) => id === load.id)) : undefined;

  for (const visit of ahead) {
    const { kind, promise } = visit;
    if (kind === 'break') {
      const rested = day.visits.findLast((each) => each.kind === 'break' && each.status === 'done');
      const began = rested?.planned.departure ?? day.visits[0]?.arrived ?? leaves;
      const due = day.breakAfter && Math.max(inSeconds(leaves) + 60, inSeconds(began) + day.breakAfter);
      const id = breaks.length;
      breaks.push({ id, service: stayAt(visit), ...(due && { time_windows: [[inSeconds(leaves), due]] }) });
      add(visit, { type: 'break', id } as Task['step']);
      continue;
    }
    const place = { location_index: index(visit) };
    if (kind === 'service_stop') {
      const drive = durations[0]![index(visit)] ?? 0;
      const from = Math.max(inSeconds(promise!.from), Math.ceil(inSeconds(leaves) + drive));
      const id = jobs.length;
      // A stop that is over before the van can be there is driven to all the same: somebody may wait.
      const isOver = from >= inSeconds(promise!.to);
      jobs.push({
        id,
        ...place,
        ...(isOver
          ? wished(inSeconds(promise!.from), inSeconds(promise!.to))
          : { presence: [from, inSeconds(promise!.to)] })
      });
      add(visit, { type: 'job', id });
      continue;
    }
    const [brought, fetched] = [openDeliveries(visit), openPickups(visit)];
    const lonely = fetched.filter(
      (load) => !ahead.some(({ deliveries }) => deliveries.some(({ id }) => id === load.id))
    );
    const count = brought.length + fetched.length;
    const service = stayAt(visit) / Math.max(1, count);
    const opens = promise
      ? { time_windows: [[inSeconds(promise.from), Math.max(end, inSeconds(promise.to))] as [number, number]] }
      : {};
    for (const load of [...brought, ...lonely]) {
      const limit = limits(load.kind);
      const pickup = brought.includes(load) ? fetchedAt(load) : undefined;
      const deadline = pickup || limit === null ? Infinity : inSeconds(load.loadedAt ?? leaves) + limit;
      const to = Math.min(promise ? inSeconds(promise.to) : Infinity, deadline);
      const wish = to < Infinity ? wished(Math.min(promise ? inSeconds(promise.from) : 0, to), to) : {};
      const here = { ...place, service, ...opens, ...wish };
      if (!pickup) {
        add(visit, { type: 'job', id: jobs.length });
        jobs.push({ id: jobs.length, ...here });
        continue;
      }
      const id = shipments.length;
      shipments.push({
        pickup: {
          id,
          location_index: index(pickup),
          service: stayAt(pickup) / Math.max(1, openPickups(pickup).length)
        },
        delivery: { id, ...here },
        ...(limit !== null && { wanted_transit_time: limit, over_transit_per_hour: lateIsWorth * hour })
      });
      add(pickup, { type: 'pickup', id });
      add(visit, { type: 'delivery', id });
    }
    // Somebody waits there although nothing is known to be done.
    if (count === 0) {
      add(visit, { type: 'job', id: jobs.length });
      jobs.push({ id: jobs.length, ...place, service: stayAt(visit), ...opens });
    }
  }

  const problem: ProblemInput = {
    vehicles: [
      {
        id: 0,
        start_index: 0,
        ...(home && { end_index: ahead.length + 1 }),
        time_window: [inSeconds(leaves), end + 24 * hour],
        breaks
      }
    ],
    jobs,
    shipments,
    matrices: { car: { durations, distances } }
  };
  const stepsOf = (order: readonly VisitId[]) =>
    order.flatMap((id) => tasks.filter(({ visit }) => visit === id).map(({ step }) => step));
  const given = (order: readonly VisitId[], pinned: boolean): ProblemInput => ({
    ...problem,
    vehicles: [{ ...problem.vehicles[0]!, steps: stepsOf(order), pinned }]
  });

  return {
    /** To be searched, beginning with an order. */
    from: (order: readonly VisitId[]) => given(order, false),
    /** To be driven in just this order. */
    inOrder: (order: readonly VisitId[]) => given(order, true),
    /** When each visit is come to and left. */
    timesOf(
      steps: readonly SolutionStep[]
    ): Map<VisitId, { arrival: Instant; departure: Instant; waiting: Seconds; driven: Seconds; distance: number }> {
      const times = new Map<
        VisitId,
        { arrival: Instant; departure: Instant; waiting: Seconds; driven: Seconds; distance: number }
      >();
      for (const step of steps) {
        const visit = step.type === 'end' ? home?.id : visitOf(step);
        if (!visit) continue;
        const known = times.get(visit);
        // Whoever would wait at a door sets out later instead; at a stop people see that the van is there.
        const isDoor = ahead.some(({ id, kind }) => id === visit && kind !== 'service_stop');
        const waited = isDoor ? 0 : step.waiting_time;
        const departure = instant(Math.round((step.arrival + step.waiting_time + step.setup + step.service) * 1000));
        times.set(visit, {
          arrival: known?.arrival ?? instant(Math.round((step.arrival + step.waiting_time - waited) * 1000)),
          departure,
          waiting: seconds((known?.waiting ?? 0) + waited),
          driven: known?.driven ?? seconds(step.duration),
          distance: known?.distance ?? step.distance ?? 0
        });
      }
      return times;
    },
    /** The order of the visits in a plan: one that is fetched at is gone to at once, a door when all for it is there. */
    orderOf(steps: readonly SolutionStep[]): VisitId[] {
      const place = new Map<VisitId, number>();
      steps.forEach((step, number) => {
        const visit = visitOf(step);
        if (visit && !(step.type === 'pickup' && place.has(visit))) place.set(visit, number);
      });
      return [...place].sort(([, a], [, b]) => a - b).map(([visit]) => visit);
    }
  };

  function visitOf({ type, id }: SolutionStep): VisitId | undefined {
    return tasks.find(({ step }) => step.type === type && step.id === id)?.visit;
  }
}

const wished = (from: number, to: number) => ({
  wanted_window: [from, to] as [number, number],
  late_per_hour: lateIsWorth * hour
});

/** Whether nothing is handed over before it is fetched. */
export function isPossible(ahead: readonly Visit[], order: readonly VisitId[]): boolean {
  const place = new Map(order.map((id, index) => [id, index]));
  return ahead.every(({ id, deliveries }) =>
    deliveries.every((load) => {
      const fetched = ahead.find(({ pickups }) => pickups.some((each) => each.id === load.id));
      return !fetched || load.status !== 'expected' || place.get(fetched.id)! < place.get(id)!;
    })
  );
}
