import type { VisitId } from '#domain/fact.ts';
import { plainText } from '#domain/plain-text.ts';
import type { Receiver } from '#domain/vocabulary.ts';
import type { Load } from './day.ts';
import type { Entry } from './tablet.ts';

/** The form of a hand-over, as far as it has been filled. */
export interface HandOverForm {
  receiver: Receiver | null;
  name: string;
  identity: boolean;
  /** An SVG path; null while nothing is written. */
  signature: string | null;
}

export type HandOverField = keyof HandOverForm;
export type HandOverProblem =
  'receiver_missing' | 'name_missing' | 'place_missing' | 'identity_missing' | 'identity_person' | 'signature_missing';

/** What the consignments of one hand-over ask for together. */
export const needs = (loads: readonly Load[], proof: Load['proof'][number]) =>
  loads.some((load) => load.proof.includes(proof));

/** An agreed place signs nothing; everyone else does when the kind asks for it. */
export const asksSignature = (loads: readonly Load[], receiver: Receiver | null) =>
  needs(loads, 'signature') && receiver !== 'agreed_place';

/** What stands in the way of handing these consignments over, field by field. */
export function handOverProblems(loads: readonly Load[], form: HandOverForm) {
  const problems: Partial<Record<HandOverField, HandOverProblem>> = {};
  const place = form.receiver === 'agreed_place';
  if (form.receiver === null) problems.receiver = 'receiver_missing';
  if (plainText(form.name) === '') problems.name = place ? 'place_missing' : 'name_missing';
  if (needs(loads, 'identity') && place) problems.receiver = 'identity_person';
  else if (needs(loads, 'identity') && !form.identity) problems.identity = 'identity_missing';
  if (asksSignature(loads, form.receiver) && form.signature === null) problems.signature = 'signature_missing';
  return problems;
}

/**
 * One fact for each consignment, with its own sealed proof: they may belong to different tenants.
 *
 * @throws when the form still has problems: a proof is whole or not written.
 */
export function handOverEntries(visit: VisitId, loads: readonly Load[], form: HandOverForm): Entry[] {
  const { receiver } = form;
  if (receiver === null || Object.keys(handOverProblems(loads, form)).length > 0)
    throw new Error('The hand-over is not whole yet.');
  return loads.map((load) => ({
    type: 'consignment.handed_over',
    body: {
      consignment: load.id,
      visit,
      receiver,
      identity: load.proof.includes('identity') ? 'matched' : null
    },
    proof: {
      consignment: load.id,
      name: plainText(form.name),
      signature: asksSignature([load], receiver) ? form.signature : null
    }
  }));
}

/** Whom the form suggests: the recipient, or the staff of whoever gets a return. */
export function firstForm(loads: readonly Load[]): HandOverForm {
  const toRecipient = loads[0]?.direction === 'delivery';
  return {
    receiver: toRecipient ? 'recipient' : 'staff',
    name: toRecipient ? (loads[0]?.card?.name ?? '') : '',
    identity: false,
    signature: null
  };
}
