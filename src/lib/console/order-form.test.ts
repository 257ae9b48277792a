import type { LocalDate } from '#domain/units.ts';
import { expect, it } from 'vitest';
import { draftsFrom, emptyDraft, orderIdFrom } from './order-form.ts';

const form = (drafts: unknown) => {
  const data = new FormData();
  data.set('drafts', typeof drafts === 'string' ? drafts : JSON.stringify(drafts));
  return data;
};
const draft = emptyDraft('2026-11-24' as LocalDate);

it('reads the rows of a previewed table as they went out', () => {
  const rows = [draft, { ...draft, name: 'Aino "<b>" Öhman', direction: 'return' as const }];
  expect(draftsFrom(form(rows))).toEqual(rows);
});

it.each([
  ['no rows', []],
  ['a row without its fields', [{}]],
  ['a row that lacks one field', [{ ...draft, notes: undefined }]],
  ['a row with a number for text', [{ ...draft, pieces: 1 }]],
  ['a row with an unknown direction', [{ ...draft, direction: 'sideways' }]],
  ['a row of rows', [[]]],
  ['null', null],
  ['what is no JSON', '[{'],
  ['more rows than a table may have', Array.from({ length: 1001 }, () => draft)]
])('refuses %s', (_, drafts) => expect(draftsFrom(form(drafts))).toBeNull());

it.each([
  ['019a0000-0000-7000-8000-00000000000A', '019a0000-0000-7000-8000-00000000000a'],
  ['../orders', undefined],
  ['', undefined]
])('takes %j for the order’s id %j', (typed, id) => {
  const data = new FormData();
  data.set('order', typed);
  expect(orderIdFrom(data)).toBe(id);
});

it('refuses a form without rows', () => expect(draftsFrom(new FormData())).toBeNull());
