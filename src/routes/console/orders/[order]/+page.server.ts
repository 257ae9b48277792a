import { error, fail } from '@sveltejs/kit';
import { askedOrder } from '#lib/console/asked-order.ts';
import { told } from '#lib/console/told.ts';
import type { CancelReason } from '#gateway/hub/services.ts';
import type { Actions, PageServerLoad } from './$types';

const reasons: readonly CancelReason[] = ['orderer', 'recipient', 'sender', 'operator'];

export const load: PageServerLoad = (event) => {
  const { hub, staff, order } = askedOrder(event);
  const saved = told(event);
  return {
    now: hub.clock.now(),
    order,
    reasons,
    saved: saved === 'placed' || saved === 'changed' ? (saved as 'placed' | 'changed') : null,
    kinds: hub.settings.kinds(staff),
    temperatureClasses: hub.settings.temperatureClasses(staff)
  };
};

export const actions: Actions = {
  cancel: async (event) => {
    const { hub, staff, order } = askedOrder(event);
    const asked = (await event.request.formData()).get('reason');
    const reason = reasons.find((each) => each === asked);
    if (!reason) error(400);
    const result = await hub.orders.cancel(staff, order.order, reason);
    if ('refused' in result) return fail(409, { refused: result.refused });
  }
};
