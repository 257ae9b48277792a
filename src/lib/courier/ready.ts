import type { CourierMessage, Say } from '#messages/courier.ts';
import type { Day } from './day.ts';
import type { InstalledApp } from './installed-app.ts';
import type { PackProblem, PackProgress, PackState } from './region-pack.ts';
import { writtenDay } from '../calendar.ts';
import { megabytes } from './words.ts';

export interface ReadyLine {
  name: Extract<CourierMessage, 'ready_app' | 'ready_shift' | 'ready_cards' | 'ready_region'>;
  state: 'ok' | 'wait' | 'attention';
  text: string;
  progress?: PackProgress;
  /** Whether the courier's way on is to fetch the map. */
  fetchMap?: true;
}

interface OnTablet {
  installed: InstalledApp;
  day: Day | null;
  pack: PackState;
}

/** What must be on the tablet before leaving, line by line: the day then needs no network. */
export const readyLines = ({ installed, day, pack }: OnTablet, say: Say): ReadyLine[] => [
  appLine(installed, say),
  shiftLine(day, say),
  cardsLine(day, say),
  regionLine(day, pack, say)
];

function appLine({ state }: InstalledApp, say: Say): ReadyLine {
  const name = 'ready_app';
  if (state === 'installed') return { name, state: 'ok', text: say('ready_app_yes') };
  return state === 'impossible'
    ? { name, state: 'attention', text: say('ready_app_never') }
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

function regionLine(day: Day | null, pack: PackState, say: Say): ReadyLine {
  const name = 'ready_region';
  switch (pack.state) {
    case 'fetching': {
      const { have, all } = pack.progress;
      const text = say('ready_region_loading', { have: megabytes(have, say.locale), size: megabytes(all, say.locale) });
      return { name, state: 'wait', text, progress: pack.progress };
    }
    case 'failed':
      return { name, state: 'attention', text: say(problemWords[pack.problem]), fetchMap: true };
    case 'here': {
      const { name: region, version, files } = pack.manifest;
      // A map of another day still draws; the plan's own region must be here before leaving.
      if (day && day.region.version !== version)
        return { name, state: 'attention', text: say('ready_region_no'), fetchMap: true };
      const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
      return { name, state: 'ok', text: say('ready_region_yes', { name: region, size: megabytes(bytes, say.locale) }) };
    }
    default:
      return { name, state: 'attention', text: say('ready_region_no'), fetchMap: true };
  }
}

const problemWords: Record<PackProblem, CourierMessage> = {
  offline: 'ready_region_offline',
  broken: 'ready_region_broken',
  full: 'ready_region_full'
};
