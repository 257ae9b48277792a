import * as v from 'valibot';
import { refused } from './planner-error.ts';
import {
  amounts,
  byName,
  count,
  exactly,
  listOf,
  location,
  quantity,
  text,
  timeWindow,
  timeWindows,
  wholeNumber,
  word,
  words
} from './problem-values.ts';

/* Jobs and shipments: what is to be done, where, when, and what it costs not to. */

const perType = byName(quantity, 'must be an object with seconds for each type of vehicle.');

/** What a job and both ends of a shipment have. */
const stop = {
  id: wholeNumber,
  description: v.optional(text),
  location: v.optional(location),
  location_index: v.optional(count),
  setup: v.optional(quantity, 0),
  service: v.optional(quantity, 0),
  setup_per_type: v.optional(perType, {}),
  service_per_type: v.optional(perType, {}),
  time_windows: v.optional(timeWindows),
  wanted_window: v.optional(timeWindow),
  early_per_hour: v.optional(quantity, 0),
  late_per_hour: v.optional(quantity, 0),
  needed_by: v.optional(quantity),
  missed_cost: v.optional(quantity, 0)
};

/** What a job and a shipment as a whole have. */
const order = {
  skills: v.optional(listOf(count, 'must be a list of skills.'), []),
  priority: v.optional(v.pipe(count, v.maxValue(100, 'must be at most 100.')), 0),
  needs: v.optional(words, []),
  goods: v.optional(word),
  unassigned_cost: v.optional(quantity),
  preferred_vehicles: v.optional(listOf(wholeNumber, 'must be a list of vehicle ids.'), []),
  other_vehicle_cost: v.optional(quantity, 0)
};

export const job = v.pipe(
  exactly({
    ...stop,
    ...order,
    amount: v.optional(amounts),
    delivery: v.optional(amounts),
    pickup: v.optional(amounts),
    presence: v.optional(timeWindow),
    walk_time: v.optional(quantity)
  }),
  v.check(
    ({ amount, delivery, pickup }) => amount === undefined || (delivery === undefined && pickup === undefined),
    'has both "amount", VROOM\'s older word, and "delivery" or "pickup". Leave "amount" out.'
  ),
  v.transform(({ amount, ...rest }) => ({ ...rest, delivery: rest.delivery ?? amount }))
);

export const shipment = exactly({
  ...order,
  pickup: exactly(stop),
  delivery: exactly(stop),
  amount: v.optional(amounts),
  max_transit_time: v.optional(quantity),
  wanted_transit_time: v.optional(quantity),
  over_transit_per_hour: v.optional(quantity, 0)
});

export type Job = v.InferOutput<typeof job>;
export type Shipment = v.InferOutput<typeof shipment>;
/** A shipment's pickup or delivery. */
export type ShipmentStop = Shipment['pickup'];

/** A word that says nothing without another: whoever wrote it alone would believe that it was heeded. */
function together(place: string, word: string, given: boolean, other: string, otherGiven: boolean) {
  if (given && !otherGiven) throw refused(`${place}.${word}`, `says nothing without "${other}". Give both or neither.`);
  if (otherGiven && !given) throw refused(`${place}.${other}`, `says nothing without "${word}". Give both or neither.`);
}

/**
 * Refuses words that contradict each other.
 * @param place `jobs[3]`
 */
export function checkJob(job: Job, place: string) {
  checkStop(job, place);
  checkOrder(job, place);
  if (job.presence === undefined) {
    if (job.walk_time !== undefined)
      throw refused(`${place}.walk_time`, 'says nothing without "presence": only a vehicle that stays can be left.');
    return;
  }
  const service = job.service > 0 || Object.keys(job.service_per_type).length > 0;
  for (const [word, given] of [
    ['service', service],
    ['time_windows', job.time_windows !== undefined],
    ['wanted_window', job.wanted_window !== undefined],
    ['needed_by', job.needed_by !== undefined]
  ] as const)
    if (given) throw refused(`${place}.presence`, `says when and how long, and so does "${word}". Leave one out.`);
}

/** @param place `shipments[3]` */
export function checkShipment(shipment: Shipment, place: string) {
  checkOrder(shipment, place);
  checkStop(shipment.pickup, `${place}.pickup`);
  checkStop(shipment.delivery, `${place}.delivery`);
  const { wanted_transit_time: wanted, over_transit_per_hour, max_transit_time: most } = shipment;
  together(place, 'wanted_transit_time', wanted !== undefined, 'over_transit_per_hour', over_transit_per_hour > 0);
  if (wanted !== undefined && most !== undefined && wanted > most)
    throw refused(`${place}.wanted_transit_time`, `is longer than "max_transit_time", which is ${most}.`);
}

function checkStop(stop: ShipmentStop | Job, place: string) {
  const priced = stop.early_per_hour > 0 || stop.late_per_hour > 0;
  const price = stop.early_per_hour > 0 ? 'early_per_hour' : 'late_per_hour';
  together(place, 'wanted_window', stop.wanted_window !== undefined, price, priced);
  together(place, 'needed_by', stop.needed_by !== undefined, 'missed_cost', stop.missed_cost > 0);
}

function checkOrder({ preferred_vehicles, other_vehicle_cost }: Job | Shipment, place: string) {
  together(place, 'preferred_vehicles', preferred_vehicles.length > 0, 'other_vehicle_cost', other_vehicle_cost > 0);
}
