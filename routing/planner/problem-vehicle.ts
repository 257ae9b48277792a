import * as v from 'valibot';
import { refused } from './planner-error.ts';
import {
  amounts,
  count,
  exactly,
  factor,
  flag,
  listOf,
  location,
  quantity,
  text,
  timeWindow,
  timeWindows,
  wholeNumber,
  words
} from './problem-values.ts';

/* Vehicles: what they hold, when they drive, what they cost, and what is already settled of their route. */

const positive = v.pipe(quantity, v.gtValue(0, 'must be more than 0.'));

const breakTime = exactly({
  id: wholeNumber,
  description: v.optional(text),
  service: v.optional(quantity, 0),
  time_windows: v.optional(timeWindows),
  max_load: v.optional(amounts)
});

const compartment = v.pipe(
  exactly({
    id: wholeNumber,
    offers: v.optional(words, []),
    capacity: amounts,
    dedicated: v.optional(flag, false)
  }),
  v.check(
    ({ dedicated, offers }) => !dedicated || offers.length > 0,
    'is dedicated and offers nothing, so that nothing may ride in it. Say what it offers.'
  )
);

const reload = exactly({
  id: wholeNumber,
  location: v.optional(location),
  location_index: v.optional(count),
  setup: v.optional(quantity, 0),
  service: v.optional(quantity, 0),
  time_windows: v.optional(timeWindows),
  max: v.optional(v.pipe(count, v.minValue(1, 'must be at least 1. Leave the place out if it is not to be used.')))
});

const workingTime = v.pipe(
  exactly(
    { break_after: v.optional(positive), break_service: v.optional(positive), max_shift: v.optional(positive) },
    { break_after: ['break_service'], break_service: ['break_after'] }
  ),
  v.check((rules) => Object.values(rules).some((rule) => rule !== undefined), 'is empty. Leave it out, or say a rule.')
);

const costs = exactly({
  fixed: v.optional(quantity, 0),
  per_hour: v.optional(quantity, 3600),
  per_task_hour: v.optional(quantity, 0),
  per_km: v.optional(quantity, 0)
});

interface ForcedService {
  on_foot?: boolean | undefined;
  service_at?: number | undefined;
  service_after?: number | undefined;
  service_before?: number | undefined;
}

/** One step of a route that is given: VROOM's, or a reload. A break without id is one of the working time. */
export type VehicleStep = ForcedService &
  (
    | { type: 'start' | 'end'; id?: undefined }
    | { type: 'break'; id?: number | undefined }
    | { type: 'job' | 'pickup' | 'delivery' | 'reload'; id: number }
  );

const vehicleStep = v.pipe(
  exactly({
    type: v.picklist(
      ['start', 'job', 'pickup', 'delivery', 'break', 'reload', 'end'],
      'must be start, job, pickup, delivery, break, reload or end.'
    ),
    id: v.optional(wholeNumber),
    on_foot: v.optional(flag),
    service_at: v.optional(quantity),
    service_after: v.optional(quantity),
    service_before: v.optional(quantity)
  }),
  v.check(({ type, id }) => id !== undefined || ['start', 'break', 'end'].includes(type), 'needs the id of its task.'),
  v.check(({ type, id }) => id === undefined || !['start', 'end'].includes(type), 'must not have an id.'),
  v.check(
    ({ service_at: at, service_after: after = at ?? 0, service_before: before = Infinity }) =>
      after <= before && (at === undefined || (after <= at && at <= before)),
    'has service times that exclude each other.'
  ),
  v.transform((step) => step as VehicleStep)
);

export const vehicle = exactly({
  id: wholeNumber,
  description: v.optional(text),
  profile: v.optional(text, 'car'),
  type: v.optional(text),
  start: v.optional(location),
  start_index: v.optional(count),
  end: v.optional(location),
  end_index: v.optional(count),
  capacity: v.optional(amounts),
  compartments: v.optional(
    v.pipe(
      listOf(compartment, 'must be a list of compartments.', 30),
      v.minLength(1, 'is empty. Leave it out, or say what the vehicle holds.')
    )
  ),
  skills: v.optional(listOf(count, 'must be a list of skills.'), []),
  time_window: v.optional(timeWindow),
  breaks: v.optional(listOf(breakTime, 'must be a list of breaks.', 100), []),
  reloads: v.optional(listOf(reload, 'must be a list of reloads.', 100), []),
  working_time: v.optional(workingTime),
  costs: v.optional(costs, {}),
  speed_factor: v.optional(factor, 1),
  max_tasks: v.optional(count),
  max_travel_time: v.optional(quantity),
  max_distance: v.optional(quantity),
  steps: v.optional(listOf(vehicleStep, 'must be a list of steps.')),
  locked_steps: v.optional(count, 0),
  pinned: v.optional(flag, false)
});

export type Vehicle = v.InferOutput<typeof vehicle>;

/**
 * Refuses words that contradict each other.
 * @param place `vehicles[3]`
 */
export function checkVehicle(vehicle: Vehicle, place: string) {
  if (vehicle.compartments && vehicle.capacity)
    throw refused(
      `${place}.capacity`,
      'stands beside "compartments", which have capacities of their own. Leave one out.'
    );
  const { steps, locked_steps: locked, pinned } = vehicle;
  if (locked > (steps?.length ?? 0))
    throw refused(`${place}.locked_steps`, `is ${locked}, but "steps" has only ${steps?.length ?? 0}.`);
  if (pinned && !steps)
    throw refused(`${place}.pinned`, 'needs the order in "steps". An empty list is an idle vehicle.');
}
