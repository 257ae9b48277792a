import type { Vehicle } from '../model/vehicles.ts';
import { isDriven, type Events } from './events.ts';
import type { Placed } from './rests.ts';

/** A break by what the vehicle was on its way to. */
interface Before {
  readonly what: number;
  readonly about: number;
  readonly number: number;
}

/** Where each vehicle last had its breaks, told by where it was going: the same day with another stop has them there, too. */
export class RememberedBreaks {
  readonly #last = new Map<Vehicle, readonly Before[]>();
  /** What `recall` has found. */
  placed: readonly Placed[] = [];

  note(vehicle: Vehicle, events: Events, placed: readonly Placed[]) {
    const told = placed.map(({ before, number }) => ({
      what: events.kind[before]!,
      about: events.about[before]!,
      number
    }));
    this.#last.set(vehicle, told);
  }

  /** @returns whether all of them have a place in this day */
  recall(vehicle: Vehicle, events: Events): boolean {
    const told = this.#last.get(vehicle);
    if (!told) return false;
    const found: Placed[] = [];
    for (const { what, about, number } of told) {
      let before = 1;
      while (before < events.count && !(events.kind[before] === what && events.about[before] === about)) before++;
      if (before === events.count || !isDriven(events.kind[before]!)) return false;
      found.push({ before, number });
    }
    found.sort((a, b) => a.before - b.before);
    this.placed = found;
    return true;
  }
}
