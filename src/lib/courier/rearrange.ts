import type { VisitId } from '#domain/fact.ts';
import type { Position } from '#domain/geometry.ts';
import type { PlanRoute } from '#domain/sealed.ts';
import { between, metres, seconds, type Instant, type Seconds } from '#domain/units.ts';
import type { PlannedVisit } from '#domain/vocabulary.ts';
import type { Threads } from '#routing/planner/threads/threads.ts';
import type { Conditions } from '../roads/road-messages.ts';
import type { Roads } from '../roads/roads.ts';
import { openDeliveries, type Day, type Visit } from './day.ts';
import { createRestProblem, isPossible, restOf, type RestOfDay, type TransitLimits } from './rest-of-day.ts';
import type { Entry } from './tablet.ts';

/** A visit of the rest of the day in the order that is looked at. */
export interface Row {
  readonly visit: Visit;
  readonly arrival: Instant;
  /** When it would be come to in the order that is driven now. */
  readonly before: Instant;
  /** Seconds too late for what was promised, and how it was in the order that is driven now. */
  readonly late: Seconds;
  readonly lateBefore: Seconds;
  /** Seconds that something is aboard beyond its limit, and how it was. */
  readonly tooLong: Seconds;
  readonly tooLongBefore: Seconds;
}

export interface Order {
  readonly chosenBy: 'planner' | 'courier';
  readonly rows: readonly Row[];
  readonly driving: Seconds;
  readonly drivingBefore: Seconds;
  /** Whether it is another order than the one that is driven now. */
  readonly isOther: boolean;
}

export type RearrangeView =
  /** The roads, the first order, a better one. */
  | { readonly state: 'searching' }
  | { readonly state: 'ready'; readonly order: Order }
  /** Nothing whose order could change. */
  | { readonly state: 'nothing' }
  | { readonly state: 'failed' };

interface Parts {
  readonly roads: Pick<Roads, 'open' | 'table' | 'route'>;
  readonly planner: Pick<Threads, 'solve'>;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  readonly tell: (view: RearrangeView) => void;
}

interface Timed {
  readonly times: ReturnType<ReturnType<typeof createRestProblem>['timesOf']>;
  readonly driving: Seconds;
}

/** So long the tablet's planner searches: a courier stands beside the van and waits. */
const searchSeconds = 3;

/** Plans the rest of the courier's own day on the tablet, and lets the courier put it into an order of their own. */
export function createRearranging({ roads, planner, now, tell }: Parts) {
  let day: Day;
  let rest: RestOfDay;
  let problem: ReturnType<typeof createRestProblem>;
  let limits: TransitLimits;
  let current: VisitId[] = [];
  let before: Timed;
  let shown: { order: VisitId[]; timed: Timed; chosenBy: Order['chosenBy'] } | null = null;
  let stop = new AbortController();

  async function timed(order: readonly VisitId[]): Promise<Timed> {
    const { routes } = await planner.solve(problem.inOrder(order), { iterations: 0, now });
    return { times: problem.timesOf(routes[0]?.steps ?? []), driving: seconds(routes[0]?.duration ?? 0) };
  }

  async function begin(
    of: Day,
    given: { now: Instant; position: Position | null; limits: TransitLimits; conditions: Conditions }
  ) {
    stop.abort();
    const { signal } = (stop = new AbortController());
    const found = restOf(of, given.now, given.position);
    if (!found) return tell({ state: 'nothing' });
    tell({ state: 'searching' });
    try {
      [day, rest, limits] = [of, found, given.limits];
      await roads.open(given.conditions);
      const table = await roads.table(rest.positions);
      problem = createRestProblem(rest, day, table, limits);
      current = rest.ahead.map(({ id }) => id);
      before = await timed(current);
      const { routes, unassigned } = await planner.solve(problem.from(current), {
        seconds: searchSeconds,
        now,
        signal
      });
      if (signal.aborted) return;
      const order = unassigned.length === 0 && routes[0] ? problem.orderOf(routes[0].steps) : current;
      const isWhole = order.length === current.length && isPossible(rest.ahead, order);
      await look(isWhole ? order : current, 'planner', signal);
    } catch {
      if (!signal.aborted) tell({ state: 'failed' });
    }
  }

  async function look(order: VisitId[], chosenBy: Order['chosenBy'], signal: AbortSignal) {
    const found = await timed(order);
    if (signal.aborted) return;
    shown = { order, timed: found, chosenBy };
    const rows = [...order, ...(rest.home ? [rest.home.id] : [])].map((id): Row => {
      const visit = rest.ahead.find((each) => each.id === id) ?? rest.home!;
      const [then, earlier] = [found.times.get(id)!, before.times.get(id)!];
      return {
        visit,
        arrival: then.arrival,
        before: earlier.arrival,
        late: lateness(visit, then),
        lateBefore: lateness(visit, earlier),
        tooLong: overLimit(visit, found),
        tooLongBefore: overLimit(visit, before)
      };
    });
    const isOther = order.some((id, index) => id !== current[index]);
    tell({ state: 'ready', order: { chosenBy, rows, driving: found.driving, drivingBefore: before.driving, isOther } });
  }

  /** How much longer than its kind allows something for this door is aboard. */
  function overLimit(visit: Visit, { times }: Timed): Seconds {
    const over = openDeliveries(visit).map((load) => {
      const limit = limits(load.kind);
      const fetched =
        load.status === 'expected' && rest.ahead.find(({ pickups }) => pickups.some(({ id }) => id === load.id));
      const since = fetched ? times.get(fetched.id)!.departure : load.loadedAt;
      return limit === null || since === null ? 0 : between(since, times.get(visit.id)!.arrival) - limit;
    });
    return seconds(Math.max(0, ...over));
  }

  return {
    begin,
    /** Puts a visit so many places further; the order is the courier's own from then on. */
    async move(visit: VisitId, by: -1 | 1) {
      if (!shown) return;
      const from = shown.order.indexOf(visit);
      const order = shown.order.toSpliced(from, 1).toSpliced(from + by, 0, visit);
      const { signal } = stop;
      try {
        await look(order, 'courier', signal);
      } catch {
        if (!signal.aborted) tell({ state: 'failed' });
      }
    },
    /** Whether a visit may go there: nothing is handed over before it is aboard. */
    mayMove(visit: VisitId, by: -1 | 1): boolean {
      if (!shown) return false;
      const from = shown.order.indexOf(visit);
      const to = from + by;
      if (from < 0 || to < 0 || to >= shown.order.length) return false;
      return isPossible(rest.ahead, shown.order.toSpliced(from, 1).toSpliced(to, 0, visit));
    },
    /** The order that is shown, as the fact that says so, with the roads between its visits. */
    async entry(): Promise<Entry | null> {
      return shown && entryOf(day, rest, shown, roads);
    },
    end: () => stop.abort()
  };
}

/** At a door the van may come until the promise's end; at a service stop people wait from its beginning to its end. */
function lateness({ kind, promise }: Visit, { arrival, departure }: { arrival: Instant; departure: Instant }): Seconds {
  if (!promise) return seconds(0);
  const late =
    kind === 'service_stop' ? Math.max(arrival - promise.from, promise.to - departure) : arrival - promise.to;
  return seconds(Math.max(0, late) / 1000);
}

async function entryOf(
  day: Day,
  { ahead, home, positions }: RestOfDay,
  { order, timed, chosenBy }: { order: readonly VisitId[]; timed: Timed; chosenBy: Order['chosenBy'] },
  roads: Pick<Roads, 'route'>
): Promise<Entry> {
  const moved = [...order.map((id) => ahead.find((visit) => visit.id === id)!), ...(home ? [home] : [])];
  const kept = day.visits.filter((visit) => !moved.includes(visit));
  const route: PlanRoute = { visits: {}, legs: {} };
  for (const { id, title, position, leg } of day.visits) {
    if (position) route.visits[id] = { title: title ?? '', position };
    route.legs[id] = [...leg];
  }
  const visits: PlannedVisit[] = kept.map(({ planned }) => planned);
  let [driven, distance] = [0, 0];
  let from = positions[0]!;
  for (const visit of moved) {
    const { arrival, departure, waiting, ...sum } = timed.times.get(visit.id)!;
    visits.push({
      ...visit.planned,
      arrival,
      departure,
      waiting,
      driving: seconds(Math.max(0, sum.driven - driven)),
      distance: metres(Math.max(0, sum.distance - distance))
    });
    [driven, distance] = [sum.driven, sum.distance];
    const to = visit.position ?? from;
    // Without its drawn road the visit is as good; the map then shows none.
    route.legs[visit.id] = await roads.route({ position: from, heading: null, accuracy: null }, { position: to }).then(
      (road) => road.route.geometry.coordinates,
      () => []
    );
    from = to;
  }
  const body = {
    plan: day.plan,
    chosenBy,
    visits,
    driving: seconds(visits.reduce((sum, { driving }) => sum + driving, 0)),
    distance: metres(visits.reduce((sum, visit) => sum + visit.distance, 0))
  };
  return { type: 'plan.rearranged', body, route };
}
