import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** A page to be read, on any phone and without script. */
export const csr = false;

/** The stops are the hub's to announce. */
export const load: LayoutServerLoad = ({ platform, locals }) => {
  if (!platform?.hub) error(404);
  return { locale: locals.locale };
};
