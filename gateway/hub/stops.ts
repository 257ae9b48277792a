import type { DatabaseSync } from 'node:sqlite';
import type { ServiceStopId, ShiftId } from '#domain/fact.ts';
import { between, seconds, type Clock, type Instant, type LocalDate } from '#domain/units.ts';
import type { ServiceStop } from '#domain/vocabulary.ts';
import { dateOf } from './finnish-time.ts';
import { delayOf } from './delay.ts';
import { lastHeard, type Heard } from './heard.ts';
import type { Knowledge } from './knowledge.ts';
import { missedStops } from './missed-stops.ts';
import type { ShiftState } from '#domain/shift.ts';
import type { PublicStops, StopPage } from './services.ts';
import type { OperatorSettings } from './settings.ts';
import type { Shifts } from './shifts.ts';

type Row = Record<string, string | number | null>;

/** The announced stops of a day as the shift's journal has them: all of it is public. */
export function announcedStops(database: DatabaseSync, operator: string, date: LocalDate): ServiceStop[] {
  const rows = database
    .prepare(
      `SELECT * FROM service_stop_visit AS visit
       JOIN service_stop AS stop ON stop.operator = visit.operator AND stop.id = visit.stop
       WHERE visit.operator = ? AND date = ? ORDER BY promise_from`
    )
    .all(operator, date) as Row[];
  return rows.map((row) => {
    const { fi, sv, se } = nameOf(row);
    return {
      stop: String(row.id) as ServiceStopId,
      name: { fi, ...(sv !== null && { sv }), ...(se !== null && { se }) },
      position: { longitude: Number(row.longitude), latitude: Number(row.latitude) },
      promise: { from: Number(row.promise_from) as Instant, to: Number(row.promise_to) as Instant },
      services: JSON.parse(String(row.services)) as string[]
    };
  });
}

interface Parts {
  database: DatabaseSync;
  settings: OperatorSettings;
  shifts: Shifts;
  knowledge: Knowledge;
  clock: Clock;
  heard(shift: ShiftId): Heard;
}

/** The public stop pages: whoever knows the address may read them, so nothing of any person is in them. */
export function createStops({ database, settings, shifts, knowledge, clock, heard }: Parts): PublicStops {
  const stop = database.prepare('SELECT * FROM service_stop WHERE id = ? ORDER BY rowid LIMIT 1');
  const visits = database.prepare(
    'SELECT promise_from, promise_to FROM service_stop_visit WHERE operator = ? AND stop = ? AND promise_to > ? ORDER BY promise_from LIMIT 20'
  );

  function delay(stop: string, state: ShiftState, at: Instant | null): StopPage['delay'] {
    const visit = state.visits.find((each) => each.stop === stop && each.departed === null);
    const planned = visit?.promise ? Math.max(0, between(visit.promise.from, visit.arrival)) : 0;
    if (state.started !== null && at !== null) return { seconds: seconds(delayOf(state, at) + planned), heard: at };
    return state.plan && planned > 0 ? { seconds: seconds(planned), heard: state.plan.at } : null;
  }

  return {
    list: () =>
      (database.prepare('SELECT id, name_fi FROM service_stop ORDER BY name_fi').all() as Row[]).map((row) => ({
        id: String(row.id) as ServiceStopId,
        name: String(row.name_fi)
      })),
    find(id) {
      const row = stop.get(id) as Row | undefined;
      if (!row) return null;
      const operator = String(row.operator);
      const today = shifts.ofDay(operator, dateOf(clock.now()));
      const states = today.map((shift) => ({ shift, state: knowledge.of(shift.id).state }));
      const missed = missedStops(states.map(({ state }) => state)).filter((each) => each.stop === id);
      const comes = states.find(({ state }) => state.visits.some((visit) => visit.stop === id && !visit.departed));
      return {
        id: String(row.id) as ServiceStopId,
        name: nameOf(row),
        position: { longitude: Number(row.longitude), latitude: Number(row.latitude) },
        services: JSON.parse(String(row.services)) as string[],
        timetable: (visits.all(operator, id, Math.round(clock.now())) as Row[])
          .map((visit) => ({
            from: Number(visit.promise_from) as Instant,
            to: Number(visit.promise_to) as Instant
          }))
          .filter(({ from }) => !missed.some(({ promise }) => promise.from === from)),
        delay: comes ? delay(id, comes.state, lastHeard(heard(comes.shift.id))) : null,
        telephone: settings.operator(operator).telephone
      };
    }
  };
}

const nameOf = (row: Row) => ({
  fi: String(row.name_fi),
  sv: row.name_sv === null ? null : String(row.name_sv),
  se: row.name_se === null ? null : String(row.name_se)
});
