import fc from 'fast-check';
import type { ProblemInput } from './problem.ts';
import { when, withNeeds, type Kind, type Size } from './random-problems/kinds.fixture.ts';
import { matrices } from './random-problems/matrices.fixture.ts';
import { ordered, precedences } from './random-problems/orders.fixture.ts';
import { jobs, shipments } from './random-problems/tasks.fixture.ts';
import { vehicles } from './random-problems/vehicles.fixture.ts';

export { allKinds, type Kind } from './random-problems/kinds.fixture.ts';

/** A small day for a plan that a judge is to look at. */
export const smallDay: Size = { requests: 8, vehicles: 4, places: 6, day: 9000 };

/** Seven stops at most, and so few seconds that every one of them can be tried. */
export const fewSeconds: Size = { requests: 3, vehicles: 2, places: 4, day: 16 };

/**
 * Problems of many kinds at once, each of some of them only, or hardly any task could be served.
 * @param kinds what the planner has learned
 */
export function randomProblems(kinds: ReadonlySet<Kind>, size: Size): fc.Arbitrary<ProblemInput> {
  return fc.subarray([...kinds]).chain((some) => problemsOf(withNeeds(some), size));
}

function problemsOf(kinds: ReadonlySet<Kind>, size: Size): fc.Arbitrary<ProblemInput> {
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
    .map((problem) => preferringWhatIsThere(JSON.parse(JSON.stringify(problem)) as ProblemInput));
}

/** Without a second vehicle nobody can wish for it. */
function preferringWhatIsThere(problem: ProblemInput): ProblemInput {
  for (const request of [...problem.jobs!, ...problem.shipments!])
    if (problem.vehicles.length === 1 && request.preferred_vehicles) request.preferred_vehicles = [0];
  return problem;
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
