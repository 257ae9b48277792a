import type { DatabaseSync } from 'node:sqlite';
import type { ConsignmentId, OrderId } from '#domain/fact.ts';
import type { Instant, LocalDate } from '#domain/units.ts';
import { transaction } from '../journal/journal-store.ts';
import type { CardOwner, Cards } from './cards.ts';
import { dateOf } from './finnish-time.ts';
import type { CheckedDraft } from './order-draft.ts';
import type { Outside } from './outside.ts';
import type { Scope } from './scope.ts';
import type { CancelReason } from './services.ts';

/** An order as it stands in the database; the person behind it is in the card. */
export interface StoredOrder {
  id: OrderId;
  operator: string;
  tenant: string;
  date: LocalDate;
  kind: string;
  temperatureClass: string;
  sender: string;
  direction: 'delivery' | 'return';
  window: { from: Instant; to: Instant } | null;
  pieces: number;
  card: string;
  consignment: ConsignmentId;
  cancelled: { at: Instant; reason: CancelReason } | null;
}

export interface OrderEvent {
  at: Instant;
  type: 'order.placed' | 'order.changed' | 'order.cancelled';
}

export interface OrderStore {
  ofDay(scope: Scope, date: LocalDate): StoredOrder[];
  find(scope: Scope, id: string): StoredOrder | null;
  events(order: OrderId): OrderEvent[];
  /** Whether any order of anybody has the id. */
  isTaken(id: string): boolean;
  /**
   * Writes all of them or none.
   *
   * @param ids the orders' own ids where they have some already.
   */
  place(owner: (draft: CheckedDraft) => CardOwner, drafts: CheckedDraft[], staff: string, ids: string[]): OrderId[];
  change(order: StoredOrder, draft: CheckedDraft, staff: string): void;
  cancel(order: StoredOrder, reason: CancelReason, staff: string): void;
}

/**
 * Orders, and the consignments that carry them. A consignment's `revision` counts what the shift should know of it;
 * `shifts.ts` tells the shift until `told_revision` has caught up, so a crash in between loses nothing.
 */
export function createOrderStore(database: DatabaseSync, cards: Cards, outside: Outside): OrderStore {
  const now = () => Math.round(outside.clock.now());
  const ofDay = database.prepare(
    'SELECT * FROM "order" WHERE operator = ? AND date = ? AND (? IS NULL OR tenant = ?) ORDER BY id'
  );
  const find = database.prepare('SELECT * FROM "order" WHERE id = ? AND operator = ? AND (? IS NULL OR tenant = ?)');
  const taken = database.prepare('SELECT 1 FROM "order" WHERE id = ?');
  const events = database.prepare('SELECT at, type FROM order_event WHERE "order" = ? ORDER BY rowid');
  const addEvent = database.prepare('INSERT INTO order_event VALUES (?, ?, ?, ?)');
  const insert = database.prepare(`
    INSERT INTO "order" (id, operator, tenant, date, kind, temperature_class, sender, direction, window_from, window_to,
      pieces, card, consignment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const update = database.prepare(`
    UPDATE "order" SET date = ?, kind = ?, temperature_class = ?, sender = ?, direction = ?, window_from = ?,
      window_to = ?, pieces = ?, card = ?, consignment = ? WHERE id = ?`);
  const addConsignment = database.prepare('INSERT INTO consignment VALUES (?, ?, ?, ?, 1, 0, 0, 0, NULL)');
  const raise = database.prepare('UPDATE consignment SET revision = revision + 1 WHERE id = ?');
  const withdraw = database.prepare('UPDATE consignment SET cancelled = 1 WHERE id = ?');
  const cancel = database.prepare('UPDATE "order" SET cancelled_at = ?, cancel_reason = ? WHERE id = ?');
  const raiseByCard = database.prepare(`
    UPDATE consignment SET revision = revision + 1 WHERE cancelled = 0 AND told_revision > 0 AND date >= ?
      AND id IN (SELECT consignment FROM "order" WHERE card = ?)`);

  /** The recipient's card; whoever carries something else to the same person must learn of a new telephone too. */
  function cardFor(owner: CardOwner, draft: CheckedDraft): string {
    const { name, address, village, position, telephone, notes } = draft;
    const kept = cards.keep(owner, { name, address, village, position, telephone, notes });
    if (kept.changed) raiseByCard.run(dateOf(outside.clock.now()), kept.card);
    return kept.card;
  }

  const fieldsOf = (draft: CheckedDraft) => [
    draft.date,
    draft.kind,
    draft.temperatureClass,
    draft.sender,
    draft.direction,
    draft.window?.from ?? null,
    draft.window?.to ?? null,
    draft.pieces
  ];

  return {
    ofDay: ({ operator, tenant }, date) => ofDay.all(operator, date, tenant, tenant).map(readRow),
    find({ operator, tenant }, id) {
      const row = find.get(id, operator, tenant, tenant);
      return row ? readRow(row) : null;
    },
    events: (order) => events.all(order) as unknown as OrderEvent[],
    isTaken: (id) => taken.get(id) !== undefined,
    place: (ownerOf, drafts, staff, ids) =>
      transaction(database, () =>
        drafts.map((draft, index) => {
          const owner = ownerOf(draft);
          const [order, consignment] = [ids[index] ?? outside.newId(), outside.newId()];
          const card = cardFor(owner, draft);
          insert.run(order, owner.operator, owner.tenant, ...fieldsOf(draft), card, consignment);
          addConsignment.run(consignment, order, owner.operator, draft.date);
          addEvent.run(order, now(), 'order.placed', staff);
          return order as OrderId;
        })
      ),
    change: (order, draft, staff) =>
      transaction(database, () => {
        const card = cardFor(order, draft);
        let consignment: string = order.consignment;
        if (draft.date === order.date) raise.run(consignment);
        else {
          // Another day is another shift: there it is a new consignment, and here it is withdrawn.
          withdraw.run(consignment);
          consignment = outside.newId();
          addConsignment.run(consignment, order.id, order.operator, draft.date);
        }
        update.run(...fieldsOf(draft), card, consignment, order.id);
        addEvent.run(order.id, now(), 'order.changed', staff);
        cards.eraseUnused();
      }),
    cancel: (order, reason, staff) =>
      transaction(database, () => {
        cancel.run(now(), reason, order.id);
        withdraw.run(order.consignment);
        addEvent.run(order.id, now(), 'order.cancelled', staff);
      })
  };
}

function readRow(given: unknown): StoredOrder {
  const row = given as Record<string, string | number | null>;
  return {
    id: row.id as OrderId,
    operator: String(row.operator),
    tenant: String(row.tenant),
    date: row.date as LocalDate,
    kind: String(row.kind),
    temperatureClass: String(row.temperature_class),
    sender: String(row.sender),
    direction: row.direction as 'delivery' | 'return',
    window: row.window_from === null ? null : { from: row.window_from as Instant, to: row.window_to as Instant },
    pieces: Number(row.pieces),
    card: String(row.card),
    consignment: row.consignment as ConsignmentId,
    cancelled:
      row.cancelled_at === null ? null : { at: row.cancelled_at as Instant, reason: row.cancel_reason as CancelReason }
  };
}
