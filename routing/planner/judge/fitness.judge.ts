import { requestOf, type Breach, type Reading } from './reading.judge.ts';

/** Whether the vehicle may serve its tasks, and so many of them. */
export function fitnessBreaches({ vehicle, visits }: Reading): Breach[] {
  const breaches: Breach[] = [];
  const tasks = visits.filter(requestOf);
  for (const visit of tasks) {
    const missing = (requestOf(visit)!.skills ?? []).some((skill) => !vehicle.skills?.includes(skill));
    if (missing) breaches.push({ visit, sentence: 'lacks a skill', causes: [{ cause: 'skills' }] });
  }
  if (tasks.length > (vehicle.max_tasks ?? Infinity))
    breaches.push({ sentence: 'has too many tasks', causes: [{ cause: 'max_tasks' }] });
  if (tasks.length === 0 && !vehicle.pinned) breaches.push({ sentence: 'drives for nobody' });
  return breaches;
}
