import type { Visit } from './day.ts';
import type { NextAction } from './next-action.ts';
import type { Entry } from './tablet.ts';

/** Leaving for the day: the plan's first visit, where it has one at the depot, is over by that. */
export function startEntries(first: Pick<Visit, 'id' | 'kind'> | undefined): Entry[] {
  const started: Entry = { type: 'shift.started', body: {} };
  if (first?.kind !== 'start') return [started];
  const body = { visit: first.id };
  return [{ type: 'visit.arrived', body }, started, { type: 'visit.departed', body }];
}

/** What an action of the bar writes at a visit, or where it leads; nothing for one that only waits. */
export function doAction(
  { act }: NextAction,
  { id, kind }: Pick<Visit, 'id' | 'kind'>
): { write: Entry[] } | { open: string } {
  switch (act) {
    case 'start':
      return { write: startEntries({ id, kind }) };
    case 'arrive':
    case 'break_start':
      return { write: [{ type: 'visit.arrived', body: { visit: id } }] };
    case 'depart':
    case 'break_end':
    case 'close_stop':
      return { write: [{ type: 'visit.departed', body: { visit: id } }] };
    case 'end':
      return {
        write: [
          { type: 'visit.departed', body: { visit: id } },
          { type: 'shift.ended', body: {} }
        ]
      };
    case 'hand_over':
      return { open: `/courier/hand-over/${id}/` };
    case 'to_loading':
      return { open: '/courier/loading/' };
    case 'mark_first':
      return { write: [] };
  }
}
