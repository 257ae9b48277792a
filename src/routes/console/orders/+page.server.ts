import { dayFrom } from '#lib/console/days.ts';
import { signedIn } from '#lib/console/signed-in.ts';
import { told } from '#lib/console/told.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { hub, staff } = signedIn(event);
  const date = dayFrom(event.url, hub.clock.now());
  return {
    date,
    orders: hub.orders.list(staff, date),
    kinds: hub.settings.kinds(staff),
    temperatureClasses: hub.settings.temperatureClasses(staff),
    mayOrder: hub.places.senders(staff).length > 0,
    /** How many orders an import has just placed. */
    placed: /^\d{1,6}$/.test(told(event) ?? '') ? Number(told(event)) : 0
  };
};
