import { fail, redirect } from '@sveltejs/kit';
import { askedOrder } from '#lib/console/asked-order.ts';
import { draftFrom } from '#lib/console/order-form.ts';
import { tell } from '#lib/console/told.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { hub, staff, order } = askedOrder(event);
  return {
    order: order.order,
    draft: order.draft,
    kinds: hub.settings.kinds(staff),
    senders: hub.places.senders(staff, order.order),
    temperatureClasses: hub.settings.temperatureClasses(staff)
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { hub, staff, order } = askedOrder(event);
    const draft = draftFrom(await event.request.formData());
    const result = await hub.orders.change(staff, order.order, draft);
    if ('problems' in result) return fail(400, { draft, problems: result.problems });
    if ('refused' in result) return fail(409, { draft, problems: {}, refused: result.refused });
    const page = `/console/orders/${result.order}`;
    tell(event, page, 'changed');
    redirect(303, page);
  }
};
