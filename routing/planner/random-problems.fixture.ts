import fc from 'fast-check';
import type { ProblemInput } from './problem.ts';

/** What a random problem may be about. */
const kinds = [
  'windows',
  'setup',
  'skills',
  'priorities',
  'amounts',
  'shipments',
  'open routes',
  'breaks',
  'max_tasks',
  'max_travel_time',
  'max_distance',
  'costs',
  'profiles',
  'roads missing',
  'types',
  'speed_factor',
  'per_task_hour',
  'matrix costs',
  'max_load',
  'max_transit_time',
  'compartments',
  'goods',
  'reloads',
  'presence',
  'working_time',
  'wanted_window',
  'wanted_transit_time',
  'needed_by',
  'precedences',
  'balance',
  'preferred_vehicles',
  'unassigned_cost',
  'speed_by_time',
  'locked_steps',
  'pinned'
] as const;
export type Kind = (typeof kinds)[number];
export const allKinds: ReadonlySet<Kind> = new Set(kinds);

export interface Size {
  /** Jobs and shipments together, at most. */
  readonly requests: number;
  readonly vehicles: number;
  readonly places: number;
  /** The whole seconds of a day: a small number keeps every time on a small grid. */
  readonly day: number;
}

/** A small day for a plan that a judge is to look at. */
export const smallDay: Size = { requests: 8, vehicles: 4, places: 6, day: 9000 };

/**
 * Problems of many kinds at once, which shrink to few and plain tasks.
 * @param kinds what the planner has learned
 */
export function randomProblems(kinds: ReadonlySet<Kind>, size: Size): fc.Arbitrary<ProblemInput> {
  return fc
    .record({ jobs: jobs(kinds, size), shipments: shipments(kinds, size), vehicles: vehicles(kinds, size) })
    .filter(({ jobs, shipments }) => jobs.length + shipments.length > 0)
    .chain((plain) =>
      fc.record({
        ...when(kinds.has('goods'), { incompatible_loads: fc.constant([['food', 'waste']]) }),
        ...when(kinds.has('balance'), { balance_per_hour: fc.constantFrom(0, 3600, 7200) }),
        ...when(kinds.has('precedences'), { precedences: precedences(plain) }),
        jobs: fc.constant(plain.jobs),
        shipments: fc.constant(plain.shipments),
        vehicles:
          kinds.has('pinned') || kinds.has('locked_steps') ? ordered(kinds, plain) : fc.constant(plain.vehicles),
        matrices: matrices(kinds, size)
      })
    )
    .map((problem) => JSON.parse(JSON.stringify(problem)) as ProblemInput);
}

type Entries = Record<string, fc.Arbitrary<unknown>>;
interface Numbered {
  id: number;
}
interface Plain {
  jobs: Numbered[];
  shipments: { pickup: Numbered; delivery: Numbered }[];
  vehicles: Numbered[];
}

/** Words that a problem has only where the planner has learned them. */
const when = <Words extends Entries>(learned: boolean, words: Words): Partial<Words> => (learned ? words : {});
/** A word that is left out in every other place. */
const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const price = fc.constantFrom(3600, 7200, 18_000);

function window(day: number): fc.Arbitrary<[number, number]> {
  return fc.tuple(fc.nat(day), fc.nat(day)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
}

/** One window, or two that are apart. */
function windows(day: number): fc.Arbitrary<[number, number][]> {
  return fc.tuple(window(day), window(day)).map(([one, other]) => {
    const [first, second] = one[0] < other[0] ? [one, other] : [other, one];
    return first[1] < second[0] ? [first, second] : [first];
  });
}

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
      needed: sometimes(fc.record({ needed_by: fc.nat(day), missed_cost: fc.nat(30) }))
    })
  };
}

function request(kinds: ReadonlySet<Kind>, { day, vehicles }: Size): Entries {
  return {
    ...when(kinds.has('skills'), { skills: fc.subarray([1, 2], { maxLength: 1 }) }),
    ...when(kinds.has('priorities'), { priority: fc.nat(2) }),
    ...when(kinds.has('compartments'), { needs: fc.subarray(['chilled', 'locked'], { maxLength: 1 }) }),
    ...when(kinds.has('goods'), { goods: sometimes(fc.constantFrom('food', 'waste', 'post')) }),
    ...when(kinds.has('unassigned_cost'), { unassigned_cost: sometimes(fc.nat(day)) }),
    ...when(kinds.has('preferred_vehicles'), {
      preferred: sometimes(
        fc.record({ preferred_vehicles: fc.tuple(fc.nat(vehicles - 1)), other_vehicle_cost: fc.nat(20) })
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

function jobs(kinds: ReadonlySet<Kind>, size: Size) {
  const presence = window(size.day).map(([from, until]) => [from, Math.min(until, from + Math.ceil(size.day / 10))]);
  const job = fc
    .record({
      ...stop(kinds, size),
      ...request(kinds, size),
      ...when(kinds.has('amounts'), { delivery: fc.tuple(fc.nat(2)), pickup: fc.tuple(fc.nat(2)) }),
      ...when(kinds.has('presence'), {
        presence: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: presence }),
        walk_time: fc.nat(Math.ceil(size.day / 20))
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

function shipments(kinds: ReadonlySet<Kind>, size: Size) {
  const { day } = size;
  const shipment = fc.record({
    pickup: fc.record(stop(kinds, size)),
    delivery: fc.record(stop(kinds, size)),
    ...request(kinds, size),
    ...when(kinds.has('amounts'), { amount: fc.tuple(fc.nat(3)) }),
    ...when(kinds.has('max_transit_time'), { max_transit_time: sometimes(fc.nat(Math.ceil(day / 4))) }),
    ...when(kinds.has('wanted_transit_time'), {
      transit: sometimes(fc.record({ wanted_transit_time: fc.nat(Math.ceil(day / 5)), over_transit_per_hour: price }))
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

function vehicles(kinds: ReadonlySet<Kind>, size: Size) {
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
  const compartment = fc.record({ offers, capacity: fc.tuple(fc.nat(4)), dedicated: fc.boolean() });
  const vehicle = fc.record({
    start_index: kinds.has('open routes') ? sometimes(place) : place,
    end_index: place,
    endless: kinds.has('open routes') ? fc.boolean() : fc.constant(false),
    time_window: fc.tuple(fc.nat(tenth), fc.integer({ min: Math.ceil(day / 3), max: day })),
    ...when(kinds.has('skills'), { skills: fc.subarray([1, 2]) }),
    ...when(kinds.has('types'), { type: sometimes(fc.constant('bike')) }),
    ...when(kinds.has('profiles'), { profile: fc.constantFrom('car', 'bike') }),
    ...when(kinds.has('amounts'), { capacity: fc.tuple(fc.nat(4)) }),
    ...when(kinds.has('compartments') && kinds.has('amounts'), {
      compartments: sometimes(fc.array(compartment, { minLength: 1, maxLength: 2 }))
    }),
    ...when(kinds.has('breaks'), { breaks: fc.array(rest, { maxLength: 1 }) }),
    ...when(kinds.has('max_tasks'), { max_tasks: sometimes(fc.nat(6)) }),
    ...when(kinds.has('max_travel_time'), { max_travel_time: sometimes(fc.nat(Math.ceil(day / 2))) }),
    ...when(kinds.has('max_distance'), { max_distance: sometimes(fc.nat(day)) }),
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

function matrices(kinds: ReadonlySet<Kind>, { places, day }: Size) {
  const cells = (road: fc.Arbitrary<number>) =>
    fc
      .array(fc.array(road, { minLength: places, maxLength: places }), { minLength: places, maxLength: places })
      .map((rows) => asRoads(rows));
  const sixth = Math.ceil(day / 6);
  // A place that no road leads to, now and then.
  const cutOff = kinds.has('roads missing') ? sometimes(fc.nat(places - 1)) : fc.constant(undefined);
  const roads = fc
    .tuple(cells(fc.nat(sixth)), cutOff)
    .map(([rows, lost]) =>
      rows.map((row, from) => row.map((cell, to) => (from !== to && [from, to].includes(lost ?? -1) ? null : cell)))
    );
  const even = (rows: (number | null)[][]) => rows.map((row) => row.map((cell) => (cell === null ? null : 2 * cell)));
  const matrix = roads.chain((durations) =>
    fc.record({
      durations: fc.constant(kinds.has('speed_factor') ? even(durations) : durations),
      distances: fc.constant(durations.map((row) => row.toReversed().map((_, to) => row[to]!))),
      ...when(kinds.has('matrix costs'), {
        costs: fc.constant(durations.map((row) => row.map((cell) => cell && cell + 1)))
      }),
      ...when(kinds.has('speed_by_time'), {
        speed_by_time: sometimes(
          fc
            .tuple(fc.nat(Math.ceil(day / 2)), fc.nat(Math.ceil(day / 2)), fc.constantFrom(0.5, 2))
            .map(([from, later, factor]) => [
              { from, factor },
              { from: from + later + 1, factor: 1 }
            ])
        )
      })
    })
  );
  return fc.record({
    car: matrix,
    ...when(kinds.has('profiles'), { bike: matrix }),
    ...when(kinds.has('presence'), {
      foot: cells(fc.nat(Math.ceil(day / 20))).map((durations) => ({ durations }))
    })
  });
}

/** A table as any router gives it: never longer than by way of a third place, nothing from a place to itself. */
function asRoads(rows: number[][]): number[][] {
  const ways = rows.map((row, from) => row.map((driving, to) => (from === to ? 0 : driving)));
  ways.forEach((_, by) =>
    ways.forEach((row) => row.forEach((driving, to) => (row[to] = Math.min(driving, row[by]! + ways[by]![to]!))))
  );
  return ways;
}

const namesOf = ({ jobs, shipments }: Plain) => [
  ...jobs.map(({ id }) => ({ type: 'job', id })),
  ...shipments.flatMap(({ pickup, delivery }) => [
    { type: 'pickup', id: pickup.id },
    { type: 'delivery', id: delivery.id }
  ])
];

function precedences(plain: Plain) {
  const name = fc.constantFrom(...namesOf(plain));
  const pair = fc.record({ first: name, then: name });
  return fc
    .array(pair, { maxLength: 2 })
    .map((pairs) => pairs.filter(({ first, then }) => first.type !== then.type || first.id !== then.id));
}

/** Gives some vehicles an order of their own: a pickup always before its delivery, no task to two vehicles. */
function ordered(kinds: ReadonlySet<Kind>, plain: Plain) {
  const names = namesOf(plain);
  return fc
    .record({
      order: fc.shuffledSubarray(names),
      cut: fc.nat(names.length),
      locked: fc.nat(3),
      pinned: fc.constant(false).chain(() => (kinds.has('pinned') ? fc.boolean() : fc.constant(false)))
    })
    .map(({ order, cut, locked, pinned }) =>
      plain.vehicles.map((vehicle, index) => {
        const mine = index === 0 ? order.slice(0, cut) : index === 1 ? order.slice(cut) : [];
        const steps = mine.flatMap(({ type, id }) =>
          type === 'job'
            ? [{ type, id }]
            : type === 'pickup'
              ? [
                  { type, id },
                  { type: 'delivery', id }
                ]
              : []
        );
        if (steps.length === 0) return vehicle;
        if (pinned && index === 0) return { ...vehicle, steps, pinned: true };
        return {
          ...vehicle,
          steps,
          ...(kinds.has('locked_steps') && { locked_steps: Math.min(locked, steps.length) })
        };
      })
    );
}

/** A problem with one thing about it that cannot be: a planner refuses it, or leaves out what it cannot serve. */
export function impossibleProblems(kinds: ReadonlySet<Kind>, size: Size): fc.Arbitrary<ProblemInput> {
  type Words = Record<string, unknown>;
  const twists: ((problem: {
    jobs: Words[];
    shipments: Words[];
    vehicles: Words[];
    matrices: { car: Words };
  }) => void)[] = [
    ({ jobs }) => jobs.forEach((job) => (job['time_windows'] = [[0, 0]])),
    ({ vehicles }) => vehicles.forEach((vehicle) => (vehicle['time_window'] = [7, 7])),
    ({ jobs }) => jobs.forEach((job) => (job['service'] = 2 * size.day)),
    ({ vehicles }) =>
      vehicles.forEach((vehicle) => (vehicle['breaks'] = [{ id: 1, time_windows: [[99_999, 99_999]] }])),
    ({ vehicles }) =>
      vehicles.forEach(
        (vehicle) => (vehicle['breaks'] = [1, 2].map((id) => ({ id, service: 9, time_windows: [[5, 5]] })))
      ),
    ({ vehicles }) => vehicles.forEach((vehicle) => (vehicle['max_travel_time'] = 0)),
    ({ vehicles }) => vehicles.forEach((vehicle) => (vehicle['max_tasks'] = 0)),
    ({ vehicles }) => vehicles.forEach((vehicle) => (vehicle['skills'] = [])),
    ({ shipments }) => shipments.forEach((shipment) => (shipment['max_transit_time'] = 0)),
    ({ matrices: { car } }) => (car['durations'] = (car['durations'] as unknown[][]).map((row) => row.map(() => null)))
  ];
  return fc.tuple(randomProblems(kinds, size), fc.constantFrom(...twists)).map(([problem, twist]) => {
    const twisted = structuredClone(problem);
    twist(twisted as unknown as Parameters<typeof twist>[0]);
    return twisted;
  });
}

/** Problems with one number put in the place of another that no honest caller writes, somewhere. */
export function damagedProblems(kinds: ReadonlySet<Kind>, size: Size): fc.Arbitrary<unknown> {
  const strange = fc.constantFrom<unknown>(-1, 1e300, NaN, Infinity, 0.5, '7', null, undefined, [], {}, true);
  return fc.tuple(randomProblems(kinds, size), strange, fc.nat()).map(([problem, value, where]) => {
    const damaged = structuredClone(problem);
    const leaves: [holder: Record<string, unknown>, key: string][] = [];
    const look = (holder: Record<string, unknown>) =>
      Object.entries(holder).forEach(([key, inner]) => {
        leaves.push([holder, key]);
        if (typeof inner === 'object' && inner !== null) look(inner as Record<string, unknown>);
      });
    look(damaged);
    const [holder, key] = leaves[where % leaves.length]!;
    holder[key] = value;
    return damaged;
  });
}
