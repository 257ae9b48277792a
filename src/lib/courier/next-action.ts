import { distanceBetween, type Position } from '#domain/geometry.ts';
import type { Instant, Metres } from '#domain/units.ts';
import { openDeliveries, openPickups, type Day, type Visit } from './day.ts';

/** The one thing that the bar at the bottom does now. */
export type NextAction =
  | { act: 'hand_over' | 'depart' | 'break_start' | 'break_end' | 'start' | 'to_loading' }
  | { act: 'mark_first' }
  | { act: 'end' }
  | { act: 'arrive'; far: Metres | null }
  | { act: 'close_stop'; early: Instant | null };

/** Further away than this, "Olen perillä" is more likely a slip of the glove than true: it then needs a hold. */
const arrivedWithin = 500;

/**
 * What comes next at a visit.
 *
 * @param position the tablet's own position; null when it is not known, and then nothing is doubted.
 */
export function nextAction(
  day: Pick<Day, 'started'>,
  visit: Visit,
  { now, position }: { now: Instant; position: Position | null }
): NextAction {
  if (!day.started) {
    if (visit.kind !== 'start') return { act: 'to_loading' };
    return openPickups(visit).length > 0 ? { act: 'to_loading' } : { act: 'start' };
  }
  if (visit.status === 'planned') return visit.kind === 'break' ? { act: 'break_start' } : arrive(visit, position);
  switch (visit.kind) {
    case 'break':
      return { act: 'break_end' };
    case 'end':
      return { act: 'end' };
    case 'service_stop':
      return { act: 'close_stop', early: visit.promise && now < visit.promise.to ? visit.promise.to : null };
    default:
      if (openPickups(visit).length > 0) return { act: 'mark_first' };
      return { act: openDeliveries(visit).length > 0 ? 'hand_over' : 'depart' };
  }
}

function arrive(visit: Visit, position: Position | null): NextAction {
  const distance = position && visit.position ? distanceBetween(position, visit.position) : null;
  return { act: 'arrive', far: distance !== null && distance > arrivedWithin ? distance : null };
}
