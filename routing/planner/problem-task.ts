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

const stopPartners = { wanted_window: ['early_per_hour', 'late_per_hour'], needed_by: ['missed_cost'] } as const;

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

const orderPartners = { preferred_vehicles: ['other_vehicle_cost'] } as const;

export const job = v.pipe(
  exactly(
    {
      ...stop,
      ...order,
      amount: v.optional(amounts),
      delivery: v.optional(amounts),
      pickup: v.optional(amounts),
      presence: v.optional(timeWindow),
      walk_time: v.optional(quantity)
    },
    { ...stopPartners, ...orderPartners, walk_time: ['presence'] }
  ),
  v.check(
    ({ amount, delivery, pickup }) => amount === undefined || (delivery === undefined && pickup === undefined),
    'has both "amount", VROOM\'s older word, and "delivery" or "pickup". Leave "amount" out.'
  ),
  v.transform(({ amount, ...rest }) => ({ ...rest, delivery: rest.delivery ?? amount }))
);

export const shipment = exactly(
  {
    ...order,
    pickup: exactly(stop, stopPartners),
    delivery: exactly(stop, stopPartners),
    amount: v.optional(amounts),
    max_transit_time: v.optional(quantity),
    wanted_transit_time: v.optional(quantity),
    over_transit_per_hour: v.optional(quantity, 0)
  },
  { ...orderPartners, wanted_transit_time: ['over_transit_per_hour'] }
);

export type Job = v.InferOutput<typeof job>;
export type Shipment = v.InferOutput<typeof shipment>;
/** A shipment's pickup or delivery. */
export type ShipmentStop = Shipment['pickup'];

/**
 * Refuses words that contradict each other.
 * @param place `jobs[3]`
 */
export function checkJob(job: Job, place: string) {
  checkStop(job, place);
  checkOrder(job, place);
  if (job.presence === undefined) return;
  const others = {
    setup: job.setup > 0,
    setup_per_type: Object.keys(job.setup_per_type).length > 0,
    service: job.service > 0,
    service_per_type: Object.keys(job.service_per_type).length > 0,
    time_windows: job.time_windows !== undefined,
    wanted_window: job.wanted_window !== undefined,
    needed_by: job.needed_by !== undefined
  };
  for (const [word, given] of Object.entries(others))
    if (given) throw refused(`${place}.presence`, `says when and how long, and so does "${word}". Leave one out.`);
}

/** @param place `shipments[3]` */
export function checkShipment(shipment: Shipment, place: string) {
  checkOrder(shipment, place);
  checkStop(shipment.pickup, `${place}.pickup`);
  checkStop(shipment.delivery, `${place}.delivery`);
  const { wanted_transit_time: wanted, over_transit_per_hour: price } = shipment;
  refusePriceOfNothing(place, 'over_transit_per_hour', price, 'wanted_transit_time', wanted !== undefined);
}

function checkStop(
  { wanted_window, early_per_hour, late_per_hour, needed_by, missed_cost }: ShipmentStop,
  place: string
) {
  refusePriceOfNothing(place, 'early_per_hour', early_per_hour, 'wanted_window', wanted_window !== undefined);
  refusePriceOfNothing(place, 'late_per_hour', late_per_hour, 'wanted_window', wanted_window !== undefined);
  refusePriceOfNothing(place, 'missed_cost', missed_cost, 'needed_by', needed_by !== undefined);
}

function checkOrder({ preferred_vehicles: preferred, other_vehicle_cost: price }: Job | Shipment, place: string) {
  refusePriceOfNothing(place, 'other_vehicle_cost', price, 'preferred_vehicles', preferred.length > 0);
}

function refusePriceOfNothing(place: string, key: string, price: number, word: string, given: boolean) {
  if (price > 0 && !given) throw refused(`${place}.${key}`, `says nothing without "${word}". Give both or neither.`);
}
