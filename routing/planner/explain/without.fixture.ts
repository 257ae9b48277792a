import type { Problem } from '../problem.ts';

type Words = Record<string, unknown>;
const farAway = 4_000_000_000;

/**
 * A problem without what a reason names, changed in its words: the slow, obvious way.
 * @param request its number: jobs come first, then shipments
 * @param others requests whose promises bend, or that may be met
 */
export function without(
  problem: Problem,
  request: number,
  vehicleId: number,
  codes: readonly string[],
  others: { promises: readonly number[]; met: readonly number[] }
): Problem {
  const changed = structuredClone(problem) as unknown as {
    jobs: Words[];
    shipments: (Words & { pickup: Words; delivery: Words })[];
    vehicles: Words[];
    precedences: { first: { type: string; id: number }; then: { type: string; id: number } }[];
  };
  const requestOf = (number: number): Words => [...changed.jobs, ...changed.shipments][number]!;
  const stopsOf = (words: Words) =>
    'pickup' in words && 'delivery' in words && isObject(words['pickup'])
      ? [words['pickup'] as Words, words['delivery'] as Words]
      : [words];
  const own = requestOf(request);
  const vehicle = changed.vehicles.find(({ id }) => id === vehicleId)!;
  const forget = (words: Words, ...keys: string[]) => keys.forEach((key) => delete words[key]);
  const lift: Record<string, () => unknown> = {
    skills: () => (vehicle['skills'] = [...(vehicle['skills'] as number[]), ...(own['skills'] as number[])]),
    compartment_needs() {
      const compartments = vehicle['compartments'] as Words[] | undefined;
      own['needs'] = compartments ? ['anything'] : [];
      compartments?.forEach((one) => (one['offers'] = [...(one['offers'] as string[]), 'anything']));
    },
    room() {
      if (vehicle['capacity']) vehicle['capacity'] = (vehicle['capacity'] as number[]).map(() => farAway);
      (vehicle['compartments'] as Words[] | undefined)?.forEach(
        (one) => (one['capacity'] = (one['capacity'] as number[]).map(() => farAway))
      );
    },
    incompatible_load: () => others.met.forEach((other) => forget(requestOf(other), 'goods')),
    precedence() {
      const names = stopsOf(own).map(
        (stop, index) =>
          `${stopsOf(own).length === 1 ? 'job' : index === 0 ? 'pickup' : 'delivery'} ${String(stop['id'])}`
      );
      changed.precedences = changed.precedences.filter(
        (pair) => ![pair.first, pair.then].some(({ type, id }) => names.includes(`${type} ${id}`))
      );
    },
    working_time() {
      const rules = vehicle['working_time'] as Words;
      forget(rules, 'break_after', 'break_service');
      if (rules['max_shift'] === undefined) forget(vehicle, 'working_time');
    },
    max_shift() {
      const rules = vehicle['working_time'] as Words;
      forget(rules, 'max_shift');
      if (rules['break_after'] === undefined) forget(vehicle, 'working_time');
    },
    promises: () =>
      others.promises.forEach((other) => {
        forget(requestOf(other), 'max_transit_time', 'presence', 'walk_time');
        stopsOf(requestOf(other)).forEach((stop) => forget(stop, 'time_windows'));
      }),
    presence: () => forget(own, 'presence', 'walk_time'),
    time_window: () => stopsOf(own).forEach((stop) => forget(stop, 'time_windows')),
    transit_time: () => forget(own, 'max_transit_time'),
    breaks: () => (vehicle['breaks'] = []),
    shift_too_short: () => (vehicle['time_window'] = [(vehicle['time_window'] as number[])[0], farAway]),
    distance: () => forget(vehicle, 'max_distance'),
    travel_time: () => forget(vehicle, 'max_travel_time'),
    too_many_tasks: () => forget(vehicle, 'max_tasks'),
    locked: () => undefined
  };
  codes.forEach((code) => lift[code]!());
  return changed as unknown as Problem;
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
