import * as v from 'valibot';
import type { OrderDraft } from '#gateway/hub/services.ts';
import type { LocalDate } from '#domain/units.ts';
import { writtenDay } from '../calendar.ts';

export const draftFields = [
  'date',
  'from',
  'to',
  'kind',
  'temperatureClass',
  'sender',
  'direction',
  'name',
  'address',
  'telephone',
  'notes',
  'pieces'
] as const satisfies readonly (keyof OrderDraft)[];

/** An order as a form sent it; what the form lacks is empty, and the hub says which of them must not be. */
export function draftFrom(form: FormData): OrderDraft {
  const text = (field: string) => {
    const value = form.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
  const draft = Object.fromEntries(draftFields.map((field) => [field, text(field)])) as unknown as OrderDraft;
  return { ...draft, direction: draft.direction === 'return' ? 'return' : 'delivery' };
}

/** The id that the page gave the order which it asks for; undefined when there is none that a page of ours makes. */
export function orderIdFrom(form: FormData): string | undefined {
  const id = v.safeParse(v.pipe(v.string(), v.uuid()), form.get('order'));
  return id.success ? id.output.toLowerCase() : undefined;
}

const importedDrafts = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.strictObject({ ...v.entriesFromList(draftFields, v.string()), direction: v.picklist(['delivery', 'return']) })
  ),
  v.minLength(1),
  v.maxLength(1000)
);

/** The rows of a previewed table: they come back through the browser, so they are read like any other input. */
export function draftsFrom(form: FormData): OrderDraft[] | null {
  const drafts = v.safeParse(importedDrafts, form.get('drafts'));
  return drafts.success ? drafts.output : null;
}

/** A draft to begin from: the day shown, one piece. */
export const emptyDraft = (date: LocalDate): OrderDraft => ({
  date: writtenDay(date),
  from: '',
  to: '',
  kind: '',
  temperatureClass: '',
  sender: '',
  direction: 'delivery',
  name: '',
  address: '',
  telephone: '',
  notes: '',
  pieces: '1'
});
