import * as v from 'valibot';
import { queue } from '#domain/writing.ts';
import { after, between, instant, seconds, type Clock, type Instant, type LocalDate } from '#domain/units.ts';
import type { ShiftId, VisitId } from '#domain/fact.ts';
import { planRouteSchema } from '#domain/sealed.ts';
import type { ShiftState, VisitState } from '#domain/shift.ts';
import type { ServiceStop } from '#domain/vocabulary.ts';
import type { Cards } from './cards.ts';
import { delayOf } from './delay.ts';
import { lastHeard, type Heard } from './heard.ts';
import type { Knowledge } from './knowledge.ts';
import type { OrderStore, StoredOrder } from './order-store.ts';
import type { DayLoad } from './day-problem.ts';
import { instantOf } from './finnish-time.ts';
import { mostOrders, PlanRefusal, planDay } from './planning.ts';
import { solveAside, type PlanningBudget } from './plan-aside.ts';
import { createPlanningWatch } from './planning-watch.ts';
import { missedStops } from './missed-stops.ts';
import { reasonsFor } from './plan-reasons.ts';
import type { HubRegion } from './region.ts';
import { scopeOf } from './scope.ts';
import type { Days, DayShift, DayVisit, PlanRefused, Staff } from './services.ts';
import type { OperatorSettings } from './settings.ts';
import type { Shift, Shifts } from './shifts.ts';
import { RequestError } from '../web/problem.ts';
import { rulesOn } from './working-time.ts';

interface Parts {
  store: OrderStore;
  cards: Cards;
  settings: OperatorSettings;
  region: Pick<HubRegion, 'routerOn'>;
  shifts: Shifts;
  knowledge: Knowledge;
  clock: Clock;
  budget: PlanningBudget | undefined;
  stopsOf(operator: string, date: LocalDate): ServiceStop[];
  stopTitle(operator: string, stop: string): string | null;
  heard(shift: ShiftId): Heard;
}

/** The day's plan: made by the operator's people, seen by each orderer as far as it is theirs. */
export function createDays(parts: Parts): Days {
  const { store, cards, settings, region, shifts, knowledge, clock, heard, stopTitle } = parts;
  // One plan at a time: two of one day at once would have the same number.
  const alone = queue();
  const watch = createPlanningWatch(clock);

  async function plan(staff: Staff, date: LocalDate): Promise<DayShift[] | PlanRefused> {
    if (staff.role !== 'entrepreneur')
      throw new RequestError(403, 'not_the_operator', 'Only the operator’s own people plan the day.');
    if (nextMinute(clock.now()) >= shifts.hoursOf(staff.operator, date).end)
      return { refused: 'shift_over', place: '' };
    // Before the shift is opened, which signs a fact for each order.
    const count = openOrders(staff.operator, date).length;
    const most = mostOrders(parts.stopsOf(staff.operator, date).length);
    if (count > most) return { refused: 'too_many', place: '', count, most };
    return alone(() => watch.during(staff.operator, date, (heard) => make(staff, date, heard)));
  }

  async function make(staff: Staff, date: LocalDate, heard: Heeded): Promise<DayShift[] | PlanRefused> {
    try {
      const all = await shifts.open(staff.operator, date);
      // A van that drives keeps what it has; its own tablet plans the rest of its day.
      const open = all.filter(({ id }) => !knowledge.of(id).state.started);
      if (open.length === 0 || !(await publish(all, open, heard))) return { refused: 'started', place: '' };
      return shownAll(staff, date);
    } catch (error) {
      if (error instanceof PlanRefusal) return error.refusal;
      throw error;
    }
  }

  const openOrders = (operator: string, date: LocalDate) =>
    store.ofDay({ operator, tenant: null }, date).filter(({ cancelled }) => !cancelled);

  /**
   * Plans for the shifts that are open, around those that are driven.
   *
   * @returns false when a courier has driven off while the plan was made.
   */
  async function publish(all: Shift[], open: Shift[], heard: Heeded): Promise<boolean> {
    const { operator, date } = open[0]!;
    const driven = all.filter((shift) => !open.includes(shift)).map(({ id }) => knowledge.of(id).state);
    const states = open.map(({ id }) => knowledge.of(id).state);
    const { depot, start, end } = states[0]!.opening!;
    const { rules, workingTime } = settings.operator(operator);
    const vans = settings.vans(operator);
    const vanOf = (consignment: StoredOrder['consignment']) =>
      all.length === 1
        ? null
        : (open[states.findIndex((state) => state.consignments.has(consignment))]?.van.id ?? null);
    const orders = openOrders(operator, date).filter(
      ({ consignment }) => !driven.some((state) => state.consignments.has(consignment))
    );
    const day = {
      start: instant(Math.max(start, nextMinute(clock.now()))),
      end,
      depot,
      vans: open.map(({ van: { id } }) => ({
        ...vans.find((van) => van.id === id)!,
        workingTime: rulesOn(workingTime, rules, date)
      })),
      loads: orders.map((order) => loadOf(order, vanOf(order.consignment))),
      stops: parts.stopsOf(operator, date).filter(({ stop }) => !driven.some((state) => keeps(state, stop)))
    };
    // The van's visits of all its plans have names of their own.
    const number = 1 + Math.max(...states.map(({ plan }) => plan?.plan ?? 0));
    const visitId = (index: number) => `${number}-${index}` as VisitId;
    const plans = await planDay(day, region.routerOn(date), visitId, (problem, router) =>
      solveAside(problem, router, parts.budget, heard)
    );
    if (open.some(({ id }) => knowledge.of(id).state.started)) return false;
    for (const [index, { plan: made, route }] of plans.entries()) {
      const shift = open[index]!;
      await shifts.give(shift, [...new Set(made.visits.flatMap(({ pickups }) => pickups))]);
      const sealed = await shifts.seal(shift.id, route);
      const body = { plan: number, ...made, route: sealed.hash };
      await shifts.write(shift.id, [{ type: 'plan.published', body, attachments: [sealed] }]);
    }
    return true;
  }

  function loadOf(order: StoredOrder, van: string | null): DayLoad {
    const card = cards.open(order.card);
    const sender = settings.sender(order.operator, order.sender)!;
    const kind = settings.operator(order.operator).kinds.find(({ id }) => id === order.kind);
    return {
      consignment: order.consignment,
      home: { title: card.name, position: card.position },
      sender: { title: sender.name, position: sender.position },
      direction: order.direction,
      pieces: order.pieces,
      temperatureClass: order.temperatureClass,
      window: order.window,
      kind: kind ?? { transitLimit: null },
      neededBy: kind?.neededBy ? { at: instantOf(order.date, kind.neededBy.time), price: kind.neededBy.price } : null,
      van
    };
  }

  function shownAll(staff: Staff, date: LocalDate): DayShift[] {
    const all = shifts.ofDay(scopeOf(staff).operator, date);
    const missed = missedStops(all.map(({ id }) => knowledge.of(id).state));
    const told = missed.map(({ name, promise }) => ({ title: name.fi, promise }));
    const days = all.flatMap((shift) => shown(staff, shift) ?? []);
    // What did not fit a van that drives may have found its place in another since.
    const planned = new Set(
      days.flatMap(({ visits }) => visits.flatMap(({ orders }) => orders.map(({ order }) => order)))
    );
    return days.map((day, index) => ({
      ...day,
      unassigned: day.unassigned.filter(({ order }) => !planned.has(order)),
      missedStops: index === 0 ? told : []
    }));
  }

  function shown(staff: Staff, shift: Shift): Omit<DayShift, 'missedStops'> | null {
    const scope = scopeOf(staff);
    const whole = scope.tenant === null;
    const orders = new Map(store.ofDay(scope, shift.date).map((order) => [order.consignment, order]));
    const { state } = knowledge.of(shift.id);
    const { plan: published, started } = state;
    if (!published) return null;
    const sealed = v.safeParse(planRouteSchema, shifts.unseal(shift.id, published.route));
    const route = sealed.success ? sealed.output : null;
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
      rearranged: published.rearranged?.at ?? null,
      started: started?.at ?? null,
      visits,
      unassigned: published.unassigned.flatMap(({ consignment, reasons }) => {
        const order = orders.get(consignment);
        if (!order || order.cancelled) return [];
        return [{ order: order.id, consignment, title: nameOf(order), reasons: reasonsFor(reasons, titleOf) }];
      }),
      driving: published.driving,
      distance: published.distance,
      heard: last,
      // The whole road leads past everybody's door, so only the operator's people see it.
      geometry: whole ? published.visits.flatMap(({ visit }) => route?.legs[visit] ?? []) : []
    };
  }

  return {
    shifts: shownAll,
    plan,
    planning: (staff, date) => watch.of(scopeOf(staff).operator, date),
    stopPlanning: (staff, date) => watch.stop(scopeOf(staff).operator, date)
  };
}

type Heeded = Parameters<typeof solveAside>[3];

const keeps = ({ visits }: ShiftState, stop: string) => visits.some((visit) => visit.stop === stop);

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
