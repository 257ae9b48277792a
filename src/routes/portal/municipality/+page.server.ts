import { error } from '@sveltejs/kit';
import type { LocalDate } from '#domain/units.ts';
import { writtenDay } from '#lib/calendar.ts';
import { saidIn } from '#lib/language/said.ts';
import type { PageServerLoad } from './$types';

/** The municipality's own facts, kept in the van: they are here also when nothing else is. */
export const load: PageServerLoad = ({ platform, locals: { locale } }) => {
  if (!platform?.van) error(404);
  const { name, page, checked, contacts } = platform.van.servicePoint.municipality;
  return {
    name: saidIn(name, locale),
    page,
    checked: writtenDay(checked as LocalDate),
    contacts: contacts.map((contact) => ({
      name: saidIn(contact.name, locale),
      telephone: contact.telephone,
      hours: saidIn(contact.hours, locale)
    }))
  };
};
