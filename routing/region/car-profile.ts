import { isOpenAt, momentOf, tagsAt, tagsEver } from './conditional.ts';
import { finnishCar } from './finnish-car.ts';
import { osrmCar } from './osrm-car.ts';
import type { Tags } from './pbf/read.ts';
import { classOf, durationOf, isTimed, type RoadClass } from './road-classes.ts';
import { seasonOf, type Season } from './seasons.ts';
import { isTooSmall, metresOf, type VehicleSize } from './size-limits.ts';
import { firstOf, type Direction } from './tag-keys.ts';
import { lengthOfWay } from './trait.ts';

/**
 * Which ways a van may drive, in which direction and how fast, from their tags: the steps that OSRM's car profile
 * (profiles/car.lua and profiles/lib/way_handlers.lua, v26.9) takes. What it says at each step is in `osrm-car.ts`, and
 * what we say instead in `finnish-car.ts`.
 */
export interface Driving {
  readonly roadClass: RoadClass;
  /** km/h in the way's own direction and against it; 0 where driving is forbidden. */
  readonly forward: number;
  readonly backward: number;
  /** Where it is private, or for deliveries and visitors only: to the door, never through. */
  readonly restricted: { readonly forward: boolean; readonly backward: boolean };
  /** Seconds until a ferry leaves. */
  readonly wait: number;
}

export type Profile = 'raitti' | 'osrm-car';

/** Under which a profile answers. */
export interface Conditions {
  readonly profile: Profile;
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, as the clocks are where the road is; without one no rule of a season applies. */
  readonly date?: string | undefined;
  /** A dispatcher has opened the road: what is shut but for a season or a time is not shut. */
  readonly isOpened?: boolean | undefined;
}

/** One direction of a way, and under what it is asked about. */
export interface Asked {
  readonly tags: Tags;
  readonly roadClass: RoadClass;
  readonly direction: Direction;
  /** The value of the most particular access tag; empty where there is none. */
  readonly access: string;
  readonly isRestricted: boolean;
  readonly season: Season;
}

/** What a profile says at each step. */
export interface Rules {
  /** The most particular one that is present decides. */
  readonly accessKeys: Readonly<Record<Direction, readonly string[]>>;
  readonly vehicle: VehicleSize;
  /** Whether nobody drives there, whatever the signs say of access. */
  isBlocked(tags: Tags, conditions: Conditions): boolean;
  /** Whether a class may be private, or for visitors only, and is driven to the door; else that is a ban. */
  isToTheDoor(roadClass: RoadClass): boolean;
  /** km/h; 0 where such a way is not driven. */
  speedOf(asked: Asked): number;
  /** Seconds until a ferry leaves. */
  waitOf(tags: Tags): number;
}

const openAccess = new Set(['yes', 'motorcar', 'motor_vehicle', 'vehicle', 'permissive', 'designated', 'hov']);
const forbiddenAccess = new Set([
  ...['no', 'agricultural', 'forestry', 'emergency', 'emergency_vehicle', 'military', 'official', 'restricted'],
  ...['psv', 'bus', 'minibus', 'taxi', 'share_taxi', 'foot']
]);
/** Driven to the door and never through. */
export const restrictedAccess: ReadonlySet<string> = new Set([
  ...['private', 'delivery', 'destination', 'customers', 'permit', 'residents', 'unknown']
]);
const onewayKeys = ['oneway:motorcar', 'oneway:motor_vehicle', 'oneway:vehicle', 'oneway'];

/** What the profile makes of a way; `undefined` where a van cannot drive. */
export function drivingOn(tags: Tags, conditions: Conditions): Driving | undefined {
  const rules = rulesOf(conditions.profile);
  for (const set of tagsUnder(tags, conditions)) {
    const driving = rules.isBlocked(set, conditions) ? undefined : drivingBy(rules, set, seasonOf(conditions.date));
    if (driving) return driving;
  }
  return undefined;
}

/** In which directions a van may drive a way on some day, under some profile, or when it is opened. */
export function drivableSomeday(tags: Tags): { forward: boolean; backward: boolean } {
  const some = { forward: false, backward: false };
  for (const profile of profiles) {
    const rules = rulesOf(profile);
    for (const set of tagsEver(tags)) {
      const isBlocked = rules.isBlocked(set, { profile, isOpened: true });
      const driving = isBlocked ? undefined : drivingBy(rules, set, 'summer');
      some.forward ||= (driving?.forward ?? 0) > 0;
      some.backward ||= (driving?.backward ?? 0) > 0;
    }
  }
  return some;
}

export const profiles: readonly Profile[] = ['raitti', 'osrm-car'];

const rulesOf = (profile: Profile) => (profile === 'osrm-car' ? osrmCar : finnishCar);

/** OSRM knows no conditions on ways. */
function tagsUnder(tags: Tags, { profile, date, isOpened }: Conditions): Tags[] {
  if (profile === 'osrm-car') return [tags];
  if (isOpened) return tagsEver(tags);
  const moment = date === undefined ? undefined : momentOf(date);
  if (!moment) return [tags];
  const isShut = isOpenAt(tags.get('opening_hours') ?? '24/7', moment) === false;
  return isShut ? [] : [tagsAt(tags, moment)];
}

function drivingBy(rules: Rules, tags: Tags, season: Season): Driving | undefined {
  const roadClass = classOf(tags);
  if (!roadClass) return undefined;
  const directions = directionsOf(tags);
  const scheduled = scheduledSpeed(tags);
  const ask = (direction: Direction) => {
    const access = kindestOf(firstOf(tags, rules.accessKeys[direction]));
    const mayBeToTheDoor = rules.isToTheDoor(roadClass);
    // `unknown` asks for care where it can be had, and bans nobody.
    const isSigned = restrictedAccess.has(access) && (mayBeToTheDoor || access !== 'unknown');
    const isForbidden = forbiddenAccess.has(access) || (isSigned && !mayBeToTheDoor);
    const isDriven = directions[direction] && !isForbidden && !isTooSmall(tags, direction, rules.vehicle);
    if (!isDriven) return { speed: 0, isSigned };
    const speed = rules.speedOf({ tags, roadClass, direction, access, isRestricted: isSigned, season });
    return { speed: speed > 0 ? (scheduled ?? speed) : 0, isSigned };
  };
  const [forward, backward] = [ask('forward'), ask('backward')];
  if (forward.speed === 0 && backward.speed === 0) return undefined;
  return {
    roadClass,
    forward: forward.speed,
    backward: backward.speed,
    restricted: { forward: forward.isSigned, backward: backward.isSigned },
    wait: rules.waitOf(tags)
  };
}

function directionsOf(tags: Tags): { forward: boolean; backward: boolean } {
  const oneway = firstOf(tags, onewayKeys);
  if (oneway === '-1') return { forward: false, backward: true };
  const isRoundabout = ['roundabout', 'circular'].includes(tags.get('junction') ?? '');
  const implied = tags.get('highway') === 'motorway' || isRoundabout;
  const isOneWay = ['yes', '1', 'true'].includes(oneway) || (implied && oneway !== 'no');
  return { forward: true, backward: !isOneWay };
}

/** km/h of a ferry whose timetable says how long it takes, or of a bridge that opens. */
function scheduledSpeed(tags: Tags): number | undefined {
  const length = Number(tags.get(lengthOfWay) ?? NaN);
  const duration = isTimed(tags) ? durationOf(tags.get('duration') ?? '') : undefined;
  return length > 0 && duration !== undefined ? (length / duration) * 3.6 : undefined;
}

const nodeAccessKeys = ['motorcar', 'motor_vehicle', 'vehicle', 'access'];

/** The access that is signed for cars, in either direction; empty where none is. */
export const accessOf = (tags: Tags): string => kindestOf(firstOf(tags, nodeAccessKeys));

/** Of several values (`destination;agricultural`) the one that lets most people in. */
function kindestOf(access: string): string {
  if (!access.includes(';')) return access;
  const values = access.split(';').map((value) => value.trim());
  const among = (set: ReadonlySet<string>) => values.find((value) => set.has(value));
  return among(openAccess) ?? among(restrictedAccess) ?? among(forbiddenAccess) ?? values[0]!;
}

const passableBarriers = new Set([
  'cattle_grid',
  'border_control',
  'toll_booth',
  'sally_port',
  'gate',
  'lift_gate',
  'no',
  'entrance',
  'height_restrictor',
  'arch'
]);

/** Whether a barrier or a ban at this node keeps a van from driving over it. Ours are gates that swing, and kerbs that are flat. */
export function blocksDriving(tags: Tags, profile: Profile): boolean {
  const access = accessOf(tags);
  if (access !== '') return forbiddenAccess.has(access);
  const barrier = tags.get('barrier');
  if (barrier === undefined) return false;
  const { vehicle } = rulesOf(profile);
  if (barrier === 'height_restrictor' && metresOf(tags.get('maxheight') ?? '') < vehicle.height) return true;
  if (passableBarriers.has(barrier) || tags.get('bollard') === 'rising') return false;
  if (barrier === 'swing_gate') return profile === 'osrm-car';
  const kerb = tags.get('kerb') ?? '';
  const isLowKerb = ['lowered', 'flush'].includes(kerb) || (kerb === 'flat' && profile === 'raitti');
  const isCrossing = barrier === 'kerb' && tags.get('highway') === 'crossing';
  // A fence for cattle that only they hear.
  const isHeardOnly = barrier === 'fence' && ['audible', 'audio'].includes(tags.get('sensory') ?? '');
  return !isLowKerb && !isCrossing && !isHeardOnly;
}
