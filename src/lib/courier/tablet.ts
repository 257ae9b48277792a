import type { FactBody } from '#domain/vocabulary.ts';
import type { FailureNote, HandOverProof } from '#domain/sealed.ts';
import type { Day } from './day.ts';
import type { Saved } from './saved.ts';

/** What the screens ask of the tablet's journal, whatever keeps it. */
export interface Tablet {
  /** Calls the listener at once and after every change; returns how to stop. A Svelte store. */
  subscribe(listener: (state: TabletState) => void): () => void;
  /**
   * Makes this tablet's keys and has them admitted to the signed-in courier's shift.
   *
   * @throws {EnrolRefused} when the hub answered, but not with a yes; any other error means that it was not reached.
   */
  enrol(): Promise<void>;
  /** Writes a fact. Resolves once it is durable on this tablet, never before; rejects when nothing was written. */
  record(entry: Entry): Promise<void>;
}

export interface TabletState {
  /** False until the tablet's own storage has been read. */
  opened: boolean;
  /** Null until this tablet is enrolled. */
  device: { courier: string; van: string } | null;
  /** Null until the shift's first facts have come. */
  day: Day | null;
  saved: Saved;
}

type Plain<Type extends keyof Bodies> = { type: Type; body: Bodies[Type] };
interface Bodies {
  'tablet.ready': FactBody<'tablet.ready'>;
  'consignment.loaded': FactBody<'consignment.loaded'>;
  'consignment.missing': FactBody<'consignment.missing'>;
  'shift.started': FactBody<'shift.started'>;
  'visit.arrived': FactBody<'visit.arrived'>;
  'visit.departed': FactBody<'visit.departed'>;
  'change.acknowledged': FactBody<'change.acknowledged'>;
  'shift.ended': FactBody<'shift.ended'>;
}

/** What a courier can write: the facts of the tablet's journal, with what must be sealed still in the open. */
export type Entry =
  | { [Type in keyof Bodies]: Plain<Type> }[keyof Bodies]
  | {
      type: 'consignment.handed_over';
      body: Omit<FactBody<'consignment.handed_over'>, 'proof'>;
      proof: HandOverProof;
    }
  | { type: 'consignment.failed'; body: Omit<FactBody<'consignment.failed'>, 'note'>; note: FailureNote | null };

/** The hub's no to an enrolment, with its code and its own words. */
export class EnrolRefused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.name = 'EnrolRefused';
    this.status = status;
    this.code = code;
  }
}
