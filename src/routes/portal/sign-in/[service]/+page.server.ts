import { error } from '@sveltejs/kit';
import { saidIn } from '#lib/language/said.ts';
import type { PageServerLoad } from './$types';

/** Stands before every service that asks for strong identification: a first login changes how a person's letters come. */
export const load: PageServerLoad = ({ platform, params, locals: { locale } }) => {
  const service = platform?.van?.servicePoint.eServices.find(({ id, signIn }) => id === params.service && signIn);
  if (!service) error(404);
  const address = service.address[locale] ?? service.address.fi;
  return { name: saidIn(service.name, locale), address, host: new URL(address).origin };
};
