import type fi from './fi.ts';
import type { Message } from '../catalogue.ts';

export default {
  tablet: 'Sparat på surfplattan',
  van: 'Sparat i bilen',
  hub: 'Sparat på servern',
  oldest_waiting: 'den äldsta väntar: {age}',
  waiting: { one: '{count} anteckning är inte på servern än', other: '{count} anteckningar är inte på servern än' },
  minutes: '{count} min',
  hours: '{hours} h {minutes} min'
} satisfies Record<keyof typeof fi, Message>;
