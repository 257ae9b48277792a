import { error } from '@sveltejs/kit';
import { saidIn } from '#lib/language/said.ts';
import { nextStopIn } from '#messages/portal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ platform, locals: { locale }, getClientAddress }) => {
  const van = platform?.van;
  if (!van) error(404);
  const session = van.session(getClientAddress());
  return {
    minutesLeft: session && Math.ceil(session.left / 60),
    wifiOpen: van.wifiOpen(),
    nextStop: van.stop() ? null : nextStopIn(locale, van.nextStop(), van.clock.now()),
    connectivity: van.connectivity(),
    services: van.servicePoint.eServices.map(({ id, name, lead, address, signIn }) => ({
      id,
      name: saidIn(name, locale),
      lead: saidIn(lead, locale),
      href: signIn ? `/portal/sign-in/${id}?kieli=${locale}` : (address[locale] ?? address.fi)
    })),
    municipality: saidIn(van.servicePoint.municipality.name, locale)
  };
};
