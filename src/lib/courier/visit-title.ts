import type { Say } from '#messages/courier.ts';
import type { RecipientCard } from '#domain/sealed.ts';
import type { Load, Visit } from './day.ts';

/** One consignment for each person at the door: several may be for the same one. */
export function peopleAtDoor({ deliveries, pickups }: Pick<Visit, 'deliveries' | 'pickups'>): Load[] {
  const theirs = [
    ...deliveries.filter(({ direction }) => direction === 'delivery'),
    ...pickups.filter(({ direction }) => direction === 'return')
  ];
  return [...new Map(theirs.map((load) => [load.card?.name, load])).values()];
}

/** What a courier calls a visit: the stop's name, the person, the place, or at least what kind of visit it is. */
export function visitTitle(visit: Visit, say: Say): string {
  const stop = visit.stop?.name;
  if (stop) return (say.locale === 'sv' ? stop.sv : undefined) ?? stop.fi;
  return peopleAtDoor(visit)[0]?.card?.name ?? visit.title ?? say(`visit_${visit.kind}`);
}

/** Street and village; some senders write the village into the address already. */
export const fullAddress = ({ address, village }: Pick<RecipientCard, 'address' | 'village'>) =>
  village === '' || address.endsWith(village) ? address : `${address}, ${village}`;
