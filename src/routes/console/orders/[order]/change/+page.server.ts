import { error, fail, redirect } from '@sveltejs/kit';
import type { OrderId } from '#domain/fact.ts';
import { draftFrom } from '#lib/console/order-form.ts';
import { signedIn } from '#lib/console/signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { hub, staff } = signedIn(event);
  const order = hub.orders.find(staff, event.params.order as OrderId);
  if (!order) error(404);
  return {
    order: order.order,
    draft: order.draft,
    kinds: hub.settings.kinds(),
    senders: hub.places.senders(staff),
    temperatureClasses: hub.settings.temperatureClasses()
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { hub, staff } = signedIn(event);
    const draft = draftFrom(await event.request.formData());
    const result = await hub.orders.change(staff, event.params.order as OrderId, draft);
    if ('problems' in result) return fail(400, { draft, problems: result.problems });
    if ('refused' in result) return fail(409, { draft, problems: {}, refused: result.refused });
    redirect(303, `/console/orders/${result.order}?saved=changed`);
  }
};
