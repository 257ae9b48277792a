import type { Say } from '#messages/courier.ts';
import type { MapStop, MapStopKind } from '../map/map-stop.ts';
import { visitNumbers } from '../visit-numbers.ts';
import type { FoundPlace } from '#routing/region/places-unmapped-number.ts';
import { missingNumber, placeName } from '../roads/place-words.ts';
import type { Visit } from './day.ts';
import { visitTitle } from './visit-title.ts';

/** The visits as the map shows them; those whose place is not known here are left out. */
export function mapStops(visits: readonly Visit[], next: Visit | null, say: Say): MapStop[] {
  const numbers = visitNumbers(visits);
  return visits.flatMap((visit, index): MapStop[] =>
    visit.position
      ? [
          {
            id: visit.id,
            position: visit.position,
            label: numbers[index] ?? '',
            kind: kindOf(visit, next),
            title: visitTitle(visit, say)
          }
        ]
      : []
  );
}

function kindOf(visit: Visit, next: Visit | null): MapStopKind {
  if (visit.kind === 'start' || visit.kind === 'end') return 'depot';
  if (visit.deliveries.some(({ status }) => status === 'failed')) return 'failed';
  if (visit.status === 'done' || visit.status === 'skipped') return 'done';
  if (visit.id === next?.id) return 'next';
  return visit.kind === 'service_stop' ? 'service' : 'planned';
}

/** A place that was looked for, as the map shows it. */
export const foundStop = (place: FoundPlace, say: Say): MapStop => ({
  id: 'found',
  position: place.position,
  label: '',
  kind: 'found',
  title: [placeName(place, say.locale), missingNumber(place, say.locale)].filter(Boolean).join(' · ')
});

/** The whole plan's road as one line. */
export const planLine = (visits: readonly Visit[]) => visits.flatMap(({ leg }) => leg);

/** How many points of that line lie behind, with a part (0 to 1) of the leg to the next visit. */
export function drivenPoints(visits: readonly Visit[], next: Visit | null, part: number): number {
  const index = next ? visits.findIndex(({ id }) => id === next.id) : visits.length;
  const behind = visits.slice(0, Math.max(0, index)).reduce((sum, { leg }) => sum + leg.length, 0);
  return behind + (next ? legBehind(next, part) : 0);
}

/** The road to the next visit that lies ahead, with a part (0 to 1) of it behind. */
export const roadAhead = (next: Visit, part: number) => next.leg.slice(legBehind(next, part));

const legBehind = ({ leg, status }: Visit, part: number) => Math.round(leg.length * (status === 'arrived' ? 1 : part));
