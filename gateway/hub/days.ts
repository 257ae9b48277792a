import { queue } from '#domain/writing.ts';
import { after, between, instant, seconds, type Clock, type Instant, type LocalDate } from '#domain/units.ts';
import type { ShiftId, VisitId } from '#domain/fact.ts';
import type { PlanRoute } from '#domain/sealed.ts';
import type { ShiftState, VisitState } from '#domain/shift.ts';
import type { ServiceStop } from '#domain/vocabulary.ts';
import type { Cards } from './cards.ts';
import { delayOf } from './delay.ts';
import { lastHeard, type Heard } from './heard.ts';
import type { Knowledge } from './knowledge.ts';
import type { OrderStore, StoredOrder } from './order-store.ts';
import { mostOrders, PlanRefusal, planDay, type DayLoad } from './planning.ts';
import { solveAside } from './plan-aside.ts';
import { missedStops } from './missed-stops.ts';
import { reasonsFor } from './plan-reasons.ts';
import type { HubRegion } from './region.ts';
import { scopeOf } from './scope.ts';
import type { Days, DayShift, DayVisit, PlanRefused, Staff } from './services.ts';
import type { OperatorSettings } from './settings.ts';
import type { Shift, Shifts } from './shifts.ts';
import { RequestError } from '../web/problem.ts';

interface Parts {
  store: OrderStore;
  cards: Cards;
  settings: OperatorSettings;
  region: Pick<HubRegion, 'routerOn'>;
  shifts: Shifts;
  knowledge: Knowledge;
  clock: Clock;
  /** How many pieces the operator's van holds. */
  piecesOf(shift: Shift): number;
  stopsOf(operator: string, date: LocalDate): ServiceStop[];
  stopTitle(operator: string, stop: string): string | null;
  heard(shift: ShiftId): Heard;
}

/** The day's plan: made by the operator's people, seen by each orderer as far as it is theirs. */
export function createDays(parts: Parts): Days {
  const { store, cards, settings, region, shifts, knowledge, clock, heard, stopTitle } = parts;
  // One plan at a time: two of one day at once would have the same number.
  const alone = queue();

  async function plan(staff: Staff, date: LocalDate): Promise<DayShift | PlanRefused> {
    if (staff.role !== 'entrepreneur')
      throw new RequestError(403, 'not_the_operator', 'Only the operator’s own people plan the day.');
    if (nextMinute(clock.now()) >= shifts.hoursOf(staff.operator, date).end)
      return { refused: 'shift_over', place: '' };
    // Before the shift is opened, which signs a fact for each order.
    const count = openOrders(staff.operator, date).length;
    const most = mostOrders(parts.stopsOf(staff.operator, date).length);
    if (count > most) return { refused: 'too_many', place: '', count, most };
    return alone(() => make(staff, date));
  }

  async function make(staff: Staff, date: LocalDate): Promise<DayShift | PlanRefused> {
    try {
      const shift = await shifts.open(staff.operator, date);
      const { started, plan: last } = knowledge.of(shift.id).state;
      // What is loaded and driven stays as it is: to plan around it is the planner's next lesson.
      if (started) return { refused: 'started', place: '' };
      if (!(await publish(shift, (last?.plan ?? 0) + 1))) return { refused: 'started', place: '' };
      return shown(staff, shift)!;
    } catch (error) {
      if (error instanceof PlanRefusal) return error.refusal;
      throw error;
    }
  }

  const openOrders = (operator: string, date: LocalDate) =>
    store.ofDay({ operator, tenant: null }, date).filter(({ cancelled }) => !cancelled);

  /** @returns false when the courier has driven off while the plan was made. */
  async function publish(shift: Shift, number: number): Promise<boolean> {
    const { operator, date } = shift;
    const { depot, start, end } = knowledge.of(shift.id).state.opening!;
    const orders = openOrders(operator, date);
    const day = {
      start: instant(Math.max(start, nextMinute(clock.now()))),
      end,
      depot,
      pieces: parts.piecesOf(shift),
      loads: orders.map(loadOf),
      stops: parts.stopsOf(operator, date)
    };
    const visitId = (index: number) => `${number}-${index}` as VisitId;
    const { plan: made, route } = await planDay(day, region.routerOn(date), visitId, solveAside);
    if (knowledge.of(shift.id).state.started) return false;
    const sealed = await shifts.seal(shift.id, route);
    const body = { plan: number, ...made, route: sealed.hash };
    await shifts.write(shift.id, [{ type: 'plan.published', body, attachments: [sealed] }]);
    return true;
  }

  function loadOf(order: StoredOrder): DayLoad {
    const card = cards.open(order.card);
    const sender = settings.sender(order.operator, order.sender)!;
    const kind = settings.operator(order.operator).kinds.find(({ id }) => id === order.kind);
    return {
      consignment: order.consignment,
      home: { title: card.name, position: card.position },
      sender: { title: sender.name, position: sender.position },
      direction: order.direction,
      pieces: order.pieces,
      window: order.window,
      transitLimit: kind?.transitLimit ?? null
    };
  }

  function shown(staff: Staff, shift: Shift): DayShift | null {
    const scope = scopeOf(staff);
    const whole = scope.tenant === null;
    const orders = new Map(store.ofDay(scope, shift.date).map((order) => [order.consignment, order]));
    const { state } = knowledge.of(shift.id);
    const { plan: published, started } = state;
    if (!published) return null;
    const route = shifts.unseal(shift.id, published.route) as PlanRoute | null;
    const last = heard(shift.id);
    const delay = started === null ? 0 : delayOf(state, lastHeard(last) ?? started.at);
    const next = started && state.next?.visit;
    const nameOf = (order: StoredOrder) => cards.open(order.card).name;
    const titleOf = (id: string) => {
      const order = orders.get(id as StoredOrder['consignment']);
      return order ? nameOf(order) : stopTitle(shift.operator, id);
    };

    const visits = state.visits.flatMap((visit): DayVisit[] => {
      const own = [...visit.pickups, ...visit.deliveries].flatMap((id) => orders.get(id) ?? []);
      const place = route?.visits[visit.visit];
      const open = visit.kind === 'service_stop' || whole;
      // Another tenant's recipient is nobody's business: neither name, nor place, nor that the van goes there.
      if (!place || (!open && own.length === 0)) return [];
      const atDoor = visit.kind === 'delivery';
      const promise = whole || visit.kind === 'service_stop' ? visit.promise : promiseOf(visit, own);
      return [
        {
          visit: visit.visit,
          kind: visit.kind,
          title: atDoor && !whole ? [...new Set(own.map(nameOf))].join(', ') : place.title,
          position: place.position,
          orders: own.map(({ id, card }) => ({ order: id, recipient: cards.open(card).name })),
          promise,
          arrival: visit.arrived ?? visit.arrival,
          departure: visit.departed ?? visit.departure,
          status: statusOf(visit, state, next),
          late: visit.status === 'planned' ? lateIf({ ...visit, promise }, delay) : lateBy({ ...visit, promise })
        }
      ];
    });
    return {
      shift: shift.id,
      van: shift.van.name,
      courier: shift.courier.name,
      plan: published.plan,
      started: started?.at ?? null,
      visits,
      unassigned: published.unassigned.flatMap(({ consignment, reasons }) => {
        const order = orders.get(consignment);
        if (!order || order.cancelled) return [];
        return [{ order: order.id, consignment, title: nameOf(order), reasons: reasonsFor(reasons, titleOf) }];
      }),
      missedStops: missedStops(state).map(({ name, promise }) => ({ title: name.fi, promise })),
      driving: published.driving,
      distance: published.distance,
      heard: last,
      // The whole road leads past everybody's door, so only the operator's people see it.
      geometry: whole ? published.visits.flatMap(({ visit }) => route?.legs[visit] ?? []) : []
    };
  }

  return {
    shift(staff, date) {
      const shift = shifts.of(scopeOf(staff).operator, date);
      return shift && shown(staff, shift);
    },
    plan
  };
}

/** What was promised to the people of these orders whose own door the visit is at; a sender is promised no time. */
function promiseOf({ pickups, deliveries }: VisitState, orders: StoredOrder[]) {
  const windows = orders.flatMap(({ consignment, direction, window }) =>
    (direction === 'return' ? pickups : deliveries).includes(consignment) ? (window ?? []) : []
  );
  return windows.length === 0
    ? null
    : {
        from: instant(Math.max(...windows.map(({ from }) => from))),
        to: instant(Math.min(...windows.map(({ to }) => to)))
      };
}

function statusOf(visit: VisitState, { consignments }: ShiftState, next: VisitId | null | undefined) {
  if (visit.status === 'done') {
    const failed = visit.deliveries.filter((id) => consignments.get(id)?.status === 'failed').length;
    return failed > 0 && failed === visit.deliveries.length ? 'failed' : 'done';
  }
  return visit.status === 'planned' && visit.visit === next ? 'next' : visit.status;
}

/** Seconds after the promise's deadline when the van came, where it came too late. */
const lateBy = (visit: VisitState) => visit.arrived && lateAt(visit, visit.arrived);

/** Seconds after the promise's deadline when the van will come, if it stays as late as it is. */
const lateIf = (visit: VisitState, delay: number) => lateAt(visit, after(visit.arrival, seconds(Math.max(0, delay))));

/** At a door the van may come until the promise's end; at a service stop people wait from its beginning. */
function lateAt({ kind, promise }: VisitState, arrival: Instant) {
  const deadline = promise && (kind === 'service_stop' ? promise.from : promise.to);
  return deadline !== null && arrival > deadline ? between(deadline, arrival) : null;
}

/** A plan's times are whole minutes from its first, which nobody has to be ready for within this one. */
const nextMinute = (at: Instant) => instant(Math.ceil(at / 60_000) * 60_000);
