import type { ShiftState } from '#domain/shift.ts';
import type { ServiceStop } from '#domain/vocabulary.ts';

/** A day's announced stops that no van's plan has, because it was made too late to reach them; none without a plan. */
export function missedStops(states: Pick<ShiftState, 'opening' | 'plan' | 'visits'>[]): ServiceStop[] {
  const visits = states.flatMap((state) => state.visits);
  const opening = states.find(({ plan }) => plan)?.opening;
  return (opening?.serviceStops ?? []).filter(
    ({ stop, promise }) => !visits.some((visit) => visit.stop === stop && visit.promise?.from === promise.from)
  );
}
