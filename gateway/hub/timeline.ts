import type { ConsignmentId, JournalId, VisitId } from '#domain/fact.ts';
import type { Instant } from '#domain/units.ts';
import type { FactType } from '#domain/vocabulary.ts';
import type { ShiftKnowledge } from './knowledge.ts';
import type { OrderEvent } from './order-store.ts';
import type { TimelineEntry } from './services.ts';
import { eachFact } from './shift-reading.ts';

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
  const ordered = events.map(({ at, type }): TimelineEntry => ({
    at,
    type,
    by: 'orderer',
    saved: { tablet: false, van: false, hub: true }
  }));
  return [...ordered, ...(shift ? factsAbout(consignment, shift) : [])].sort((a, b) => a.at - b.at);
}

function factsAbout(consignment: ConsignmentId, { facts, writerOf, savedAt }: ShiftKnowledge): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const visits = new Set<VisitId>();
  const ownFacts = new Set<string>();
  eachFact(facts, {
    'plan.published': (body) => {
      for (const { visit, pickups, deliveries } of body.visits)
        if ([...pickups, ...deliveries].includes(consignment)) visits.add(visit);
    }
  });
  for (const opened of facts) {
    const { type, body, journal, seq } = opened.fact;
    if (body.consignment === consignment) ownFacts.add(`${journal} ${seq} ${type}`);
  }
  const changes = ['consignment.added', 'consignment.changed', 'consignment.cancelled'];
  const acknowledges = (journal: string, seq: number) =>
    changes.some((type) => ownFacts.has(`${journal} ${seq} ${type}`));

  const add = (type: FactType) => (_: unknown, at: Instant, opened: (typeof facts)[number]) => {
    entries.push({ at, type, by: writerOf(opened.fact.journal as JournalId), saved: savedAt(opened) });
  };
  const ifOwn = <Type extends FactType>(type: Type) => ({
    [type]: (body: { consignment?: string }, at: Instant, opened: (typeof facts)[number]) => {
      if (body.consignment === consignment) add(type)(body, at, opened);
    }
  });
  eachFact(facts, {
    ...ifOwn('consignment.added'),
    ...ifOwn('consignment.changed'),
    ...ifOwn('consignment.cancelled'),
    ...ifOwn('consignment.loaded'),
    ...ifOwn('consignment.missing'),
    ...ifOwn('consignment.handed_over'),
    ...ifOwn('consignment.failed'),
    'plan.published': (body, at, opened) => {
      if (body.visits.some(({ visit }) => visits.has(visit))) add('plan.published')(body, at, opened);
    },
    'visit.arrived': (body, at, opened) => {
      if (visits.has(body.visit)) add('visit.arrived')(body, at, opened);
    },
    'visit.departed': (body, at, opened) => {
      if (visits.has(body.visit)) add('visit.departed')(body, at, opened);
    },
    'change.acknowledged': (body, at, opened) => {
      if (acknowledges(body.journal, body.seq)) add('change.acknowledged')(body, at, opened);
    }
  });
  return entries;
}
