import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Hash, Head, JournalId, KeyId, ShiftId, SignedFact } from '#domain/fact.ts';
import { partsOf } from '#domain/fact.ts';
import type { Journals, Placement } from '#domain/journals.ts';
import { attachmentsNamedBy, place } from '#domain/journals.ts';
import type { Replica } from '#domain/replication.ts';
import type { SealedAttachment } from '#domain/sealing.ts';
import type { OpenedAcknowledgement, OpenedFact } from '#domain/signing.ts';
import { readStoredFact } from '#domain/signing.ts';
import type { Instant } from '#domain/units.ts';
import type { FactType } from '#domain/vocabulary.ts';
import { readBody } from '#domain/vocabulary.ts';

const schema = `
  create table if not exists fact (
    journal text not null, seq integer not null, hash text not null unique, shift text not null, type text not null,
    signed text not null, primary key (journal, seq)) strict;
  create index if not exists fact_of_shift on fact (shift, journal, seq);
  create index if not exists fact_of_type on fact (journal, type, seq);
  create table if not exists forked_fact (
    hash text primary key, journal text not null, shift text not null, seq integer not null, signed text not null) strict;
  create index if not exists forked_fact_of_shift on forked_fact (shift, journal);
  create table if not exists attachment (hash text primary key, bytes blob not null) strict;
  create table if not exists named_attachment (
    hash text not null, journal text not null, seq integer not null, shift text not null,
    primary key (hash, journal, seq)) strict;
  create index if not exists named_attachment_of_shift on named_attachment (shift, journal, seq);
  create table if not exists acknowledged (
    journal text not null, key text not null, shift text not null, seq integer not null, signed text not null,
    content text not null, primary key (journal, key)) strict;
  create index if not exists acknowledged_of_shift on acknowledged (shift);
  create table if not exists admission (device text not null, journal text not null, primary key (device, journal)) strict;
  create table if not exists heard (
    shift text not null, key text not null, at integer not null, primary key (shift, key)) strict;
`;

/**
 * Opens a database file so that a commit survives the ignition being cut: a write-ahead log, flushed at every commit.
 *
 * @param path a file, or `:memory:`.
 * @throws when the file is damaged or cannot be opened: an error that names it and what to do.
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000');
    return database;
  } catch (error) {
    database?.close();
    // SQLITE_CORRUPT and SQLITE_NOTADB: the first look at a file that was cut or overwritten.
    const damaged = [11, 26].includes((error as { errcode?: number }).errcode ?? 0);
    const sentence = damaged
      ? `${path} is damaged. Restore it from the backup.`
      : `${path} cannot be opened: ${(error as Error).message}. Is its folder this user's to write in?`;
    throw new Error(sentence, { cause: error });
  }
}

/** All of the work or none of it; joins the transaction of a caller that has opened one. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/** The hub or a van, as one of the shift's replicas. */
export interface GatewayReplica extends Replica {
  journals: JournalStore;
}

/** The journals of the hub or of a van, in a SQLite database that may hold other things too. */
export class JournalStore implements Journals {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
    database.exec(schema);
  }

  heads(shift: ShiftId): Record<JournalId, Head> {
    // SQLite gives the other columns of the row that has the greatest number.
    return headsFrom(
      this.all('select journal, max(seq) as seq, hash from fact where shift = ? group by journal', shift)
    );
  }

  after(journal: JournalId, seq: number, limit: number): OpenedFact[] {
    const most = Math.min(limit, Number.MAX_SAFE_INTEGER);
    return this.all(
      'select signed, hash from fact where journal = ? and seq > ? order by seq limit ?',
      journal,
      seq,
      most
    ).map(opened);
  }

  ofType(journal: JournalId, type: FactType): OpenedFact[] {
    return this.all('select signed, hash from fact where journal = ? and type = ? order by seq', journal, type).map(
      opened
    );
  }

  /** Every fact of the shift, for a fold. */
  ofShift(shift: ShiftId): OpenedFact[] {
    return this.all('select signed, hash from fact where shift = ? order by journal, seq', shift).map(opened);
  }

  append(facts: OpenedFact[], attachments: SealedAttachment[] = []): Placement[] {
    return transaction(this.database, () => {
      for (const attachment of attachments) this.keepAttachment(attachment);
      return facts.map((fact) => this.appendOne(fact));
    });
  }

  complete(shift: ShiftId): Record<JournalId, Head> {
    // The first gap of each journal is looked for once, not once for each fact: a big day has thousands.
    return headsFrom(
      this.all(
        `select fact.journal, max(fact.seq) as seq, fact.hash from fact left join
           (select named.journal, min(named.seq) as seq from named_attachment named where named.shift = ?1
              and not exists (select 1 from attachment where attachment.hash = named.hash) group by named.journal) gap
           on gap.journal = fact.journal
         where fact.shift = ?1 and (gap.seq is null or fact.seq < gap.seq) group by fact.journal`,
        shift
      )
    );
  }

  missing(shift: ShiftId): Hash[] {
    return this.all(
      `select distinct hash from named_attachment named where shift = ?
         and not exists (select 1 from attachment where attachment.hash = named.hash)`,
      shift
    ).map(({ hash }) => hash as Hash);
  }

  shiftsNaming(attachment: Hash): ShiftId[] {
    return this.all('select distinct shift from named_attachment where hash = ?', attachment).map(
      ({ shift }) => shift as ShiftId
    );
  }

  attachment(hash: Hash): Uint8Array | null {
    return (this.all('select bytes from attachment where hash = ?', hash)[0]?.['bytes'] as Uint8Array) ?? null;
  }

  keepAttachment({ hash, bytes }: SealedAttachment): void {
    this.run('insert or ignore into attachment values (?, ?)', hash, bytes);
  }

  acknowledgements(shift: ShiftId): OpenedAcknowledgement[] {
    return this.all('select signed, key, content from acknowledged where shift = ? order by journal, key', shift).map(
      ({ signed, key, content }) => ({
        signed: String(signed),
        key: key as KeyId,
        acknowledgement: JSON.parse(String(content)) as OpenedAcknowledgement['acknowledgement']
      })
    );
  }

  keepAcknowledgements(words: OpenedAcknowledgement[]): void {
    transaction(this.database, () => {
      for (const word of words) {
        const { journal, seq, hash } = word.acknowledgement;
        if (this.hashAt(journal, seq) === hash) this.keepAcknowledgement(word);
      }
    });
  }

  /** @param word about a fact that is stored here. */
  protected keepAcknowledgement({ signed, key, acknowledgement }: OpenedAcknowledgement): void {
    const { journal, seq } = acknowledgement;
    this.run(
      `insert into acknowledged values (?, ?, ?, ?, ?, ?)
         on conflict do update set seq = excluded.seq, signed = excluded.signed, content = excluded.content
         where excluded.seq > acknowledged.seq`,
      ...[journal, key, partsOf(journal).shift, seq, signed, JSON.stringify(acknowledgement)]
    );
  }

  forked(shift: ShiftId): JournalId[] {
    return this.all('select distinct journal from forked_fact where shift = ?', shift).map(
      ({ journal }) => journal as JournalId
    );
  }

  /** The newest shifts to which the hub admitted a device, the last one first: also today's, where weeks are planned. */
  shiftsAdmitting(device: KeyId, hub: KeyId): ShiftId[] {
    return this.all('select journal from admission where device = ? order by rowid desc', device)
      .map(({ journal }) => partsOf(journal as JournalId))
      .flatMap(({ shift, key }) => (key === hub ? shift : []))
      .slice(0, 60);
  }

  /** Remembers when a device was last heard, to ten seconds: a van's disk is not worn out by a quiet day. */
  hear(shifts: ShiftId[], key: KeyId, at: Instant): void {
    transaction(this.database, () => {
      for (const shift of shifts)
        this.run(
          `insert into heard (shift, key, at) values (?, ?, ?)
             on conflict do update set at = excluded.at where excluded.at >= at + 10000`,
          ...[shift, key, Math.round(at)]
        );
    });
  }

  heard(shift: ShiftId): Record<KeyId, Instant> {
    return Object.fromEntries(
      this.all('select key, at from heard where shift = ?', shift).map(({ key, at }) => [key, at])
    ) as Record<KeyId, Instant>;
  }

  private appendOne(opened: OpenedFact): Placement {
    const { signed, hash, fact } = opened;
    const { shift } = partsOf(fact.journal);
    const { journal, seq } = fact;
    const last = this.all('select seq, hash from fact where journal = ? order by seq desc limit 1', journal)[0];
    const forked =
      this.all('select 1 from forked_fact where journal = ? and shift = ? limit 1', journal, shift).length > 0;
    const placement = place(
      { head: (last as unknown as Head) ?? null, hashThere: this.hashAt(journal, seq), forked },
      opened
    );
    if (placement === 'forked' || placement === 'closed')
      this.run('insert or ignore into forked_fact values (?, ?, ?, ?, ?)', hash, journal, shift, seq, signed);
    if (placement !== 'stored') return placement;

    this.run('insert into fact values (?, ?, ?, ?, ?, ?)', journal, seq, hash, shift, fact.type, signed);
    for (const attachment of attachmentsNamedBy(opened))
      this.run('insert or ignore into named_attachment values (?, ?, ?, ?)', attachment, journal, seq, shift);
    const admitted = fact.type === 'device.admitted' ? readBody('device.admitted', fact.body) : null;
    if (admitted) this.run('insert or ignore into admission values (?, ?)', admitted.device, journal);
    return placement;
  }

  private hashAt(journal: JournalId, seq: number) {
    return (this.all('select hash from fact where journal = ? and seq = ?', journal, seq)[0]?.['hash'] as Hash) ?? null;
  }

  private all(sql: string, ...values: (string | number)[]) {
    return this.statement(sql).all(...values);
  }

  private run(sql: string, ...values: (string | number | Uint8Array)[]) {
    this.statement(sql).run(...values);
  }

  private statement(sql: string) {
    const statement = this.statements.get(sql) ?? this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

const opened = ({ signed, hash }: Record<string, unknown>) => readStoredFact(signed as SignedFact, hash as Hash);

const headsFrom = (rows: Record<string, unknown>[]) =>
  Object.fromEntries(rows.map(({ journal, seq, hash }) => [journal, { seq, hash }])) as Record<JournalId, Head>;
