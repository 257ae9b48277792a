import type { CourierId, Fact, JournalId, ShiftId } from './fact.ts';
import { journalOf } from './fact.ts';
import type { Maybe, Placement } from './journals.ts';
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
   * @param within calls `append` in a transaction of its own, where the store can join one: what else is written there
   *   stands or falls with the facts.
   * @throws when a body is not as the vocabulary has it, or the journal was closed because it has two pasts.
   */
  write(shift: ShiftId, entries: Entry[], within?: Within): Promise<OpenedFact[]>;
}

type Within = (append: () => Maybe<void>) => Maybe<void>;

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

  async function write(shift: ShiftId, entries: Entry[], within?: Within): Promise<OpenedFact[]> {
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
    const append = () => {
      const placements = journals.append(facts, attachments);
      return Array.isArray(placements) ? expectStored(placements) : placements.then(expectStored);
    };
    await (within ? within(append) : append());
    await acknowledge(replica, shift);
    return facts;
  }

  return { write: (shift, entries, within) => lock(() => write(shift, entries, within)) };
}

function expectStored(placements: Placement[]) {
  const unplaced = placements.find((placement) => placement !== 'stored');
  if (unplaced) throw new Error(`The journal of this device could not be continued (${unplaced}); it needs a new key.`);
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
