import { error, fail } from '@sveltejs/kit';
import { dayFrom } from '#lib/console/days.ts';
import { signedIn } from '#lib/console/signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { hub, staff } = signedIn(event);
  const now = hub.clock.now();
  const date = dayFrom(event.url, now);
  return {
    now,
    date,
    shifts: hub.days.shifts(staff, date),
    attribution: hub.region.attribution,
    invented: hub.region.invented
  };
};

export const actions: Actions = {
  plan: async (event) => {
    const { hub, staff } = signedIn(event);
    if (staff.role !== 'entrepreneur') error(403);
    const planned = await hub.days.plan(staff, dayFrom(event.url, hub.clock.now()));
    if ('refused' in planned) return fail(409, planned);
  }
};
