import { error } from '@sveltejs/kit';
import { saidIn } from '#lib/language/said.ts';
import { dayWord } from '#lib/stops/stop-delay.ts';
import { timeOfDay } from '#messages/format.ts';
import { stopsMessages } from '#messages/stops.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ platform, locals: { locale } }) => {
  const hub = platform?.hub;
  if (!hub) error(404);
  const say = stopsMessages(locale);
  return {
    stops: hub.stops.list().map(({ id, name }) => {
      const page = hub.stops.find(id);
      const next = page?.timetable.find(({ to }) => to > hub.clock.now());
      return {
        id,
        name: page ? saidIn(page.name, locale) : { text: name, lang: 'fi' as const },
        next: next && {
          day: dayWord(next.from, hub.clock.now(), say),
          from: timeOfDay(next.from),
          to: timeOfDay(next.to)
        }
      };
    })
  };
};
