import { expect, test } from 'vitest';
import { faultsOf } from '../solution.judge.ts';
import { change, job, van, type Change, type Day } from './plain-day.fixture.ts';
import { line, printed } from './printed.fixture.ts';

/** The library bus stands in a village from 100 to 500, and meanwhile a book is brought to a door on foot. */
function villageStop(): Day {
  return {
    problem: {
      jobs: [
        { id: 1, location_index: 1, presence: [100, 500], walk_time: 50 },
        { id: 2, location_index: 2, service: 30, time_windows: [[200, 200]] }
      ],
      shipments: [],
      vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
      matrices: { car: line(3, 100), foot: { durations: line(3, 50).durations } }
    },
    solution: printed(
      1,
      [
        { type: 'start', arrival: 0, distance: 0 },
        { type: 'job', id: 1, arrival: 100, duration: 100, service: 400, distance: 1000 },
        { type: 'job', id: 2, arrival: 150, waiting_time: 50, duration: 100, service: 30, on_foot: true, walk: 100 },
        { type: 'end', arrival: 600, duration: 200, distance: 2000 }
      ],
      { cost: 200, priority: 0 }
    )
  };
}

/** Three hundred seconds of driving, with a break on the way and then a wait that serves as one. */
function longDay(): Day {
  return {
    problem: {
      jobs: [{ id: 1, location_index: 2, time_windows: [[300, 900]] }],
      shipments: [],
      vehicles: [
        {
          id: 1,
          start_index: 0,
          end_index: 1,
          breaks: [],
          working_time: { break_after: 100, break_service: 50, max_shift: 400 }
        }
      ],
      matrices: { car: line(3, 100) }
    },
    solution: printed(
      1,
      [
        { type: 'start', arrival: 0, distance: 0 },
        { type: 'break', description: 'working time', arrival: 100, duration: 100, service: 50 },
        { type: 'job', id: 1, arrival: 250, duration: 200, waiting_time: 50, distance: 2000 },
        { type: 'end', arrival: 400, duration: 300, distance: 3000 }
      ],
      { cost: 300, priority: 0 }
    )
  };
}

test.each([villageStop, longDay])('%o is good', (day) => {
  const { problem, solution } = day();
  expect(faultsOf(problem, solution)).toEqual([]);
});

const atTheStop: Change[] = [
  [(day) => (job(day).presence = [99, 500]), /job 1: comes late/],
  [(day) => (job(day).presence = [100, 501]), /job 1: leaves too soon/],
  [(day) => Object.assign(job(day), { presence: undefined, service: 400 }), /job 2: .* stands at no presence/],
  [(day) => (job(day).walk_time = undefined), /job 2: .* stands at no presence/],
  [(day) => (job(day).walk_time = 49), /job 2: is too far to walk/],
  [({ problem }) => (problem.matrices['foot'] = { durations: line(3, 49).durations }), /job 2: walks for another time/],
  [({ route }) => (route.steps[2]!.walk = undefined), /job 2: walks for another time/],
  [
    ({ route }) => Object.assign(route.steps[2]!, { arrival: 149, waiting_time: 51 }),
    /job 2: walks faster than it can/
  ],
  [({ problem, route }) => (problem.jobs[1]!.service = route.steps[2]!.service = 251), /job 2: is not back when/],
  [({ problem }) => (problem.jobs[1]!.time_windows = [[0, 199]]), /job 2: misses its window/],
  [({ route }) => (route.steps[2]!.duration = 101), /job 2: drives while walking/],
  [({ route }) => (route.steps[2]!.on_foot = false), /job 2: /, /./]
];
test.each(atTheStop.map((row) => ({ row })))('$row', ({ row }) => change(villageStop(), row));

test('two walks are made one after the other', () => {
  const { problem, solution } = villageStop();
  const route = solution.routes[0]!;
  problem.jobs.push({ id: 3, location_index: 2, service: 30 });
  const second = (arrival: number) => ({ ...route.steps[2]!, id: 3, waiting_time: 0, arrival });
  const both = (arrival: number) => ({
    ...solution,
    routes: [{ ...route, steps: route.steps.toSpliced(3, 0, second(arrival)) }]
  });
  expect(faultsOf(problem, both(330))).toEqual([]);
  expect(faultsOf(problem, both(329)).join()).toContain('job 3: walks faster than it can');
});

test('without footpaths a walk is as long as its straight line, and three tenths more', () => {
  const { problem, solution } = villageStop();
  delete problem.matrices['foot'];
  Object.assign(problem.jobs[0]!, { location: [24, 65], walk_time: 116 });
  Object.assign(problem.jobs[1]!, { location: [24, 65.001] });
  // A thousandth of a degree is 111.19 m: 144.55 m of path, at 1.25 m/s.
  Object.assign(solution.routes[0]!.steps[2]!, { arrival: 250, waiting_time: 0, walk: 231.283 });
  problem.jobs[1]!.time_windows = [[250, 250]];
  expect(faultsOf(problem, solution)).toEqual([]);
  problem.jobs[0]!.walk_time = 115;
  expect(faultsOf(problem, solution)).toEqual(['vehicle 1, job 2: is too far to walk']);
});

const atWork: Change[] = [
  [(day) => (van(day).working_time!.break_after = 99), /works too long without a break/],
  [(day) => (van(day).working_time!.max_shift = 399), /works too long a shift/],
  [(day) => (van(day).working_time!.break_service = 51), /is too short a break/, /without a break/],
  [(day) => (van(day).working_time = undefined), /nothing like break/],
  [({ route }) => (route.steps[1]!.description = undefined), /nothing like break/]
];
test.each(atWork.map((row) => ({ row })))('$row', ({ row }) => change(longDay(), row));

test("a break of the vehicle's own serves as one of working time", () => {
  const day = longDay();
  van(day).breaks = [{ id: 1, service: 50 }];
  Object.assign(day.solution.routes[0]!.steps[1]!, { id: 1, description: undefined });
  expect(faultsOf(day.problem, day.solution)).toEqual([]);
  van(day).breaks = [{ id: 1, service: 50 }];
  van(day).working_time!.break_service = 51;
  expect(faultsOf(day.problem, day.solution)).toContain('vehicle 1: works too long without a break');
});

test('a place to the east is as far as it is on that latitude', () => {
  const { problem, solution } = villageStop();
  delete problem.matrices['foot'];
  Object.assign(problem.jobs[0]!, { location: [24, 60], walk_time: 116 });
  // At 60° north a degree of longitude is half as long: two thousandths are 111.19 m.
  Object.assign(problem.jobs[1]!, { location: [24.002, 60], time_windows: [[250, 250]] });
  Object.assign(solution.routes[0]!.steps[2]!, { arrival: 250, waiting_time: 0, walk: 231.283 });
  expect(faultsOf(problem, solution)).toEqual([]);
});

test.each([
  [{ first: { type: 'job', id: 1 }, then: { type: 'job', id: 2 } }, 'job 2: begins before job 1 is through'],
  [{ first: { type: 'job', id: 2 }, then: { type: 'job', id: 1 } }, 'job 1: begins before job 2 is through']
])('what is done on foot is neither before nor after the presence: %o', (precedence, fault) => {
  const { problem, solution } = villageStop();
  expect(faultsOf({ ...problem, precedences: [precedence] }, solution)).toEqual([`vehicle 1, ${fault}`]);
});

test('work without breaks is told in sum, or by its longest part; a break and a wait are one rest', () => {
  const { problem, solution } = longDay();
  Object.assign(van({ problem, solution }), { pinned: true, steps: [{ type: 'job', id: 1 }] });
  van({ problem, solution }).working_time!.break_after = 90;
  const told = (duration: number) => {
    const violations = [{ cause: 'working_time', duration }];
    Object.assign(solution.summary, { violations });
    Object.assign(solution.routes[0]!, { violations });
    return faultsOf(problem, solution);
  };
  // Three parts of a hundred each.
  expect(told(30)).toEqual([]);
  expect(told(10)).toEqual([]);
  expect(told(20)).not.toEqual([]);

  const joined = longDay();
  const [start, , visit, end] = joined.solution.routes[0]!.steps;
  const rest = {
    ...start!,
    type: 'break',
    description: 'working time',
    arrival: 200,
    duration: 200,
    waiting_time: 0,
    service: 50
  };
  const steps = [start!, rest, { ...visit!, arrival: 250, waiting_time: 50 }, end!];
  const route = { ...joined.solution.routes[0]!, steps };
  Object.assign(van(joined), { working_time: { break_after: 200, break_service: 50, max_shift: 400 } });
  expect(faultsOf(joined.problem, { ...joined.solution, routes: [route] })).toEqual([]);
});
