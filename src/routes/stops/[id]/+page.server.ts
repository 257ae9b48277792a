import { error } from '@sveltejs/kit';
import { saidIn } from '#lib/language/said.ts';
import { dayWord, delaySentences, isLate } from '#lib/stops/stop-delay.ts';
import { timeOfDay } from '#messages/format.ts';
import { stopsMessages, type StopsKey } from '#messages/stops.ts';
import type { PageServerLoad } from './$types';

/** The services of a stop that the page has words for; an operator's new one shows when it has them. */
const services: readonly string[] = ['wifi', 'digital_help', 'library', 'post', 'kiosk', 'groceries'];

export const load: PageServerLoad = ({ platform, params, locals: { locale } }) => {
  const hub = platform?.hub;
  if (!hub) error(404);
  const stop = hub.stops.find(params.id);
  if (!stop) error(404);
  const now = hub.clock.now();
  const say = stopsMessages(locale);
  return {
    name: saidIn(stop.name, locale),
    delay: delaySentences(stop, now, say),
    late: isLate(stop, now),
    timetable: stop.timetable
      .filter(({ to }) => to > now)
      .map(({ from, to }) => ({
        key: from,
        day: dayWord(from, now, say),
        time: say('visit', { from: timeOfDay(from), to: timeOfDay(to) })
      })),
    services: stop.services.filter((id) => services.includes(id)).map((id) => say(`service_${id}` as StopsKey)),
    telephone: stop.telephone,
    position: {
      latitude: stop.position.latitude.toFixed(4).replace('.', ','),
      longitude: stop.position.longitude.toFixed(4).replace('.', ',')
    }
  };
};
