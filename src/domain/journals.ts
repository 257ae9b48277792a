import type { Hash, Head, JournalId, ShiftId } from './fact.ts';
import type { SealedAttachment } from './sealing.ts';
import type { OpenedAcknowledgement, OpenedFact } from './signing.ts';
import type { FactType } from './vocabulary.ts';
import { attachmentsOf, isFactType } from './vocabulary.ts';

/** A store on a disk answers at once, one in a browser later. */
export type Maybe<T> = T | Promise<T>;

/**
 * Where a replica keeps its journals: SQLite at the hub and in the van, IndexedDB on the tablet. Each call is one
 * transaction, and what it wrote is on the disk before it returns.
 */
export interface Journals {
  /** How far each journal of the shift goes without a gap. */
  heads(shift: ShiftId): Maybe<Record<JournalId, Head>>;
  /** The facts that follow number `seq`, in order, `limit` at most. */
  after(journal: JournalId, seq: number, limit: number): Maybe<OpenedFact[]>;
  ofType(journal: JournalId, type: FactType): Maybe<OpenedFact[]>;
  /**
   * Puts genuine facts where `place` says, all in one transaction, with attachments that came along.
   *
   * @returns for each fact what became of it, in the order given.
   */
  append(facts: OpenedFact[], attachments?: SealedAttachment[]): Maybe<Placement[]>;
  /** For each journal the last fact up to which every attachment is here too: as far as one may acknowledge. */
  complete(shift: ShiftId): Maybe<Record<JournalId, Head>>;
  /** The attachments that stored facts name and that are not here. */
  missing(shift: ShiftId): Maybe<Hash[]>;
  /** The shifts with a stored fact that names the attachment; nobody else has a reason to ask for it. */
  shiftsNaming(attachment: Hash): Maybe<ShiftId[]>;
  attachment(hash: Hash): Maybe<Uint8Array | null>;
  keepAttachment(attachment: SealedAttachment): Maybe<void>;
  /** The furthest acknowledgement of each replica's key for each journal. */
  acknowledgements(shift: ShiftId): Maybe<OpenedAcknowledgement[]>;
  /** Keeps those that go further than before and name a fact that is stored here; the others are of no use. */
  keepAcknowledgements(acknowledgements: OpenedAcknowledgement[]): Maybe<void>;
  /** The journals that have two pasts, and are closed for that: a person must look. */
  forked(shift: ShiftId): Maybe<JournalId[]>;
}

/**
 * What becomes of a genuine fact. `forked` and `closed` facts are kept beside the journal, for they are evidence; of a
 * fact after a `gap` nothing is kept, because it will come again.
 */
export type Placement = 'stored' | 'duplicate' | 'forked' | 'closed' | 'gap';

/** What a store knows of a journal when a fact comes. */
export interface Chain {
  head: Head | null;
  /** The hash stored under the fact's own number. */
  hashThere: Hash | null;
  forked: boolean;
}

/** Where a genuine fact belongs in its journal. */
export function place(chain: Chain, { fact, hash }: OpenedFact): Placement {
  if (chain.hashThere !== null) return chain.hashThere === hash ? 'duplicate' : 'forked';
  if (fact.seq !== (chain.head?.seq ?? 0) + 1) return 'gap';
  if (fact.prev !== (chain.head?.hash ?? null)) return chain.head ? 'forked' : 'gap';

  return chain.forked ? 'closed' : 'stored';
}

/** The attachments without which a fact is not whole; a type of a later release names none that this one knows. */
export const attachmentsNamedBy = ({ fact }: OpenedFact): Hash[] =>
  isFactType(fact.type) ? attachmentsOf(fact.type, fact.body) : [];
