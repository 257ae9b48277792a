import { fail, redirect } from '@sveltejs/kit';
import { randomUUIDv7 } from 'node:crypto';
import { dayFrom } from '#lib/console/days.ts';
import { draftFrom, emptyDraft, orderIdFrom } from '#lib/console/order-form.ts';
import { signedIn } from '#lib/console/signed-in.ts';
import { tell } from '#lib/console/told.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { hub, staff } = signedIn(event);
  const kinds = hub.settings.kinds(staff);
  const senders = hub.places.senders(staff);
  const date = dayFrom(event.url, hub.clock.now());
  // Without a sender the form could not be filled in; the list says what to do.
  if (senders.length === 0) redirect(303, `/console/orders?date=${date}`);
  const draft = emptyDraft(date);
  return {
    order: randomUUIDv7(),
    draft: {
      ...draft,
      kind: kinds[0]?.id ?? '',
      temperatureClass: kinds[0]?.temperatureClass ?? '',
      sender: senders[0]?.id ?? ''
    },
    kinds,
    senders,
    temperatureClasses: hub.settings.temperatureClasses(staff)
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { hub, staff } = signedIn(event);
    const form = await event.request.formData();
    const draft = draftFrom(form);
    const result = await hub.orders.place(staff, draft, orderIdFrom(form));
    if ('problems' in result) return fail(400, { draft, problems: result.problems });
    const page = `/console/orders/${result.order}`;
    tell(event, page, 'placed');
    redirect(303, page);
  }
};
