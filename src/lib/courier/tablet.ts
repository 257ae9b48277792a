import type { HubKey } from '#domain/keyring.ts';
import type { TabletEntry } from '../journal/tablet.ts';
import type { Day } from './day.ts';
import type { Saved } from './saved.ts';

/** What a courier can write: the facts of the tablet's journal, with what must be sealed still in the open. */
export type Entry = TabletEntry;

/** What the screens ask of the tablet's journal. */
export interface CourierTablet {
  /** Calls the listener at once and after every change; returns how to stop. */
  subscribe(listener: (state: CourierState) => void): () => void;
  /** Has this tablet admitted to the signed-in courier's shift of today; see `../journal/enrolment.ts`. */
  enrol(): Promise<void>;
  /** Forgets everything that belonged to another hub, and enrols at this one. */
  beginAnew(): Promise<void>;
  /**
   * Writes facts, all or none. Resolves once they are durable on this tablet, never before.
   *
   * @throws {WrittenAlready} when another tab was quicker, see `../journal/written-already.ts`.
   */
  record(...entries: Entry[]): Promise<void>;
}

export interface CourierState {
  /** `impossible`: the browser does not open the tablet's own storage. */
  storage: 'opening' | 'open' | 'impossible';
  /** Null until this tablet is enrolled. */
  device: { courier: string; van: string; hub: HubKey } | null;
  /** Null until the shift's first facts have come. */
  day: Day | null;
  saved: Saved;
  /** The hub was reached and does not know this tablet, or not any more: it must be enrolled again. */
  unknownToHub: boolean;
  /** This tablet's journal takes no more: a person must help. */
  closed: boolean;
}

export const notOpened: CourierState = {
  storage: 'opening',
  device: null,
  day: null,
  saved: { tablet: 0, van: 0, hub: 0, oldest: null },
  unknownToHub: false,
  closed: false
};
