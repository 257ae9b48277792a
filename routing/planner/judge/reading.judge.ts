import type {
  BreakWords,
  JobWords,
  MatrixWords,
  PrintedRoute,
  PrintedStep,
  ProblemWords,
  ReloadWords,
  ShipmentWords,
  TaskWords,
  VehicleWords
} from './words.judge.ts';

/** Printed seconds are rounded, and a leg is a difference of two of them. */
export const tolerance = 0.0015;

/** A printed step beside what the problem says of it. */
export interface Visit {
  readonly step: PrintedStep;
  /** `job 3`, `break 1`, `end`. */
  readonly name: string;
  readonly job?: JobWords | undefined;
  readonly shipment?: ShipmentWords | undefined;
  /** The job, or the shipment's pickup or delivery. */
  readonly task?: TaskWords | undefined;
  readonly rest?: BreakWords | undefined;
  readonly reload?: ReloadWords | undefined;
  /** The row of the matrices; none for a break. */
  readonly place: number | undefined;
  /** When the windows must be open: after waiting, before setup, as VROOM has it. */
  readonly begin: number;
  readonly leaves: number;
}

export interface Reading {
  readonly problem: ProblemWords;
  readonly vehicle: VehicleWords;
  readonly matrix: MatrixWords & { durations: NonNullable<MatrixWords['durations']> };
  readonly route: PrintedRoute;
  readonly visits: readonly Visit[];
  /** The visits that the vehicle itself makes, as against those on foot. */
  readonly driven: readonly Visit[];
}

/** A rule that a route breaks. With a cause the courier's own pinned order may break it, if the solution says so. */
export interface Breach {
  readonly sentence: string;
  readonly visit?: Visit;
  /** Any one of these is a true name for what is wrong. */
  readonly causes?: readonly { cause: string; duration?: number }[];
}

/**
 * Finds in the problem what each step of a route is about.
 * @returns a sentence where a step is about nothing there is
 */
export function readRoute(problem: ProblemWords, route: PrintedRoute): Reading | string {
  const told = problem.vehicles.find(({ id }) => id === route.vehicle);
  if (!told) return `there is no vehicle ${route.vehicle}`;
  // In VROOM's plan mode every order is given.
  const vehicle = problem.options?.c ? { ...told, pinned: true } : told;
  const matrix = problem.matrices?.[vehicle.profile ?? 'car'];
  if (!matrix?.durations) return `vehicle ${vehicle.id} has no matrix of durations`;
  const visits: Visit[] = [];
  for (const [index, step] of route.steps.entries()) {
    const numbers = [step.arrival, step.duration, step.setup, step.service, step.waiting_time];
    if (!numbers.every(Number.isFinite)) return `vehicle ${vehicle.id}: step ${index} has no times`;
    const begin = step.arrival + step.waiting_time;
    const common = {
      step,
      name: step.id === undefined ? step.type : `${step.type} ${step.id}`,
      begin,
      leaves: begin + step.setup + step.service
    };
    const about = aboutWhat(problem, vehicle, step, index === 0, index === route.steps.length - 1);
    if (!about) return `vehicle ${vehicle.id}: there is nothing like ${common.name} as step ${index}`;
    visits.push({ ...common, ...about });
  }
  if ((vehicle.start_index !== undefined) !== (route.steps[0]?.type === 'start'))
    return `vehicle ${vehicle.id} does not begin at its start`;
  if ((vehicle.end_index !== undefined) !== (route.steps.at(-1)?.type === 'end'))
    return `vehicle ${vehicle.id} does not end at its end`;
  const driven = visits.filter(({ step }) => step.on_foot !== true);
  return { problem, vehicle, matrix: { ...matrix, durations: matrix.durations }, route, visits, driven };
}

function aboutWhat(
  problem: ProblemWords,
  vehicle: VehicleWords,
  { type, id, description }: PrintedStep,
  first: boolean,
  last: boolean
): Pick<Visit, 'job' | 'shipment' | 'task' | 'rest' | 'reload' | 'place'> | undefined {
  if (type === 'start') return first ? { place: vehicle.start_index } : undefined;
  if (type === 'end') return last ? { place: vehicle.end_index } : undefined;
  if (type === 'job') {
    const job = problem.jobs?.find((one) => one.id === id);
    return job && { job, task: job, place: job.location_index };
  }
  if (type === 'pickup' || type === 'delivery') {
    const shipment = problem.shipments?.find((one) => one[type].id === id);
    return shipment && { shipment, task: shipment[type], place: shipment[type].location_index };
  }
  if (type === 'reload') {
    const reload = vehicle.reloads?.find((one) => one.id === id);
    return reload && { reload, place: reload.location_index };
  }
  if (type !== 'break') return undefined;
  if (id === undefined)
    return vehicle.working_time && description === 'working time' ? { place: undefined } : undefined;
  const rest = vehicle.breaks?.find((one) => one.id === id);
  return rest && { rest, place: undefined };
}

export const requestOf = ({ job, shipment }: Visit) => job ?? shipment;

/** From when the vehicle leaves its first place until it is through with its last. */
export const shiftOf = ({ driven }: Reading): { departure: number; end: number } => ({
  departure: driven[0]?.step.arrival ?? 0,
  end: driven.at(-1)?.leaves ?? 0
});

/** Of two words of a task that may differ by the type of the vehicle. */
export const actionOf = (task: TaskWords, { type = '' }: VehicleWords) => ({
  setup: task.setup_per_type?.[type] ?? task.setup ?? 0,
  service: task.service_per_type?.[type] ?? task.service ?? 0
});
