import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The demo's front page; outside the demo the hub's `/` leads to the console and the van's to the portal. */
export const load: PageServerLoad = ({ platform, locals }) => {
  if (!platform?.demo) redirect(303, platform?.van ? '/portal' : '/console');
  return { locale: locals.locale, world: platform.demo.world(), vanOrigin: platform.demo.vanOrigin };
};
