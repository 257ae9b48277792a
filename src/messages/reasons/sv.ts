import type { Message } from '../catalogue.ts';
import type fi from './fi.ts';

export default {
  no_road: 'Det går ingen väg dit.',
  time_window: 'Den utlovade tiden slutar kl. {closes}, men bilen hinner tidigast kl. {earliest}.',
  over_capacity: 'Försändelsen ryms inte i bilen.',
  skills: 'Bilen är inte lämplig för denna försändelse.',
  transit_time: 'Färden tar {minutes} min, och försändelsen får vara i bilen högst {limit} min.',
  shift_too_short: 'Körpasset räcker inte: bilen skulle vara tillbaka först kl. {back}.',
  conflict: 'Skulle rymmas ensam, men inte tillsammans med dessa: {others}.',
  conflict_many: 'Skulle rymmas ensam, men inte med dagens andra besök.',
  too_many_tasks: 'Dagen har redan så många besök som bilen får ha.',
  travel_time: 'Körtiden skulle bli längre än bilen får köra.',
  distance: 'Vägen är längre än bilen får köra.',
  breaks: 'Med pauserna räcker tiden inte.',
  other: 'Orsaken kunde inte utredas.'
} satisfies Record<keyof typeof fi, Message>;
