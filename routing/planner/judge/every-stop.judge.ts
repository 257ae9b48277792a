import type { JobWords, ShipmentWords, TaskWords, VehicleWords } from './words.judge.ts';

/** One stop that the vehicle must make, in an order that is to be found. */
export interface Stop {
  readonly type: string;
  readonly task: TaskWords;
  readonly job?: JobWords;
  readonly shipment?: ShipmentWords;
  readonly place: number;
}

export type Request = { job: JobWords } | { shipment: ShipmentWords };

export const wordsOf = (request: Request) => ('job' in request ? request.job : request.shipment);

export const stopsOf = (request: Request): Stop[] =>
  'job' in request
    ? [{ type: 'job', task: request.job, job: request.job, place: request.job.location_index! }]
    : (['pickup', 'delivery'] as const).map((type) => {
        const task = request.shipment[type];
        return { type, task, shipment: request.shipment, place: task.location_index! };
      });

/** What it costs that service of a stop begins then, and with this vehicle. */
export function promisePrice({ id }: VehicleWords, { task, type, job, shipment }: Stop, begin: number): number {
  const [from, until] = task.wanted_window ?? [-Infinity, Infinity];
  const early = (Math.max(0, from - begin) / 3600) * (task.early_per_hour ?? 0);
  const late = (Math.max(0, begin - until) / 3600) * (task.late_per_hour ?? 0);
  const missed = begin > (task.needed_by ?? Infinity) ? (task.missed_cost ?? 0) : 0;
  const { preferred_vehicles = [], other_vehicle_cost = 0 } = (job ?? shipment)!;
  const stranger = preferred_vehicles.length > 0 && !preferred_vehicles.includes(id) && type !== 'pickup';
  return early + late + missed + (stranger ? other_vehicle_cost : 0);
}
