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
  too_many_tasks: 'The day already has as many visits as the van may have.',
  travel_time: 'It would take more driving than the van may do.',
  distance: 'The way is longer than the van may drive.',
  breaks: 'With the breaks there is not enough time.',
  other: 'The reason could not be found out.'
} satisfies Record<keyof typeof fi, Message>;
