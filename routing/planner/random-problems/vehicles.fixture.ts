import fc from 'fast-check';
import { sometimes, when, windows, type Kind, type Size } from './kinds.fixture.ts';

export function vehicles(kinds: ReadonlySet<Kind>, size: Size) {
  const { places, day } = size;
  const place = fc.nat(places - 1);
  const costs = {
    ...when(kinds.has('costs'), {
      fixed: fc.nat(20),
      ...(kinds.has('matrix costs')
        ? {}
        : { per_hour: fc.constantFrom(3600, 0, 7200), per_km: fc.constantFrom(0, 1000) })
    }),
    ...when(kinds.has('per_task_hour'), { per_task_hour: fc.constantFrom(0, 3600) })
  };
  const tenth = Math.ceil(day / 10);
  const rest = fc.record({
    service: fc.nat(Math.ceil(day / 20)),
    from: fc.nat(Math.ceil(day / 3)),
    length: fc.nat(tenth),
    ...when(kinds.has('max_load'), { max_load: sometimes(fc.tuple(fc.nat(2))) })
  });
  const offers = fc.subarray(['chilled', 'locked', 'dry']);
  const compartment = fc
    .record({ offers, capacity: fc.tuple(fc.nat(4)), dedicated: fc.boolean() })
    .map(({ dedicated, ...rest }) => ({ ...rest, dedicated: dedicated && rest.offers.length > 0 }));
  const vehicle = fc.record({
    start_index: kinds.has('open routes') ? sometimes(place) : place,
    end_index: place,
    endless: kinds.has('open routes') ? fc.boolean() : fc.constant(false),
    time_window: fc.tuple(fc.nat(tenth), fc.integer({ min: Math.ceil(day / 3), max: day })),
    ...when(kinds.has('skills'), { skills: fc.subarray([1, 2]) }),
    ...when(kinds.has('types'), { type: sometimes(fc.constant('bike')) }),
    ...when(kinds.has('profiles'), { profile: fc.constantFrom('car', 'bike') }),
    ...when(kinds.has('amounts'), { capacity: fc.tuple(fc.integer({ min: 1, max: 4 })) }),
    ...when(kinds.has('compartments') && kinds.has('amounts'), {
      compartments: sometimes(fc.array(compartment, { minLength: 1, maxLength: 2 }))
    }),
    ...when(kinds.has('breaks'), { breaks: fc.array(rest, { maxLength: 1 }) }),
    ...when(kinds.has('max_tasks'), { max_tasks: sometimes(fc.integer({ min: 1, max: 6 })) }),
    ...when(kinds.has('max_travel_time'), { max_travel_time: sometimes(fc.integer({ min: tenth, max: day })) }),
    ...when(kinds.has('max_distance'), { max_distance: sometimes(fc.integer({ min: tenth, max: day })) }),
    ...when(kinds.has('speed_factor'), { speed_factor: sometimes(fc.constantFrom(2, 0.5)) }),
    ...(Object.keys(costs).length > 0 && { costs: fc.record(costs) }),
    ...when(kinds.has('working_time'), {
      working_time: sometimes(
        fc.record({
          break_after: fc.integer({ min: tenth, max: Math.ceil(day / 2) }),
          break_service: fc.integer({ min: 1, max: Math.ceil(day / 20) }),
          max_shift: fc.integer({ min: Math.ceil(day / 3), max: day })
        })
      )
    }),
    ...when(kinds.has('reloads'), {
      reloads: fc.array(
        fc.record({
          location_index: place,
          service: fc.nat(Math.ceil(day / 40)),
          time_windows: sometimes(windows(day)),
          max: fc.integer({ min: 1, max: 2 })
        }),
        { maxLength: 1 }
      )
    })
  });
  return fc
    .array(vehicle, { minLength: 1, maxLength: size.vehicles })
    .map((list) => list.map((words, id) => ({ id, ...tidied(words) })));
}

/** A vehicle begins or ends somewhere, has one kind of hold, and breaks that its shift has room for. */
function tidied(words: Record<string, unknown>) {
  const { endless, compartments, capacity, breaks, reloads, time_window, ...rest } = words;
  const [opens, closes] = time_window as [number, number];
  const { end_index, ...open } = rest;
  const numbered = (list: unknown, first: number) =>
    (list as object[] | undefined)?.map((one, index) => ({ id: first + index, ...one }));
  return {
    ...(endless && rest['start_index'] !== undefined ? open : { ...open, end_index }),
    time_window: [Math.min(opens, closes), closes],
    ...(compartments ? { compartments: numbered(compartments, 1) } : { capacity }),
    reloads: numbered(reloads, 1),
    breaks: (breaks as { service: number; from: number; length: number }[] | undefined)?.map(
      ({ from, length, ...one }, id) => {
        const opening = Math.min(opens + from, closes - one.service);
        return { id, ...one, time_windows: [[opening, opening + length]] };
      }
    )
  };
}
