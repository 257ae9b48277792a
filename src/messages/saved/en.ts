import type fi from './fi.ts';
import type { Message } from '../catalogue.ts';

export default {
  tablet: 'Saved on the tablet',
  van: 'Saved in the van',
  hub: 'Saved on the server',
  oldest_waiting: 'the oldest has waited {age}',
  waiting: { one: '{count} entry is not on the server yet', other: '{count} entries are not on the server yet' },
  minutes: '{count} min',
  hours: '{hours} h {minutes} min'
} satisfies Record<keyof typeof fi, Message>;
