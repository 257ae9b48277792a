import type { ConsignmentId, VisitId } from '#domain/fact.ts';
import type { ShiftState } from '#domain/shift.ts';
import type { TabletEntry } from './tablet.ts';

/** Another tab was quicker: what was to be written has happened already, or has turned out otherwise. */
export class WrittenAlready extends Error {
  constructor(type: TabletEntry['type']) {
    super(`The journal has it already, so ${type} is not written a second time. Look what was written.`);
    this.name = 'WrittenAlready';
  }
}

/**
 * Whether an entry would say a second time what the shift has seen once: a visit is arrived at and left once, a
 * consignment ends once at a visit, a shift begins and ends once. A consignment that was missing may still come aboard,
 * and one that the hub cancelled may still be handed over: what happened stands.
 */
export function isWrittenAlready({ type, body }: TabletEntry, shift: ShiftState): boolean {
  const visit = (id: VisitId) => shift.visits.find((each) => each.visit === id);
  const status = (id: ConsignmentId) => shift.consignments.get(id)?.status ?? 'expected';
  switch (type) {
    case 'visit.arrived':
      return (visit(body.visit)?.arrived ?? null) !== null;
    case 'visit.departed':
      return (visit(body.visit)?.departed ?? null) !== null;
    case 'shift.started':
      return shift.started !== null;
    case 'shift.ended':
      return shift.ended !== null;
    case 'change.acknowledged':
      return shift.acknowledged.has(body.seq);
    case 'consignment.loaded':
      return ['loaded', 'handed_over', 'failed'].includes(status(body.consignment));
    case 'consignment.missing':
      return ['missing', 'loaded', 'handed_over', 'failed'].includes(status(body.consignment));
    case 'consignment.handed_over':
    case 'consignment.failed': {
      const consignment = shift.consignments.get(body.consignment);
      return Boolean(consignment?.handOver) || consignment?.failure?.visit === body.visit;
    }
    default:
      return false;
  }
}
