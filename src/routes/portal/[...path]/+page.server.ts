import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** An address that is not there gets the portal's own page with a way on, in the portal's language. */
export const load: PageServerLoad = () => error(404);
