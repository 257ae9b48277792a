import type { Envelope, Head, JournalId } from './fact.ts';

/**
 * Puts facts in an order in which every fact comes after all that its writer knew of, although clocks lie. Where two
 * facts knew nothing of each other, the earlier clock and then the journal's name decide: the same facts always give
 * the same order, however they arrived.
 */
export function causalOrder<Item extends { fact: Envelope }>(facts: Iterable<Item>): Item[] {
  const waiting = new Map<JournalId, Item[]>();
  for (const item of facts) {
    const journal = item.fact.journal;
    const items = waiting.get(journal) ?? [];
    items.push(item);
    waiting.set(journal, items);
  }
  const queues = [...waiting.values()].map((items) => items.sort((a, b) => a.fact.seq - b.fact.seq));
  const next = new Map(queues.map((items) => [items[0]!.fact.journal, { items, from: 0 }]));
  const ordered: Item[] = [];
  while (next.size > 0) {
    const heads = [...next.values()].map(({ items, from }) => items[from]!);
    // A fact that was seen but is not here yet does not hold back what saw it.
    const free = heads.filter(({ fact }) =>
      (Object.entries(fact.seen) as [JournalId, Head][]).every(([journal, head]) => {
        const rest = next.get(journal);
        return !rest || journal === fact.journal || rest.items[rest.from]!.fact.seq > head.seq;
      })
    );
    // Only forged causes can wait for each other; then the clock alone decides.
    const first = (free.length > 0 ? free : heads).reduce((a, b) => (isBefore(b, a) ? b : a));
    ordered.push(first);
    const queue = next.get(first.fact.journal)!;
    queue.from += 1;
    if (queue.from === queue.items.length) next.delete(first.fact.journal);
  }
  return ordered;
}

const isBefore = (a: { fact: Envelope }, b: { fact: Envelope }) =>
  a.fact.at !== b.fact.at ? a.fact.at < b.fact.at : a.fact.journal < b.fact.journal;
