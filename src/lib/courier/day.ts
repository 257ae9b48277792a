import type { ConsignmentId, JournalId, ShiftId, VisitId } from '#domain/fact.ts';
import type { Position } from '#domain/geometry.ts';
import type { RecipientCard } from '#domain/sealed.ts';
import type { VisitState } from '#domain/shift.ts';
import { seconds, type Instant, type LocalDate, type Metres, type Seconds } from '#domain/units.ts';
import type { FailureReason, PlannedVisit, Proof, ServiceStop } from '#domain/vocabulary.ts';

/** The courier's day as the screens need it: the fold of the shift's facts, with the sealed cards opened. */
export interface Day {
  shift: ShiftId;
  date: LocalDate;
  van: string;
  region: { name: string; version: string };
  /** The number of the plan that is driven; 0 before the first has come. */
  plan: number;
  /** After how much work a break is due; null where no rule says so. */
  breakAfter: Seconds | null;
  /** The courier has gone through the check before leaving. */
  ready: boolean;
  started: boolean;
  ended: boolean;
  visits: Visit[];
  /** Where the courier is, or drives to; null without a plan and when the day is done. */
  next: Visit | null;
  loads: Load[];
  /** Changes by the hub that the courier has not yet read, oldest first. */
  changes: Change[];
  /** How many of the plan's and the consignments' sealed parts are opened here. */
  cards: { here: number; all: number };
  /** Facts that are stored but not applied, because their bodies make no sense here. */
  notUnderstood: number;
}

export interface Visit {
  id: VisitId;
  kind: PlannedVisit['kind'];
  /** Null where the sealed route could not be opened. */
  title: string | null;
  position: Position | null;
  promise: { from: Instant; to: Instant } | null;
  /** When the plan has the courier there. */
  arrival: Instant;
  departure: Instant;
  /** When the courier really came; null before. */
  arrived: Instant | null;
  driving: Seconds;
  distance: Metres;
  status: VisitState['status'];
  pickups: Load[];
  deliveries: Load[];
  stop: ServiceStop | null;
  /** As the plan has it. */
  planned: PlannedVisit;
  /** The road to here from the visit before. */
  leg: [longitude: number, latitude: number][];
}

export type LoadStatus = 'expected' | 'loaded' | 'missing' | 'handed_over' | 'failed' | 'cancelled';

/** A consignment as the courier meets it. */
export interface Load {
  id: ConsignmentId;
  kind: string;
  temperatureClass: string;
  mustNotFreeze: boolean;
  direction: 'delivery' | 'return';
  sender: string;
  pieces: number;
  seal: string | null;
  proof: Proof[];
  /** Null where the sealed card could not be opened. */
  card: RecipientCard | null;
  status: LoadStatus;
  /** When it came aboard; null where it has not. */
  loadedAt: Instant | null;
  failure: FailureReason | null;
}

export interface Change {
  journal: JournalId;
  seq: number;
  type: 'cancelled' | 'changed' | 'added' | 'plan';
  load: Load | null;
  reason: 'orderer' | 'recipient' | 'sender' | 'operator' | null;
}

/** What is still to be handed over at a visit: it is aboard, or at least not known to be anywhere else. */
export const openDeliveries = (visit: Visit) =>
  visit.deliveries.filter(({ status }) => status === 'expected' || status === 'loaded');

/** What is still to be marked as aboard or missing at a visit. */
export const openPickups = (visit: Visit) => visit.pickups.filter(({ status }) => status === 'expected');

/**
 * Whether the tablet still has this day to drive: its date is today's, or the courier set out and has not come back. A
 * shift that runs past midnight must not lose its parcels to a new day.
 */
export const isDriven = (day: Pick<Day, 'date' | 'started' | 'ended'>, today: LocalDate) =>
  day.date === today || (day.started && !day.ended);

/** What the recipients of one hand-over share: the first open consignment's name, and every other for the same name. */
export function handOverTogether(visit: Visit): Load[] {
  const open = openDeliveries(visit);
  const [first] = open;
  return open.filter(({ card, direction }) => direction === first?.direction && card?.name === first.card?.name);
}

export interface LoadingGroup {
  visit: Visit;
  sender: string;
  loads: Load[];
}

/** The loading list: by place of loading in the plan's order, and within it by sender. */
export function loadingList(day: Pick<Day, 'visits'>): LoadingGroup[] {
  return day.visits.flatMap((visit) => {
    const senders = Map.groupBy(visit.pickups, (load) =>
      load.direction === 'return' ? (load.card?.name ?? load.sender) : load.sender
    );
    return [...senders].map(([sender, loads]) => ({ visit, sender, loads }));
  });
}

/** How a promise stands: kept, kept with less than ten minutes to spare, or broken by so much. */
export type Punctuality = { state: 'on_time' | 'soon' } | { state: 'late'; by: Seconds };

const tight = 10 * 60_000;

/**
 * Whether the courier would keep a visit's promise.
 *
 * @param expected when the courier will be there, as far as is known; see `expectedArrival`.
 */
export function punctuality(visit: Pick<Visit, 'promise'>, expected: Instant): Punctuality | null {
  if (!visit.promise) return null;
  const spare = visit.promise.to - expected;
  if (spare < 0) return { state: 'late', by: seconds(-spare / 1000) };
  return { state: spare < tight ? 'soon' : 'on_time' };
}

/** The plan's arrival, pushed on when even leaving now would be later. */
export function expectedArrival(visit: Pick<Visit, 'arrival' | 'driving'>, now: Instant, drivenPart = 0): Instant {
  const earliest = now + visit.driving * (1 - drivenPart) * 1000;
  return Math.max(visit.arrival, earliest) as Instant;
}
