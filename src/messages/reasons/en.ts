import type { Message } from '../catalogue.ts';
import type fi from './fi.ts';

export default {
  no_road: 'No road leads there.',
  time_window: 'The promised time ends at {closes}, but the van can be there at {earliest} at the earliest.',
  over_capacity: 'The consignment does not fit into the van.',
  skills: 'The van does not suit this consignment.',
  transit_time: 'The way takes {minutes} min, and the consignment may be aboard for {limit} min at most.',
  shift_too_short: 'The shift is too short: the van would be back at {back}.',
  conflict: 'It would fit alone, but not together with these: {others}.',
  conflict_many: 'It would fit alone, but not with the other visits of the day.',
  other: 'The reason could not be found out.'
} satisfies Record<keyof typeof fi, Message>;
