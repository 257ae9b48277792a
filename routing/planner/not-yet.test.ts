import { expect, test } from 'vitest';
import { refuseNotYet } from './not-yet.ts';
import { checkProblem } from './problem.ts';

const stop = { id: 1, location_index: 0 };
const vehicle = { id: 1, start_index: 0 };
const matrices = { car: { durations: [[0]] } };

test.each<[string, object]>([
  ['options', { options: { c: true } }],
  ['balance_per_hour', { balance_per_hour: 1 }],
  ['incompatible_loads', { incompatible_loads: [['waste', 'meal']] }],
  [
    'precedences',
    {
      jobs: [stop, { ...stop, id: 2 }],
      precedences: [{ first: { type: 'job', id: 1 }, then: { type: 'job', id: 2 } }]
    }
  ],
  ['jobs[0].setup_per_type', { jobs: [{ ...stop, setup_per_type: { bicycle: 9 } }] }],
  ['jobs[0].service_per_type', { jobs: [{ ...stop, service_per_type: { bicycle: 9 } }] }],
  ['jobs[0].presence', { jobs: [{ ...stop, presence: [1, 2] }] }],
  ['jobs[0].needs', { jobs: [{ ...stop, needs: ['chilled'] }] }],
  ['jobs[0].goods', { jobs: [{ ...stop, goods: 'meal' }] }],
  ['jobs[0].unassigned_cost', { jobs: [{ ...stop, unassigned_cost: 0 }] }],
  ['jobs[0].preferred_vehicles', { jobs: [{ ...stop, preferred_vehicles: [1], other_vehicle_cost: 1 }] }],
  [
    'shipments[0].pickup.wanted_window',
    { shipments: [{ pickup: { ...stop, wanted_window: [0, 1], late_per_hour: 1 }, delivery: stop }] }
  ],
  [
    'shipments[0].delivery.needed_by',
    { shipments: [{ pickup: stop, delivery: { ...stop, needed_by: 1, missed_cost: 1 } }] }
  ],
  [
    'shipments[0].wanted_transit_time',
    { shipments: [{ pickup: stop, delivery: stop, wanted_transit_time: 1, over_transit_per_hour: 1 }] }
  ],
  ['vehicles[0].compartments', { vehicles: [{ ...vehicle, compartments: [{ id: 1, capacity: [1] }] }] }],
  ['vehicles[0].reloads', { vehicles: [{ ...vehicle, reloads: [stop] }] }],
  ['vehicles[0].working_time', { vehicles: [{ ...vehicle, working_time: { max_shift: 1 } }] }],
  ['vehicles[0].speed_factor', { vehicles: [{ ...vehicle, speed_factor: 2 }] }],
  ['vehicles[0].steps', { vehicles: [{ ...vehicle, steps: [] }] }],
  ['vehicles[0].costs.per_task_hour', { vehicles: [{ ...vehicle, costs: { per_task_hour: 1 } }] }],
  ['vehicles[0].breaks[0].max_load', { vehicles: [{ ...vehicle, breaks: [{ id: 1, max_load: [] }] }] }],
  ['matrices.car.costs', { matrices: { car: { durations: [[0]], costs: [[0]] } } }],
  ['matrices.car.speed_by_time', { matrices: { car: { durations: [[0]], speed_by_time: [{ from: 0, factor: 2 }] } } }]
])('%s is understood, and refused rather than left aside', (place, words) => {
  const problem = checkProblem({ vehicles: [vehicle], jobs: [stop], matrices, ...words });
  expect(() => refuseNotYet(problem)).toThrow(`${place}: is not supported by this planner yet. Leave it out.`);
});

test('what is planned by passes', () => {
  refuseNotYet(checkProblem({ vehicles: [vehicle], jobs: [stop], matrices }));
});
