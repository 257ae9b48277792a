import type { ServiceStopId, VisitId } from '#domain/fact.ts';
import { instant, metres, seconds } from '#domain/units.ts';
import type { PlannedVisit } from '#domain/vocabulary.ts';
import type { SolutionStep } from '#routing/planner/print/words.ts';
import type { DayLoad, DayProblem, Place, StopInTime } from './day-problem.ts';

/** A visit of a plan with where it is, which is sealed. */
export interface Visit extends Place {
  planned: PlannedVisit;
}

type Given = Pick<DayProblem, 'depot'> & { loads: DayLoad[]; stops: StopInTime[] };

/**
 * A route of the planner's as visits. Steps at one place without a drive between them are one visit.
 *
 * @param given the loads and stops by whose places in the lists the planner knows them.
 * @param visitId names the visits by their number from 0.
 */
export function visitsOf(steps: SolutionStep[], given: Given, visitId: (index: number) => VisitId): Visit[] {
  const visits: Visit[] = [];
  let place: string | null = null;
  let [driven, distance] = [0, 0];
  for (const step of steps) {
    const here = step.type === 'job' ? `stop ${step.id}` : step.type === 'break' ? null : String(step.location);
    const load = step.type === 'pickup' || step.type === 'delivery' ? given.loads[step.id!]! : null;
    const free = instant(Math.round((step.arrival + step.waiting_time + step.setup + step.service) * 1000));
    const last = visits.at(-1);
    if (load && last && here === place && last.planned.kind !== 'start') {
      addLoad(last, step, load);
      last.planned.departure = free;
      last.planned.waiting = seconds(last.planned.waiting + step.waiting_time);
      continue;
    }
    place = here;
    const made = newVisit(step, load, given, last);
    Object.assign(made.planned, {
      visit: visitId(visits.length),
      departure: free,
      driving: seconds(Math.max(0, thousandths(step.duration - driven))),
      distance: metres(Math.max(0, thousandths((step.distance ?? 0) - distance)))
    });
    [driven, distance] = [step.duration, step.distance ?? 0];
    if (load) addLoad(made, step, load);
    visits.push(made);
  }
  return visits;
}

const thousandths = (value: number) => Math.round(value * 1000) / 1000;

function newVisit(step: SolutionStep, load: DayLoad | null, { depot, stops }: Given, before: Visit | undefined): Visit {
  const stop = step.type === 'job' ? stops[step.id!]! : null;
  const atSender = load !== null && (step.type === 'pickup') === (load.direction === 'delivery');
  const kind = stop
    ? 'service_stop'
    : load
      ? atSender
        ? 'pickup'
        : 'delivery'
      : (step.type as 'start' | 'break' | 'end');
  return {
    ...placeOf(),
    planned: {
      visit: '' as VisitId,
      kind,
      pickups: [],
      deliveries: [],
      stop: (stop?.stop ?? null) as ServiceStopId | null,
      promise: stop?.promise ?? null,
      arrival: instant(Math.round(step.arrival * 1000)),
      departure: instant(0),
      waiting: seconds(step.waiting_time),
      driving: seconds(0),
      distance: metres(0)
    }
  };

  function placeOf(): Place {
    if (stop) return { title: stop.name.fi, position: stop.position };
    if (load) return atSender ? load.sender : load.home;
    // A break is had where the courier comes to think of it: nobody waits there, and the road goes on from before it.
    if (kind === 'break' && before) return { title: before.title, position: before.position };
    return { title: depot.name, position: depot.position };
  }
}

function addLoad({ planned }: Visit, step: SolutionStep, load: DayLoad) {
  (step.type === 'pickup' ? planned.pickups : planned.deliveries).push(load.consignment);
  const atHome = (step.type === 'delivery') === (load.direction === 'delivery');
  if (!atHome || !load.window) return;
  const { promise } = planned;
  // Two promises at one door: the visit keeps both, so the narrower counts.
  planned.promise = promise
    ? {
        from: instant(Math.max(promise.from, load.window.from)),
        to: instant(Math.min(promise.to, load.window.to))
      }
    : load.window;
}
