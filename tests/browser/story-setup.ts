import { dayAt } from '#lib/calendar.ts';
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

/** An operator whose shift lasts the whole day, so that the story can be told at any hour. */
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
      shift: { from: '00:00', to: '23:59' }
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
        visits: [{ date: dayAt(Date.now()), from: '11:00', to: '11:30' }]
      }
    ]
  };
}
