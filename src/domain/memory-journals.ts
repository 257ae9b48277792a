import type { Hash, Head, JournalId, ShiftId } from './fact.ts';
import { partsOf } from './fact.ts';
import type { Journals, Placement } from './journals.ts';
import { attachmentsNamedBy, place } from './journals.ts';
import type { SealedAttachment } from './sealing.ts';
import type { OpenedAcknowledgement, OpenedFact } from './signing.ts';

/** Journals in memory, in the most obvious way: the judge of SQLite's and IndexedDB's in the tests. */
export class MemoryJournals implements Journals {
  private readonly facts = new Map<JournalId, OpenedFact[]>();
  private readonly forks = new Map<Hash, OpenedFact>();
  private readonly attachments = new Map<Hash, Uint8Array>();
  private readonly words = new Map<string, OpenedAcknowledgement>();

  heads(shift: ShiftId) {
    const heads: Record<JournalId, Head> = {};
    for (const [journal, facts] of this.ofShift(shift)) heads[journal] = headOf(facts)!;
    return heads;
  }

  after(journal: JournalId, seq: number, limit: number) {
    return (this.facts.get(journal) ?? []).slice(seq, seq + limit);
  }

  ofType(journal: JournalId, type: string) {
    return (this.facts.get(journal) ?? []).filter(({ fact }) => fact.type === type);
  }

  append(facts: OpenedFact[], attachments: SealedAttachment[] = []): Placement[] {
    for (const attachment of attachments) this.keepAttachment(attachment);
    return facts.map((opened) => {
      const { journal, seq } = opened.fact;
      const stored = this.facts.get(journal) ?? [];
      const hashThere = stored[seq - 1]?.hash ?? null;
      const placement = place({ head: headOf(stored), hashThere, forked: this.isForked(journal) }, opened);
      if (placement === 'stored') this.facts.set(journal, [...stored, opened]);
      if (placement === 'forked' || placement === 'closed') this.forks.set(opened.hash, opened);
      return placement;
    });
  }

  complete(shift: ShiftId) {
    const heads: Record<JournalId, Head> = {};
    for (const [journal, facts] of this.ofShift(shift)) {
      const broken = facts.findIndex((fact) => this.lacks(fact).length > 0);
      const head = headOf(broken < 0 ? facts : facts.slice(0, broken));
      if (head) heads[journal] = head;
    }
    return heads;
  }

  missing(shift: ShiftId) {
    return [...new Set(this.ofShift(shift).flatMap(([, facts]) => facts.flatMap((fact) => this.lacks(fact))))];
  }

  shiftsNaming(attachment: Hash) {
    const naming = [...this.facts].filter(([, facts]) =>
      facts.some((fact) => attachmentsNamedBy(fact).includes(attachment))
    );
    return [...new Set(naming.map(([journal]) => partsOf(journal).shift))];
  }

  attachment(hash: Hash) {
    return this.attachments.get(hash) ?? null;
  }

  keepAttachment({ hash, bytes }: SealedAttachment) {
    this.attachments.set(hash, bytes);
  }

  acknowledgements(shift: ShiftId) {
    return [...this.words.values()].filter((word) => partsOf(word.acknowledgement.journal).shift === shift);
  }

  keepAcknowledgements(words: OpenedAcknowledgement[]) {
    for (const word of words) {
      const { journal, seq, hash } = word.acknowledgement;
      const name = `${journal} ${word.key}`;
      if (this.facts.get(journal)?.[seq - 1]?.hash !== hash) continue;
      if (seq > (this.words.get(name)?.acknowledgement.seq ?? 0)) this.words.set(name, word);
    }
  }

  forked(shift: ShiftId) {
    return [...new Set([...this.forks.values()].map(({ fact }) => fact.journal as JournalId))].filter(
      (journal) => partsOf(journal).shift === shift
    );
  }

  private ofShift(shift: ShiftId) {
    return [...this.facts].filter(([journal]) => partsOf(journal).shift === shift);
  }

  private isForked(journal: JournalId) {
    return [...this.forks.values()].some(({ fact }) => fact.journal === journal);
  }

  private lacks(fact: OpenedFact) {
    return attachmentsNamedBy(fact).filter((hash) => !this.attachments.has(hash));
  }
}

function headOf(facts: OpenedFact[]): Head | null {
  const last = facts.at(-1);
  return last ? { seq: last.fact.seq, hash: last.hash } : null;
}
