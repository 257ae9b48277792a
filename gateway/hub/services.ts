import type { Clock, Instant, LocalDate, Metres, Seconds } from '#domain/units.ts';
import type { Position } from '#domain/geometry.ts';
import type { ConsignmentId, OrderId, ServiceStopId, ShiftId } from '#domain/fact.ts';
import type { FactType, FailureReason, Proof, Receiver } from '#domain/vocabulary.ts';
import type { Locale } from '#messages/locale.ts';

/**
 * What the hub can do for its pages: SvelteKit's `event.platform.hub`. Every call that touches a tenant's things takes
 * the signed-in `Staff` and answers for that tenant alone.
 */
export interface HubServices {
  clock: Clock;
  signIn: SignIn;
  settings: Settings;
  places: Places;
  orders: Orders;
  csv: OrderImport;
  days: Days;
  stops: PublicStops;
  region: RegionInfo;
}

export type Role = 'orderer' | 'entrepreneur' | 'courier';
export type TenantKind = 'municipality' | 'wellbeing_county' | 'pharmacy' | 'shop' | 'post' | 'library';

export interface Staff {
  id: string;
  name: string;
  role: Role;
  /** Null for the operator's own people, who see all tenants of their operator. */
  tenant: { id: string; name: string; kind: TenantKind } | null;
  operator: string;
  locale: Locale;
}

export interface Session {
  token: string;
  expires: Instant;
}

export interface SignIn {
  /**
   * A session token for the cookie, or null when name and password do not fit.
   *
   * @param caller the address that the person speaks from. After repeated misses of a name from one address nobody is
   *   looked at there until `wait` is over, right or wrong; from elsewhere that person signs in as ever.
   */
  open(username: string, password: string, caller: string): Promise<Session | { wait: Seconds } | null>;
  find(token: string | undefined): Staff | null;
  close(token: string): void;
}

/** Kinds and temperature classes are the settings of the person's operator, never code. */
export interface Settings {
  kinds(staff: Staff): Kind[];
  temperatureClasses(staff: Staff): TemperatureClass[];
}

export interface Kind {
  id: string;
  name: Record<'fi' | 'sv' | 'en', string>;
  temperatureClass: string;
  proof: Proof[];
  /** The longest time aboard, where there is one. */
  transitLimit: Seconds | null;
  /** The time aboard that is wished for, and how many hours of driving each hour above it is worth. */
  wantedTransit?: { time: Seconds; price: number } | undefined;
  /** The time of day, `16:00`, by which it is needed, and how many hours of driving that is worth. */
  neededBy?: { time: string; price: number } | undefined;
  /** Rides only where nobody but the courier has the key, and nothing else rides there. */
  lockedUp?: boolean | undefined;
}

export interface TemperatureClass {
  id: string;
  name: Record<'fi' | 'sv' | 'en', string>;
  /** °C; null where that side has no limit. */
  least: number | null;
  most: number | null;
  mustNotFreeze: boolean;
}

export interface Places {
  /** Addresses and places of the region that fit the text, best first. */
  find(text: string, limit?: number): { label: string; position: Position }[];
  /** Where the signed-in tenant's consignments can be picked up; for an order that is there, those of its tenant. */
  senders(staff: Staff, order?: OrderId): Sender[];
}

export interface Sender {
  id: string;
  name: string;
  address: string;
  position: Position;
}

/** An order as a person typed it; a refusal names each field. */
export interface OrderDraft {
  date: string;
  /** `11.30`; both empty for "any time that day". */
  from: string;
  to: string;
  kind: string;
  temperatureClass: string;
  sender: string;
  /** `delivery` or `return`; of a table also other words, which are refused. */
  direction: string;
  name: string;
  address: string;
  telephone: string;
  notes: string;
  pieces: string;
}

export type DraftField = keyof OrderDraft;
/** Message keys of `#messages/orders.ts`, so that each screen says it in its own language. */
export type DraftProblems = Partial<Record<DraftField, DraftProblem>>;
export type DraftProblem =
  | 'missing'
  | 'not_a_date'
  | 'date_past'
  | 'date_far'
  | 'not_a_time'
  | 'window_backwards'
  | 'window_past'
  | 'unknown_kind'
  | 'unknown_class'
  | 'unknown_sender'
  | 'unknown_direction'
  | 'unknown_address'
  | 'not_a_count'
  | 'too_long';

export interface Orders {
  list(staff: Staff, date: LocalDate): OrderRow[];
  find(staff: Staff, order: OrderId): OrderDetail | null;
  /**
   * @param id the order's own id, made with the page of the form: when its answer was lost and the same order is sent
   *   again, it is ordered once.
   */
  place(staff: Staff, draft: OrderDraft, id?: string): Promise<{ order: OrderId } | { problems: DraftProblems }>;
  change(
    staff: Staff,
    order: OrderId,
    draft: OrderDraft
  ): Promise<{ order: OrderId } | { problems: DraftProblems } | { refused: 'handed_over' | 'cancelled' }>;
  cancel(
    staff: Staff,
    order: OrderId,
    reason: CancelReason
  ): Promise<{ cancelled: true } | { refused: 'handed_over' | 'cancelled' }>;
}

export type CancelReason = 'orderer' | 'recipient' | 'sender' | 'operator';
export type OrderStatus =
  'placed' | 'planned' | 'unassigned' | 'loaded' | 'missing' | 'handed_over' | 'failed' | 'cancelled';

export interface OrderRow {
  order: OrderId;
  consignment: ConsignmentId;
  kind: string;
  temperatureClass: string;
  mustNotFreeze: boolean;
  recipient: string;
  address: string;
  sender: string;
  window: { from: Instant; to: Instant } | null;
  /** The plan's arrival, or the time of the hand-over once there is one. */
  time: Instant | null;
  status: OrderStatus;
  reasons: PlanReason[];
}

/** Why something could not be planned: a code of the planner and its figures, said by `#messages/reasons.ts`. */
export interface PlanReason {
  code: string;
  values: Record<string, string | number>;
}

export interface OrderDetail extends OrderRow {
  draft: OrderDraft;
  position: Position;
  timeline: TimelineEntry[];
  proof: { name: string; signature: string | null; identity: boolean; receiver: Receiver; at: Instant } | null;
  failure: { reason: FailureReason; note: string | null; at: Instant } | null;
  /** Present on a cancelled order: who knows of it, each with the time they have known. */
  knows: { hub: Instant; van: Instant | null; tablet: Instant | null; courier: Instant | null } | null;
}

export interface TimelineEntry {
  at: Instant;
  type: 'order.placed' | 'order.changed' | 'order.cancelled' | FactType;
  by: 'orderer' | 'hub' | 'tablet' | 'van';
  /** Where the entry is known to be saved, by each replica's signed acknowledgement. */
  saved: { tablet: boolean; van: boolean; hub: boolean };
}

export interface OrderImport {
  /** The headings that the first row must have, as people write them in a language; any other is understood too. */
  headings(locale: Locale): string[];
  /**
   * Reads a CSV as Finnish Excel writes it (`;`, Windows-1252, UTF-8 or UTF-16, `24.1.2027`) and says of each row whether it
   * can be ordered; `unreadable` says, in the locale, on which line a quote stands astray or a heading is not known.
   */
  preview(staff: Staff, bytes: Uint8Array, locale?: Locale): { rows: ImportRow[] } | { unreadable: string };
  /**
   * Places every row, or none when one has a problem.
   *
   * @param twinsMeant whether the person has seen that there are twins, and means them.
   */
  place(staff: Staff, rows: OrderDraft[], twinsMeant: boolean): Promise<{ orders: OrderId[] } | { rows: ImportRow[] }>;
}

export interface ImportRow {
  /** The row's line in the file, as Excel counts them. */
  line: number;
  draft: OrderDraft;
  problems: DraftProblems;
  twin: Twin | null;
}

/** Where the same stands once more (tenant, day, window, kind, direction, recipient, address): most likely by mistake. */
export type Twin = 'ordered' | 'in_table';

export interface Days {
  /** The day's shifts and their plans as far as the hub knows, one for each van; none where nothing is planned yet. */
  shifts(staff: Staff, date: LocalDate): DayShift[];
  /**
   * Plans the day's orders for all vans on real roads, from now on when the shift has begun, and publishes to each its
   * plan. The operator's people only; refused once a courier drives or the shift is over, and where nothing can be planned.
   */
  plan(staff: Staff, date: LocalDate): Promise<DayShift[] | PlanRefused>;
  /** How far the search for the day's plan has come; null while nothing is planned. */
  planning(staff: Staff, date: LocalDate): PlanningProgress | null;
  /** Ends the search: what was found so far is published. */
  stopPlanning(staff: Staff, date: LocalDate): void;
}

export interface PlanningProgress {
  /** Since it began. */
  seconds: Seconds;
  /** The best plan so far; null before the first. */
  best: { cost: number; unassigned: number; vans: number } | null;
}

/** `place` is the name of the stop, sender or depot that is in the way; empty for the others. */
export interface PlanRefused {
  refused:
    'started' | 'shift_over' | 'day_far' | 'no_van' | 'no_courier' | 'stop_not_kept' | 'no_road_to_place' | 'too_many';
  place: string;
  /** Of `too_many`: how many orders the day has, and how many one plan holds. */
  count?: number;
  most?: number;
}

export interface DayShift {
  shift: ShiftId;
  van: string;
  courier: string;
  plan: number;
  /** When the courier changed the order of the plan's visits; null where it is the hub's. */
  rearranged: Instant | null;
  /** When the courier started to drive; from then on the plan stays as it is. */
  started: Instant | null;
  visits: DayVisit[];
  /** What is on no van's plan stands with the first one. */
  unassigned: { order: OrderId; consignment: ConsignmentId; title: string; reasons: PlanReason[] }[];
  /** Announced stops that no plan could keep any more when it was made: with the first shift, as well. */
  missedStops: { title: string; promise: { from: Instant; to: Instant } }[];
  driving: Seconds;
  distance: Metres;
  /** When the hub last got anything from the van or the tablet; null when never. */
  heard: { van: Instant | null; tablet: Instant | null };
  geometry: [longitude: number, latitude: number][];
}

export interface DayVisit {
  visit: string;
  kind: 'start' | 'pickup' | 'delivery' | 'service_stop' | 'break' | 'end';
  /** What the signed-in person may see of it: a tenant sees no other tenant's recipients. */
  title: string;
  position: Position;
  /** The signed-in person's own orders here, by the recipient's name. */
  orders: { order: OrderId; recipient: string }[];
  promise: { from: Instant; to: Instant } | null;
  /** When the van came and went; until it has, when the plan says. */
  arrival: Instant;
  departure: Instant;
  status: 'planned' | 'next' | 'arrived' | 'done' | 'failed' | 'skipped';
  /** Whether the promise is kept: a door by its end, a service stop from its beginning. The lateness when it is not. */
  late: Seconds | null;
}

export interface PublicStops {
  list(): { id: ServiceStopId; name: string }[];
  find(id: string): StopPage | null;
}

export interface StopPage {
  id: ServiceStopId;
  name: { fi: string; sv: string | null; se: string | null };
  position: Position;
  services: string[];
  /** The announced visits, soonest first, without those that today's plan cannot keep. */
  timetable: { from: Instant; to: Instant }[];
  /** Today's lateness as last heard or planned, and when that was; null when nothing is known today. */
  delay: { seconds: Seconds; heard: Instant } | null;
  telephone: string;
}

export interface RegionInfo {
  name: string;
  version: string;
  attribution: string;
  invented: boolean;
}
