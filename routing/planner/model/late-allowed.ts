import type { Model } from './model.ts';
import type { Request, Stops } from './tasks.ts';
import type { Windows } from './time.ts';

/**
 * The model in which some stops may be late: what a courier has decided, or has aboard already, is done even where a
 * promise breaks. Whoever prints the plan names the promise.
 */
export function lateAllowed(model: Model, stops: ReadonlySet<number>): Model {
  if (stops.size === 0) return model;
  const affected = new Set([...stops].map((stop) => model.stops.request[stop]!));
  return {
    ...model,
    stops: {
      ...model.stops,
      windows: model.stops.windows.map((windows, stop) => (stops.has(stop) ? neverTooLate(windows) : windows)),
      closes: model.stops.closes.map((closes, stop) => (stops.has(stop) ? Infinity : closes)),
      presentFrom: model.stops.presentFrom.map((from, stop) => (from >= 0 && stops.has(stop) ? Infinity : from))
    } satisfies Stops,
    requests: model.requests.map((request): Request =>
      affected.has(request.number) ? { ...request, maxTransit: Infinity } : request
    )
  };
}

/** The last window never closes. */
export const neverTooLate = ({ opens, closes }: Windows): Windows => ({
  opens,
  closes: [...closes.slice(0, -1), Infinity]
});
