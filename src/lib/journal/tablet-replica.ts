import Dexie, { type DexieOptions, type EntityTable, type Table } from 'dexie';
import type { Hash, Head, JournalId, KeyId, ShiftId, SignedFact } from '#domain/fact.ts';
import { partsOf } from '#domain/fact.ts';
import type { Journals, Placement } from '#domain/journals.ts';
import { attachmentsNamedBy, place } from '#domain/journals.ts';
import type { SealedAttachment } from '#domain/sealing.ts';
import type { OpenedAcknowledgement, OpenedFact } from '#domain/signing.ts';
import { readStoredFact } from '#domain/signing.ts';
import type { FactType } from '#domain/vocabulary.ts';
import type { DeviceKeys, Enrolment } from './enrolment.ts';

interface StoredFact {
  journal: JournalId;
  seq: number;
  hash: Hash;
  shift: ShiftId;
  type: string;
  signed: SignedFact;
}

interface NamedAttachment {
  hash: Hash;
  journal: JournalId;
  seq: number;
  shift: ShiftId;
}

/** The tablet's own storage. Strict durability: a receipt that the courier saw is on the disk, whatever happens next. */
export class TabletDatabase extends Dexie {
  declare facts: Table<StoredFact, [JournalId, number]>;
  declare forkedFacts: EntityTable<StoredFact, 'hash'>;
  declare heads: EntityTable<Head & { journal: JournalId; shift: ShiftId }, 'journal'>;
  declare attachments: EntityTable<SealedAttachment, 'hash'>;
  declare namedAttachments: Table<NamedAttachment, [Hash, JournalId, number]>;
  declare acknowledgements: Table<
    { journal: JournalId; key: KeyId; shift: ShiftId; word: OpenedAcknowledgement },
    [JournalId, KeyId]
  >;
  declare enrolments: EntityTable<Enrolment, 'shift'>;
  declare keys: Table<DeviceKeys, 'device'>;

  /** @param options `indexedDB` and `IDBKeyRange` where the browser's own are not meant. */
  constructor(name: string, options: DexieOptions = {}) {
    super(name, { chromeTransactionDurability: 'strict', ...options });
    this.version(1).stores({
      facts: '[journal+seq], hash, shift, [journal+type]',
      forkedFacts: 'hash, journal, shift',
      heads: 'journal, shift',
      attachments: 'hash',
      namedAttachments: '[hash+journal+seq], hash, shift',
      acknowledgements: '[journal+key], shift',
      enrolments: 'shift, at',
      keys: ''
    });
  }
}

/** The journals on the tablet, in IndexedDB. */
export class TabletJournals implements Journals {
  private readonly database: TabletDatabase;

  constructor(database: TabletDatabase) {
    this.database = database;
  }

  async heads(shift: ShiftId): Promise<Record<JournalId, Head>> {
    return headsFrom(await this.database.heads.where({ shift }).toArray());
  }

  async after(journal: JournalId, seq: number, limit: number): Promise<OpenedFact[]> {
    const following = this.database.facts.where('[journal+seq]').between([journal, seq + 1], [journal, Dexie.maxKey]);
    return (await (Number.isFinite(limit) ? following.limit(limit) : following).toArray()).map(opened);
  }

  async ofType(journal: JournalId, type: FactType): Promise<OpenedFact[]> {
    const facts = await this.database.facts.where({ journal, type }).toArray();
    return facts.sort((a, b) => a.seq - b.seq).map(opened);
  }

  /** Every fact of the shift, for the fold. */
  async ofShift(shift: ShiftId): Promise<OpenedFact[]> {
    return (await this.database.facts.where({ shift }).toArray()).map(opened);
  }

  append(facts: OpenedFact[], attachments: SealedAttachment[] = []): Promise<Placement[]> {
    const { database } = this;
    const tables = [
      database.facts,
      database.forkedFacts,
      database.heads,
      database.attachments,
      database.namedAttachments
    ];
    return database.transaction('rw', tables, async () => {
      await database.attachments.bulkPut(attachments);
      const placements: Placement[] = [];
      for (const fact of facts) placements.push(await this.appendOne(fact));
      return placements;
    });
  }

  complete(shift: ShiftId): Promise<Record<JournalId, Head>> {
    const { database } = this;
    const tables = [database.facts, database.heads, database.attachments, database.namedAttachments];
    return database.transaction('r', tables, async () => {
      const lacking = new Map<JournalId, number>();
      for (const { journal, seq } of await this.namedButMissing(shift))
        lacking.set(journal, Math.min(seq, lacking.get(journal) ?? Infinity));
      const heads = await database.heads.where({ shift }).toArray();
      const complete = await Promise.all(
        heads.map(async (head) => {
          const seq = (lacking.get(head.journal) ?? Infinity) - 1;
          return seq >= head.seq ? head : database.facts.get([head.journal, seq]);
        })
      );
      return headsFrom(complete.filter((head) => head !== undefined));
    });
  }

  async missing(shift: ShiftId): Promise<Hash[]> {
    const { attachments, namedAttachments } = this.database;
    const lacking = await this.database.transaction('r', attachments, namedAttachments, () =>
      this.namedButMissing(shift)
    );
    return [...new Set(lacking.map(({ hash }) => hash))];
  }

  async shiftsNaming(hash: Hash): Promise<ShiftId[]> {
    const naming = await this.database.namedAttachments.where({ hash }).toArray();
    return [...new Set(naming.map(({ shift }) => shift))];
  }

  async attachment(hash: Hash): Promise<Uint8Array | null> {
    return (await this.database.attachments.get(hash))?.bytes ?? null;
  }

  async keepAttachment(attachment: SealedAttachment): Promise<void> {
    await this.database.attachments.put(attachment);
  }

  async acknowledgements(shift: ShiftId): Promise<OpenedAcknowledgement[]> {
    return (await this.database.acknowledgements.where({ shift }).toArray()).map(({ word }) => word);
  }

  keepAcknowledgements(words: OpenedAcknowledgement[]): Promise<void> {
    const { acknowledgements, facts } = this.database;
    return this.database.transaction('rw', acknowledgements, facts, async () => {
      for (const word of words) {
        const { key, acknowledgement } = word;
        const { journal, seq, hash } = acknowledgement;
        const known = await acknowledgements.get([journal, key]);
        if (seq <= (known?.word.acknowledgement.seq ?? 0)) continue;
        if ((await facts.get([journal, seq]))?.hash !== hash) continue;
        await acknowledgements.put({ journal, key, shift: partsOf(journal).shift, word });
      }
    });
  }

  async forked(shift: ShiftId): Promise<JournalId[]> {
    const forked = await this.database.forkedFacts.where({ shift }).toArray();
    return [...new Set(forked.map(({ journal }) => journal))];
  }

  private async appendOne(opened: OpenedFact): Promise<Placement> {
    const { database } = this;
    const { signed, hash, fact } = opened;
    const { journal, seq, type } = fact;
    const { shift } = partsOf(journal);
    const [head, there, forks] = await Promise.all([
      database.heads.get(journal),
      database.facts.get([journal, seq]),
      database.forkedFacts.where({ journal }).count()
    ]);
    const placement = place({ head: head ?? null, hashThere: there?.hash ?? null, forked: forks > 0 }, opened);
    const row = { journal, seq, hash, shift, type, signed };
    if (placement === 'forked' || placement === 'closed') await database.forkedFacts.put(row);
    if (placement !== 'stored') return placement;

    await database.facts.add(row);
    await database.heads.put({ journal, shift, seq, hash });
    await database.namedAttachments.bulkPut(attachmentsNamedBy(opened).map((hash) => ({ hash, journal, seq, shift })));
    return placement;
  }

  private async namedButMissing(shift: ShiftId): Promise<NamedAttachment[]> {
    const named = await this.database.namedAttachments.where({ shift }).toArray();
    const hashes = [...new Set(named.map(({ hash }) => hash))];
    const here = new Set(await this.database.attachments.where('hash').anyOf(hashes).primaryKeys());
    return named.filter(({ hash }) => !here.has(hash));
  }
}

const opened = ({ signed, hash }: StoredFact) => readStoredFact(signed, hash);

const headsFrom = (rows: (Head & { journal: JournalId })[]) =>
  Object.fromEntries(rows.map(({ journal, seq, hash }) => [journal, { seq, hash }])) as Record<JournalId, Head>;
