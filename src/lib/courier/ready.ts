import type { CourierMessage, Say } from '#messages/courier.ts';
import type { Day } from './day.ts';
import type { InstalledApp } from './installed-app.ts';
import type { RegionState } from './region-on-tablet.ts';
import { regionWords, type RegionWords } from './region-words.ts';
import { writtenDay } from '../calendar.ts';

export interface ReadyLine extends RegionWords {
  name: Extract<CourierMessage, 'ready_app' | 'ready_shift' | 'ready_cards' | 'ready_region'>;
}

interface OnTablet {
  installed: InstalledApp;
  day: Day | null;
  region: RegionState;
}

/** What must be on the tablet before leaving, line by line: the day then needs no network. */
export const readyLines = ({ installed, day, region }: OnTablet, say: Say): ReadyLine[] => [
  appLine(installed, say),
  shiftLine(day, say),
  cardsLine(day, say),
  { name: 'ready_region', ...regionWords(region, say) }
];

function appLine({ state }: InstalledApp, say: Say): ReadyLine {
  const name = 'ready_app';
  if (state === 'installed') return { name, state: 'ok', text: say('ready_app_yes') };
  return state === 'impossible'
    ? { name, state: 'fault', text: say('ready_app_never') }
    : { name, state: 'wait', text: say('ready_app_no') };
}

function shiftLine(day: Day | null, say: Say): ReadyLine {
  const name = 'ready_shift';
  if (!day || day.plan === 0) return { name, state: 'wait', text: say('ready_shift_no') };
  const text = say('ready_shift_yes', { date: writtenDay(day.date), count: day.visits.length });
  return { name, state: 'ok', text };
}

function cardsLine(day: Day | null, say: Say): ReadyLine {
  const { here, all } = day?.cards ?? { here: 0, all: 0 };
  const done = day !== null && day.plan > 0 && here === all;
  const values = { count: here, total: all };
  return {
    name: 'ready_cards',
    state: done ? 'ok' : 'wait',
    text: done ? say('ready_cards_yes', values) : say('ready_cards_no', values)
  };
}
