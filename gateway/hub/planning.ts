import type { VisitId } from '#domain/fact.ts';
import type { Position } from '#domain/geometry.ts';
import type { PlanRoute } from '#domain/sealed.ts';
import { instant, metres, seconds } from '#domain/units.ts';
import type { FactBody } from '#domain/vocabulary.ts';
import type { Solution } from '#routing/planner/print/words.ts';
import { mostStops, type ProblemInput } from '#routing/planner/problem.ts';
import { RouterError, type Router } from '#routing/roads/questions.ts';
import { dayProblem, type DayLoad, type DayProblem, type StopInTime } from './day-problem.ts';
import { writeReasons } from './plan-reasons.ts';
import { visitsOf, type Visit } from './plan-visits.ts';
import type { PlanRefused } from './services.ts';

/** Why nothing can be planned until a person has changed something. */
export class PlanRefusal extends Error {
  readonly refusal: PlanRefused;

  constructor(refused: PlanRefused['refused'], place = '') {
    super(`The day cannot be planned: ${refused}.`);
    this.name = 'PlanRefusal';
    this.refusal = { refused, place };
  }
}

/** How many orders one plan holds beside its service stops: each is one pickup and one delivery. */
export const mostOrders = (stops: number) => Math.floor((mostStops - stops) / 2);

export interface VanPlan {
  plan: Omit<FactBody<'plan.published'>, 'plan' | 'route'>;
  route: PlanRoute;
}

/**
 * Plans a day of all vans on real roads: every order is picked up before it is delivered, promised stops of the service
 * point are kept whole as far as there is still time, and what does not fit is left out with its reason. A stop that no
 * van can reach any more before its end is no visit of a plan.
 *
 * @param visitId names a plan's visits by their number from 0.
 * @param solve the planner.
 * @returns a plan for each van, in the vans' order. What is left out and no van's stands in the first one's.
 * @throws PlanRefusal when a sender, a stop or the depot lies off the roads, or promised stops stand in each other's way.
 */
export async function planDay(
  day: DayProblem,
  router: Router,
  visitId: (index: number) => VisitId,
  solve: (problem: ProblemInput, router: Router) => Promise<Solution>
): Promise<VanPlan[]> {
  for (const place of [day.depot, ...day.stops.map(({ name, position }) => ({ name: name.fi, position }))])
    await demandRoad(router, place.name, place.position);
  for (const { sender } of day.loads) await demandRoad(router, sender.title, sender.position);
  const reachable: DayLoad[] = [];
  const unreachable: DayLoad[] = [];
  for (const load of day.loads) ((await hasRoad(router, load.home.position)) ? reachable : unreachable).push(load);

  const noRoad = unreachable.map((load) => ({ load, reasons: [{ code: 'no_road', values: {} }] }));
  const stops = await stopsInTime(day, router);
  const solution =
    reachable.length + stops.length === 0 ? null : await solve(dayProblem(day, stops, reachable), router);
  const broken = solution?.unassigned.find(({ type }) => type === 'job');
  if (broken) throw new PlanRefusal('stop_not_kept', stops[broken.id]!.name.fi);
  const idOf = ({ kind, id }: { kind: 'job' | 'shipment'; id: number }): string =>
    kind === 'job' ? stops[id]!.stop : reachable[id]!.consignment;
  const leftOut = (solution?.unassigned ?? [])
    .filter(({ type }) => type === 'pickup')
    .map((task) => ({ load: reachable[task.id]!, reasons: writeReasons(task['x-reasons'], idOf) }));
  const leftOutBy = (van: string, isFirst: boolean) =>
    [...leftOut, ...noRoad]
      .filter(({ load }) => (load.van === null ? isFirst : load.van === van))
      .map(({ load: { consignment }, reasons }) => ({ consignment, reasons }));
  const plans: VanPlan[] = [];
  for (const [number, { id }] of day.vans.entries()) {
    const driven = solution?.routes.find(({ vehicle }) => vehicle === number);
    const visits = visitsOf(driven?.steps ?? [], { ...day, stops, loads: reachable }, visitId);
    plans.push({
      plan: {
        visits: visits.map(({ planned }) => planned),
        unassigned: leftOutBy(id, number === 0),
        driving: seconds(driven?.duration ?? 0),
        distance: metres(driven?.distance ?? 0)
      },
      route: await routeOf(visits, router)
    });
  }
  return plans;
}

/**
 * The stops that a van can reach before their end. Whoever waits at one is served for the time that is left, for a
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
