import type { ConsignmentId, JournalId, VisitId } from '#domain/fact.ts';
import type { HandOverProof, FailureNote, RecipientCard } from '#domain/sealed.ts';
import { foldShift, type ConsignmentState, type ShiftState, type VisitState } from '#domain/shift.ts';
import type { Instant } from '#domain/units.ts';
import type { Entry } from '#domain/writing.ts';
import type { DemoOrder } from './day/orders.ts';
import type { SimulatedTablet } from './simulated-tablet.ts';

/**
 * Drives a planned day to its end, each visit at its planned time, and leaves a courier's facts behind.
 *
 * @param outcomes how it ended for each recipient, by name; a recipient without one takes the consignment.
 * @param setClock moves the simulated time on.
 */
export async function driveDay(
  tablet: SimulatedTablet,
  outcomes: Map<string, DemoOrder['outcome']>,
  setClock: (at: Instant) => void
) {
  const { shift } = tablet;
  const state = stateOf(tablet);
  const { plan, opening } = state;
  if (!plan || !opening) throw new Error('The simulated tablet has no plan to drive.');
  setClock(opening.start);
  await tablet.write(shift, [
    { type: 'tablet.ready', body: { plan: plan.plan, region: opening.region.version, release: 'demo' } },
    { type: 'shift.started', body: {} }
  ]);
  for (const visit of state.visits) {
    setClock(visit.arrival);
    await tablet.write(shift, [{ type: 'visit.arrived', body: { visit: visit.visit } }]);
    setClock(visit.departure);
    const loaded = visit.pickups.map((consignment): Entry => ({ type: 'consignment.loaded', body: { consignment } }));
    const given = await Promise.all(
      visit.deliveries.map((id) => ending(tablet, visit, state.consignments.get(id)!, outcomes))
    );
    await tablet.write(shift, [...loaded, ...given, { type: 'visit.departed', body: { visit: visit.visit } }]);
  }
  await tablet.write(shift, [{ type: 'shift.ended', body: {} }]);
}

const nowhereElse = { tablet: true, van: false, hub: false };

function stateOf({ replica, shift }: SimulatedTablet): ShiftState {
  const { journals, hub } = replica;
  const facts = (Object.keys(journals.heads(shift)) as JournalId[]).flatMap((journal) =>
    journals.after(journal, 0, Infinity)
  );
  return foldShift(
    facts.map(({ fact }) => ({ fact, saved: nowhereElse })),
    hub.id
  );
}

async function ending(
  tablet: SimulatedTablet,
  { visit }: VisitState,
  { consignment, body }: ConsignmentState,
  outcomes: Map<string, DemoOrder['outcome']>
): Promise<Entry> {
  const card = (await tablet.unseal(body.card)) as RecipientCard;
  const outcome = outcomes.get(card.name) ?? null;
  if (outcome && 'failure' in outcome) return failed(tablet, visit, consignment, outcome);
  const receivedBy = outcome?.receivedBy ?? card.name;
  const proof: HandOverProof = {
    consignment,
    name: receivedBy,
    signature: body.proof.includes('signature') ? signatureOf(receivedBy) : null
  };
  const sealed = await tablet.seal(proof);
  return {
    type: 'consignment.handed_over',
    body: {
      consignment,
      visit,
      receiver: outcome?.receiver ?? 'recipient',
      identity: body.proof.includes('identity') ? 'matched' : null,
      proof: sealed.hash
    },
    attachments: [sealed]
  };
}

async function failed(
  tablet: SimulatedTablet,
  visit: VisitId,
  consignment: ConsignmentId,
  { failure, note }: Extract<DemoOrder['outcome'], { failure: unknown }>
): Promise<Entry> {
  const content: FailureNote = { consignment, text: note };
  const sealed = await tablet.seal(content);
  return {
    type: 'consignment.failed',
    body: { consignment, visit, reason: failure, note: sealed.hash },
    attachments: [sealed]
  };
}

/** Something like a hand's stroke, another for each name. */
function signatureOf(name: string): string {
  const letters = [...name].map((letter) => letter.codePointAt(0)!);
  const points = letters.map((code, index) => `${40 + (index * 520) / letters.length} ${60 + ((code * 37) % 90)}`);
  return `M${points[0]} ${points
    .slice(1)
    .map((point) => `T${point}`)
    .join(' ')}`;
}
