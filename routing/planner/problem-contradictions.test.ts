import { describe, expect, test } from 'vitest';
import { checkProblem } from './problem.ts';

const stop = { id: 1, location_index: 1 };
const van = { id: 1, start_index: 0 };
const shipment = { pickup: stop, delivery: stop };
const durations = [
  [0, 1],
  [1, 0]
];
const plain = { vehicles: [van], jobs: [stop], matrices: { car: { durations } } };

const job = (words: object) => ({ jobs: [{ ...stop, ...words }] });
const order = (words: object) => ({ shipments: [{ ...shipment, ...words }] });
const vehicle = (words: object) => ({ vehicles: [{ ...van, ...words }] });
const steps = (...given: string[]) =>
  given.map((each) => {
    const [type, id] = each.split(' ');
    return id === undefined ? { type } : { type, id: Number(id) };
  });
const task = (name: string) => steps(name)[0];

type Case = [string, object, refusal: string | RegExp | null];

/** What stands beside each refusal and must not be refused is in the same table, with null. */
function cases(table: Case[]) {
  test.each(table)('%s', (_, words, refusal) => {
    const check = () => checkProblem({ ...plain, ...words });
    if (refusal === null) expect(check).not.toThrow();
    else expect(check).toThrow(refusal);
  });
}

describe('tasks', () => {
  cases([
    ['a wish without a price', job({ wanted_window: [1, 2] }), 'jobs[0].wanted_window: says nothing without "early_'],
    ['a wish at no price', job({ wanted_window: [1, 2], late_per_hour: 0 }), null],
    ['a price without a wish', job({ early_per_hour: 5 }), 'jobs[0].early_per_hour: says nothing without "wanted_win'],
    [
      'a wish that ends before it starts',
      job({ wanted_window: [2, 1], late_per_hour: 1 }),
      'jobs[0].wanted_window: ends'
    ],
    ['need without a price', job({ needed_by: 9 }), 'jobs[0].needed_by: says nothing without "missed_cost"'],
    [
      'a price of missing nothing',
      { shipments: [{ pickup: stop, delivery: { ...stop, missed_cost: 9 } }] },
      'shipments[0].delivery.missed_cost: says nothing without "needed_by"'
    ],
    [
      'a time aboard without a price',
      order({ wanted_transit_time: 9 }),
      'shipments[0].wanted_transit_time: says nothing'
    ],
    ['a preference without a price', job({ preferred_vehicles: [1] }), 'jobs[0].preferred_vehicles: says nothing'],
    ['a price of no preference', order({ other_vehicle_cost: 1 }), 'shipments[0].other_vehicle_cost: says nothing'],
    [
      'a preferred vehicle that is not there',
      job({ preferred_vehicles: [1, 7], other_vehicle_cost: 1 }),
      'jobs[0].preferred_vehicles[1]: is 7, but there is no such vehicle.'
    ],
    ['presence and service', job({ presence: [1, 2], service: 3 }), 'jobs[0].presence: says when and how long, and so'],
    ['presence and windows', job({ presence: [1, 2], time_windows: [[0, 9]] }), 'and so does "time_windows"'],
    ['presence backwards', job({ presence: [2, 1] }), 'jobs[0].presence: ends before it starts'],
    ['presence and no service', job({ presence: [1, 2], service: 0 }), null],
    [
      'a walk from a vehicle that does not stay',
      job({ walk_time: 9 }),
      'jobs[0].walk_time: says nothing without "pres'
    ],
    ['a walk from nowhere', job({ presence: [1, 2], walk_time: 9 }), 'jobs[0].walk_time: needs the matrix of the prof'],
    [
      'a walk by a matrix',
      { ...job({ presence: [1, 2], walk_time: 9 }), matrices: { car: { durations }, foot: { durations } } },
      null
    ],
    ['amounts twice', { ...vehicle({ capacity: [9] }), ...job({ amount: [1], pickup: [1] }) }, 'jobs[0]: has both "am'],
    ['words that are empty', job({ needs: [''] }), 'jobs[0].needs[0]: must not be empty.'],
    ['a pair of one', { incompatible_loads: [['meal']] }, 'incompatible_loads[0]'],
    ['the same goods twice', { incompatible_loads: [['meal', 'meal']] }, 'incompatible_loads[0]: names the same goods']
  ]);
});

describe('matrices and places', () => {
  const car = (words: object) => ({ matrices: { car: { durations, ...words } } });
  const holed = [
    [0, 1],
    [null, 0]
  ];
  cases([
    ['a matrix twice', { matrix: durations }, 'matrix: stands beside "matrices"'],
    ['no matrix at all', car({ durations: [] }), 'matrices.car.durations: is empty.'],
    [
      'a row that is too short',
      car({ durations: [[0, 1], [1]] }),
      'matrices.car.durations: is not a square of 2 rows.'
    ],
    ['distances of fewer places', car({ distances: [[0]] }), 'matrices.car.distances: is not a square of 2 rows.'],
    ['a way without a distance', car({ distances: holed }), 'matrices.car.distances[1]: has no distance where'],
    ['a way without a cost', car({ costs: holed }), 'matrices.car.costs[1]: has no cost where'],
    ['neither way nor distance', car({ durations: holed, distances: holed }), null],
    ['an index outside', job({ location_index: 2 }), 'jobs[0].location_index: is 2, but matrices.car has 2 rows.'],
    ['a place without an index', { jobs: [{ id: 1, location: [25, 60] }] }, 'jobs[0].location_index: is missing'],
    [
      'an unknown profile',
      vehicle({ profile: 'bike' }),
      'vehicles[0].profile: is "bike", for which there is no matrix'
    ],
    ['a profile that every object has', vehicle({ profile: 'toString' }), 'vehicles[0].profile: is "toString"'],
    ['a vehicle from nowhere', { vehicles: [{ id: 1 }] }, 'vehicles[0]: has neither a start nor an end'],
    ['an end alone', { vehicles: [{ id: 1, end_index: 1 }] }, null],
    ['a limit to unknown metres', vehicle({ max_distance: 5 }), 'vehicles[0].max_distance: needs the distances'],
    ['a price of unknown metres', vehicle({ costs: { per_km: 5 } }), 'vehicles[0].costs.per_km: needs the distances'],
    ['an index without matrices', { matrices: undefined }, 'jobs[0].location_index: needs matrices']
  ]);
});

describe('the order of two tasks', () => {
  const two = { jobs: [stop, { ...stop, id: 2 }, { ...stop, id: 3 }], shipments: [shipment] };
  const order = (...pairs: [string, string][]) => ({
    ...two,
    precedences: pairs.map(([first, then]) => ({ first: task(first), then: task(then) }))
  });
  cases([
    ['two in a row', order(['job 1', 'job 2'], ['job 2', 'delivery 1'], ['job 1', 'delivery 1']), null],
    ['a task that is not there', order(['job 1', 'job 7']), 'precedences[0].then: is job 7, which is not there.'],
    ['a pickup by the id of a job', order(['pickup 2', 'job 1']), 'precedences[0].first: is pickup 2, which is not'],
    ['a break', order(['break 1', 'job 1']), 'precedences[0].first.type: must be job, pickup or delivery.'],
    ['a task before itself', order(['job 1', 'job 1']), 'precedences: go round in a circle (job 1)'],
    [
      'a circle beside tasks that wait for it and tasks that do not',
      order(['job 3', 'job 1'], ['job 1', 'job 2'], ['job 2', 'job 1'], ['job 2', 'pickup 1']),
      /circle \(job (1, job 2|2, job 1)\)/
    ],
    ['a delivery before its pickup', order(['delivery 1', 'pickup 1']), 'circle (delivery 1, pickup 1)']
  ]);

  test('a long circle is named in part, and found in no time', () => {
    const jobs = Array.from({ length: 3000 }, (_, id) => ({ id, location_index: 1 }));
    const precedences = jobs.map(({ id }) => ({
      first: { type: 'job', id },
      then: { type: 'job', id: (id + 1) % 3000 }
    }));
    expect(() => checkProblem({ ...plain, jobs, precedences })).toThrow(/circle \(job \d+, (job \d+, ){4}…\)/);
  });
});

describe('vehicles', () => {
  const compartment = { id: 1, capacity: [1] };
  cases([
    [
      'capacity beside compartments',
      vehicle({ capacity: [1], compartments: [compartment] }),
      'vehicles[0].capacity: stands beside "compartments"'
    ],
    ['no compartments', vehicle({ compartments: [] }), 'vehicles[0].compartments: is empty'],
    ['the same twice', vehicle({ compartments: [compartment, compartment] }), 'compartments[1].id: 1 is used twice'],
    [
      'a compartment for nothing',
      vehicle({ compartments: [{ ...compartment, dedicated: true }] }),
      'vehicles[0].compartments[0]: is dedicated and offers nothing'
    ],
    [
      'compartments that count otherwise',
      vehicle({ compartments: [compartment, { id: 2, capacity: [1, 2] }] }),
      'vehicles[0].compartments[1].capacity: has 2 amounts where'
    ],
    [
      'compartments and plain capacity that count the same',
      {
        vehicles: [
          { ...van, capacity: [4] },
          { ...van, id: 2, compartments: [compartment] }
        ]
      },
      null
    ],
    ['a load at a break', vehicle({ breaks: [{ id: 1, max_load: [1] }] }), 'breaks[0].max_load: has 1 amounts'],
    ['a place for no reload', vehicle({ reloads: [{ ...stop, max: 0 }] }), 'vehicles[0].reloads[0].max: must be at'],
    ['a reload nowhere', vehicle({ reloads: [{ id: 1 }] }), 'vehicles[0].reloads[0].location_index: is missing'],
    [
      'a break without a length',
      vehicle({ working_time: { break_after: 9 } }),
      'working_time.break_after: says nothing'
    ],
    ['no rules of work', vehicle({ working_time: {} }), 'vehicles[0].working_time: is empty'],
    ['a shift alone', vehicle({ working_time: { max_shift: 9 } }), null],
    [
      'a vehicle that stands',
      vehicle({ speed_factor: 0 }),
      'vehicles[0].speed_factor: must be a factor from 0.01 to 5'
    ],
    [
      'a vehicle that flies',
      vehicle({ speed_factor: 5.1 }),
      'vehicles[0].speed_factor: must be a factor from 0.01 to 5'
    ],
    [
      'two prices for a way',
      { ...vehicle({ costs: { per_hour: 9 } }), matrices: { car: { durations, costs: durations } } },
      'vehicles[0].costs: has "per_hour" or "per_km", but matrices.car.costs says'
    ],
    [
      'a price for work and for ways',
      { ...vehicle({ costs: { per_task_hour: 9 } }), matrices: { car: { durations, costs: durations } } },
      null
    ],
    [
      'speeds out of order',
      { matrices: { car: { durations, speed_by_time: [9, 9].map((from) => ({ from, factor: 1 })) } } },
      'matrices.car.speed_by_time: must be sorted'
    ]
  ]);
});

describe('given routes', () => {
  const tasks = { jobs: [stop, { ...stop, id: 2 }], shipments: [shipment] };
  const route = (given: string[], words: object = {}) => ({
    ...tasks,
    ...vehicle({ steps: steps(...given), ...words })
  });
  cases([
    ['a whole route', route(['start', 'job 1', 'pickup 1', 'delivery 1', 'end']), null],
    ['more locked than given', route(['job 1'], { locked_steps: 2 }), 'locked_steps: is 2, but "steps" has only 1.'],
    ['locked without steps', vehicle({ locked_steps: 1 }), 'locked_steps: is 1, but "steps" has only 0.'],
    ['pinned without an order', vehicle({ pinned: true }), 'vehicles[0].pinned: needs the order in "steps"'],
    ['pinned to do nothing', route([], { pinned: true }), null],
    ['a job that is not there', route(['job 7']), 'vehicles[0].steps[0].id: is 7, but there is no such job.'],
    ['a break that is not there', route(['break 7']), 'vehicles[0].steps[0].id: is 7, but there is no such break.'],
    ['a reload that is not there', route(['reload 7']), 'vehicles[0].steps[0].id: is 7, but there is no such reload.'],
    ['a job twice', route(['job 1', 'job 1']), 'vehicles[0].steps[1].id: is job 1, which is already in "steps".'],
    [
      'a job in two routes',
      { ...tasks, vehicles: [1, 2].map((id) => ({ ...van, id, steps: steps('job 1') })) },
      'vehicles[1].steps[0].id: is job 1, which is already'
    ],
    [
      "each vehicle's own break",
      { ...tasks, vehicles: [1, 2].map((id) => ({ ...van, id, breaks: [{ id: 1 }], steps: steps('break 1') })) },
      null
    ],
    ['a step without its id', route(['job']), 'vehicles[0].steps[0]: needs the id of its task.'],
    ['a start with an id', route(['start 1']), 'vehicles[0].steps[0]: must not have an id.'],
    ['a start on the way', route(['job 1', 'start']), 'vehicles[0].steps[1]: is the start, which must be the first'],
    ['an end on the way', route(['end', 'job 1']), 'vehicles[0].steps[0]: is the end, which must be the last'],
    ['a break by no rule', route(['break']), 'vehicles[0].steps[0]: needs the id of a break'],
    ['a break by a rule', route(['break'], { working_time: { break_after: 9, break_service: 1 } }), null],
    ['a delivery before its pickup', route(['delivery 1', 'pickup 1']), 'steps[0]: delivers what pickup 1 has not'],
    ['… in the courier’s own order', route(['delivery 1', 'pickup 1'], { pinned: true }), null],
    ['… in plan mode', { ...route(['delivery 1', 'pickup 1']), options: { c: true } }, null],
    ['a pickup without its delivery', route(['pickup 1', 'job 1']), 'steps[0]: picks up 1, whose delivery is not in'],
    ['… that is done already', route(['pickup 1', 'job 1'], { locked_steps: 1 }), null],
    [
      'moments that exclude each other',
      { ...tasks, ...vehicle({ steps: [{ type: 'start', service_at: 5, service_after: 6 }] }) },
      'vehicles[0].steps[0]: has service times that exclude each other.'
    ]
  ]);
});

describe('hostile sizes are refused before anything is read', () => {
  const many = (length: number) => new Array(length).fill(null);
  cases([
    ['tasks', { jobs: many(3001) }, 'The problem has 3001 tasks, this planner takes at most 3000.'],
    ['shipments', { jobs: [], shipments: many(1501) }, 'The problem has 3002 tasks'],
    ['vehicles', { vehicles: many(1001) }, 'vehicles: has more than 1000 entries'],
    ['places', { matrices: { car: { durations: many(10_001) } } }, 'matrices.car.durations: has more than 10000 rows'],
    ['amounts', vehicle({ capacity: many(17) }), 'vehicles[0].capacity: has more than 16 entries'],
    ['compartments', vehicle({ compartments: many(31) }), 'vehicles[0].compartments: has more than 30 entries'],
    ['breaks', vehicle({ breaks: many(101) }), 'vehicles[0].breaks: has more than 100 entries'],
    ['windows', job({ time_windows: many(1001) }), 'jobs[0].time_windows: has more than 1000 entries'],
    ['steps', vehicle({ steps: many(10_001) }), 'vehicles[0].steps: has more than 10000 entries']
  ]);
});
