import { instant } from '#domain/units.ts';
import { dayAt } from '#lib/calendar.ts';
import { timeOfDay } from '#messages/format.ts';
import { demoKinds, demoTemperatureClasses } from '#gateway/demo/day/trade.ts';
import type { Setup } from '#gateway/hub/setup.ts';
import type { Home } from './region-under-test.ts';

export const password = 'koesalasana-1';

/** The people of the story by what they do. */
export const users = { county: 'kunta', pharmacy: 'apteekki', entrepreneur: 'yrittaja', courier: 'kuljettaja' };

interface Places {
  depot: Home;
  kitchen: Home;
  pharmacy: Home;
  stop: Home;
  vanOrigin: string;
}

/** The time of day `minutes` from now; the day's first or last minute where that would be another day. */
export function timeFromNow(minutes: number): string {
  const at = Date.now() + minutes * 60_000;
  if (dayAt(at) !== dayAt(Date.now())) return minutes < 0 ? '00:00' : '23:59';
  return timeOfDay(instant(at)).padStart(5, '0').replace('.', ':');
}

/** An operator who drives from now through the night, so that the story can be told at any hour. */
export function storySetup({ depot, kitchen, pharmacy, stop, vanOrigin }: Places): Setup {
  const at = ({ label, position }: Home) => ({ address: label, position });
  const person = (username: string, name: string, role: 'orderer' | 'entrepreneur' | 'courier', tenant?: string) => ({
    username,
    password,
    name,
    role,
    tenant: tenant ?? null,
    locale: 'fi' as const
  });
  return {
    operator: {
      id: 'raitti',
      name: 'Kokeilun Kyläkuljetus',
      telephone: '000 123 0100',
      depot: { name: 'Talli', position: depot.position },
      shift: { from: timeFromNow(1), to: timeFromNow(-1) }
    },
    vans: [{ id: 'van-1', name: 'Auto 1', origin: vanOrigin, pieces: 60 }],
    tenants: [
      {
        id: 'county',
        name: 'Kokeilun hyvinvointialue',
        kind: 'wellbeing_county',
        senders: [{ id: 'kitchen', name: 'Keskuskeittiö', ...at(kitchen) }]
      },
      {
        id: 'pharmacy',
        name: 'Kokeilun apteekki',
        kind: 'pharmacy',
        senders: [{ id: 'pharmacy', name: 'Kokeilun apteekki', ...at(pharmacy) }]
      }
    ],
    staff: [
      person(users.county, 'Tiina Harju', 'orderer', 'county'),
      person(users.pharmacy, 'Outi Lehto', 'orderer', 'pharmacy'),
      person(users.entrepreneur, 'Anneli Raitanen', 'entrepreneur'),
      person(users.courier, 'Mika Kokkonen', 'courier')
    ],
    kinds: [...demoKinds],
    temperatureClasses: [...demoTemperatureClasses],
    serviceStops: [
      {
        id: 'hall',
        name: { fi: 'Kylätalo', sv: null, se: null },
        position: stop.position,
        services: ['wifi'],
        visits: [{ date: dayAt(Date.now()), from: timeFromNow(15), to: timeFromNow(30) }]
      }
    ]
  };
}
