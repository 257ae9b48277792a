import type { DatabaseSync } from 'node:sqlite';
import type { ConsignmentId, JournalId, KeyId, ShiftId } from '#domain/fact.ts';
import { journalOf, partsOf } from '#domain/fact.ts';
import { savedBy } from '#domain/saved.ts';
import { foldShift, rolesOf, type SavedFact, type ShiftState } from '#domain/shift.ts';
import type { OpenedAcknowledgement, ReplicaRole } from '#domain/signing.ts';
import type { Instant } from '#domain/units.ts';
import { JournalStore } from '../journal/journal-store.ts';
import type { OrderDetail } from './services.ts';

/** What the hub knows of a shift: what it has come to, by which facts, and where each of them is safe. */
export interface ShiftKnowledge {
  state: ShiftState;
  /** The facts that were applied. A fact by a device that may not write it, or without sense, is not among them. */
  facts: SavedFact[];
  writerOf(journal: JournalId): ReplicaRole;
}

export interface Knowledge {
  of(shift: ShiftId): ShiftKnowledge;
  /** Who knows of a cancellation and since when; null when the shift was never told of the consignment. */
  ofCancellation(shift: ShiftKnowledge, consignment: ConsignmentId, hub: Instant): OrderDetail['knows'];
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

  protected override keepAcknowledgement(word: OpenedAcknowledgement): void {
    super.keepAcknowledgement(word);
    const { replica, journal, seq, at } = word.acknowledgement;
    if (replica === 'hub' || partsOf(journal).key !== this.hub) return;
    for (const { fact } of this.ofType(journal, 'consignment.cancelled'))
      if (fact.seq <= seq) this.note.run(String(fact.body.consignment), replica, Math.round(at));
  }
}

export function createKnowledge(database: DatabaseSync, journals: HubJournals, hub: KeyId): Knowledge {
  const known = database.prepare('SELECT replica, at FROM cancellation_known WHERE consignment = ?');
  const of = (shift: ShiftId): ShiftKnowledge => {
    const savedWhere = savedBy(journals.acknowledgements(shift));
    const all = journals.ofShift(shift).map(({ fact }): SavedFact => ({ fact, saved: savedWhere(fact) }));
    const state = foldShift(all, hub);
    const unapplied = new Set(state.unapplied.map(({ fact }) => fact));
    const roles = rolesIn(journals, hub, shift);
    return {
      state,
      facts: all.filter(({ fact }) => !unapplied.has(fact)),
      writerOf: (journal) => roles.get(partsOf(journal).key) ?? 'tablet'
    };
  };
  return {
    of,
    ofCancellation({ state }, consignment, at) {
      const cancellation = state.consignments.get(consignment)?.cancellation;
      if (!cancellation) return null;
      const since = Object.fromEntries(known.all(consignment).map(({ replica, at: when }) => [replica, when]));
      return {
        hub: at,
        van: (since.van as Instant | undefined) ?? null,
        tablet: (since.tablet as Instant | undefined) ?? null,
        courier: state.acknowledged.get(cancellation.seq)?.at ?? null
      };
    }
  };
}

/** What each admitted key speaks for. */
export const rolesIn = (journals: JournalStore, hub: KeyId, shift: ShiftId): Map<KeyId, ReplicaRole> =>
  rolesOf(journals.ofType(journalOf(shift, hub), 'device.admitted'), hub);
