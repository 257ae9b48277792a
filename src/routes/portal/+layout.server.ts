import { error } from '@sveltejs/kit';
import { saidIn } from '#lib/language/said.ts';
import type { LayoutServerLoad } from './$types';

/** The login windows of phones have no script to rely on, so these pages have none at all. */
export const csr = false;

/** The portal is the van's; the hub has none. */
export const load: LayoutServerLoad = ({ platform, locals }) => {
  if (!platform?.van) error(404, { message: 'Not Found', locale: locals.locale });
  const { operator, telephone } = platform.van.servicePoint;
  return { locale: locals.locale, operator: saidIn(operator, locals.locale).text, telephone };
};
