import * as v from 'valibot';
import type { ConsignmentId, CourierId, KeyId, OrderId, ServiceStopId, ShiftId, VisitId } from './fact.ts';
import { hashSchema, journalSchema } from './fact.ts';
import type { Instant, LocalDate, Metres, Seconds } from './units.ts';

/*
 * The words of the journals. A body is open to every device of the shift and to the hub, so it names consignments and
 * never a person: names, addresses, door codes, signatures and positions at a door are sealed attachments.
 */

const name = <Name extends string>() =>
  v.pipe(
    v.string(),
    v.regex(/^[\w.-]{1,80}$/),
    v.transform((text) => text as Name)
  );
const quantity = <Unit extends number>() =>
  v.pipe(
    v.number(),
    v.finite(),
    v.minValue(0),
    v.transform((value) => value as Unit)
  );

const shift = name<ShiftId>();
const consignment = name<ConsignmentId>();
const visit = name<VisitId>();
const instant = quantity<Instant>();
const window = v.strictObject({ from: instant, to: instant });
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const position = v.strictObject({
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
});
const publicKey = v.strictObject({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: v.pipe(v.string(), v.length(43))
});

/** An announced stop of the e-service point: all of it is public. */
const serviceStop = v.strictObject({
  stop: name<ServiceStopId>(),
  name: v.strictObject({ fi: text, sv: v.optional(text), se: v.optional(text) }),
  position,
  promise: window,
  services: v.array(name<string>())
});

/** Why a hand-over did not happen. The words are in the message files; the list is the trade's. */
export const failureReasons = [
  'nobody_home',
  'not_the_recipient',
  'refused',
  'no_way_there',
  'damaged',
  'temperature_broken',
  'seal_broken',
  'other'
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** To whom a consignment was given. */
export const receivers = ['recipient', 'household', 'mandate_holder', 'care_worker', 'staff', 'agreed_place'] as const;
export type Receiver = (typeof receivers)[number];

export const proofs = ['name', 'signature', 'identity'] as const;
export type Proof = (typeof proofs)[number];

const consignmentBody = v.strictObject({
  consignment,
  order: name<OrderId>(),
  /** Settings of the operator: a kind and a temperature class. */
  kind: name<string>(),
  temperatureClass: name<string>(),
  mustNotFreeze: v.boolean(),
  direction: v.picklist(['delivery', 'return']),
  /** An organisation and its public address. */
  sender: v.strictObject({ name: text, position }),
  pieces: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
  window: v.nullable(window),
  proof: v.array(v.picklist(proofs)),
  seal: v.nullable(name<string>()),
  /** The sealed recipient card. */
  card: hashSchema
});

const plannedVisit = v.strictObject({
  visit,
  kind: v.picklist(['start', 'pickup', 'delivery', 'service_stop', 'break', 'end']),
  pickups: v.array(consignment),
  deliveries: v.array(consignment),
  stop: v.nullable(name<ServiceStopId>()),
  /** What was promised for this visit, where something was. */
  promise: v.nullable(window),
  arrival: instant,
  departure: instant,
  waiting: quantity<Seconds>(),
  /** Driving from the visit before. */
  driving: quantity<Seconds>(),
  distance: quantity<Metres>()
});

const bodies = {
  /* The hub's journal. */
  'shift.opened': v.strictObject({
    shift,
    date: v.custom<LocalDate>((input) => typeof input === 'string' && /^\d{4}-\d\d-\d\d$/.test(input)),
    van: name<string>(),
    courier: name<CourierId>(),
    start: instant,
    end: instant,
    depot: v.strictObject({ name: text, position }),
    region: v.strictObject({ name: text, version: name<string>() }),
    /** The rules of the day under which this courier works; null where a rule says nothing. */
    workingTime: v.exactOptional(
      v.strictObject({
        profile: name<string>(),
        breakAfter: v.nullable(quantity<Seconds>()),
        breakLength: v.nullable(quantity<Seconds>()),
        longestShift: v.nullable(quantity<Seconds>())
      })
    ),
    serviceStops: v.array(serviceStop)
  }),
  'device.admitted': v.strictObject({
    device: name<KeyId>(),
    key: publicKey,
    role: v.picklist(['tablet', 'spare', 'van'])
  }),
  'consignment.added': consignmentBody,
  'consignment.changed': consignmentBody,
  'consignment.cancelled': v.strictObject({
    consignment,
    reason: v.picklist(['orderer', 'recipient', 'sender', 'operator'])
  }),
  'plan.published': v.strictObject({
    plan: v.pipe(v.number(), v.integer(), v.minValue(1)),
    visits: v.array(plannedVisit),
    unassigned: v.array(
      v.strictObject({
        consignment,
        reasons: v.array(
          v.strictObject({ code: name<string>(), values: v.record(v.string(), v.union([v.string(), v.number()])) })
        )
      })
    ),
    driving: quantity<Seconds>(),
    distance: quantity<Metres>(),
    /** Where the visits are and how the road goes: sealed, for doors are private. */
    route: hashSchema
  }),

  /* The tablet's journal. */
  'tablet.ready': v.strictObject({
    plan: v.pipe(v.number(), v.integer()),
    region: name<string>(),
    release: name<string>()
  }),
  'consignment.loaded': v.strictObject({ consignment }),
  'consignment.missing': v.strictObject({ consignment }),
  'shift.started': v.strictObject({}),
  'visit.arrived': v.strictObject({ visit }),
  'consignment.handed_over': v.strictObject({
    consignment,
    visit,
    receiver: v.picklist(receivers),
    /** That an identity document was seen and matched; never what stood in it. */
    identity: v.nullable(v.literal('matched')),
    /** Sealed: the receiver's name and signature. */
    proof: hashSchema
  }),
  'consignment.failed': v.strictObject({
    consignment,
    visit,
    reason: v.picklist(failureReasons),
    note: v.nullable(hashSchema)
  }),
  'visit.departed': v.strictObject({ visit }),
  /** The courier drives the visits of the hub's plan in another order, or at other times. */
  'plan.rearranged': v.strictObject({
    /** The hub's plan whose visits they are: a later plan by the hub counts before it. */
    plan: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** Whose order it is: found by the tablet's planner, or the courier's own. */
    chosenBy: v.picklist(['planner', 'courier']),
    /** All of them, those that are behind first. */
    visits: v.array(plannedVisit),
    driving: quantity<Seconds>(),
    distance: quantity<Metres>(),
    /** As the hub's: sealed. */
    route: hashSchema
  }),
  /** The courier has read a change made by the hub. */
  'change.acknowledged': v.strictObject({
    journal: journalSchema,
    seq: v.pipe(v.number(), v.integer())
  }),
  'shift.ended': v.strictObject({}),

  /* The van's own journal. */
  'wifi.opened': v.strictObject({ stop: v.nullable(name<ServiceStopId>()), by: v.picklist(['arrival', 'hand']) }),
  'wifi.closed': v.strictObject({ stop: v.nullable(name<ServiceStopId>()) })
} as const;

export type FactType = keyof typeof bodies;
export type FactBody<Type extends FactType> = v.InferOutput<(typeof bodies)[Type]>;
export type ServiceStop = v.InferOutput<typeof serviceStop>;
export type PlannedVisit = v.InferOutput<typeof plannedVisit>;
export type ConsignmentBody = v.InferOutput<typeof consignmentBody>;

export const isFactType = (type: string): type is FactType => Object.hasOwn(bodies, type);

/** The body as the vocabulary has it, or null: the fact is then stored, not applied, and shown to a person. */
export function readBody<Type extends FactType>(type: Type, body: unknown): FactBody<Type> | null {
  const result = v.safeParse(bodies[type], body);
  return result.success ? (result.output as FactBody<Type>) : null;
}

/** The attachments that a body names: an acknowledgement of the fact covers them too. */
export function attachmentsOf(type: FactType, body: Record<string, unknown>) {
  const names = {
    'consignment.added': ['card'],
    'consignment.changed': ['card'],
    'plan.published': ['route'],
    'plan.rearranged': ['route'],
    'consignment.handed_over': ['proof'],
    'consignment.failed': ['note']
  } as Partial<Record<FactType, string[]>>;
  return (names[type] ?? []).map((key) => body[key]).filter((hash) => v.is(hashSchema, hash));
}
