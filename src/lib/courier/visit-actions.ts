import type { Visit } from './day.ts';
import type { NextAction } from './next-action.ts';
import type { Entry } from './tablet.ts';

/** What an action of the bar writes at a visit, or where it leads; nothing for one that only waits. */
export function doAction({ act }: NextAction, { id }: Pick<Visit, 'id'>): { write: Entry[] } | { open: string } {
  switch (act) {
    case 'start':
      return { write: [{ type: 'shift.started', body: {} }] };
    case 'arrive':
    case 'break_start':
      return { write: [{ type: 'visit.arrived', body: { visit: id } }] };
    case 'depart':
    case 'break_end':
    case 'close_stop':
      return { write: [{ type: 'visit.departed', body: { visit: id } }] };
    case 'end':
      return { write: [{ type: 'shift.ended', body: {} }] };
    case 'hand_over':
      return { open: `/courier/hand-over/${id}/` };
    case 'to_loading':
      return { open: '/courier/loading/' };
    case 'mark_first':
      return { write: [] };
  }
}
