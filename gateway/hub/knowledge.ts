import type { DatabaseSync } from 'node:sqlite';
import type { ConsignmentId, JournalId, KeyId, ShiftId } from '#domain/fact.ts';
import { journalOf, partsOf } from '#domain/fact.ts';
import type { OpenedAcknowledgement, OpenedFact } from '#domain/signing.ts';
import type { Instant } from '#domain/units.ts';
import { JournalStore } from '../journal/journal-store.ts';
import type { OrderDetail, TimelineEntry } from './services.ts';
import { eachFact } from './shift-reading.ts';

/** A shift's facts with what the replicas have sworn to: who wrote a fact, and where it is safe. */
export interface ShiftKnowledge {
  facts: OpenedFact[];
  writerOf(journal: JournalId): 'hub' | 'tablet' | 'van';
  savedAt(fact: OpenedFact): TimelineEntry['saved'];
}

export interface Knowledge {
  of(shift: ShiftId): ShiftKnowledge;
  /** Who knows of a cancellation and since when; null when the shift was never told of the consignment. */
  ofCancellation(shift: ShiftId, consignment: ConsignmentId, hub: Instant): OrderDetail['knows'];
}

/** The hub's journals. They remember when a replica first swore to have a cancellation: later words would hide it. */
export class HubJournals extends JournalStore {
  private readonly hub: KeyId;
  private readonly note: ReturnType<DatabaseSync['prepare']>;

  constructor(database: DatabaseSync, hub: KeyId) {
    super(database);
    this.hub = hub;
    this.note = database.prepare('INSERT OR IGNORE INTO cancellation_known VALUES (?, ?, ?)');
  }

  override keepAcknowledgements(words: OpenedAcknowledgement[]): void {
    super.keepAcknowledgements(words);
    for (const { acknowledgement } of words) {
      const { replica, journal, seq, at } = acknowledgement;
      if (replica === 'hub' || journal !== journalOf(partsOf(journal).shift, this.hub)) continue;
      for (const { fact } of this.ofType(journal, 'consignment.cancelled'))
        if (fact.seq <= seq) this.note.run(String(fact.body.consignment), replica, Math.round(at));
    }
  }
}

export function createKnowledge(database: DatabaseSync, journals: HubJournals, hub: KeyId): Knowledge {
  const known = database.prepare('SELECT replica, at FROM cancellation_known WHERE consignment = ?');
  return {
    of(shift) {
      const facts = journals.ofShift(shift);
      const words = journals.acknowledgements(shift).map(({ acknowledgement }) => acknowledgement);
      const vans = new Set<string>();
      eachFact(facts, { 'device.admitted': ({ role, device }) => role === 'van' && vans.add(device) });
      const has = (replica: string, { fact }: OpenedFact) =>
        words.some((word) => word.replica === replica && word.journal === fact.journal && word.seq >= fact.seq);
      return {
        facts,
        writerOf(journal) {
          const { key } = partsOf(journal);
          return key === hub ? 'hub' : vans.has(key) ? 'van' : 'tablet';
        },
        savedAt: (fact) => ({ tablet: has('tablet', fact), van: has('van', fact), hub: has('hub', fact) })
      };
    },
    ofCancellation(shift, consignment, at) {
      const cancelled = journals
        .ofType(journalOf(shift, hub), 'consignment.cancelled')
        .find(({ fact }) => fact.body.consignment === consignment);
      if (!cancelled) return null;
      const since = Object.fromEntries(known.all(consignment).map(({ replica, at: when }) => [replica, when]));
      let courier: Instant | null = null;
      eachFact(journals.ofShift(shift), {
        'change.acknowledged': ({ journal, seq }, when) => {
          if (journal === cancelled.fact.journal && seq === cancelled.fact.seq) courier ??= when;
        }
      });
      return {
        hub: at,
        van: (since.van as Instant | undefined) ?? null,
        tablet: (since.tablet as Instant | undefined) ?? null,
        courier
      };
    }
  };
}
