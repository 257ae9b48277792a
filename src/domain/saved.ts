import type { Envelope, JournalId } from './fact.ts';
import type { OpenedAcknowledgement, ReplicaRole } from './signing.ts';

/** Where a fact and all its attachments are known to be durable, each by that replica's signed word. */
export type Saved = Record<ReplicaRole, boolean>;

/** Where each fact is saved, by the acknowledgements that have come here. */
export function savedBy(acknowledgements: OpenedAcknowledgement[]): (fact: Pick<Envelope, 'journal' | 'seq'>) => Saved {
  const furthest = new Map<string, number>();
  for (const { acknowledgement } of acknowledgements) {
    const name = `${acknowledgement.replica} ${acknowledgement.journal}`;
    furthest.set(name, Math.max(furthest.get(name) ?? 0, acknowledgement.seq));
  }
  const has = (replica: ReplicaRole, journal: JournalId, seq: number) =>
    (furthest.get(`${replica} ${journal}`) ?? 0) >= seq;
  return ({ journal, seq }) => ({
    tablet: has('tablet', journal, seq),
    van: has('van', journal, seq),
    hub: has('hub', journal, seq)
  });
}
