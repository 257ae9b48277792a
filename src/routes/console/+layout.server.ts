import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Every page of the console but the sign-in needs somebody who is signed in and may order or plan. */
export const load: LayoutServerLoad = ({ locals, url, route }) => {
  const staff = locals.staff && locals.staff.role !== 'courier' ? locals.staff : null;
  if (!staff && route.id !== '/console/sign-in')
    redirect(303, `/console/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
  return {
    locale: locals.locale,
    staff: staff && {
      name: staff.name,
      organisation: staff.tenant?.name ?? null,
      mayPlan: staff.role === 'entrepreneur'
    }
  };
};
