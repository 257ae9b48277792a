import type { ShiftState } from '#domain/shift.ts';
import type { ServiceStop } from '#domain/vocabulary.ts';

/** The shift's announced stops that its plan leaves out, because it was made too late to reach them; none without a plan. */
export function missedStops({ opening, plan, visits }: ShiftState): ServiceStop[] {
  if (!opening || !plan) return [];
  return opening.serviceStops.filter(
    ({ stop, promise }) => !visits.some((visit) => visit.stop === stop && visit.promise?.from === promise.from)
  );
}
