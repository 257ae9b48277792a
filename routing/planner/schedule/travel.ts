import type { Vehicle } from '../model/vehicles.ts';
import { isDriven, type Events } from './events.ts';
import type { Times } from './times.ts';

/** Microseconds of driving in a day. */
export function drivingOf({ count }: Events, { driving }: Times): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += driving[at]!;
  return sum;
}

/** Metres of a day; none where the matrix tells none. */
export function metresOf({ distances, size, start }: Vehicle, events: Events): number {
  if (!distances) return 0;
  let [metres, place] = [0, start];
  for (let at = 1; at < events.count; at++) {
    if (!isDriven(events.kind[at]!)) continue;
    metres += distances[place * size + events.place[at]!]!;
    place = events.place[at]!;
  }
  return metres;
}
