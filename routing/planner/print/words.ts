import type { Reason } from '../explain/reasons.ts';

/*
 * VROOM's solution, with the words of PROBLEM.md. Seconds and metres.
 */

export type Cause =
  | 'delay'
  | 'lead_time'
  | 'load'
  | 'max_tasks'
  | 'skills'
  | 'precedence'
  | 'missing_break'
  | 'max_travel_time'
  | 'max_distance'
  | 'max_load'
  | 'transit_time'
  | 'working_time'
  | 'max_shift'
  | 'compartment'
  | 'incompatible_load';

/** A promise that breaks where the order was not the planner's to choose. */
export interface Violation {
  cause: Cause;
  /** Seconds too late, too early, or too long. */
  duration?: number;
}

interface Totals {
  cost: number;
  setup: number;
  service: number;
  /** Driving. */
  duration: number;
  waiting_time: number;
  priority: number;
  /** Absent where the matrices tell no distances. */
  distance?: number;
  delivery?: number[];
  pickup?: number[];
  /** What of the cost is for promises that bend; absent where there is none. */
  soft_cost?: number;
  violations: Violation[];
}

export interface Solution {
  code: 0;
  summary: Totals & { routes: number; unassigned: number };
  routes: SolutionRoute[];
  unassigned: UnassignedTask[];
}

export interface SolutionRoute extends Totals {
  vehicle: number;
  description?: string;
  /** The line on the roads, where it was asked for. */
  geometry?: string;
  steps: SolutionStep[];
}

export interface PlaceWords {
  description?: string;
  location?: [longitude: number, latitude: number];
  location_index?: number;
}

export interface SolutionStep extends PlaceWords {
  type: 'start' | 'job' | 'pickup' | 'delivery' | 'break' | 'reload' | 'end';
  id?: number;
  /** VROOM's older word for `id`. */
  job?: number;
  arrival: number;
  /** Driving since the start. */
  duration: number;
  distance?: number;
  setup: number;
  service: number;
  waiting_time: number;
  /** What is aboard after the step. */
  load?: number[];
  /** Done on foot from the presence before it, and the seconds walked there and back. */
  on_foot?: true;
  walk?: number;
  /** The id of the one that the load rides in. */
  compartment?: number;
  violations: Violation[];
}

export interface UnassignedTask extends PlaceWords {
  id: number;
  type: 'job' | 'pickup' | 'delivery';
  'x-reasons': Reason[];
}

/** Sums of numbers with decimals, without the noise of their binary form. */
export const tidy = (value: number) => Math.round(value * 1000) / 1000;
