import { tolerance, type Breach, type Reading } from './reading.judge.ts';
import type { MatrixWords } from './words.judge.ts';

/** Whether the vehicle drives as long and as far as the matrices say, and its clock goes on from step to step. */
export function travelBreaches(reading: Reading): Breach[] {
  const { vehicle, matrix, driven, route } = reading;
  const breaches: Breach[] = [];
  const { distances } = matrix;
  let place = driven[0]?.place;
  let onTheWay = 0;
  let distance = 0;
  driven.forEach((visit, index) => {
    const say = (sentence: string) => breaches.push({ visit, sentence });
    if (visit.step.waiting_time < 0) say('waits for less than nothing');
    if (visit.step.setup < 0 || visit.step.service < 0) say('takes less than no time');
    const before = driven[index - 1];
    if (!before) {
      if (visit.step.duration !== 0 || (visit.step.distance ?? 0) !== 0) say('has driven before it left');
      return;
    }
    const driving = visit.step.duration - before.step.duration;
    if (driving < -tolerance) say('drives backwards in time');
    if (Math.abs(before.leaves + driving - visit.step.arrival) > tolerance) say('the times do not add up');
    onTheWay += wayMade(matrix, before.leaves, before.leaves + driving);
    if (visit.place === undefined) return;
    const way = place === undefined ? 0 : matrix.durations[place]![visit.place];
    if (way === null || way === undefined) say('there is no road');
    else if (Math.abs(onTheWay - way / (vehicle.speed_factor ?? 1)) > 2 * tolerance)
      say('drives other than the matrix');
    if (distances) {
      distance += place === undefined ? 0 : distances[place]![visit.place]!;
      if (visit.step.distance !== undefined && Math.abs(visit.step.distance - distance) > 0.01)
        say('counts metres wrong');
    }
    onTheWay = 0;
    place = visit.place;
  });
  if (onTheWay > tolerance) breaches.push({ sentence: 'drives on after its last stop' });
  if (route.distance !== undefined && distances && Math.abs(route.distance - distance) > 0.01)
    breaches.push({ sentence: 'counts the metres of its route wrong' });
  if (distances && route.distance === undefined) breaches.push({ sentence: 'does not count its metres' });
  return [...breaches, ...limitBreaches(reading, distance)];
}

function limitBreaches({ vehicle, driven }: Reading, distance: number): Breach[] {
  const { max_travel_time = Infinity, max_distance = Infinity } = vehicle;
  const breaches: Breach[] = [];
  const over = (driven.at(-1)?.step.duration ?? 0) - max_travel_time;
  if (over > tolerance)
    breaches.push({ sentence: 'drives too long', causes: [{ cause: 'max_travel_time', duration: over }] });
  if (distance > max_distance + 0.01)
    breaches.push({ sentence: 'drives too far', causes: [{ cause: 'max_distance' }] });
  return breaches;
}

/** Metres of a route, where the matrix tells them. */
export function metresOf({ driven, matrix: { distances } }: Reading): number {
  const places = driven.map(({ place }) => place).filter((place) => place !== undefined);
  return places.slice(1).reduce((sum, place, index) => sum + (distances?.[places[index]!]![place] ?? 0), 0);
}

/** How many seconds of a way at its usual speed are made between two moments, where speeds change over the day. */
function wayMade({ speed_by_time = [] }: MatrixWords, from: number, until: number): number {
  const spans = [{ from: -Infinity, factor: 1 }, ...speed_by_time];
  return spans.reduce((made, span, index) => {
    const ends = spans[index + 1]?.from ?? Infinity;
    return made + Math.max(0, Math.min(until, ends) - Math.max(from, span.from)) * span.factor;
  }, 0);
}
