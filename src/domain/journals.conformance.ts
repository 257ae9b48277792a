import fc from 'fast-check';
import { expect } from 'vitest';
import type { ConsignmentId, Fact, Hash, JournalId, ShiftId, VisitId } from './fact.ts';
import { journalOf } from './fact.ts';
import type { Journals } from './journals.ts';
import { MemoryJournals } from './memory-journals.ts';
import type { OpenedFact } from './signing.ts';
import { createSigningKey, hashOf, signAcknowledgement, signFact } from './signing.ts';
import { instant, milliseconds } from './units.ts';

/**
 * Drives a store and the obvious one by the same random calls, and expects the same answers of both: facts in and out of
 * order, twice, after gaps and with two pasts; attachments before and after their facts; acknowledgements.
 *
 * @param open a new, empty store; `reopen` gives the store as a restarted program finds it.
 */
export async function expectLikeMemory(
  open: () => Promise<{ journals: Journals; reopen(): Promise<Journals>; close(): Promise<void> }>,
  numRuns: number
) {
  const shifts = ['one', 'two'] as ShiftId[];
  const keys = await Promise.all([1, 2].map(() => createSigningKey({ extractable: false })));
  const attachments = await Promise.all(
    [1, 2, 3].map(async (n) => ({ bytes: Uint8Array.of(n, 2 * n), hash: await hashOf(Uint8Array.of(n, 2 * n)) }))
  );

  /** Two pasts of each journal of the first key, one of the others: `pool[journal][past][number - 1]`. */
  const pool: OpenedFact[] = [];
  for (const shift of shifts) {
    for (const [index, key] of keys.entries()) {
      for (const past of index === 0 ? ['a', 'b'] : ['a']) {
        let prev: Hash | null = null;
        for (let seq = 1; seq <= 5; seq += 1) {
          const named = seq % 2 === 0 ? attachments[seq % 3]!.hash : null;
          const fact: Fact = {
            journal: journalOf(shift, key.id),
            seq,
            prev,
            at: instant(seq),
            boot: past,
            mono: milliseconds(seq),
            seen: {},
            courier: null,
            ...(named
              ? {
                  type: 'consignment.failed',
                  body: { consignment: 'c' as ConsignmentId, visit: 'v' as VisitId, reason: 'other', note: named }
                }
              : { type: 'shift.started', body: {} })
          };
          const opened = await signFact(fact, key);
          pool.push(opened);
          prev = opened.hash;
        }
      }
    }
  }
  const words = await Promise.all(
    pool.map(({ fact, hash }, index) =>
      signAcknowledgement('van', fact.journal as JournalId, { seq: fact.seq, hash }, instant(0), keys[index % 2]!)
    )
  );

  const some = <T>(items: T[], most: number) => fc.array(fc.constantFrom(...items), { minLength: 1, maxLength: most });
  const ordered = fc.tuple(fc.nat(pool.length - 5), fc.nat(5)).map(([from, count]) => pool.slice(from, from + count));
  const step = fc.oneof(
    fc.record({ append: fc.oneof(ordered, some(pool, 6)), along: fc.constantFrom([], attachments.slice(0, 1)) }),
    fc.record({ keep: fc.constantFrom(...attachments) }),
    fc.record({ words: some(words, 4) }),
    fc.constant({ reopen: true as const })
  );

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const memory = new MemoryJournals();
      const opened = await open();
      let { journals } = opened;
      try {
        for (const one of steps) {
          if ('append' in one)
            expect(await journals.append(one.append, one.along)).toEqual(memory.append(one.append, one.along));
          else if ('keep' in one) {
            await journals.keepAttachment(one.keep);
            memory.keepAttachment(one.keep);
          } else if ('words' in one) {
            await journals.keepAcknowledgements(one.words);
            memory.keepAcknowledgements(one.words);
          } else journals = await opened.reopen();
        }
        for (const shift of shifts) {
          expect(await journals.heads(shift)).toEqual(memory.heads(shift));
          expect(await journals.complete(shift)).toEqual(memory.complete(shift));
          expect(sorted(await journals.missing(shift))).toEqual(sorted(memory.missing(shift)));
          expect(sorted(await journals.forked(shift))).toEqual(sorted(memory.forked(shift)));
          expect(sorted(await journals.acknowledgements(shift))).toEqual(sorted(memory.acknowledgements(shift)));
          for (const { id } of keys) {
            const journal = journalOf(shift, id);
            expect(await journals.after(journal, 0, Infinity)).toEqual(memory.after(journal, 0, Infinity));
            expect(await journals.after(journal, 1, 2)).toEqual(memory.after(journal, 1, 2));
            expect(await journals.ofType(journal, 'shift.started')).toEqual(memory.ofType(journal, 'shift.started'));
          }
        }
        for (const { hash } of attachments) {
          expect(await journals.attachment(hash)).toEqual(memory.attachment(hash));
          expect(sorted(await journals.shiftsNaming(hash))).toEqual(sorted(memory.shiftsNaming(hash)));
        }
      } finally {
        await opened.close();
      }
    }),
    { numRuns }
  );
}

const sorted = (items: unknown[]) => items.map((item) => JSON.stringify(item)).sort();
