import type { Router } from '../../roads/questions.ts';
import { dimensionsOf, type Problem } from '../problem.ts';
import { hour } from './prices.ts';
import { placesOf } from './places.ts';
import { requestsOf, stopsOf, type Request, type Stops } from './tasks.ts';
import { vehiclesOf, type Vehicle } from './vehicles.ts';

/*
 * A problem made ready for the search: numbers in typed arrays. Times are whole microseconds, so that sums are exact;
 * prices are in VROOM's units of cost, for each microsecond where they are for a time. What has no limit is infinite.
 */

export interface Model {
  readonly problem: Problem;
  /** How many different amounts are counted. */
  readonly kinds: number;
  readonly stops: Stops;
  readonly requests: readonly Request[];
  readonly vehicles: readonly Vehicle[];
  /** Pairs of `Request.goods` that are never aboard together. */
  readonly incompatible: readonly (readonly [number, number])[];
  /** By one vehicle, `first` is finished before `then` begins. */
  readonly precedences: readonly { readonly first: number; readonly then: number }[];
  /** Microseconds on foot from one stop to another. */
  walk(from: number, to: number): number;
  /** For each microsecond between the longest and the shortest route. */
  readonly balancePrice: number;
}

/**
 * Gives every place its row in the tables; asks the router where the problem brings no matrices.
 * @throws PlannerError code 2 for limits that do not fit the matrices, code 3 for a place without a road
 */
export async function createModel(problem: Problem, router: Pick<Router, 'table'> | undefined): Promise<Model> {
  const kinds = dimensionsOf(problem);
  const places = await placesOf(problem, router);
  const goods = goodsOf(problem);
  const requests = requestsOf(problem, goods);
  const stops = stopsOf(problem, requests, places, kinds);
  const stopNamed = new Map(requests.flatMap(({ names, first }) => names.map((name, index) => [name, first + index])));
  const stopOf = ({ type, id }: { type: string; id: number }) => stopNamed.get(`${type} ${id}`)!;
  return {
    problem,
    kinds,
    stops,
    requests,
    vehicles: vehiclesOf(problem, { requests, stops, places, kinds }),
    incompatible: problem.incompatible_loads
      .map(([one, other]) => [goods.indexOf(one), goods.indexOf(other)] as const)
      .filter(([one, other]) => one >= 0 && other >= 0),
    precedences: problem.precedences.map(({ first, then }) => ({ first: stopOf(first), then: stopOf(then) })),
    walk: (from, to) => places.walk(stops.place[from]!, stops.place[to]!),
    balancePrice: problem.balance_per_hour / hour
  };
}

const goodsOf = ({ jobs, shipments }: Problem) => [
  ...new Set([...jobs, ...shipments].flatMap(({ goods }) => (goods === undefined ? [] : [goods])))
];
