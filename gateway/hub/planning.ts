import type { ConsignmentId, ServiceStopId, VisitId } from '#domain/fact.ts';
import type { Position } from '#domain/geometry.ts';
import type { PlanRoute } from '#domain/sealed.ts';
import { instant, metres, seconds, type Instant, type Seconds } from '#domain/units.ts';
import type { FactBody, PlannedVisit, ServiceStop } from '#domain/vocabulary.ts';
import { mostStops, type ProblemInput } from '#routing/planner/problem.ts';
import type { Solution, SolutionStep } from '#routing/planner/print/words.ts';
import { RouterError, type Router } from '#routing/roads/questions.ts';
import type { PlanRefused } from './services.ts';
import { writeReasons } from './plan-reasons.ts';

/** What a day's plan is made from. Names are for the sealed route alone. */
export interface DayProblem {
  /** The earliest moment at which the van can leave: the shift's beginning, or now when that has passed. */
  start: Instant;
  end: Instant;
  depot: { name: string; position: Position };
  /** How many pieces the van holds. */
  pieces: number;
  loads: DayLoad[];
  stops: ServiceStop[];
}

export interface DayLoad {
  consignment: ConsignmentId;
  /** At whose door the courier stands: the recipient, or for a return the person who gives. */
  home: Place;
  sender: Place;
  direction: 'delivery' | 'return';
  pieces: number;
  window: { from: Instant; to: Instant } | null;
  transitLimit: Seconds | null;
}

interface Place {
  title: string;
  position: Position;
}

/** Why nothing can be planned until a person has changed something. */
export class PlanRefusal extends Error {
  readonly refusal: PlanRefused;

  constructor(refused: PlanRefused['refused'], place = '') {
    super(`The day cannot be planned: ${refused}.`);
    this.name = 'PlanRefusal';
    this.refusal = { refused, place };
  }
}

/** Parking, finding the door, coming back: once for each arrival. */
const setup = 120;
/** Taking one consignment aboard, and handing one over with its proof. */
const loading = 30;
const handingOver = 150;

/** How many orders one plan holds beside its service stops: each is one pickup and one delivery. */
export const mostOrders = (stops: number) => Math.floor((mostStops - stops) / 2);

type Plan = Omit<FactBody<'plan.published'>, 'plan' | 'route'>;

/**
 * Plans a day on real roads: every order is picked up before it is delivered, promised stops of the service point are
 * kept whole as far as there is still time, and what does not fit is left out with its reason. A stop that the van can
 * no longer reach before its end is no visit of the plan.
 *
 * @param visitId names the plan's visits by their number from 0.
 * @param solve the planner.
 * @throws PlanRefusal when a sender, a stop or the depot lies off the roads, or promised stops stand in each other's way.
 */
export async function planDay(
  day: DayProblem,
  router: Router,
  visitId: (index: number) => VisitId,
  solve: (problem: ProblemInput, router: Router) => Promise<Solution>
): Promise<{ plan: Plan; route: PlanRoute }> {
  for (const place of [day.depot, ...day.stops.map(({ name, position }) => ({ name: name.fi, position }))])
    await demandRoad(router, place.name, place.position);
  for (const { sender } of day.loads) await demandRoad(router, sender.title, sender.position);
  const reachable: DayLoad[] = [];
  const unreachable: DayLoad[] = [];
  for (const load of day.loads) ((await hasRoad(router, load.home.position)) ? reachable : unreachable).push(load);

  const noRoad = unreachable.map(({ consignment }) => ({ consignment, reasons: [{ code: 'no_road', values: {} }] }));
  const stops = await stopsInTime(day, router);
  if (reachable.length + stops.length === 0) {
    const still = { driving: seconds(0), distance: metres(0) };
    return { plan: { visits: [], unassigned: noRoad, ...still }, route: { visits: {}, legs: {} } };
  }
  const solution = await solve(problemOf(day, stops, reachable), router);
  const broken = solution.unassigned.find(({ type }) => type === 'job');
  if (broken) throw new PlanRefusal('stop_not_kept', stops[broken.id]!.name.fi);
  const visits = visitsOf(solution.routes[0]?.steps ?? [], { ...day, stops, loads: reachable }, visitId);
  const idOf = ({ kind, id }: { kind: 'job' | 'shipment'; id: number }): string =>
    kind === 'job' ? stops[id]!.stop : reachable[id]!.consignment;
  const leftOut = solution.unassigned
    .filter(({ type }) => type === 'pickup')
    .map((task) => ({
      consignment: reachable[task.id]!.consignment,
      reasons: writeReasons(task['x-reasons'], idOf)
    }));
  return {
    plan: {
      visits: visits.map(({ planned }) => planned),
      unassigned: [...leftOut, ...noRoad],
      driving: seconds(solution.summary.duration),
      distance: metres(solution.summary.distance ?? 0)
    },
    route: await routeOf(visits, router)
  };
}

/** A promised stop, and what of its promise the van can still be there for. */
type StopInTime = ServiceStop & { presence: { from: Instant; to: Instant } };

/**
 * The stops that the van can reach before their end. Whoever waits at one is served for the time that is left, for a
 * day without any plan would help nobody.
 */
async function stopsInTime({ start, depot, stops }: DayProblem, router: Router): Promise<StopInTime[]> {
  if (stops.length === 0) return [];
  const { durations } = await router.table([depot.position, ...stops.map(({ position }) => position)], {
    sources: [0]
  });
  return stops.flatMap((stop, index) => {
    const drive = durations[0]![index + 1] ?? 0;
    // Whole seconds, as the planner's windows are.
    const earliest = instant(Math.ceil(start / 1000 + drive) * 1000);
    const from = instant(Math.max(stop.promise.from, earliest));
    return from < stop.promise.to ? [{ ...stop, presence: { from, to: stop.promise.to } }] : [];
  });
}

const locationOf = ({ longitude, latitude }: Position): [number, number] => [longitude, latitude];
const inSeconds = (at: Instant) => at / 1000;

function problemOf({ start, end, depot, pieces }: DayProblem, stops: StopInTime[], loads: DayLoad[]): ProblemInput {
  const home = locationOf(depot.position);
  return {
    vehicles: [{ id: 0, start: home, end: home, capacity: [pieces], time_window: [inSeconds(start), inSeconds(end)] }],
    // The van stands there from the promise's beginning to its end, whatever else would be nearer.
    jobs: stops.map(({ position, presence }, id) => ({
      id,
      location: locationOf(position),
      service: inSeconds(presence.to) - inSeconds(presence.from),
      time_windows: [[inSeconds(presence.from), inSeconds(presence.from)]],
      priority: 100
    })),
    shipments: loads.map((load, id) => {
      const atHome = {
        id,
        location: locationOf(load.home.position),
        setup,
        ...(load.window && {
          time_windows: [[inSeconds(load.window.from), inSeconds(load.window.to)] as [number, number]]
        })
      };
      const atSender = { id, location: locationOf(load.sender.position), setup };
      return {
        amount: [load.pieces],
        ...(load.direction === 'return'
          ? { pickup: { ...atHome, service: handingOver }, delivery: { ...atSender, service: loading } }
          : { pickup: { ...atSender, service: loading }, delivery: { ...atHome, service: handingOver } }),
        ...(load.transitLimit !== null && { max_transit_time: load.transitLimit })
      };
    })
  };
}

interface Visit extends Place {
  planned: PlannedVisit;
}

/** Steps at one place without a drive between them are one visit. */
function visitsOf(steps: SolutionStep[], day: DayProblem, visitId: (index: number) => VisitId): Visit[] {
  const visits: Visit[] = [];
  let place: string | null = null;
  let [driven, distance] = [0, 0];
  for (const step of steps) {
    const here = step.type === 'job' ? `stop ${step.id}` : String(step.location);
    const load = step.type === 'pickup' || step.type === 'delivery' ? day.loads[step.id!]! : null;
    const free = instant(Math.round((step.arrival + step.waiting_time + step.setup + step.service) * 1000));
    const last = visits.at(-1);
    if (load && last && here === place && last.planned.kind !== 'start') {
      addLoad(last, step, load);
      last.planned.departure = free;
      last.planned.waiting = seconds(last.planned.waiting + step.waiting_time);
      continue;
    }
    place = here;
    const made = newVisit(step, load, day);
    Object.assign(made.planned, {
      visit: visitId(visits.length),
      departure: free,
      driving: seconds(Math.max(0, thousandths(step.duration - driven))),
      distance: metres(Math.max(0, thousandths((step.distance ?? 0) - distance)))
    });
    [driven, distance] = [step.duration, step.distance ?? 0];
    if (load) addLoad(made, step, load);
    visits.push(made);
  }
  return visits;
}

const thousandths = (value: number) => Math.round(value * 1000) / 1000;

function newVisit(step: SolutionStep, load: DayLoad | null, { depot, stops }: DayProblem): Visit {
  const stop = step.type === 'job' ? stops[step.id!]! : null;
  const atSender = load !== null && (step.type === 'pickup') === (load.direction === 'delivery');
  const place: Place = stop
    ? { title: stop.name.fi, position: stop.position }
    : load
      ? atSender
        ? load.sender
        : load.home
      : { title: depot.name, position: depot.position };
  const kind = stop ? 'service_stop' : load ? (atSender ? 'pickup' : 'delivery') : (step.type as 'start' | 'end');
  return {
    ...place,
    planned: {
      visit: '' as VisitId,
      kind,
      pickups: [],
      deliveries: [],
      stop: (stop?.stop ?? null) as ServiceStopId | null,
      promise: stop?.promise ?? null,
      arrival: instant(Math.round(step.arrival * 1000)),
      departure: instant(0),
      waiting: seconds(step.waiting_time),
      driving: seconds(0),
      distance: metres(0)
    }
  };
}

function addLoad({ planned }: Visit, step: SolutionStep, load: DayLoad) {
  (step.type === 'pickup' ? planned.pickups : planned.deliveries).push(load.consignment);
  const atHome = (step.type === 'delivery') === (load.direction === 'delivery');
  if (!atHome || !load.window) return;
  const { promise } = planned;
  // Two promises at one door: the visit keeps both, so the narrower counts.
  planned.promise = promise
    ? {
        from: instant(Math.max(promise.from, load.window.from)),
        to: instant(Math.min(promise.to, load.window.to))
      }
    : load.window;
}

/** Where the visits are, and how the road goes to each from the one before. */
async function routeOf(visits: Visit[], router: Router): Promise<PlanRoute> {
  const route: PlanRoute = { visits: {}, legs: {} };
  for (const [index, { planned, title, position }] of visits.entries()) {
    route.visits[planned.visit] = { title, position };
    const before = visits[index - 1]?.position;
    const stays = !before || (before.longitude === position.longitude && before.latitude === position.latitude);
    route.legs[planned.visit] = stays ? [] : await roadBetween(router, before, position);
  }
  return route;
}

async function roadBetween(router: Router, from: Position, to: Position) {
  const { routes } = await router.route([from, to]);
  return routes[0]!.geometry.coordinates;
}

async function hasRoad(router: Router, position: Position): Promise<boolean> {
  try {
    await router.nearest(position);
    return true;
  } catch (error) {
    if (error instanceof RouterError && error.code === 'NoSegment') return false;
    throw error;
  }
}

async function demandRoad(router: Router, name: string, position: Position) {
  if (await hasRoad(router, position)) return;
  throw new PlanRefusal('no_road_to_place', name);
}
