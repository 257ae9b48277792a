import { instant } from '#domain/units.ts';
import type { Reason } from '#routing/planner/explain/reasons.ts';
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
  const ids = (tasks: readonly { kind: 'job' | 'shipment'; id: number }[]) => tasks.map(idOf).join(' ');
  const place = (from: { type: string; id: number } | undefined): PlanReason['values'] =>
    from ? { from: idOf({ kind: from.type === 'job' ? 'job' : 'shipment', id: from.id }) } : {};
  return reasons.map((reason): PlanReason => {
    const { code } = reason;
    switch (code) {
      case 'time_window':
        return 'opens' in reason
          ? { code: 'time_window_early', values: { latest: time(reason.latest), opens: time(reason.opens) } }
          : { code, values: { earliest: time(reason.earliest), closes: time(reason.closes) } };
      case 'presence':
        return 'until' in reason
          ? { code: 'presence_until', values: { latest: time(reason.latest), until: time(reason.until) } }
          : { code, values: { earliest: time(reason.earliest), from: time(reason.from) } };
      case 'transit_time':
        return { code, values: { minutes: Math.ceil(reason.transit / 60), limit: Math.floor(reason.limit / 60) } };
      case 'max_shift':
        return { code, values: { minutes: Math.ceil(reason.needed / 60), limit: Math.floor(reason.limit / 60) } };
      case 'shift_too_short':
        return { code, values: { back: time(reason.back) } };
      case 'over_capacity':
        return { code, values: place(reason.from) };
      case 'compartment':
        return { code: 'full' in reason ? 'compartment_full' : code, values: {} };
      case 'incompatible_load':
        return { code, values: { others: ids(reason.with) } };
      case 'promises':
      case 'precedence':
      case 'conflict':
        return { code, values: { others: ids(reason.others) } };
      case 'search_limit':
        return { code: reason.unfinished ? 'search_unfinished' : code, values: {} };
      default:
        return { code, values: {} };
    }
  });
}

/** These name other tasks; where none of them may be named, `…_many` says so. */
const namingOthers = ['conflict', 'promises', 'precedence', 'incompatible_load'];

/**
 * The reasons as one person may read them.
 *
 * @param titleOf the name behind an identifier, or null where it belongs to another tenant.
 */
export function reasonsFor(reasons: PlanReason[], titleOf: (id: string) => string | null): PlanReason[] {
  const titles = (ids: string | number | undefined) =>
    String(ids ?? '')
      .split(' ')
      .map(titleOf)
      .filter((title) => title !== null);
  return reasons.map((reason) => {
    const { code, values } = reason;
    if (code === 'over_capacity') {
      const [from] = values.from === undefined ? [] : titles(values.from);
      return from === undefined ? { code, values: {} } : { code: 'over_capacity_from', values: { from } };
    }
    if (!namingOthers.includes(code)) return reason;
    const known = titles(values.others);
    return known.length > 0 ? { code, values: { others: known.join(', ') } } : { code: `${code}_many`, values: {} };
  });
}
