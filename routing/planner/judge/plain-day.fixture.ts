import { expect } from 'vitest';
import { faultsOf } from '../solution.judge.ts';
import { line, printed } from './printed.fixture.ts';
import type {
  JobWords,
  MatrixWords,
  PrintedRoute,
  PrintedSolution,
  ProblemWords,
  ShipmentWords,
  VehicleWords
} from './words.judge.ts';

/** A day whose every limit is just kept. */
export interface Day {
  readonly problem: ProblemWords & {
    jobs: JobWords[];
    shipments: ShipmentWords[];
    vehicles: VehicleWords[];
    matrices: Record<string, MatrixWords>;
  };
  readonly solution: PrintedSolution;
}

/** Ten minutes' drive by way of a customer, a sender and a receiver, with a break on the way. */
export function plainDay(): Day {
  return {
    problem: {
      jobs: [
        {
          id: 1,
          location_index: 1,
          setup: 10,
          service: 30,
          time_windows: [[100, 100]],
          delivery: [2],
          pickup: [1],
          skills: [7],
          priority: 2
        },
        { id: 2, location_index: 5 }
      ],
      shipments: [
        {
          pickup: { id: 1, location_index: 2, service: 20 },
          delivery: { id: 1, location_index: 3, service: 20 },
          amount: [1],
          max_transit_time: 100,
          priority: 3
        }
      ],
      vehicles: [
        {
          id: 1,
          type: 'van',
          start_index: 0,
          end_index: 0,
          capacity: [2],
          skills: [7],
          time_window: [0, 730],
          breaks: [{ id: 4, service: 50, time_windows: [[200, 200]], max_load: [1] }],
          max_tasks: 3,
          max_travel_time: 600,
          max_distance: 6000,
          costs: { fixed: 100, per_hour: 3600, per_km: 2, per_task_hour: 360 }
        }
      ],
      matrices: { car: line(6, 100) }
    },
    solution: printed(
      1,
      [
        { type: 'start', arrival: 0, load: [2], distance: 0 },
        { type: 'job', id: 1, arrival: 100, duration: 100, setup: 10, service: 30, load: [1], distance: 1000 },
        { type: 'break', id: 4, arrival: 200, duration: 160, service: 50, load: [1] },
        { type: 'pickup', id: 1, arrival: 290, duration: 200, service: 20, load: [2], distance: 2000 },
        { type: 'delivery', id: 1, arrival: 410, duration: 300, service: 20, load: [1], distance: 3000 },
        { type: 'end', arrival: 730, duration: 600, load: [1], distance: 6000 }
      ],
      { cost: 100 + 600 + 12 + 8, priority: 5, delivery: [3], pickup: [2] },
      [{ type: 'job', id: 2 }]
    )
  };
}

/** What is changed, what the judge then says, and what else it may say. */
export type Change = readonly [
  change: (day: Day & { route: PrintedRoute }) => unknown,
  told: RegExp,
  alsoTold?: RegExp | undefined
];

/** Makes a change, and sees that the judge says what it must and nothing else. */
export function change(day: Day, [make, told, alsoTold = told]: Change) {
  make({ ...day, route: day.solution.routes[0]! });
  const faults = faultsOf(day.problem, day.solution);
  expect(faults).toContainEqual(expect.stringMatching(told));
  expect(faults.filter((fault) => !told.test(fault) && !alsoTold.test(fault))).toEqual([]);
}

export const van = ({ problem }: Day) => problem.vehicles[0]!;
export const job = ({ problem }: Day) => problem.jobs[0]!;
export const shipment = ({ problem }: Day) => problem.shipments[0]!;
export const car = ({ problem }: Day) => problem.matrices['car']!;
