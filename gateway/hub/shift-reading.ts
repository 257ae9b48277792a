import type { ConsignmentId, VisitId } from '#domain/fact.ts';
import type { OpenedFact } from '#domain/signing.ts';
import type { Instant } from '#domain/units.ts';
import { isFactType, readBody, type FactBody, type FactType } from '#domain/vocabulary.ts';

/** What happened to a consignment, as far as the hub has heard. */
export interface Progress {
  status: 'added' | 'loaded' | 'missing' | 'handed_over' | 'failed';
  /** When the last of it happened, by the clock of the device that saw it. */
  at: Instant;
  handedOver: { body: FactBody<'consignment.handed_over'>; at: Instant } | null;
  failed: { body: FactBody<'consignment.failed'>; at: Instant } | null;
}

/** A shift as the console shows it. */
export interface ShiftReading {
  plan: FactBody<'plan.published'> | null;
  started: Instant | null;
  ended: Instant | null;
  consignments: Map<ConsignmentId, Progress>;
  visits: Map<VisitId, { arrived: Instant | null; departed: Instant | null }>;
}

/**
 * Reads a shift's facts: a hand-over stands whatever else was written, for the thing is with the person; of loaded and
 * missing the later counts.
 *
 * @param facts of all its journals, in any order.
 */
export function readShift(facts: OpenedFact[]): ShiftReading {
  const reading: ShiftReading = { plan: null, started: null, ended: null, consignments: new Map(), visits: new Map() };
  const progress = (id: ConsignmentId, at: Instant, status: Progress['status']) => {
    const known = reading.consignments.get(id) ?? { status, at, handedOver: null, failed: null };
    const settled = known.handedOver !== null || (known.failed !== null && status !== 'handed_over');
    reading.consignments.set(id, settled ? known : Object.assign(known, { status, at }));
    return known;
  };
  const visit = (id: VisitId) => {
    const known = reading.visits.get(id) ?? { arrived: null, departed: null };
    reading.visits.set(id, known);
    return known;
  };
  eachFact(facts, {
    'consignment.added': ({ consignment }, at) => void progress(consignment, at, 'added'),
    'plan.published': (body) => {
      if (!reading.plan || body.plan > reading.plan.plan) reading.plan = body;
    },
    'shift.started': (_, at) => (reading.started ??= at),
    'shift.ended': (_, at) => (reading.ended = at),
    'consignment.loaded': ({ consignment }, at) => void progress(consignment, at, 'loaded'),
    'consignment.missing': ({ consignment }, at) => void progress(consignment, at, 'missing'),
    'consignment.handed_over': (body, at) =>
      (progress(body.consignment, at, 'handed_over').handedOver ??= { body, at }),
    'consignment.failed': (body, at) => (progress(body.consignment, at, 'failed').failed = { body, at }),
    'visit.arrived': (body, at) => (visit(body.visit).arrived ??= at),
    'visit.departed': (body, at) => (visit(body.visit).departed = at)
  });
  return reading;
}

type Readers = { [Type in FactType]?: (body: FactBody<Type>, at: Instant, fact: OpenedFact) => unknown };

/** Gives each fact that makes sense to the reader of its type, in the order of time and within a journal of its number. */
export function eachFact(facts: OpenedFact[], readers: Readers) {
  const ordered = facts.toSorted((a, b) =>
    a.fact.journal === b.fact.journal ? a.fact.seq - b.fact.seq : a.fact.at - b.fact.at
  );
  for (const opened of ordered) {
    const { type, body, at } = opened.fact;
    if (!isFactType(type)) continue;
    const read = readBody(type, body);
    const reader = readers[type] as ((body: unknown, at: Instant, fact: OpenedFact) => unknown) | undefined;
    if (read && reader) reader(read, at as Instant, opened);
  }
}
