import type { ConsignmentId, VisitId } from '#domain/fact.ts';
import { instant, metres, seconds } from '#domain/units.ts';
import type { Load, Visit } from './day.ts';

/* Consignments and visits for the tests of this room. */

export const makeLoad = (with_: Partial<Omit<Load, 'id'>> & { id?: string } = {}): Load => ({
  kind: 'hot_meal',
  temperatureClass: 'hot',
  mustNotFreeze: false,
  direction: 'delivery',
  sender: 'Keskuskeittiö',
  pieces: 1,
  seal: null,
  proof: ['name'],
  card: null,
  status: 'expected',
  loadedAt: null,
  failure: null,
  ...with_,
  id: (with_.id ?? 'c1') as ConsignmentId
});

export const makeVisit = (with_: Partial<Omit<Visit, 'id' | 'planned'>> & { id?: string } = {}): Visit => {
  const visit = bareVisit(with_);
  const { id, kind, pickups, deliveries, stop, promise, arrival, departure, driving, distance } = visit;
  const idsOf = (loads: Load[]) => loads.map((load) => load.id);
  return {
    ...visit,
    planned: {
      ...{ visit: id, kind, promise, arrival, departure, driving, distance, waiting: seconds(0) },
      pickups: idsOf(pickups),
      deliveries: idsOf(deliveries),
      stop: stop?.stop ?? null
    }
  };
};

const bareVisit = (with_: Partial<Omit<Visit, 'id' | 'planned'>> & { id?: string }): Omit<Visit, 'planned'> => ({
  kind: 'delivery',
  title: 'Koulutie 3',
  position: { longitude: 27.5, latitude: 64.2 },
  promise: null,
  arrival: instant(0),
  departure: instant(0),
  arrived: null,
  driving: seconds(600),
  distance: metres(10_000),
  status: 'planned',
  pickups: [],
  deliveries: [],
  stop: null,
  leg: [],
  ...with_,
  id: (with_.id ?? 'v1') as VisitId
});

export const person = (name: string) => ({
  name,
  address: 'Koulutie 3',
  village: 'Tervasalmi',
  position: { longitude: 27.5, latitude: 64.2 },
  telephone: null,
  notes: null
});
