import type { Model } from '../model/model.ts';
import { inMicroseconds } from '../model/time.ts';
import type { Reason } from '../explain/reasons.ts';
import { placeWords, taskOf } from './route.ts';
import { tidy, type Solution, type SolutionRoute, type UnassignedTask, type Violation } from './words.ts';

/**
 * Writes a plan in VROOM's words.
 * @param reasonsOf why a request, or a part of it, is left out
 */
export function toSolution(model: Model, routes: SolutionRoute[], reasonsOf: (request: number) => Reason[]): Solution {
  const { problem, requests, stops } = model;
  const served = new Set(routes.flatMap(({ steps }) => steps.map(({ type, id }) => `${type} ${id}`)));
  const unassigned: UnassignedTask[] = [];
  let paid = balanceOf(model, routes);
  for (const { number, names, first, unassignedCost = 0 } of requests) {
    const lost = names.flatMap((name, index) => (served.has(name) ? [] : [first + index]));
    if (lost.length === 0) continue;
    paid += unassignedCost;
    const reasons = reasonsOf(number);
    for (const stop of lost) {
      const task = taskOf(problem, stop);
      const { description } = task;
      unassigned.push({
        id: stops.id[stop]!,
        type: stops.type[stop]!,
        ...(description !== undefined && { description }),
        ...placeWords(task),
        'x-reasons': reasons
      });
    }
  }
  const total = (
    key: 'cost' | 'setup' | 'service' | 'duration' | 'waiting_time' | 'priority' | 'distance' | 'soft_cost'
  ) => routes.reduce((sum, route) => sum + (route[key] ?? 0), 0);
  const amounts = (key: 'delivery' | 'pickup') =>
    Array.from({ length: model.kinds }, (_, sort) => routes.reduce((sum, route) => sum + route[key]![sort]!, 0));
  const soft = tidy(total('soft_cost') + paid);
  return {
    code: 0,
    summary: {
      cost: tidy(total('cost') + paid),
      routes: routes.length,
      unassigned: unassigned.length,
      ...(model.kinds > 0 && { delivery: amounts('delivery'), pickup: amounts('pickup') }),
      setup: tidy(total('setup')),
      service: tidy(total('service')),
      duration: tidy(total('duration')),
      waiting_time: tidy(total('waiting_time')),
      priority: total('priority'),
      ...(model.vehicles.every(({ distances }) => distances) && { distance: tidy(total('distance')) }),
      ...(soft !== 0 && { soft_cost: soft }),
      violations: onceEach(routes.flatMap(({ violations }) => violations))
    },
    routes,
    unassigned
  };
}

/** What is paid because one route is longer than another. */
function balanceOf({ balancePrice, vehicles }: Model, routes: readonly SolutionRoute[]): number {
  if (balancePrice === 0) return 0;
  const lengths = routes.map(({ steps }) => {
    const driven = steps.filter(({ on_foot }) => !on_foot);
    const last = driven.at(-1)!;
    return last.arrival + last.waiting_time + last.setup + last.service - driven[0]!.arrival;
  });
  if (lengths.length < vehicles.length) lengths.push(0);
  return inMicroseconds(Math.max(...lengths) - Math.min(...lengths)) * balancePrice;
}

const onceEach = (violations: readonly Violation[]): Violation[] => [
  ...new Map(violations.map((violation) => [violation.cause, { cause: violation.cause }])).values()
];
