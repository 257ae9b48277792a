/*
 * The words of a problem and of a solution as the judge reads them: VROOM's, and those of PROBLEM.md. They are written
 * down once more on purpose, so that a slip in the planner's own reading of a problem is not repeated here.
 */

export type Window = readonly [from: number, until: number];
export type Amounts = readonly number[];
type Cells = readonly (readonly (number | null)[])[];
type Position = readonly [longitude: number, latitude: number];
type PerType = Readonly<Record<string, number>>;

interface Place {
  location?: Position | undefined;
  location_index?: number | undefined;
}

/** What a job, a pickup and a delivery have in common. */
export interface TaskWords extends Place {
  id: number;
  setup?: number | undefined;
  service?: number | undefined;
  setup_per_type?: PerType | undefined;
  service_per_type?: PerType | undefined;
  time_windows?: readonly Window[] | undefined;
  wanted_window?: Window | undefined;
  early_per_hour?: number | undefined;
  late_per_hour?: number | undefined;
  needed_by?: number | undefined;
  missed_cost?: number | undefined;
}

/** What a job and a shipment have in common. */
export interface RequestWords {
  skills?: readonly number[] | undefined;
  priority?: number | undefined;
  needs?: readonly string[] | undefined;
  goods?: string | undefined;
  unassigned_cost?: number | undefined;
  preferred_vehicles?: readonly number[] | undefined;
  other_vehicle_cost?: number | undefined;
}

export interface JobWords extends TaskWords, RequestWords {
  delivery?: Amounts | undefined;
  pickup?: Amounts | undefined;
  presence?: Window | undefined;
  walk_time?: number | undefined;
}

export interface ShipmentWords extends RequestWords {
  pickup: TaskWords;
  delivery: TaskWords;
  amount?: Amounts | undefined;
  max_transit_time?: number | undefined;
  wanted_transit_time?: number | undefined;
  over_transit_per_hour?: number | undefined;
}

export interface BreakWords {
  id: number;
  service?: number | undefined;
  time_windows?: readonly Window[] | undefined;
  max_load?: Amounts | undefined;
}

export interface ReloadWords extends TaskWords {
  max?: number | undefined;
}

export interface CompartmentWords {
  id: string | number;
  offers?: readonly string[] | undefined;
  capacity: Amounts;
  dedicated?: boolean | undefined;
}

interface StepWords {
  type: string;
  id?: number | undefined;
  service_at?: number | undefined;
  service_after?: number | undefined;
  service_before?: number | undefined;
}

export interface VehicleWords {
  id: number;
  profile?: string | undefined;
  start_index?: number | undefined;
  end_index?: number | undefined;
  capacity?: Amounts | undefined;
  compartments?: readonly CompartmentWords[] | undefined;
  skills?: readonly number[] | undefined;
  type?: string | undefined;
  time_window?: Window | undefined;
  breaks?: readonly BreakWords[] | undefined;
  reloads?: readonly ReloadWords[] | undefined;
  working_time?: WorkingTimeWords | undefined;
  speed_factor?: number | undefined;
  costs?: CostWords | undefined;
  max_tasks?: number | undefined;
  max_travel_time?: number | undefined;
  max_distance?: number | undefined;
  steps?: readonly StepWords[] | undefined;
  locked_steps?: number | undefined;
  pinned?: boolean | undefined;
}

interface WorkingTimeWords {
  break_after?: number | undefined;
  break_service?: number | undefined;
  max_shift?: number | undefined;
}

interface CostWords {
  fixed?: number | undefined;
  per_hour?: number | undefined;
  per_km?: number | undefined;
  per_task_hour?: number | undefined;
}

export interface MatrixWords {
  durations?: Cells | undefined;
  distances?: Cells | undefined;
  costs?: Cells | undefined;
  speed_by_time?: readonly { from: number; factor: number }[] | undefined;
}

interface TaskName {
  type: string;
  id: number;
}

/** A problem with matrices. */
export interface ProblemWords {
  jobs?: readonly JobWords[] | undefined;
  shipments?: readonly ShipmentWords[] | undefined;
  vehicles: readonly VehicleWords[];
  matrices?: Readonly<Record<string, MatrixWords>> | undefined;
  incompatible_loads?: readonly (readonly [string, string])[] | undefined;
  precedences?: readonly { first: TaskName; then: TaskName }[] | undefined;
  balance_per_hour?: number | undefined;
  options?: { c?: boolean | undefined } | undefined;
}

export interface ViolationWords {
  cause: string;
  duration?: number | undefined;
}

interface Totals {
  cost: number;
  setup: number;
  service: number;
  duration: number;
  waiting_time: number;
  priority: number;
  distance?: number | undefined;
  delivery?: Amounts | undefined;
  pickup?: Amounts | undefined;
  soft_cost?: number | undefined;
  violations: readonly ViolationWords[];
}

export interface PrintedStep {
  type: string;
  id?: number | string | undefined;
  description?: string | undefined;
  arrival: number;
  duration: number;
  distance?: number | undefined;
  setup: number;
  service: number;
  waiting_time: number;
  load?: Amounts | undefined;
  on_foot?: boolean | undefined;
  walk?: number | undefined;
  compartment?: string | number | undefined;
  violations: readonly ViolationWords[];
}

export interface PrintedRoute extends Totals {
  vehicle: number;
  steps: readonly PrintedStep[];
}

export interface PrintedSolution {
  summary: Totals & { routes: number; unassigned: number };
  routes: readonly PrintedRoute[];
  unassigned: readonly { type: string; id: number }[];
}
