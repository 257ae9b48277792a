import type { CourierId, Fact, JournalId, ShiftId } from './fact.ts';
import { journalOf } from './fact.ts';
import type { Replica } from './replication.ts';
import { acknowledge, factCharacters } from './replication.ts';
import type { SealedAttachment } from './sealing.ts';
import type { OpenedFact } from './signing.ts';
import { signFact } from './signing.ts';
import type { FactBody, FactType } from './vocabulary.ts';
import { readBody } from './vocabulary.ts';

/** One thing to write down, with the sealed attachments that its body names. */
export type Entry = {
  [Type in FactType]: { type: Type; body: FactBody<Type>; attachments?: SealedAttachment[] };
}[FactType];

export interface Writer {
  /**
   * Writes facts to this device's own journal of the shift: all of them or none, on the disk when it returns.
   *
   * @throws when a body is not as the vocabulary has it, or the journal was closed because it has two pasts.
   */
  write(shift: ShiftId, entries: Entry[]): Promise<OpenedFact[]>;
}

export interface WriterOptions {
  replica: Replica;
  /** Names the device's present boot, so that its monotonic time can be told from another boot's. */
  boot: string;
  courier: CourierId | null;
  /** Runs one piece of writing at a time: two at once would give one number to two facts. */
  lock<T>(work: () => Promise<T>): Promise<T>;
}

/** The one hand that writes a device's journals. */
export function createWriter({ replica, boot, courier, lock }: WriterOptions): Writer {
  const { journals, key, clock } = replica;

  async function write(shift: ShiftId, entries: Entry[]): Promise<OpenedFact[]> {
    const journal = journalOf(shift, key.id);
    const { [journal]: own, ...seen } = await journals.heads(shift);
    let head = own ?? null;
    const facts: OpenedFact[] = [];
    for (const { type, body } of entries) {
      if (!readBody(type, body)) throw new Error(`The body of ${type} is not as the vocabulary has it.`);
      const fact: Fact = {
        journal,
        seq: (head?.seq ?? 0) + 1,
        prev: head?.hash ?? null,
        at: clock.now(),
        boot,
        mono: clock.monotonic(),
        seen: seen as Record<JournalId, NonNullable<typeof own>>,
        courier,
        type,
        body
      };
      const opened = await signFact(fact, key);
      if (opened.signed.length > factCharacters) throw new Error(`A fact of type ${type} is too long to be passed on.`);
      facts.push(opened);
      head = { seq: fact.seq, hash: opened.hash };
    }
    const attachments = entries.flatMap((entry) => entry.attachments ?? []);
    const placements = await journals.append(facts, attachments);
    const unplaced = placements.find((placement) => placement !== 'stored');
    if (unplaced)
      throw new Error(`The journal of this device could not be continued (${unplaced}); it needs a new key.`);
    await acknowledge(replica, shift);
    return facts;
  }

  return { write: (shift, entries) => lock(() => write(shift, entries)) };
}

/** A lock for a program that is alone with its store: each piece of work waits for the one before. */
export function queue(): WriterOptions['lock'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
