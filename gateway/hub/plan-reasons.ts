import { instant } from '#domain/units.ts';
import type { Reason } from '#routing/planner/reasons.ts';
import { writeTime } from './finnish-time.ts';
import type { PlanReason } from './services.ts';

/**
 * The planner's reasons as a fact may hold them: Finnish times, minutes, and what stands in the way by its identifier,
 * never by a person's name.
 *
 * @param idOf a consignment or service stop by the planner's number of a shipment or job.
 */
export function writeReasons(
  reasons: readonly Reason[],
  idOf: (task: { kind: 'job' | 'shipment'; id: number }) => string
): PlanReason[] {
  const time = (seconds: number) => writeTime(instant(seconds * 1000));
  return reasons.map((reason): PlanReason => {
    switch (reason.code) {
      case 'time_window':
        return { code: reason.code, values: { earliest: time(reason.earliest), closes: time(reason.closes) } };
      case 'transit_time':
        return {
          code: reason.code,
          values: { minutes: Math.ceil(reason.transit / 60), limit: Math.floor(reason.limit / 60) }
        };
      case 'shift_too_short':
        return { code: reason.code, values: { back: time(reason.back) } };
      case 'conflict':
        return { code: reason.code, values: { others: reason.others.map(idOf).join(' ') } };
      default:
        return { code: reason.code, values: {} };
    }
  });
}

/**
 * The reasons as one person may read them.
 *
 * @param titleOf the name behind an identifier, or null where it belongs to another tenant.
 */
export function reasonsFor(reasons: PlanReason[], titleOf: (id: string) => string | null): PlanReason[] {
  return reasons.map((reason) => {
    if (reason.code !== 'conflict') return reason;
    const titles = String(reason.values.others ?? '')
      .split(' ')
      .map(titleOf);
    const known = titles.filter((title) => title !== null);
    return known.length > 0
      ? { code: 'conflict', values: { others: known.join(', ') } }
      : { code: 'conflict_many', values: {} };
  });
}
