import type { ProblemInput } from './problem.ts';

/** A day that uses every word of VROOM and of our own at least once. */
export function wholeProblem(): ProblemInput {
  const rows = (step: number) => [0, 1, 2, 3].map((from) => [0, 1, 2, 3].map((to) => Math.abs(from - to) * step));
  return {
    jobs: [
      {
        id: 1,
        description: 'prescriptions',
        location: [27.02, 68.9],
        location_index: 1,
        setup: 60,
        service: 120,
        setup_per_type: { bicycle: 20 },
        service_per_type: { bicycle: 100 },
        delivery: [2, 0],
        pickup: [0, 1],
        skills: [1],
        priority: 10,
        time_windows: [
          [0, 4000],
          [5000, 9000]
        ],
        needs: ['locked'],
        goods: 'medicine',
        preferred_vehicles: [1],
        other_vehicle_cost: 50,
        wanted_window: [1000, 2000],
        early_per_hour: 10,
        late_per_hour: 20,
        needed_by: 6000,
        missed_cost: 500
      },
      { id: 2, location: [27.03, 68.91], location_index: 2, presence: [3000, 3600], walk_time: 300 },
      { id: 3, location_index: 3, amount: [1, 0], unassigned_cost: 400 }
    ],
    shipments: [
      {
        pickup: { id: 1, description: 'kitchen', location_index: 1, setup: 30, service: 30, time_windows: [[0, 9000]] },
        delivery: { id: 1, location_index: 2, wanted_window: [2000, 3000], late_per_hour: 60 },
        amount: [1, 0],
        skills: [1],
        priority: 20,
        max_transit_time: 7200,
        wanted_transit_time: 5400,
        over_transit_per_hour: 30,
        needs: ['warm'],
        goods: 'meal'
      }
    ],
    vehicles: [
      {
        id: 1,
        description: 'van',
        profile: 'car',
        type: 'van',
        start: [27.0, 68.9],
        start_index: 0,
        end: [27.0, 68.9],
        end_index: 0,
        compartments: [
          { id: 1, offers: ['locked'], capacity: [5, 5], dedicated: true },
          { id: 2, offers: ['warm', 'dry'], capacity: [9, 9] }
        ],
        skills: [1],
        time_window: [0, 30_000],
        breaks: [{ id: 1, description: 'lunch', service: 1800, time_windows: [[8000, 12_000]], max_load: [3, 3] }],
        reloads: [{ id: 1, location_index: 1, setup: 60, service: 300, time_windows: [[0, 20_000]], max: 2 }],
        working_time: { break_after: 19_800, break_service: 1800, max_shift: 36_000 },
        speed_factor: 0.9,
        max_tasks: 40,
        max_travel_time: 20_000,
        max_distance: 300_000,
        steps: [
          { type: 'start', service_after: 0 },
          { type: 'pickup', id: 1, service_at: 700 },
          { type: 'job', id: 2, service_before: 3000 },
          { type: 'delivery', id: 1 },
          { type: 'break', id: 1 },
          { type: 'break' },
          { type: 'reload', id: 1 },
          { type: 'end' }
        ],
        locked_steps: 2
      },
      {
        id: 2,
        profile: 'bicycle',
        type: 'bicycle',
        start_index: 0,
        capacity: [3, 3],
        costs: { fixed: 5, per_hour: 1800, per_task_hour: 600, per_km: 100 },
        steps: [],
        pinned: true
      }
    ],
    matrices: {
      car: {
        durations: rows(600),
        distances: rows(9000),
        costs: rows(700),
        speed_by_time: [
          { from: 7000, factor: 0.8 },
          { from: 9000, factor: 1 }
        ]
      },
      bicycle: { durations: rows(1800), distances: rows(8000) },
      foot: { durations: rows(6000) }
    },
    incompatible_loads: [['medicine', 'meal']],
    precedences: [{ first: { type: 'job', id: 1 }, then: { type: 'delivery', id: 1 } }],
    balance_per_hour: 5,
    options: { g: true, c: false, t: 2, x: 5, l: 10 }
  };
}
