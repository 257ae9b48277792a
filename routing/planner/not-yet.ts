import { refused } from './planner-error.ts';
import type { Problem } from './problem.ts';

/** Refuses what is understood but not planned by yet, so that nobody believes it was heeded. */
export function refuseNotYet(problem: Problem) {
  const { jobs, shipments, vehicles, matrices = {}, options } = problem;
  refuse('', {
    incompatible_loads: problem.incompatible_loads.length > 0,
    precedences: problem.precedences.length > 0,
    balance_per_hour: problem.balance_per_hour > 0,
    options: options.g || options.c || options.t !== undefined || options.x !== undefined || options.l !== undefined
  });
  const refuseStop = (stop: Problem['shipments'][number]['pickup'], place: string) =>
    refuse(place, {
      setup_per_type: Object.keys(stop.setup_per_type).length > 0,
      service_per_type: Object.keys(stop.service_per_type).length > 0,
      wanted_window: stop.wanted_window !== undefined,
      needed_by: stop.needed_by !== undefined
    });
  const refuseOrder = (order: Problem['jobs'][number] | Problem['shipments'][number], place: string) =>
    refuse(place, {
      needs: order.needs.length > 0,
      goods: order.goods !== undefined,
      unassigned_cost: order.unassigned_cost !== undefined,
      preferred_vehicles: order.preferred_vehicles.length > 0
    });
  jobs.forEach((job, index) => {
    const place = `jobs[${index}].`;
    refuseStop(job, place);
    refuseOrder(job, place);
    refuse(place, { presence: job.presence !== undefined });
  });
  shipments.forEach((shipment, index) => {
    const place = `shipments[${index}].`;
    refuseOrder(shipment, place);
    refuseStop(shipment.pickup, `${place}pickup.`);
    refuseStop(shipment.delivery, `${place}delivery.`);
    refuse(place, { wanted_transit_time: shipment.wanted_transit_time !== undefined });
  });
  vehicles.forEach((vehicle, index) => {
    const place = `vehicles[${index}].`;
    refuse(place, {
      compartments: vehicle.compartments !== undefined,
      reloads: vehicle.reloads.length > 0,
      working_time: vehicle.working_time !== undefined,
      speed_factor: vehicle.speed_factor !== 1,
      steps: vehicle.steps !== undefined,
      'costs.per_task_hour': vehicle.costs.per_task_hour > 0
    });
    vehicle.breaks.forEach(({ max_load }, number) =>
      refuse(`${place}breaks[${number}].`, { max_load: max_load !== undefined })
    );
  });
  for (const [profile, { costs, speed_by_time }] of Object.entries(matrices))
    refuse(`matrices.${profile}.`, { costs: costs !== undefined, speed_by_time: speed_by_time !== undefined });
}

function refuse(place: string, given: Record<string, boolean>) {
  const key = Object.keys(given).find((each) => given[each]);
  if (key) throw refused(`${place}${key}`, 'is not supported by this planner yet. Leave it out.');
}
