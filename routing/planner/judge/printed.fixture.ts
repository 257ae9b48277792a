import type { PrintedRoute, PrintedSolution, PrintedStep } from './words.judge.ts';

/** One step as a test tells it: everything left out is nothing. */
export type Told = Pick<PrintedStep, 'type' | 'arrival'> & Partial<PrintedStep>;

/**
 * Writes a solution of one route from its steps as a test works them out by hand, and sums up.
 * @param totals what cannot be summed up from the steps
 */
export function printed(
  vehicle: number,
  steps: readonly Told[],
  totals: Pick<PrintedRoute, 'cost' | 'priority'> & Partial<PrintedRoute>,
  unassigned: PrintedSolution['unassigned'] = []
): PrintedSolution {
  const full = steps.map((step): PrintedStep => ({
    duration: 0,
    setup: 0,
    service: 0,
    waiting_time: 0,
    violations: [],
    ...step
  }));
  const sum = (key: 'setup' | 'service' | 'waiting_time') =>
    full.reduce((total, step) => total + (step.on_foot ? 0 : step[key]), 0);
  const last = full.at(-1)!;
  const route: PrintedRoute = {
    vehicle,
    setup: sum('setup'),
    service: sum('service'),
    duration: last.duration,
    waiting_time: sum('waiting_time'),
    ...(last.distance !== undefined && { distance: last.distance }),
    violations: [],
    ...totals,
    steps: full
  };
  const { steps: _, vehicle: __, ...summary } = route;
  return {
    summary: { ...structuredClone(summary), routes: 1, unassigned: unassigned.length },
    routes: [route],
    unassigned
  };
}

/** Places on a line, so many seconds and ten times so many metres apart. */
export function line(places: number, seconds: number) {
  const cells = (unit: number) =>
    Array.from({ length: places }, (_, from) => Array.from({ length: places }, (_, to) => Math.abs(from - to) * unit));
  return { durations: cells(seconds), distances: cells(10 * seconds) };
}
