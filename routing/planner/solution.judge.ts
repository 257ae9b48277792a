import type { Problem } from './problem.ts';
import type { Solution, SolutionRoute, SolutionStep } from './solution.ts';

type Vehicle = Problem['vehicles'][number];
type Task = Problem['jobs'][number] | Problem['shipments'][number]['pickup'];

/**
 * Reads a solution the slow, obvious way, from the problem and the printed steps alone.
 * @param problem with matrices
 * @returns a sentence for each rule that is broken
 */
export function faultsOf(problem: Problem, solution: Solution): string[] {
  const faults = solution.routes.flatMap((route) => routeFaults(problem, route));
  const told = [...solution.routes.flatMap(({ steps }) => steps), ...solution.unassigned];
  const tasks = told.filter(({ type }) => ['job', 'pickup', 'delivery'].includes(type));
  const expected = [
    ...problem.jobs.map(({ id }) => `job ${id}`),
    ...problem.shipments.flatMap(({ pickup, delivery }) => [`pickup ${pickup.id}`, `delivery ${delivery.id}`])
  ];
  const found = tasks.map(({ type, id }) => `${type} ${id}`);
  if (found.toSorted().join() !== expected.toSorted().join()) faults.push(`tasks are lost or doubled: ${found.join()}`);
  const vehicles = solution.routes.map(({ vehicle }) => vehicle);
  if (new Set(vehicles).size !== vehicles.length) faults.push('a vehicle has two routes');
  if (solution.summary.unassigned !== solution.unassigned.length) faults.push('the summary counts unassigned wrongly');
  for (const key of ['cost', 'duration', 'service', 'setup', 'waiting_time', 'priority'] as const) {
    const sum = solution.routes.reduce((total, route) => total + route[key], 0);
    if (Math.abs(sum - solution.summary[key]) > 0.01) faults.push(`the summary's ${key} is not the sum of the routes'`);
  }
  return faults;
}

function routeFaults(problem: Problem, route: SolutionRoute): string[] {
  const faults: string[] = [];
  const vehicle = problem.vehicles.find(({ id }) => id === route.vehicle);
  if (!vehicle) return [`there is no vehicle ${route.vehicle}`];
  const { durations, distances } = problem.matrices![vehicle.profile]!;
  const say = (step: SolutionStep, sentence: string) =>
    faults.push(`vehicle ${vehicle.id}, ${step.type} ${step.id ?? ''}: ${sentence}`);
  const { steps } = route;

  let place = vehicle.start_index;
  let travelledAtPlace = 0;
  let distance = 0;
  let before: SolutionStep | undefined;
  const earlier: SolutionStep[] = [];
  for (const step of steps) {
    if (step.waiting_time < 0) say(step, 'waits for less than nothing');
    if (before) {
      const free = before.arrival + before.waiting_time + before.setup + before.service;
      if (Math.abs(free + step.duration - before.duration - step.arrival) > 0.0015)
        say(step, 'the times do not add up');
      if (step.duration < before.duration) say(step, 'drives backwards in time');
    }
    const task = taskOf(problem, step);
    const at = step.type === 'end' ? vehicle.end_index : task?.location_index;
    if (at !== undefined && step.type !== 'start') {
      const driving = place === undefined ? 0 : durations[place]![at];
      if (driving === null || driving === undefined) say(step, 'there is no road');
      else if (Math.abs(travelledAtPlace + driving - step.duration) > 0.0015) say(step, 'drives other than the matrix');
      if (distances && place !== undefined) distance += distances[place]![at]!;
      travelledAtPlace = step.duration;
      if (task && step.setup !== (place === at ? 0 : task.setup)) say(step, 'sets up wrongly');
      place = at;
    }
    const begin = step.arrival + step.waiting_time;
    const windows = task?.time_windows ?? breakOf(vehicle, step)?.time_windows;
    if (windows && !windows.some(([opens, closes]) => opens <= begin && begin <= closes))
      say(step, 'misses its window');
    if (task && step.service !== task.service) say(step, 'is served for another time');
    const [opens, closes] = vehicle.time_window ?? [0, Infinity];
    if (step.arrival < opens || begin + step.setup + step.service > closes) say(step, 'lies outside the shift');
    if (step.type === 'delivery') faults.push(...deliveryFaults(problem, step, earlier));
    before = step;
    earlier.push(step);
  }

  const tasks = steps.filter((step) => taskOf(problem, step));
  if (tasks.length === 0) faults.push(`vehicle ${vehicle.id} drives for nobody`);
  if (tasks.length > (vehicle.max_tasks ?? Infinity)) faults.push(`vehicle ${vehicle.id} has too many tasks`);
  if (route.duration > (vehicle.max_travel_time ?? Infinity)) faults.push(`vehicle ${vehicle.id} drives too long`);
  if (distance > (vehicle.max_distance ?? Infinity)) faults.push(`vehicle ${vehicle.id} drives too far`);
  if (distances && Math.abs(distance - route.distance!) > 0.01)
    faults.push(`vehicle ${vehicle.id} counts metres wrong`);
  const rested = steps.filter(({ type }) => type === 'break').map(({ id }) => id);
  if (
    rested.toSorted().join() !==
    vehicle.breaks
      .map(({ id }) => id)
      .toSorted()
      .join()
  )
    faults.push(`vehicle ${vehicle.id} takes other breaks than its own`);
  faults.push(...skillFaults(problem, vehicle, steps), ...loadFaults(problem, vehicle, steps));
  return faults;
}

function deliveryFaults(problem: Problem, step: SolutionStep, earlier: SolutionStep[]): string[] {
  const shipment = problem.shipments.find(({ delivery }) => delivery.id === step.id)!;
  const pickup = earlier.find(({ type, id }) => type === 'pickup' && id === shipment.pickup.id);
  if (!pickup) return [`delivery ${step.id} comes without its pickup`];
  const left = pickup.arrival + pickup.waiting_time + pickup.setup + pickup.service;
  const aboard = step.arrival + step.waiting_time - left;
  return aboard > (shipment.max_transit_time ?? Infinity) + 0.0015 ? [`delivery ${step.id} is aboard too long`] : [];
}

function skillFaults(problem: Problem, vehicle: Vehicle, steps: SolutionStep[]): string[] {
  return steps.flatMap((step) => {
    const needed = requestOf(problem, step)?.skills ?? [];
    return needed.every((skill) => vehicle.skills.includes(skill)) ? [] : [`${step.type} ${step.id} lacks a skill`];
  });
}

function loadFaults(problem: Problem, vehicle: Vehicle, steps: SolutionStep[]): string[] {
  return (vehicle.capacity ?? []).flatMap((capacity, kind) => {
    const jobs = steps.map((step) => problem.jobs.find(({ id }) => step.type === 'job' && id === step.id));
    let load = jobs.reduce((sum, job) => sum + (job?.delivery?.[kind] ?? 0), 0);
    return steps.flatMap((step, index) => {
      const job = jobs[index];
      if (job) load += (job.pickup?.[kind] ?? 0) - (job.delivery?.[kind] ?? 0);
      const amount = requestOf(problem, step);
      const moved = amount && 'amount' in amount ? (amount.amount?.[kind] ?? 0) : 0;
      if (step.type === 'pickup') load += moved;
      if (step.type === 'delivery') load -= moved;
      const faults: string[] = [];
      if (load > capacity) faults.push(`vehicle ${vehicle.id} is overloaded at ${step.type} ${step.id ?? ''}`);
      if (step.load![kind] !== load) faults.push(`vehicle ${vehicle.id} tells a wrong load at ${step.type}`);
      return faults;
    });
  });
}

function requestOf(problem: Problem, { type, id }: SolutionStep) {
  if (type === 'job') return problem.jobs.find((job) => job.id === id);
  if (type === 'pickup') return problem.shipments.find(({ pickup }) => pickup.id === id);
  if (type === 'delivery') return problem.shipments.find(({ delivery }) => delivery.id === id);
  return undefined;
}

function taskOf(problem: Problem, step: SolutionStep): Task | undefined {
  const request = requestOf(problem, step);
  if (!request) return undefined;
  if ('location_index' in request || !('pickup' in request && typeof request.pickup === 'object'))
    return request as Task;
  return (request as Problem['shipments'][number])[step.type as 'pickup' | 'delivery'];
}

const breakOf = (vehicle: Vehicle, { type, id }: SolutionStep) =>
  type === 'break' ? vehicle.breaks.find((rest) => rest.id === id) : undefined;
