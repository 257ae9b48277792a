import { fail, redirect } from '@sveltejs/kit';
import type { ImportRow } from '#gateway/hub/services.ts';
import { draftsFrom } from '#lib/console/order-form.ts';
import { dayWritten } from '#lib/calendar.ts';
import { signedIn } from '#lib/console/signed-in.ts';
import { tell } from '#lib/console/told.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({ headings: signedIn(event).hub.csv.headings(event.locals.locale) });

/** What a person chose: the file's own bytes, or the rows that were pasted, which they may want to correct. */
async function tableOf(form: FormData): Promise<{ bytes: Uint8Array; text: string }> {
  const file = form.get('file');
  if (file instanceof File && file.size > 0) return { bytes: new Uint8Array(await file.arrayBuffer()), text: '' };
  const text = String(form.get('text') ?? '');
  return { bytes: new TextEncoder().encode(text), text };
}

export const actions: Actions = {
  preview: async (event) => {
    const { hub, staff } = signedIn(event);
    const { bytes, text } = await tableOf(await event.request.formData());
    if (bytes.every((byte) => byte <= 32)) return fail(400, { empty: true, text });
    const result = hub.csv.preview(staff, bytes, event.locals.locale);
    return 'unreadable' in result ? fail(400, { unreadable: result.unreadable, text }) : { rows: result.rows, text };
  },
  place: async (event) => {
    const { hub, staff } = signedIn(event);
    const form = await event.request.formData();
    const drafts = draftsFrom(form);
    if (!drafts) return fail(400, { empty: true, text: '' });
    const result = await hub.csv.place(staff, drafts, form.has('twins'));
    if ('rows' in result) return fail(400, { rows: result.rows as ImportRow[], text: '' });
    const [first] = drafts;
    const date = first ? dayWritten(first.date) : '';
    tell(event, '/console/orders', String(result.orders.length));
    redirect(303, `/console/orders?date=${date}`);
  }
};
