import type { KeyId, ShiftId } from '#domain/fact.ts';
import { journalOf } from '#domain/fact.ts';
import type { Clock } from '#domain/units.ts';
import { readBody } from '#domain/vocabulary.ts';
import { queue, type Entry, type Writer } from '#domain/writing.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import { currentShift } from './current-shift.ts';
import { whereabouts, type Whereabouts } from './current-stop.ts';

export interface WifiParts {
  store: JournalStore;
  writer: Writer;
  /** The van's own key and the hub's. */
  van: KeyId;
  hub: KeyId;
  clock: Clock;
  /** Called when residents' Wi-Fi is shut: nobody stays out. */
  shut(): Promise<void>;
}

/**
 * Residents' Wi-Fi: opened by the courier's arrival at a service stop, shut by the departure, and both written in the
 * van's journal. Never while driving, never at somebody's door.
 */
export class Wifi {
  readonly #parts: WifiParts;
  readonly #oneAtATime = queue();
  #now: Whereabouts = { stop: null, stopId: null, next: null, wifi: { open: false } };

  constructor(parts: WifiParts) {
    this.#parts = parts;
  }

  whereabouts(): Whereabouts {
    return this.#now;
  }

  /** Reads the journals again: after something new has come, and now and then, for a new day begins by itself. */
  refresh(): Promise<void> {
    return this.#oneAtATime(() => this.#refresh());
  }

  async #refresh() {
    const { store, writer, shut } = this.#parts;
    const shift = this.#shift();
    if (!shift) return;
    this.#now = whereabouts(store.ofShift(shift).map(({ fact }) => fact));
    const { stopId, wifi } = this.#now;
    const news: Entry[] = [];
    if (wifi.open && wifi.stop !== stopId) news.push({ type: 'wifi.closed', body: { stop: wifi.stop } });
    if (stopId && !(wifi.open && wifi.stop === stopId))
      news.push({ type: 'wifi.opened', body: { stop: stopId, by: 'arrival' } });
    if (news.length === 0) return;
    if (news[0]?.type === 'wifi.closed') await shut();
    await writer.write(shift, news);
    this.#now = whereabouts(store.ofShift(shift).map(({ fact }) => fact));
  }

  #shift(): ShiftId | null {
    const { store, van, hub, clock } = this.#parts;
    const shifts = store.shiftsAdmitting(van, hub).flatMap((shift) => {
      const opened = store.ofType(journalOf(shift, hub), 'shift.opened').at(-1);
      const times = opened && readBody('shift.opened', opened.fact.body);
      return times ? [{ shift, start: times.start, end: times.end }] : [];
    });
    return currentShift(shifts, clock.now());
  }
}
