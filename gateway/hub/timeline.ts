import type { ConsignmentId, VisitId } from '#domain/fact.ts';
import type { SavedFact } from '#domain/shift.ts';
import type { Instant } from '#domain/units.ts';
import { isFactType, readBody } from '#domain/vocabulary.ts';
import type { ShiftKnowledge } from './knowledge.ts';
import type { OrderEvent } from './order-store.ts';
import type { TimelineEntry } from './services.ts';

/**
 * What happened to one consignment, oldest first: what the orderer did, and the shift's facts that are about it. Facts
 * about anything else are left out, for they may be another tenant's.
 *
 * @param shift null before the shift was opened.
 */
export function timelineOf(
  consignment: ConsignmentId,
  events: OrderEvent[],
  shift: ShiftKnowledge | null
): TimelineEntry[] {
  const atHub = { tablet: false, van: false, hub: true };
  const ordered = events.map(({ at, type }): TimelineEntry => ({ at, type, by: 'orderer', saved: atHub }));
  return [...ordered, ...(shift ? entriesAbout(consignment, shift) : [])].sort((a, b) => a.at - b.at);
}

function entriesAbout(consignment: ConsignmentId, { facts, writerOf }: ShiftKnowledge): TimelineEntry[] {
  const isAbout = aboutness(consignment, facts);
  return facts.flatMap(({ fact, saved }): TimelineEntry[] => {
    const { at, type, journal } = fact;
    return isFactType(type) && isAbout(fact) ? [{ at: at as Instant, type, by: writerOf(journal), saved }] : [];
  });
}

/** Whether a fact names the consignment, or is a plan with it, a visit for it, or the courier's word on a change of it. */
function aboutness(consignment: ConsignmentId, facts: SavedFact[]): (fact: SavedFact['fact']) => boolean {
  const visits = new Set<VisitId>();
  const plans = new Set<number>();
  const changes = new Set<string>();
  for (const { fact } of facts) {
    if (fact.type.startsWith('consignment.') && fact.body.consignment === consignment)
      changes.add(`${fact.journal} ${fact.seq}`);
    if (fact.type !== 'plan.published') continue;
    for (const { visit, pickups, deliveries } of readBody('plan.published', fact.body)?.visits ?? []) {
      if (![...pickups, ...deliveries].includes(consignment)) continue;
      visits.add(visit);
      plans.add(fact.seq);
    }
  }
  return ({ type, body, journal, seq }) => {
    switch (type) {
      case 'plan.published':
        return plans.has(seq);
      case 'visit.arrived':
      case 'visit.departed':
        return visits.has(body.visit as VisitId);
      case 'change.acknowledged':
        return changes.has(`${String(body.journal)} ${Number(body.seq)}`);
      default:
        return changes.has(`${journal} ${seq}`);
    }
  };
}
