import { causalOrder } from './causal-order.ts';
import type { ConsignmentId, Envelope, Hash, Head, JournalId, KeyId, VisitId } from './fact.ts';
import { partsOf } from './fact.ts';
import type { Saved } from './saved.ts';
import type { ReplicaRole } from './signing.ts';
import type { Instant } from './units.ts';
import type { ConsignmentBody, FactBody, FactType, FailureReason, PlannedVisit, Receiver } from './vocabulary.ts';
import { isFactType, readBody } from './vocabulary.ts';

/** A fact that happened at a time, with where it is saved. */
interface Happening {
  at: Instant;
  type: FactType;
  by: ReplicaRole;
  journal: JournalId;
  seq: number;
  saved: Saved;
}

type ConsignmentStatus = 'expected' | 'loaded' | 'missing' | 'handed_over' | 'failed' | 'cancelled';

export interface ConsignmentState {
  consignment: ConsignmentId;
  /** As it was last changed. */
  body: ConsignmentBody;
  status: ConsignmentStatus;
  handOver: (Happening & { visit: VisitId; receiver: Receiver; identity: 'matched' | null; proof: Hash }) | null;
  /** The last attempt that failed; it stays when a later one succeeds. */
  failure: (Happening & { visit: VisitId; reason: FailureReason; note: Hash | null }) | null;
  cancellation: (Happening & { reason: FactBody<'consignment.cancelled'>['reason'] }) | null;
  /** It was handed over although it is cancelled: what happened stands, and a person settles the rest. */
  crossed: boolean;
  /** Everything that names the consignment, in causal order. */
  history: Happening[];
}

export interface VisitState extends PlannedVisit {
  /** `skipped`: nothing is left to be done there (see `hasNothingOpen`), so the courier drives past it. */
  status: 'planned' | 'arrived' | 'done' | 'skipped';
  arrived: Instant | null;
  departed: Instant | null;
}

/** Something that the hub changed after the courier's check, and that the courier has not said to have read. */
export interface Change extends Happening {
  type: 'consignment.added' | 'consignment.changed' | 'consignment.cancelled' | 'plan.published';
  consignment: ConsignmentId | null;
}

/** Another order of the plan's visits, which the courier has chosen. */
type Rearranged = Happening & Pick<FactBody<'plan.rearranged'>, 'chosenBy'>;

/** Why a genuine fact is stored but not applied. */
type UnappliedReason =
  | 'type_unknown'
  | 'body_not_understood'
  | 'writer_not_entitled'
  | 'consignment_unknown'
  | 'visit_unknown'
  | 'handed_over_already';

export interface ShiftState {
  opening: FactBody<'shift.opened'> | null;
  /** The consignments in the order in which they were added. */
  consignments: Map<ConsignmentId, ConsignmentState>;
  /** The hub's latest plan, in the courier's order where that was changed since. */
  plan: (Happening & FactBody<'plan.published'> & { rearranged: Rearranged | null }) | null;
  /** The visits of the latest plan. */
  visits: VisitState[];
  /** Where the courier is or drives to; null without a plan and when the day is done. */
  next: VisitState | null;
  ready: (Happening & FactBody<'tablet.ready'>) | null;
  started: Happening | null;
  ended: Happening | null;
  changes: Change[];
  /** When the courier said to have read a change of the hub, by the change's number in the hub's journal. */
  acknowledged: Map<number, Happening>;
  wifi: (Happening & { open: boolean; stop: FactBody<'wifi.opened'>['stop'] }) | null;
  unapplied: { fact: Envelope; reason: UnappliedReason }[];
}

export interface SavedFact {
  fact: Envelope;
  saved: Saved;
}

const writers: Record<FactType, ReplicaRole> = {
  'shift.opened': 'hub',
  'device.admitted': 'hub',
  'consignment.added': 'hub',
  'consignment.changed': 'hub',
  'consignment.cancelled': 'hub',
  'plan.published': 'hub',
  'plan.rearranged': 'tablet',
  'tablet.ready': 'tablet',
  'consignment.loaded': 'tablet',
  'consignment.missing': 'tablet',
  'shift.started': 'tablet',
  'visit.arrived': 'tablet',
  'consignment.handed_over': 'tablet',
  'consignment.failed': 'tablet',
  'visit.departed': 'tablet',
  'change.acknowledged': 'tablet',
  'shift.ended': 'tablet',
  'wifi.opened': 'van',
  'wifi.closed': 'van'
};

/**
 * What the shift has come to by the facts that are here. The same facts give the same state, in whatever order they came.
 *
 * @param hub the hub's key, whose journal alone may order, plan and admit.
 */
export function foldShift(facts: Iterable<SavedFact>, hub: KeyId): ShiftState {
  const state: ShiftState = {
    opening: null,
    consignments: new Map(),
    plan: null,
    visits: [],
    next: null,
    ready: null,
    started: null,
    ended: null,
    changes: [],
    acknowledged: new Map(),
    wifi: null,
    unapplied: []
  };
  const ordered = causalOrder(facts);
  const roles = rolesOf(ordered, hub);
  const visits = new Map<VisitId, { arrived: Instant | null; departed: Instant | null }>();
  const changes: Change[] = [];
  let knownToCourier = 0;

  for (const { fact, saved } of ordered) {
    const refuse = (reason: UnappliedReason) => state.unapplied.push({ fact, reason });
    const role = roles.get(partsOf(fact.journal).key);
    if (!isFactType(fact.type)) refuse('type_unknown');
    else if (role !== writers[fact.type]) refuse('writer_not_entitled');
    else {
      const { type } = fact;
      const happening = { at: fact.at as Instant, type, by: role, journal: fact.journal, seq: fact.seq, saved };
      const reason = apply(type, fact, happening);
      if (reason) refuse(reason);
    }
  }

  for (const consignment of state.consignments.values()) settle(consignment);
  state.visits = (state.plan?.visits ?? []).map((visit) => {
    const { arrived = null, departed = null } = visits.get(visit.visit) ?? {};
    const unvisited = hasNothingOpen(visit, state.consignments) ? 'skipped' : 'planned';
    return { ...visit, status: departed ? 'done' : arrived ? 'arrived' : unvisited, arrived, departed };
  });
  state.next = state.visits.find(({ status }) => status === 'planned' || status === 'arrived') ?? null;
  state.changes = state.ready ? changes.filter(({ seq }) => seq > knownToCourier && !state.acknowledged.has(seq)) : [];
  return state;

  function apply(type: FactType, fact: Envelope, happening: Happening): UnappliedReason | null {
    const read = <Type extends FactType>(_: Type) => readBody(type, fact.body) as FactBody<Type> | null;
    const unread = 'body_not_understood';
    switch (type) {
      case 'shift.opened': {
        const body = read(type);
        if (!body) return unread;
        state.opening = body;
        return null;
      }
      case 'device.admitted':
        return read(type) ? null : unread;
      case 'plan.published': {
        const body = read(type);
        if (!body) return unread;
        for (const { visit } of body.visits)
          if (!visits.has(visit)) visits.set(visit, { arrived: null, departed: null });
        if (body.plan >= (state.plan?.plan ?? 0)) state.plan = { ...happening, ...body, rearranged: null };
        changes.push({ ...happening, type, consignment: null });
        return null;
      }
      case 'plan.rearranged': {
        const body = read(type);
        if (!body) return unread;
        const known = new Set(state.plan?.visits.map(({ visit }) => visit));
        if (body.plan !== state.plan?.plan) return (state.plan?.plan ?? 0) > body.plan ? null : 'visit_unknown';
        // It moves visits and invents or forgets none.
        if (body.visits.length !== known.size || !body.visits.every(({ visit }) => known.delete(visit)))
          return 'visit_unknown';
        const { visits: moved, driving, distance, route } = body;
        state.plan = {
          ...state.plan,
          visits: moved,
          driving,
          distance,
          route,
          rearranged: { ...happening, chosenBy: body.chosenBy }
        };
        return null;
      }
      case 'consignment.added':
      case 'consignment.changed': {
        const body = read(type);
        if (!body) return unread;
        const known = state.consignments.get(body.consignment);
        if (known) known.body = body;
        else state.consignments.set(body.consignment, newConsignment(body));
        state.consignments.get(body.consignment)?.history.push(happening);
        changes.push({ ...happening, type, consignment: body.consignment });
        return null;
      }
      case 'visit.arrived':
      case 'visit.departed': {
        const body = read(type);
        if (!body) return unread;
        const visit = visits.get(body.visit);
        if (!visit) return 'visit_unknown';
        // The first time counts: an arrival said twice is still one arrival.
        if (type === 'visit.arrived') visit.arrived ??= happening.at;
        else visit.departed ??= happening.at;
        return null;
      }
      case 'tablet.ready': {
        const body = read(type);
        if (!body) return unread;
        state.ready = { ...happening, ...body };
        for (const [journal, head] of Object.entries(fact.seen) as [JournalId, Head][])
          if (partsOf(journal).key === hub) knownToCourier = Math.max(knownToCourier, head.seq);
        return null;
      }
      case 'shift.started':
        state.started ??= happening;
        return null;
      case 'shift.ended':
        state.ended ??= happening;
        return null;
      case 'change.acknowledged': {
        const body = read(type);
        if (!body) return unread;
        if (partsOf(body.journal).key === hub && !state.acknowledged.has(body.seq))
          state.acknowledged.set(body.seq, happening);
        return null;
      }
      case 'wifi.opened':
      case 'wifi.closed': {
        const body = read(type);
        if (!body) return unread;
        state.wifi = { ...happening, open: type === 'wifi.opened', stop: body.stop };
        return null;
      }
      default:
        return applyToConsignment(type, fact, happening);
    }
  }

  function applyToConsignment(type: FactType, fact: Envelope, happening: Happening): UnappliedReason | null {
    const body = readBody(type, fact.body) as { consignment: ConsignmentId } | null;
    if (!body) return 'body_not_understood';
    const consignment = state.consignments.get(body.consignment);
    if (!consignment) return 'consignment_unknown';
    consignment.history.push(happening);
    if (type === 'consignment.cancelled') {
      consignment.cancellation ??= { ...happening, ...(body as FactBody<'consignment.cancelled'>) };
      changes.push({ ...happening, type, consignment: body.consignment });
      return null;
    }
    if (consignment.handOver) return 'handed_over_already';
    if (type === 'consignment.handed_over') {
      consignment.handOver = { ...happening, ...(body as FactBody<'consignment.handed_over'>) };
      consignment.status = 'handed_over';
    } else if (type === 'consignment.failed') {
      consignment.failure = { ...happening, ...(body as FactBody<'consignment.failed'>) };
      consignment.status = 'failed';
    } else consignment.status = type === 'consignment.loaded' ? 'loaded' : 'missing';
    return null;
  }
}

/** Which replica each key speaks for, by the hub's admissions; nothing takes the hub's own voice from it. */
export function rolesOf(facts: Iterable<{ fact: Envelope }>, hub: KeyId): Map<KeyId, ReplicaRole> {
  const roles = new Map<KeyId, ReplicaRole>([[hub, 'hub']]);
  for (const { fact } of facts) {
    if (fact.type !== 'device.admitted' || partsOf(fact.journal).key !== hub) continue;
    const body = readBody('device.admitted', fact.body);
    if (body && body.device !== hub) roles.set(body.device, body.role === 'van' ? 'van' : 'tablet');
  }
  return roles;
}

const newConsignment = (body: ConsignmentBody): ConsignmentState => ({
  consignment: body.consignment,
  body,
  status: 'expected',
  handOver: null,
  failure: null,
  cancellation: null,
  crossed: false,
  history: []
});

/** A hand-over stands against any cancellation; against everything else the cancellation does. */
function settle(consignment: ConsignmentState) {
  if (!consignment.cancellation) return;
  if (consignment.handOver) consignment.crossed = true;
  else consignment.status = 'cancelled';
}

/** Whether nothing would happen at a visit: all for it was cancelled, never came aboard, or came aboard elsewhere. */
function hasNothingOpen(visit: PlannedVisit, consignments: ShiftState['consignments']): boolean {
  if (visit.kind !== 'pickup' && visit.kind !== 'delivery') return false;
  const isOpen = (id: ConsignmentId, ...open: ConsignmentStatus[]) =>
    open.includes(consignments.get(id)?.status ?? 'expected');
  return (
    visit.pickups.length + visit.deliveries.length > 0 &&
    !visit.pickups.some((id) => isOpen(id, 'expected')) &&
    !visit.deliveries.some((id) => isOpen(id, 'expected', 'loaded'))
  );
}
