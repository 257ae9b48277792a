import { expect, test } from 'vitest';
import type { VisitId } from '#domain/fact.ts';
import { makeLoad } from './day.fixture.ts';
import { failureEntry, failureProblem } from './failure.ts';

const visit = 'v1' as VisitId;
const meal = makeLoad({ id: 'meal' });

test.each([
  [null, '', 'fail_reason_missing'],
  ['nobody_home', '', null],
  ['other', ' ', 'fail_note_needed'],
  ['other', 'silta poikki', null]
] as const)('failing with %s and "%s": %s', (reason, note, problem) => {
  expect(failureProblem(reason, note)).toBe(problem);
});

test('the note of a failure is sealed, never in the open body', () => {
  const entry = failureEntry(visit, meal, 'other', ' Ovella oli poika ');
  expect(entry).toEqual({
    type: 'consignment.failed',
    body: { consignment: 'meal', visit, reason: 'other' },
    note: { consignment: 'meal', text: 'Ovella oli poika' }
  });
  expect(failureEntry(visit, meal, 'refused', ' ')).toMatchObject({ note: null });
});
