import { tolerance, type Breach, type Reading, type Visit } from './reading.judge.ts';
import type { TaskWords } from './words.judge.ts';

/** Whether what is done on foot is done there and back while the vehicle stands at a presence near by. */
export function walkBreaches(reading: Reading): Breach[] {
  const breaches: Breach[] = [];
  let standing: Visit | undefined;
  let back = -Infinity;
  for (const visit of reading.visits) {
    const say = (sentence: string) => breaches.push({ visit, sentence });
    if (visit.step.on_foot !== true) {
      standing = visit;
      back = visit.begin;
      continue;
    }
    const walkTime = standing?.job?.presence && standing.job.walk_time;
    if (walkTime === undefined || !visit.task) {
      say('is done on foot while the vehicle stands at no presence');
      continue;
    }
    const [there, home] = walkOf(reading, standing!.task!, visit.task);
    if (there > walkTime + tolerance) say('is too far to walk');
    if (Math.abs((visit.step.walk ?? NaN) - there - home) > 2 * tolerance || visit.step.walk === undefined)
      say('walks for another time');
    if (visit.step.arrival < back + there - tolerance) say('walks faster than it can');
    back = visit.leaves + home;
    if (back > standing!.leaves + tolerance) say('is not back when the vehicle leaves');
    if (visit.step.duration !== standing!.step.duration) say('drives while walking');
  }
  return breaches;
}

/** Straight lines are shorter than footpaths by so much, and a courier with a parcel walks so many metres a second. */
const detour = 1.3;
const pace = 1.25;

function walkOf({ problem }: Reading, from: TaskWords, to: TaskWords): [there: number, home: number] {
  const table = problem.matrices?.['foot']?.durations;
  if (table) {
    const [one, other] = [from.location_index!, to.location_index!];
    return [table[one]![other] ?? Infinity, table[other]![one] ?? Infinity];
  }
  if (!from.location || !to.location) return [Infinity, Infinity];
  const seconds = (greatCircle(from.location, to.location) * detour) / pace;
  return [seconds, seconds];
}

function greatCircle([lon1, lat1]: readonly [number, number], [lon2, lat2]: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const [a, b] = [lat1 * radians, lat2 * radians];
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((lon2 - lon1) * radians) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}
