import { describe, expect, test } from 'vitest';
import { faultsOf } from '../solution.judge.ts';
import { change, job, plainDay, shipment, van, type Change, type Day } from './plain-day.fixture.ts';

const order = [
  { type: 'job', id: 1 },
  { type: 'break', id: 4 },
  { type: 'pickup', id: 1 },
  { type: 'delivery', id: 1 }
];

function pinnedDay(): Day {
  const day = plainDay();
  Object.assign(van(day), { pinned: true, steps: [{ type: 'start' }, ...order, { type: 'end' }] });
  return day;
}
function lockedDay(): Day {
  const day = plainDay();
  Object.assign(van(day), { locked_steps: 3, steps: order });
  return day;
}

test.each([pinnedDay, lockedDay])('%o is good', (day) => {
  const { problem, solution } = day();
  expect(faultsOf(problem, solution)).toEqual([]);
});

const pinned: Change[] = [
  [(day) => (van(day).steps = [order[2]!, ...order]), /no longer where it was told to be/],
  [(day) => (van(day).steps = [order[0]!, order[2]!, order[3]!, order[1]!]), /no longer where it was told to be/],
  [(day) => (van(day).steps = order.slice(0, 3)), /adds to an order that is pinned/],
  [
    (day) => (van(day).steps = [{ ...order[0]!, service_at: 99 }, ...order.slice(1)]),
    /at another time than it was told/
  ],
  [(day) => (van(day).steps = [{ ...order[0]!, service_after: 101 }, ...order.slice(1)]), /at another time/],
  [(day) => (van(day).steps = [{ ...order[0]!, service_before: 99 }, ...order.slice(1)]), /at another time/]
];
test.each(pinned.map((row) => ({ row })))('$row', ({ row }) => change(pinnedDay(), row));

const locked: Change[] = [
  [(day) => (van(day).steps = [order[2]!, order[0]!, order[3]!]), /no longer where it was told to be/],
  [(day) => (van(day).steps = [order[3]!, ...order]), /no longer where it was told to be/]
];
test.each(locked.map((row) => ({ row })))('$row', ({ row }) => change(lockedDay(), row));

test('what is not locked may be planned anew', () => {
  const day = lockedDay();
  Object.assign(van(day), { locked_steps: 1, steps: [order[0], order[3], order[2]] });
  expect(faultsOf(day.problem, day.solution)).toEqual([]);
});

test('the times of steps are heeded only where the order is pinned, or all orders are', () => {
  const at = [{ ...order[0]!, service_at: 99 }, ...order.slice(1)];
  const day = lockedDay();
  van(day).steps = at;
  expect(faultsOf(day.problem, day.solution)).toEqual([]);
  Object.assign(day.problem, { options: { c: true } });
  expect(faultsOf(day.problem, day.solution).join()).toContain('begins at another time than it was told to');
});

test('breaks of working time have no place of their own in an order', () => {
  const day = pinnedDay();
  van(day).steps = [{ type: 'break' }, ...order];
  expect(faultsOf(day.problem, day.solution)).toEqual([]);
});

test('a vehicle with locked steps drives', () => {
  const { problem, solution } = lockedDay();
  expect(faultsOf(problem, { ...solution, routes: [] })).toContain('vehicle 1 has lost the steps it was to keep');
});

describe('a broken promise is named where the order is pinned, and kept everywhere else', () => {
  /** What is broken, at which step, or of the route as a whole, and by how much. */
  const broken: [change: (day: Day) => unknown, step: number | undefined, cause: string, duration?: number][] = [
    [(day) => (job(day).time_windows = [[0, 90]]), 1, 'delay', 10],
    [(day) => (job(day).time_windows = [[120, 900]]), 1, 'lead_time', 20],
    [(day) => (van(day).time_window = [5, 730]), 0, 'lead_time', 5],
    [(day) => (van(day).time_window = [0, 725]), 5, 'delay', 5],
    [(day) => (van(day).breaks![0]!.time_windows = [[0, 199]]), 2, 'delay', 1],
    [(day) => (van(day).breaks![0]!.max_load = [0]), 2, 'max_load'],
    [(day) => (job(day).skills = [8]), 1, 'skills'],
    [(day) => (shipment(day).max_transit_time = 90), 4, 'transit_time', 10],
    [(day) => (van(day).max_tasks = 2), undefined, 'max_tasks'],
    [(day) => (van(day).max_travel_time = 590), undefined, 'max_travel_time', 10],
    [(day) => (van(day).max_distance = 5999), undefined, 'max_distance'],
    [(day) => (van(day).breaks = [...van(day).breaks!, { id: 5 }]), undefined, 'missing_break'],
    [(day) => (van(day).working_time = { max_shift: 700 }), undefined, 'max_shift', 30],
    [(day) => (van(day).working_time = { break_after: 250, break_service: 50 }), undefined, 'working_time', 230],
    [(day) => (job(day).needs = ['chilled']), 1, 'compartment'],
    [
      ({ problem }) => (problem.precedences = [{ first: { type: 'job', id: 2 }, then: { type: 'job', id: 1 } }]),
      1,
      'precedence'
    ]
  ];
  test.each(broken)('%s: step %s has %s', (make, step, cause, duration) => {
    const day = pinnedDay();
    make(day);
    const { problem, solution } = day;
    const [route] = solution.routes;
    const told = (by?: number) => {
      const violations = [{ cause, ...(by !== undefined && { duration: by }) }];
      Object.assign(solution.summary, { violations });
      Object.assign(route!, { violations });
      if (step !== undefined) Object.assign(route!.steps[step]!, { violations });
    };
    expect(faultsOf(problem, solution)).toEqual([expect.stringContaining('and does not say so')]);
    told(duration);
    expect(faultsOf(problem, solution)).toEqual([]);
    if (duration !== undefined) {
      told(duration + 1);
      expect(faultsOf(problem, solution)).not.toEqual([]);
    }
    told(duration);
    Object.assign(van(day), { pinned: false, steps: [] });
    expect(faultsOf(problem, solution)).not.toEqual([]);
  });

  test('a load that is too large, or of goods that must not meet', () => {
    for (const [cause, make] of [
      ['load', (day: Day) => (van(day).capacity = [1])],
      [
        'incompatible_load',
        (day: Day) => {
          Object.assign(job(day), { goods: 'waste' });
          Object.assign(shipment(day), { goods: 'food' });
          day.problem.incompatible_loads = [['food', 'waste']];
        }
      ]
    ] as const) {
      const day = pinnedDay();
      make(day);
      const { problem, solution } = day;
      const route = solution.routes[0]!;
      expect(faultsOf(problem, solution)).toContainEqual(expect.stringContaining('and does not say so'));
      const violations = [{ cause }];
      Object.assign(solution.summary, { violations });
      Object.assign(route, { violations });
      for (const index of cause === 'load' ? [0, 3] : [3]) Object.assign(route.steps[index]!, { violations });
      expect(faultsOf(problem, solution)).toEqual([]);
    }
  });

  test('what a step names, its route names too', () => {
    const day = pinnedDay();
    job(day).time_windows = [[0, 90]];
    Object.assign(day.solution.routes[0]!.steps[1]!, { violations: [{ cause: 'delay', duration: 10 }] });
    expect(faultsOf(day.problem, day.solution).join()).toContain("in a step's violations and not in the route's");
  });

  test('what is locked may be late, and the delivery of what is locked aboard; what the planner adds may not', () => {
    for (const [locked_steps, allowed] of [
      [3, true],
      [2, false]
    ] as const) {
      const day = lockedDay();
      van(day).locked_steps = locked_steps;
      shipment(day).delivery.time_windows = [[0, 400]];
      const { summary, routes } = day.solution;
      for (const told of [summary, routes[0]!, routes[0]!.steps[4]!])
        Object.assign(told, { violations: [{ cause: 'delay', duration: 10 }] });
      expect(faultsOf(day.problem, day.solution)).toEqual(allowed ? [] : ['vehicle 1, delivery 1: misses its window']);
    }
  });

  test('a violation is named where it is, its length or none', () => {
    const day = pinnedDay();
    job(day).time_windows = [[0, 90]];
    const { summary, routes } = day.solution;
    const [, stop, rest] = routes[0]!.steps;
    for (const told of [summary, routes[0]!, stop!]) Object.assign(told, { violations: [{ cause: 'delay' }] });
    expect(faultsOf(day.problem, day.solution)).toEqual([]);
    Object.assign(rest!, { violations: [{ cause: 'delay' }] });
    expect(faultsOf(day.problem, day.solution)).toEqual(['vehicle 1, break 4: tells of a violation that there is not']);
    Object.assign(rest!, { violations: [] });
    Object.assign(van(day), { pinned: false, locked_steps: 0 });
    expect(faultsOf(day.problem, day.solution)).toEqual(['vehicle 1, job 1: misses its window']);
  });
});
