import type { VisitId } from '#domain/fact.ts';
import { plainText } from '#domain/plain-text.ts';
import type { FailureReason } from '#domain/vocabulary.ts';
import type { Load } from './day.ts';
import type { Entry } from './tablet.ts';

/** Why a failed hand-over cannot be written yet; null when it can. */
export function failureProblem(reason: FailureReason | null, note: string) {
  if (reason === null) return 'fail_reason_missing';
  return reason === 'other' && plainText(note) === '' ? 'fail_note_needed' : null;
}

/** The fact of a failed hand-over; the note is sealed, for it may tell of a person. */
export function failureEntry(visit: VisitId, { id }: Pick<Load, 'id'>, reason: FailureReason, note: string): Entry {
  const text = plainText(note);
  return {
    type: 'consignment.failed',
    body: { consignment: id, visit, reason },
    note: text === '' ? null : { consignment: id, text }
  };
}
