import fc from 'fast-check';
import { price, sometimes, when, window, windows, type Entries, type Kind, type Size } from './kinds.fixture.ts';

function stop(kinds: ReadonlySet<Kind>, { places, day }: Size): Entries {
  const [service, setup] = [fc.nat(Math.ceil(day / 20)), fc.nat(Math.ceil(day / 40))];
  return {
    location_index: fc.nat(places - 1),
    service,
    ...when(kinds.has('setup'), { setup }),
    ...when(kinds.has('types'), {
      setup_per_type: sometimes(fc.record({ bike: setup })),
      service_per_type: sometimes(fc.record({ bike: service }))
    }),
    ...when(kinds.has('windows'), { time_windows: sometimes(windows(day)) }),
    ...when(kinds.has('wanted_window'), {
      wanted: sometimes(fc.record({ wanted_window: window(day), early_per_hour: price, late_per_hour: price }))
    }),
    ...when(kinds.has('needed_by'), {
      needed: sometimes(fc.record({ needed_by: fc.nat(day), missed_cost: fc.integer({ min: 1, max: 30 }) }))
    })
  };
}

function request(kinds: ReadonlySet<Kind>, { day }: Size): Entries {
  return {
    ...when(kinds.has('skills'), { skills: fc.subarray([1, 2], { maxLength: 1 }) }),
    ...when(kinds.has('priorities'), { priority: fc.nat(2) }),
    ...when(kinds.has('compartments'), { needs: fc.subarray(['chilled', 'locked'], { maxLength: 1 }) }),
    ...when(kinds.has('goods'), { goods: sometimes(fc.constantFrom('food', 'waste', 'post')) }),
    ...when(kinds.has('unassigned_cost'), { unassigned_cost: sometimes(fc.nat(day)) }),
    ...when(kinds.has('preferred_vehicles'), {
      preferred: sometimes(
        fc.record({
          preferred_vehicles: fc.constantFrom([0], [0, 1]),
          other_vehicle_cost: fc.integer({ min: 1, max: 20 })
        })
      )
    })
  };
}

/** Words that only mean something together are made together, and put side by side here. */
function flat<Words extends object>(words: Words): Words {
  const entries = Object.entries(words).flatMap(([key, value]) =>
    ['wanted', 'needed', 'preferred', 'transit'].includes(key)
      ? Object.entries((value ?? {}) as object)
      : [[key, value]]
  );
  return Object.fromEntries(entries) as Words;
}

export function jobs(kinds: ReadonlySet<Kind>, size: Size) {
  const presence = window(size.day).map(([from, until]) => [from, Math.min(until, from + Math.ceil(size.day / 3))]);
  const job = fc
    .record({
      ...stop(kinds, size),
      ...request(kinds, size),
      ...when(kinds.has('amounts'), { delivery: fc.tuple(fc.nat(2)), pickup: fc.tuple(fc.nat(2)) }),
      ...when(kinds.has('presence'), {
        presence: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: presence }),
        walk_time: fc.nat(Math.ceil(size.day / 10))
      })
    })
    .map((words) => {
      const { presence: promised, walk_time, ...rest } = words as Record<string, unknown>;
      if (!promised) return rest;
      const { location_index, skills, priority, delivery, pickup } = rest;
      return { location_index, skills, priority, delivery, pickup, presence: promised, walk_time };
    });
  return fc.array(job, { maxLength: size.requests }).map((list) => list.map((one, id) => ({ id, ...flat(one) })));
}

export function shipments(kinds: ReadonlySet<Kind>, size: Size) {
  const { day } = size;
  const shipment = fc.record({
    pickup: fc.record(stop(kinds, size)),
    delivery: fc.record(stop(kinds, size)),
    ...request(kinds, size),
    ...when(kinds.has('amounts'), { amount: fc.tuple(fc.nat(3)) }),
    ...when(kinds.has('max_transit_time'), {
      max_transit_time: sometimes(
        fc.integer({ min: kinds.has('wanted_transit_time') ? Math.ceil(day / 8) : 0, max: Math.ceil(day / 4) })
      )
    }),
    ...when(kinds.has('wanted_transit_time'), {
      transit: sometimes(fc.record({ wanted_transit_time: fc.nat(Math.ceil(day / 8)), over_transit_per_hour: price }))
    })
  });
  return fc.array(shipment, { maxLength: kinds.has('shipments') ? Math.ceil(size.requests / 2) : 0 }).map((list) =>
    list.map(({ pickup, delivery, ...rest }, id) => ({
      ...flat(rest),
      pickup: { id, ...flat(pickup) },
      delivery: { id, ...flat(delivery) }
    }))
  );
}
