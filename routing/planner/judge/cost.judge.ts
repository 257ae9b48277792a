import { requestOf, shiftOf, type Reading, type Visit } from './reading.judge.ts';
import { metresOf } from './travel.judge.ts';
import type { ProblemWords, PrintedSolution } from './words.judge.ts';

const perHour = (seconds: number, price: number | undefined) => (Math.max(0, seconds) / 3600) * (price ?? 0);

/** A route's cost: sending the vehicle, its way, its work, and the soft prices of what it serves. */
export function routeCost(reading: Reading): number {
  const { vehicle, matrix, driven } = reading;
  const { fixed = 0, per_hour = 3600, per_km = 0, per_task_hour = 0 } = vehicle.costs ?? {};
  const way = matrix.costs
    ? alongWay(reading, matrix.costs)
    : perHour(driven.at(-1)?.step.duration ?? 0, per_hour) + (metresOf(reading) / 1000) * per_km;
  const work = driven
    .filter(({ step }) => step.type !== 'break')
    .reduce((sum, { step }) => sum + step.setup + step.service, 0);
  return fixed + way + perHour(work, per_task_hour) + softCost(reading);
}

function alongWay({ driven }: Reading, cells: readonly (readonly (number | null)[])[]): number {
  const places = driven.map(({ place }) => place).filter((place) => place !== undefined);
  return places.slice(1).reduce((sum, place, index) => sum + (cells[places[index]!]![place] ?? Infinity), 0);
}

/** What is paid for promises that bend: earliness, lateness, time aboard, other couriers. */
export function softCost(reading: Reading): number {
  return reading.visits.reduce((sum, visit) => sum + taskPrices(visit) + requestPrices(reading, visit), 0);
}

function taskPrices({ task, begin }: Visit): number {
  if (!task) return 0;
  const [from, until] = task.wanted_window ?? [-Infinity, Infinity];
  const missed = begin > (task.needed_by ?? Infinity) + 1e-6 ? (task.missed_cost ?? 0) : 0;
  return perHour(from - begin, task.early_per_hour) + perHour(begin - until, task.late_per_hour) + missed;
}

function requestPrices({ vehicle, visits }: Reading, visit: Visit): number {
  const request = requestOf(visit);
  // A shipment is paid for once, at its delivery.
  if (!request || visit.step.type === 'pickup') return 0;
  const { preferred_vehicles = [], other_vehicle_cost = 0 } = request;
  const other = preferred_vehicles.length > 0 && !preferred_vehicles.includes(vehicle.id) ? other_vehicle_cost : 0;
  const { shipment } = visit;
  const pickup = visits.find((one) => one.shipment === shipment && one.step.type === 'pickup');
  if (!shipment || !pickup) return other;
  const aboard = visit.begin - pickup.leaves;
  return other + perHour(aboard - (shipment.wanted_transit_time ?? Infinity), shipment.over_transit_per_hour);
}

/** What is paid for the day as a whole: for tasks that may be left out at a price, and for uneven routes. */
export function dayCost(problem: ProblemWords, readings: readonly Reading[], solution: PrintedSolution): number {
  const left = leftOut(problem, solution).reduce((sum, { unassigned_cost = 0 }) => sum + unassigned_cost, 0);
  const lengths = readings.map(shiftOf).map(({ departure, end }) => end - departure);
  if (lengths.length < problem.vehicles.length) lengths.push(0);
  return left + perHour(Math.max(...lengths) - Math.min(...lengths), problem.balance_per_hour);
}

/** The jobs and shipments of which a part at least is not served. */
export function leftOut({ jobs = [], shipments = [] }: ProblemWords, { unassigned }: PrintedSolution) {
  const isLeft = (type: string, id: number) => unassigned.some((one) => one.type === type && one.id === id);
  return [
    ...jobs.filter(({ id }) => isLeft('job', id)),
    ...shipments.filter(({ pickup, delivery }) => isLeft('pickup', pickup.id) || isLeft('delivery', delivery.id))
  ];
}
