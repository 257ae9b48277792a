import { cheapestInsertion, type Insertion } from './insertion.ts';
import { between, type Break, type Model, type Request, type Vehicle } from './model.ts';
import { isStop, scheduleRoute, stepsDriven, type Route } from './route-schedule.ts';

/** One route for each vehicle, in the vehicles' order, and the requests that none of them serves. */
export interface Plan {
  readonly routes: readonly Route[];
  readonly absent: readonly Request[];
}

export interface SearchOptions {
  /** Ruins and recreations to try. */
  readonly iterations: number;
  /** Steps to drive on trial at most: ends a search whose routes are long before it takes minutes. */
  readonly mostSteps: number;
  /** Numbers from 0 up to 1; the same numbers give the same plan. */
  readonly random: () => number;
}

// As Christiaens & Vanden Berghe found them: "Slack induction by string removals", Transportation Science 54 (2020).
const meanRemoved = 10;
const longestString = 10;
const blinkRate = 0.01;
/** From this share of the first plan's mean detour down to a hundredth of it. */
const firstTemperature = 0.5;

/**
 * Serves as much as it can: first the sum of priorities, then the number of requests, then the cost. Strings of
 * neighbouring visits are torn out of the plan again and again and put back where they cost least.
 * @param idle one route for each vehicle, with nothing but its breaks
 */
export function search(model: Model, idle: Plan, { iterations, mostSteps, random }: SearchOptions): Plan {
  const before = stepsDriven();
  let current = recreate(idle, byPriorityAndWindow(idle.absent), () => false);
  let best = current;
  const near = neighbours(model);
  const start = (firstTemperature * costOf(current)) / Math.max(1, model.requests.length);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const spent = (stepsDriven() - before) / mostSteps;
    if (spent >= 1) break;
    const temperature = start * 0.01 ** Math.max(iteration / iterations, spent);
    const ruined = ruin(model, current, near, random);
    if (!ruined) continue;
    const candidate = recreate(ruined, shuffled(ruined.absent, random), () => random() < blinkRate);
    const served = compareServed(candidate, current);
    if (served > 0) continue;
    if (served < 0 || costOf(candidate) < costOf(current) - temperature * Math.log(random())) current = candidate;
    if (compareServed(current, best) < 0 || (compareServed(current, best) === 0 && costOf(current) < costOf(best)))
      best = current;
  }
  // Without skipping anything, so that what is left out truly finds no place beside the rest.
  return recreate(best, byPriorityAndWindow(best.absent), () => false);
}

/** The cost of a plan, in thousandths of VROOM's cost. */
const costOf = (plan: Plan) => plan.routes.reduce((sum, route) => sum + route.schedule.cost, 0);

/** Negative where `a` leaves out less than `b`. */
function compareServed(a: Plan, b: Plan): number {
  const lost = ({ absent }: Plan) => absent.reduce((sum, { priority }) => sum + priority, 0);
  return lost(a) - lost(b) || a.absent.length - b.absent.length;
}

const lastStart = (request: Request) => Math.min(...request.stops.map(({ windows }) => windows.at(-1)![1]));
const byPriorityAndWindow = (requests: readonly Request[]) =>
  requests.toSorted((a, b) => b.priority - a.priority || order(lastStart(a), lastStart(b)) || a.number - b.number);

/** Like subtraction, but infinities are equal. */
const order = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/** Puts every absent request where it costs least, one after the other. */
function recreate(plan: Plan, absent: readonly Request[], skips: () => boolean): Plan {
  const routes = [...plan.routes];
  const left: Request[] = [];
  for (const request of absent) {
    let best: Insertion | undefined;
    const idleTried = new Set<number>();
    for (const route of routes) {
      if (!route.steps.some(isStop)) {
        if (idleTried.has(route.vehicle.twin)) continue;
        idleTried.add(route.vehicle.twin);
      }
      best = cheapestInsertion(route, request, best?.cost, skips) ?? best;
    }
    if (best) routes[best.route.vehicle.number] = best.route;
    else left.push(request);
  }
  return { routes, absent: left };
}

/** For each request all requests, nearest first: by the driving between any of their places. */
function neighbours({ requests, vehicles }: Model): number[][] {
  const { durations } = vehicles[0]!;
  return requests.map((one) => {
    const distance = requests.map((other) =>
      Math.min(...one.stops.flatMap((a) => other.stops.map((b) => between(durations, a.place, b.place))))
    );
    return requests.map(({ number }) => number).toSorted((a, b) => order(distance[a]!, distance[b]!) || a - b);
  });
}

/**
 * Tears strings of stops out of the routes around a random request, and lets their breaks move.
 * @returns nothing where a route is impossible without what was torn out, as matrices from elsewhere may have it
 */
function ruin(model: Model, plan: Plan, near: number[][], random: () => number): Plan | undefined {
  const routeOf = new Map<Request, Route>();
  for (const route of plan.routes) for (const step of route.steps) if (isStop(step)) routeOf.set(step.request, route);
  const inUse = new Set(routeOf.values());
  const meanLength = plan.routes.reduce((sum, route) => sum + requestsIn(route), 0) / Math.max(1, inUse.size);
  const lengthLimit = Math.min(longestString, Math.max(1, meanLength));
  const routesToRuin = 1 + Math.floor(random() * ((4 * meanRemoved) / (1 + lengthLimit)));
  const torn = new Map<Route, Set<Request>>();
  const seed = Math.floor(random() * model.requests.length);
  for (const number of near[seed]!) {
    if (torn.size >= routesToRuin || torn.size >= inUse.size) break;
    const request = model.requests[number]!;
    const route = routeOf.get(request);
    if (!route || torn.has(route)) continue;
    const length = 1 + Math.floor(random() * Math.min(requestsIn(route), lengthLimit));
    torn.set(route, stringAround(route, request, length, random));
  }
  const routes = [...plan.routes];
  const absent = [...plan.absent];
  for (const [{ vehicle, steps }, requests] of torn) {
    const kept = steps.filter((step) => isStop(step) && !requests.has(step.request));
    const route = withBreaks(vehicle, kept as Route['steps'], random);
    if (!route) return undefined;
    routes[vehicle.number] = route;
    absent.push(...requests);
  }
  return { routes, absent };
}

const requestsIn = (route: Route) => new Set(route.steps.map((step) => isStop(step) && step.request)).size;

/** So many requests that follow each other in the route, one of which is the given one. */
function stringAround(route: Route, request: Request, length: number, random: () => number): Set<Request> {
  const requests = [...new Set(route.steps.filter(isStop).map((step) => step.request))];
  const index = requests.indexOf(request);
  const earliest = Math.max(0, index - length + 1);
  const latest = Math.min(index, requests.length - length);
  const from = earliest + Math.floor(random() * (latest - earliest + 1));
  return new Set(requests.slice(from, from + length));
}

/**
 * A route with the vehicle's breaks set among the stops, each where the vehicle comes home earliest, or now and then
 * somewhere else that is possible.
 * @returns nothing where the breaks cannot all be taken
 */
export function withBreaks(vehicle: Vehicle, stops: Route['steps'], random: () => number): Route | undefined {
  let route = scheduleRoute(vehicle, stops);
  for (const rest of vehicle.breaks) {
    if (!route) return undefined;
    const choices = placesForBreak(route, rest);
    const soonest = Math.min(...choices.map(({ schedule }) => schedule.arrival));
    const good = random() < 0.5 ? choices : choices.filter(({ schedule }) => schedule.arrival === soonest);
    route = good[Math.floor(random() * good.length)];
  }
  return route;
}

function placesForBreak({ vehicle, steps }: Route, rest: Break): Route[] {
  const choices: Route[] = [];
  for (let at = 0; at <= steps.length; at++) {
    const route = scheduleRoute(vehicle, steps.toSpliced(at, 0, rest));
    if (route) choices.push(route);
  }
  return choices;
}

function shuffled(requests: readonly Request[], random: () => number): Request[] {
  const rule = random();
  const key = (request: Request): number => {
    if (rule < 0.4) return random();
    if (rule < 0.6) return -Math.max(0, ...request.stops[0]!.change.map(Math.abs));
    if (rule < 0.8) return lastStart(request);
    return request.stops[0]!.windows[0]![0];
  };
  const keys = new Map(requests.map((request) => [request, key(request)]));
  const first = random() < 0.5;
  return requests.toSorted(
    (a, b) => (first ? b.priority - a.priority : 0) || order(keys.get(a)!, keys.get(b)!) || a.number - b.number
  );
}
