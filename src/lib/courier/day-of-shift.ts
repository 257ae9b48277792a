import type { ConsignmentId, Hash } from '#domain/fact.ts';
import type { PlanRoute, RecipientCard } from '#domain/sealed.ts';
import type { Change as ShiftChange, ConsignmentState, ShiftState, VisitState } from '#domain/shift.ts';
import type { PlannedVisit } from '#domain/vocabulary.ts';
import type { Change, Day, Load, Visit } from './day.ts';

/**
 * The courier's day by the fold of the shift's facts.
 *
 * @param opened what a sealed attachment holds; null when it has not come yet or does not open.
 * @returns null until the hub's opening of the shift is here.
 */
export function dayOfShift(state: ShiftState, opened: (hash: Hash) => unknown): Day | null {
  const { opening, plan } = state;
  if (!opening) return null;
  const loads = new Map([...state.consignments].map(([id, consignment]) => [id, loadOf(consignment, opened)]));
  const route = plan ? (opened(plan.route) as PlanRoute | null) : null;
  const visits = state.visits.map((visit) => visitOf(visit, state, loads, route));
  const sealed = [...loads.values()].map(({ card }) => card !== null);
  if (plan) sealed.push(route !== null);
  return {
    shift: opening.shift,
    date: opening.date,
    van: opening.van,
    region: opening.region,
    plan: plan?.plan ?? 0,
    breakAfter: opening.workingTime?.breakAfter ?? null,
    ready: state.ready !== null,
    started: state.started !== null,
    ended: state.ended !== null,
    visits,
    next: visits.find(({ id }) => id === state.next?.visit) ?? null,
    loads: [...loads.values()],
    changes: state.changes.map((change) => changeOf(change, state, loads)),
    cards: { here: sealed.filter(Boolean).length, all: sealed.length },
    notUnderstood: state.unapplied.length
  };
}

function loadOf(
  { consignment, body, status, failure, history }: ConsignmentState,
  opened: (hash: Hash) => unknown
): Load {
  return {
    id: consignment,
    kind: body.kind,
    temperatureClass: body.temperatureClass,
    mustNotFreeze: body.mustNotFreeze,
    direction: body.direction,
    sender: body.sender.name,
    pieces: body.pieces,
    seal: body.seal,
    proof: body.proof,
    card: opened(body.card) as RecipientCard | null,
    status,
    loadedAt: history.findLast(({ type }) => type === 'consignment.loaded')?.at ?? null,
    failure: failure?.reason ?? null
  };
}

function visitOf(
  visit: VisitState,
  { opening }: ShiftState,
  loads: Map<ConsignmentId, Load>,
  route: PlanRoute | null
): Visit {
  const known = (ids: ConsignmentId[]) => ids.flatMap((id) => loads.get(id) ?? []);
  const stop = opening?.serviceStops.find((announced) => announced.stop === visit.stop) ?? null;
  const place = route?.visits[visit.visit];
  return {
    id: visit.visit,
    kind: visit.kind,
    title: place?.title ?? null,
    position: place?.position ?? stop?.position ?? null,
    promise: visit.promise,
    arrival: visit.arrival,
    departure: visit.departure,
    arrived: visit.arrived,
    driving: visit.driving,
    distance: visit.distance,
    status: visit.status,
    pickups: known(visit.pickups),
    deliveries: known(visit.deliveries),
    stop,
    planned: plannedOf(visit),
    leg: route?.legs[visit.visit] ?? []
  };
}

/** Without what became of it. */
function plannedOf({ status: _status, arrived: _arrived, departed: _departed, ...planned }: VisitState): PlannedVisit {
  return planned;
}

const changeTypes = {
  'consignment.added': 'added',
  'consignment.changed': 'changed',
  'consignment.cancelled': 'cancelled',
  'plan.published': 'plan'
} as const satisfies Record<ShiftChange['type'], Change['type']>;

function changeOf(change: ShiftChange, state: ShiftState, loads: Map<ConsignmentId, Load>): Change {
  const { journal, seq, type, consignment } = change;
  return {
    journal,
    seq,
    type: changeTypes[type],
    load: consignment === null ? null : (loads.get(consignment) ?? null),
    reason: consignment === null ? null : (state.consignments.get(consignment)?.cancellation?.reason ?? null)
  };
}
