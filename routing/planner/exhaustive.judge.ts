import { everyRoute } from './judge/every-route.judge.ts';
import { wordsOf, type Request } from './judge/every-stop.judge.ts';
import { printTried } from './judge/print-tried.judge.ts';
import type { Costs, Tried } from './judge/tried.judge.ts';
import type { PrintedSolution, ProblemWords } from './judge/words.judge.ts';
import type { Objective } from './solution.judge.ts';

/**
 * The best that there is, by trying every vehicle for every task and leaving out any: the slow, obvious way, for seven
 * stops and a day of some twenty seconds. Where speeds change over the day, a better plan may begin within a second. Orders that are pinned are not its business.
 * @param problem with matrices, whole seconds throughout, and a time window for each vehicle
 * @returns infinite where locked steps cannot be kept
 */
export const bestOfAll = (problem: ProblemWords): Objective => bestPlan(problem).objective;

/** As `bestOfAll`, with one of the best plans. */
export function bestPlan(problem: ProblemWords): { objective: Objective; solution: PrintedSolution } {
  const requests: Request[] = [
    ...(problem.jobs ?? []).map((job) => ({ job })),
    ...(problem.shipments ?? []).map((shipment) => ({ shipment }))
  ];
  const known = new Map<string, Costs>();
  const costsOf = (vehicle: number, mine: readonly Request[]) => {
    const key = `${vehicle} ${mine.map((request) => requests.indexOf(request)).join()}`;
    const costs = known.get(key) ?? everyRoute(problem, problem.vehicles[vehicle]!, mine);
    known.set(key, costs);
    return costs;
  };

  // The best are tried first, so that the many ways to leave more out are mostly not tried at all.
  const plans = plansFor(requests, problem.vehicles.length)
    .map((plan) => {
      const left = requests.filter((_, index) => plan[index] === undefined);
      const missed = left.map(wordsOf).filter(({ unassigned_cost }) => unassigned_cost === undefined);
      const priority = missed.reduce((sum, words) => sum + (words.priority ?? 0), 0);
      const paid = left.map(wordsOf).reduce((sum, { unassigned_cost = 0 }) => sum + unassigned_cost, 0);
      return { plan, left, priority, missed: missed.length, paid };
    })
    .toSorted((a, b) => a.priority - b.priority || a.missed - b.missed);
  let objective: Objective = [Infinity, Infinity, Infinity];
  let best: { routes: readonly Tried[]; left: readonly Request[] } = { routes: [], left: [] };
  for (const { plan, left, priority, missed, paid } of plans) {
    if (objective[2] < Infinity && (priority > objective[0] || missed > objective[1])) break;
    const costs: Costs[] = [];
    for (const vehicle of problem.vehicles.keys()) {
      const mine = requests.filter((_, index) => plan[index] === vehicle);
      costs.push(costsOf(vehicle, mine));
      if (costs.at(-1)!.size === 0) break;
    }
    const { cost, routes } = cheapest(costs, problem.balance_per_hour ?? 0);
    if (cost + paid >= objective[2]) continue;
    objective = [priority, missed, cost + paid];
    best = { routes, left };
  }
  return { objective, solution: printTried(problem, best.routes, best.left.flatMap(namesOf), objective[2]) };
}

const namesOf = (request: Request) =>
  'job' in request
    ? [{ type: 'job', id: request.job.id }]
    : (['pickup', 'delivery'] as const).map((type) => ({ type, id: request.shipment[type].id }));

/** For every request every vehicle, or none. */
function plansFor(requests: readonly Request[], vehicles: number): (number | undefined)[][] {
  return requests.reduce<(number | undefined)[][]>(
    (plans) => plans.flatMap((plan) => [...Array(vehicles).keys(), undefined].map((vehicle) => [...plan, vehicle])),
    [[]]
  );
}

/** The least sum over all vehicles, with what their unlike lengths cost. */
function cheapest(costs: readonly Costs[], balance: number): { cost: number; routes: readonly Tried[] } {
  let best: { cost: number; routes: readonly Tried[] } = { cost: Infinity, routes: [] };
  const choose = (routes: readonly Tried[], cost: number, shortest: number, longest: number) => {
    const total = cost + (Math.max(0, longest - shortest) / 3600) * balance;
    if (routes.length === costs.length) best = total < best.cost ? { cost: total, routes } : best;
    else
      for (const [length, tried] of costs[routes.length]!)
        choose([...routes, tried], cost + tried.cost, Math.min(shortest, length), Math.max(longest, length));
  };
  choose([], 0, Infinity, 0);
  return best;
}
