import type { Envelope, ServiceStopId, VisitId } from '#domain/fact.ts';
import { instant, type Instant } from '#domain/units.ts';
import { isFactType, readBody, type FactBody, type PlannedVisit, type ServiceStop } from '#domain/vocabulary.ts';
import type { AnnouncedStop, CurrentStop } from './services.ts';

/** Where the van stands by the shift's journals, and what it has written about its Wi-Fi. */
export interface Whereabouts {
  stop: CurrentStop | null;
  stopId: ServiceStopId | null;
  next: AnnouncedStop | null;
  /** By the van's own journal. */
  wifi: { open: false } | { open: true; stop: ServiceStopId | null; by: 'arrival' | 'hand' };
}

/**
 * Reads from one shift's facts where the van is: the tablet's arrival at a service stop of the hub's plan. An arrival
 * anywhere else, a departure or the end of the shift means that the van is at no stop.
 *
 * @param facts genuine facts of all the shift's journals; within a journal in its order.
 */
export function whereabouts(facts: readonly Envelope[]): Whereabouts {
  let opened: FactBody<'shift.opened'> | null = null;
  let plan: FactBody<'plan.published'> | null = null;
  let visit: VisitId | null = null;
  let ended = false;
  let wifi: Whereabouts['wifi'] = { open: false };
  const arrived = new Set<VisitId>();

  for (const { type, body } of inOrder(facts)) {
    if (!isFactType(type)) continue;
    const read = readBody(type, body);
    if (!read) continue;
    switch (type) {
      case 'shift.opened':
        opened = read as FactBody<typeof type>;
        break;
      case 'plan.published': {
        const published = read as FactBody<typeof type>;
        if (!plan || published.plan >= plan.plan) plan = published;
        break;
      }
      case 'visit.arrived':
        visit = (read as FactBody<typeof type>).visit;
        arrived.add(visit);
        break;
      case 'visit.departed':
        if (visit === (read as FactBody<typeof type>).visit) visit = null;
        break;
      case 'shift.ended':
        visit = null;
        ended = true;
        break;
      case 'wifi.opened':
        wifi = { open: true, ...(read as FactBody<typeof type>) };
        break;
      case 'wifi.closed':
        wifi = { open: false };
        break;
      default:
    }
  }

  const stops = new Map((opened?.serviceStops ?? []).map((stop) => [stop.stop, stop]));
  const planned = (plan?.visits ?? []).filter(({ stop }) => stop !== null && stops.has(stop));
  const here = planned.find((one) => one.visit === visit);
  const stop = here ? stops.get(here.stop as ServiceStopId) : undefined;
  const coming = planned.filter((one) => !arrived.has(one.visit)).sort((a, b) => a.arrival - b.arrival)[0];
  return {
    stop: here && stop ? currentStop(here, stop) : null,
    stopId: stop?.stop ?? null,
    next: coming && !ended ? announced(coming, stops.get(coming.stop as ServiceStopId) as ServiceStop) : null,
    wifi
  };
}

const nameOf = ({ name }: ServiceStop) => ({ fi: name.fi, sv: name.sv ?? null, se: name.se ?? null });

const currentStop = (visit: PlannedVisit, stop: ServiceStop): CurrentStop => ({
  name: nameOf(stop),
  until: (visit.promise ?? stop.promise).to
});

const announced = (visit: PlannedVisit, stop: ServiceStop): AnnouncedStop => ({
  name: nameOf(stop),
  promise: visit.promise ?? stop.promise
});

/**
 * The facts of several journals as one story. A journal's own order always holds, also when its writer's clock was set
 * back; between journals the later of the times seen so far decides.
 */
function inOrder(facts: readonly Envelope[]): Envelope[] {
  const latest = new Map<string, Instant>();
  return facts
    .map((fact) => {
      const at = instant(Math.max(fact.at, latest.get(fact.journal) ?? 0));
      latest.set(fact.journal, at);
      return { fact, at };
    })
    .sort((a, b) => a.at - b.at)
    .map(({ fact }) => fact);
}
