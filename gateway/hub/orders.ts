import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Hash, OrderId } from '#domain/fact.ts';
import { failureNoteSchema, handOverProofSchema } from '#domain/sealed.ts';
import type { ShiftState } from '#domain/shift.ts';
import type { Clock, LocalDate } from '#domain/units.ts';
import { RequestError } from '../web/problem.ts';
import { folded, type CardOwner, type Cards } from './cards.ts';
import { writeDate, writeTime } from './finnish-time.ts';
import type { Knowledge, ShiftKnowledge } from './knowledge.ts';
import { checkDraft, type CheckedDraft } from './order-draft.ts';
import type { OrderStore, StoredOrder } from './order-store.ts';
import { reasonsFor } from './plan-reasons.ts';
import type { HubRegion } from './region.ts';
import { scopeOf, type Scope } from './scope.ts';
import type { DraftProblems, OrderDetail, OrderDraft, OrderRow, Orders, OrderStatus, Staff, Twin } from './services.ts';
import type { OperatorSettings } from './settings.ts';
import type { Shift, Shifts } from './shifts.ts';
import { timelineOf } from './timeline.ts';

interface Parts {
  clock: Clock;
  store: OrderStore;
  cards: Cards;
  settings: OperatorSettings;
  region: Pick<HubRegion, 'locate'>;
  shifts: Shifts;
  knowledge: Knowledge;
}

export interface HubOrders extends Orders {
  /** What is wrong with each draft, and whether it stands once more: among the orders, or further up in the list. */
  examine(staff: Staff, drafts: OrderDraft[]): { problems: DraftProblems; twin: Twin | null }[];
  /** Places drafts that were found good, all or none. */
  placeAll(staff: Staff, drafts: OrderDraft[]): Promise<OrderId[]>;
}

/** What orderers do. Each call answers for the tenant of the person who asks, and for nobody else. */
export function createOrders({ clock, store, cards, settings, region, shifts, knowledge }: Parts): HubOrders {
  /** @param changed an order that is there: it stays its tenant's, and may keep its day. */
  const check = (staff: Staff, draft: OrderDraft, changed?: StoredOrder) =>
    checkDraft(draft, {
      now: clock.now(),
      ...settings.operator(staff.operator),
      senders: settings.senders(changed ?? scopeOf(staff)),
      locate: region.locate,
      kept: changed
    });

  const ownerOf =
    (staff: Staff) =>
    ({ sender }: CheckedDraft): CardOwner => ({
      operator: staff.operator,
      tenant: settings.sender(staff.operator, sender)!.tenant
    });

  function examine(staff: Staff, drafts: OrderDraft[]) {
    const ordered = new Map<string, Set<string>>();
    const orderedOn = (owner: CardOwner, date: LocalDate) => {
      const key = JSON.stringify([owner.tenant, date]);
      if (!ordered.has(key)) ordered.set(key, new Set(openOrders(owner, date).map(likenessOf)));
      return ordered.get(key)!;
    };
    const further = new Set<string>();
    return drafts.map((draft) => {
      const result = check(staff, draft);
      if ('problems' in result) return { problems: result.problems, twin: null };
      const owner = ownerOf(staff)(result);
      const likeness = likenessOf({ ...owner, ...result });
      const twin = orderedOn(owner, result.date).has(likeness) ? 'ordered' : further.has(likeness) ? 'in_table' : null;
      further.add(likeness);
      return { problems: {}, twin } as const;
    });
  }

  const openOrders = (owner: CardOwner, date: LocalDate) =>
    store
      .ofDay(owner, date)
      .filter(({ cancelled }) => !cancelled)
      .map((order) => ({ ...order, ...cards.open(order.card) }));

  /** Whether this very order is there already: its form was sent again because the first answer was lost. */
  function isThere(staff: Staff, id: string, draft: CheckedDraft): boolean {
    const order = store.find(scopeOf(staff), id);
    if (!order || order.cancelled) return false;
    const { name, address, telephone, notes } = cards.open(order.card);
    const kept = { ...order, name, address, telephone, notes };
    return (Object.keys(draft) as (keyof CheckedDraft)[]).every(
      (field) => !(field in kept) || isDeepStrictEqual(kept[field as keyof typeof kept], draft[field])
    );
  }

  async function placeAll(staff: Staff, drafts: OrderDraft[], ids: string[] = []): Promise<OrderId[]> {
    scopeOf(staff);
    const checked = drafts.map((draft) => {
      const result = check(staff, draft);
      if ('problems' in result) throw new RequestError(422, 'order_not_complete', 'An order has fields to correct.');
      return result;
    });
    const placed = store.place(ownerOf(staff), checked, staff.id, ids);
    await shifts.tell(staff.operator);
    return placed;
  }

  /** What the hub has heard of the day: once for all the orders of a list. */
  function dayOf(operator: string, date: LocalDate): (order: StoredOrder) => Day {
    const days = shifts.ofDay(operator, date).map((shift) => ({ shift, known: knowledge.of(shift.id) }));
    return ({ consignment }) =>
      days.find(({ known }) => known.state.consignments.has(consignment)) ??
      days.find(({ known }) => known.state.plan?.unassigned.some((each) => each.consignment === consignment)) ??
      days[0] ?? { shift: null, known: null };
  }

  function rowOf(order: StoredOrder, { known }: Day, scope: Scope): OrderRow {
    const card = cards.open(order.card);
    const { temperatureClasses } = settings.operator(order.operator);
    const unassigned = known?.state.plan?.unassigned.find(({ consignment }) => consignment === order.consignment);
    const status = statusOf(order, known?.state);
    return {
      order: order.id,
      consignment: order.consignment,
      kind: order.kind,
      temperatureClass: order.temperatureClass,
      mustNotFreeze: temperatureClasses.some(({ id, mustNotFreeze }) => id === order.temperatureClass && mustNotFreeze),
      recipient: card.name,
      address: card.address,
      sender: settings.sender(order.operator, order.sender)?.name ?? '',
      window: order.window,
      time: timeOf(order, known?.state),
      status,
      reasons: unassigned && status === 'unassigned' ? reasonsFor(unassigned.reasons, titleOf(scope, order.date)) : []
    };
  }

  /** Names what stands in the way, where the person may know of it. */
  const titleOf = (scope: Scope, date: LocalDate) => {
    const orders = new Map(store.ofDay(scope, date).map((order) => [String(order.consignment), order]));
    return (id: string): string | null => {
      const order = orders.get(id);
      return order ? cards.open(order.card).name : settings.stopTitle(scope.operator, id);
    };
  };

  function detailOf(order: StoredOrder, day: Day, scope: Scope): OrderDetail {
    const { shift, known } = day;
    const card = cards.open(order.card);
    const carried = known?.state.consignments.get(order.consignment);
    const handOver = carried?.handOver ?? null;
    const failure = handOver ? null : (carried?.failure ?? null);
    const unsealed = <Content>(hash: Hash, schema: v.GenericSchema<unknown, Content>): Content | null => {
      const read = v.safeParse(schema, shift && shifts.unseal(shift.id, hash));
      return read.success ? read.output : null;
    };
    const proof = handOver && unsealed(handOver.proof, handOverProofSchema);
    const note = failure?.note ? unsealed(failure.note, failureNoteSchema) : null;
    return {
      ...rowOf(order, day, scope),
      draft: {
        date: writeDate(order.date),
        from: order.window ? writeTime(order.window.from) : '',
        to: order.window ? writeTime(order.window.to) : '',
        kind: order.kind,
        temperatureClass: order.temperatureClass,
        sender: order.sender,
        direction: order.direction,
        name: card.name,
        address: card.address,
        telephone: card.telephone ?? '',
        notes: card.notes ?? '',
        pieces: String(order.pieces)
      },
      position: card.position,
      timeline: timelineOf(order.consignment, store.events(order.id), known),
      proof:
        handOver && proof
          ? {
              name: proof.name,
              signature: proof.signature,
              identity: handOver.identity === 'matched',
              receiver: handOver.receiver,
              at: handOver.at
            }
          : null,
      failure: failure && { reason: failure.reason, note: note?.text ?? null, at: failure.at },
      knows: order.cancelled && known ? knowledge.ofCancellation(known, order.consignment, order.cancelled.at) : null
    };
  }

  /** The order, or why it can no longer be changed. */
  function changeable(staff: Staff, id: OrderId): StoredOrder | { refused: 'handed_over' | 'cancelled' } {
    const order = store.find(scopeOf(staff), id);
    if (!order) throw new RequestError(404, 'unknown_order', 'There is no such order.');
    if (order.cancelled) return { refused: 'cancelled' };
    const { known } = dayOf(order.operator, order.date)(order);
    return statusOf(order, known?.state) === 'handed_over' ? { refused: 'handed_over' } : order;
  }

  return {
    list(staff, date) {
      const scope = scopeOf(staff);
      const day = dayOf(scope.operator, date);
      return store
        .ofDay(scope, date)
        .map((order) => rowOf(order, day(order), scope))
        .sort((a, b) => (a.time ?? Infinity) - (b.time ?? Infinity) || a.recipient.localeCompare(b.recipient, 'fi'));
    },
    find(staff, id) {
      const scope = scopeOf(staff);
      const order = store.find(scope, id);
      return order && detailOf(order, dayOf(order.operator, order.date)(order), scope);
    },
    examine,
    async place(staff, draft, id) {
      scopeOf(staff);
      const result = check(staff, draft);
      if ('problems' in result) return result;
      if (id && isThere(staff, id, result)) return { order: id as OrderId };
      const [order] = await placeAll(staff, [draft], id && !store.isTaken(id) ? [id] : []);
      return { order: order! };
    },
    placeAll,
    async change(staff, id, draft) {
      const order = changeable(staff, id);
      if ('refused' in order) return order;
      const result = check(staff, draft, order);
      if ('problems' in result) return result;
      store.change(order, result, staff.id);
      await shifts.tell(order.operator);
      return { order: id };
    },
    async cancel(staff, id, reason) {
      const order = changeable(staff, id);
      if ('refused' in order) return order;
      store.cancel(order, reason, staff.id);
      await shifts.tell(order.operator);
      return { cancelled: true };
    }
  };
}

/** What makes two orders look like one that was given twice. */
const likenessOf = (
  order: CardOwner & Pick<CheckedDraft, 'date' | 'window' | 'kind' | 'direction' | 'name' | 'address'>
) =>
  JSON.stringify([
    order.tenant,
    order.date,
    order.window && [order.window.from, order.window.to],
    order.kind,
    order.direction,
    folded(order.name),
    folded(order.address)
  ]);

interface Day {
  shift: Shift | null;
  known: ShiftKnowledge | null;
}

function statusOf({ consignment, cancelled }: StoredOrder, state: ShiftState | undefined): OrderStatus {
  const carried = state?.consignments.get(consignment)?.status ?? 'expected';
  // A hand-over and a cancellation may cross on their ways: the thing is with the person then.
  if (carried === 'handed_over') return carried;
  if (cancelled || carried === 'cancelled') return 'cancelled';
  if (carried !== 'expected') return carried;
  if (state?.plan?.unassigned.some((each) => each.consignment === consignment)) return 'unassigned';
  return state?.visits.some(({ deliveries }) => deliveries.includes(consignment)) ? 'planned' : 'placed';
}

function timeOf({ consignment, direction }: StoredOrder, state: ShiftState | undefined) {
  const carried = state?.consignments.get(consignment);
  if (carried?.handOver) return carried.handOver.at;
  if (carried?.failure) return carried.failure.at;
  // What the person waits for is the van at their own door, also when it comes to fetch something.
  const visit = state?.visits.find(({ pickups, deliveries }) =>
    (direction === 'return' ? pickups : deliveries).includes(consignment)
  );
  return visit ? visit.arrival : null;
}
