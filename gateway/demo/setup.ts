import type { LocalDate } from '#domain/units.ts';
import type { Setup } from '#gateway/hub/setup.ts';
import { demoTelephone, demoTenants } from './day/organisations.ts';
import { demoServiceStops } from './day/service-stops.ts';
import { demoKinds, demoTemperatureClasses } from './day/trade.ts';
import { demoLandmarks } from './region/landmarks.ts';
import { demoPassword, demoUsers } from './users.ts';

export interface DemoDates {
  yesterday: LocalDate;
  today: LocalDate;
  tomorrow: LocalDate;
}

/** Everything that the hub must know of the invented operator before its first order. */
export function demoSetup(dates: DemoDates, vanOrigin: string): Setup {
  const tenants = demoTenants();
  const person = (
    username: string,
    name: string,
    role: 'orderer' | 'entrepreneur' | 'courier',
    tenant: string | null
  ) => ({
    username,
    password: demoPassword,
    name,
    role,
    tenant,
    locale: 'fi' as const
  });
  return {
    operator: {
      id: 'raitti',
      name: 'Kuikkasalmen Kyläkuljetus',
      telephone: demoTelephone(100),
      depot: { name: demoLandmarks().depot.name, position: demoLandmarks().depot.position },
      shift: { from: '08:00', to: '17:30' }
    },
    vans: [{ id: 'van-1', name: 'Auto 1', origin: vanOrigin, pieces: 60 }],
    tenants: tenants.map(({ id, name, kind, senders }) => ({ id, name, kind, senders: [...senders] })),
    staff: [
      person(demoUsers.console, 'Anneli Raitanen', 'entrepreneur', null),
      person(demoUsers.courier, 'Mika Kokkonen', 'courier', null),
      person(demoUsers.orderer, 'Tiina Harju', 'orderer', 'county'),
      ...tenants.filter(({ id }) => id !== 'county').map(({ id, name }) => person(id, name, 'orderer', id))
    ],
    kinds: [...demoKinds],
    temperatureClasses: [...demoTemperatureClasses],
    serviceStops: serviceStops(dates)
  };
}

/** A stop that is visited on several days is one stop. */
function serviceStops(dates: DemoDates): Setup['serviceStops'] {
  const visits = (['yesterday', 'today', 'tomorrow'] as const).flatMap((day) =>
    demoServiceStops(day).map((stop) => ({ stop, visit: { date: dates[day], from: stop.from, to: stop.to } }))
  );
  return [...Map.groupBy(visits, ({ stop }) => stop.id).values()].map((group) => {
    const { id, village, villageSv, place, services } = group[0]!.stop;
    return {
      id,
      name: { fi: village, sv: villageSv ?? null, se: null },
      position: place.position,
      services: [...services],
      visits: group.map(({ visit }) => visit)
    };
  });
}
