import type { Vehicle } from '../model/vehicles.ts';
import { isDriven, type Events } from './events.ts';
import type { Placed } from './rests.ts';

/** A break by what the vehicle was on its way to. */
interface Before {
  readonly what: number;
  readonly about: number;
  readonly number: number;
}

/**
 * Where each vehicle had its breaks in days that were possible, told by where it was going: the same day with another stop
 * has them there, too; and a day that was possible once is so by one of these places whenever it is judged again.
 */
export class RememberedBreaks {
  /** By a word for all the places, the last one last. */
  readonly #known = new Map<Vehicle, Map<string, readonly Before[]>>();
  readonly #last = new Map<Vehicle, readonly Before[]>();

  note(vehicle: Vehicle, events: Events, placed: readonly Placed[]) {
    const told = placed.map(({ before, number }) => ({
      what: events.kind[before]!,
      about: events.about[before]!,
      number
    }));
    const known = this.#known.get(vehicle) ?? new Map<string, readonly Before[]>();
    this.#known.set(vehicle, known);
    const word = told.map(({ what, about, number }) => `${what} ${about} ${number}`).join();
    known.delete(word);
    known.set(word, told);
    this.#last.set(vehicle, told);
  }

  /** Where the breaks of this day lie if they lie as in the last one; nothing where the vehicle does not go there. */
  last(vehicle: Vehicle, events: Events): Placed[] | undefined {
    const told = this.#last.get(vehicle);
    return told && placesIn(events, told);
  }

  /** All places that this day has of those that any had. */
  *all(vehicle: Vehicle, events: Events): Generator<Placed[]> {
    for (const told of [...(this.#known.get(vehicle)?.values() ?? [])].toReversed()) {
      const placed = placesIn(events, told);
      if (placed) yield placed;
    }
  }
}

function placesIn(events: Events, told: readonly Before[]): Placed[] | undefined {
  const found: Placed[] = [];
  for (const { what, about, number } of told) {
    let before = 1;
    while (before < events.count && !(events.kind[before] === what && events.about[before] === about)) before++;
    if (before === events.count || !isDriven(events.kind[before]!)) return undefined;
    found.push({ before, number });
  }
  return found.sort((a, b) => a.before - b.before);
}
