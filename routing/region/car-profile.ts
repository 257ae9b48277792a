import type { Tags } from './pbf/read.ts';
import { lengthOfWay } from './trait.ts';

/** Under which a profile answers. */
export interface Conditions {
  /** A dispatcher has opened the road: what is shut but for a season or a day is not shut. */
  readonly isOpened?: boolean;
}

export const standardConditions: Conditions = {};

/**
 * Which ways a van may drive, in which direction and how fast, from their tags.
 * The rules and numbers are those of OSRM's car profile (profiles/car.lua, v26.4.1) unless a line says otherwise.
 */
export interface Driving {
  readonly roadClass: RoadClass;
  /** km/h in the way's own direction and against it; 0 where driving is forbidden. */
  readonly forward: number;
  readonly backward: number;
  /** Private, or for deliveries and visitors only. */
  readonly restricted: boolean;
}

/** From the greatest road to the smallest. */
const roadClasses = [
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'track',
  'road',
  'ferry',
  'shuttle_train'
] as const;
export type RoadClass = (typeof roadClasses)[number];

/** km/h where no limit is signed. */
const classSpeeds: Readonly<Record<RoadClass, number>> = {
  motorway: 90,
  motorway_link: 45,
  trunk: 85,
  trunk_link: 40,
  primary: 65,
  primary_link: 30,
  secondary: 55,
  secondary_link: 25,
  tertiary: 40,
  tertiary_link: 20,
  unclassified: 25,
  residential: 25,
  living_street: 10,
  service: 15,
  // Ours: OSRM leaves tracks out, but in Finland they lead to homes (research/routing.md, "Speed model for Finland").
  track: 15,
  road: 10,
  ferry: 5,
  shuttle_train: 10
};

/** A signed limit is an upper bound that nobody keeps up all the way. */
const shareOfLimit = 0.8;

/** Ours: to the door, but seldom worth a shortcut, until the roads issue bans driving through. */
const restrictedCap = 15;

/** Limits by name, km/h. Ours: OSRM's table has no Finnish entry. Tieliikennelaki 729/2018, 9 §: 50 in built-up areas, else 80. */
const namedLimits = new Map(Object.entries({ urban: 50, rural: 80, trunk: 100, motorway: 120, walk: 7 }));
const limitKeys = ['maxspeed', 'maxspeed:type', 'source:maxspeed', 'zone:maxspeed'];

/** Highest speeds on a surface, km/h; unlisted ones do not slow down. */
const surfaceSpeeds = new Map(
  Object.entries({
    cement: 80,
    compacted: 80,
    fine_gravel: 80,
    paving_stones: 60,
    metal: 60,
    bricks: 60,
    grass: 40,
    wood: 40,
    sett: 40,
    grass_paver: 40,
    gravel: 40,
    unpaved: 40,
    ground: 40,
    dirt: 40,
    pebblestone: 40,
    tartan: 40,
    cobblestone: 30,
    clay: 30,
    earth: 20,
    stone: 20,
    rocky: 20,
    sand: 20,
    mud: 10
  })
);
const tracktypeSpeeds = new Map(
  Object.entries({
    grade1: 60,
    grade2: 40,
    grade3: 30,
    grade4: 25,
    grade5: 20
  })
);
const smoothnessSpeeds = new Map(
  Object.entries({
    intermediate: 80,
    bad: 40,
    very_bad: 20,
    horrible: 10,
    very_horrible: 5,
    impassable: 0
  })
);

/** The most particular tag that is present decides, and one for a direction comes before one for both. */
const accessKeys = ['motorcar', 'motor_vehicle', 'vehicle', 'access'];
const accessKeysOf = {
  forward: accessKeys.flatMap((key) => [`${key}:forward`, key]),
  backward: accessKeys.flatMap((key) => [`${key}:backward`, key])
};
const onewayKeys = ['oneway:motorcar', 'oneway:motor_vehicle', 'oneway:vehicle', 'oneway'];
const forbiddenAccess = new Set(['no', 'agricultural', 'forestry', 'emergency', 'psv']);
const restrictedAccess = new Set(['private', 'delivery', 'destination', 'customers']);
const passableBarriers = new Set([
  'cattle_grid',
  'border_control',
  'toll_booth',
  'sally_port',
  'gate',
  'lift_gate',
  'swing_gate',
  'no',
  'entrance',
  'height_restrictor',
  'arch'
]);

/** What the profile makes of a way; `undefined` where a van cannot drive. */
export function drivingOn(tags: Tags, conditions: Conditions): Driving | undefined {
  const roadClass = classOf(tags);
  if (!roadClass || isBlocked(tags) || (isForWinter(tags) && !conditions.isOpened)) return undefined;
  if (isFerry(tags) && accessOf(tags) === '' && isForWalkers(tags)) return undefined;
  const access = { forward: firstOf(tags, accessKeysOf.forward), backward: firstOf(tags, accessKeysOf.backward) };
  const directions = directionsOf(tags, roadClass);
  const limit = limitOf(tags, limitKeys);
  const speed = (direction: 'forward' | 'backward') => {
    if (!directions[direction] || forbiddenAccess.has(access[direction])) return 0;
    const signed = limitOf(tags, [`maxspeed:${direction}`]) ?? limit;
    const wanted = signed === undefined ? defaultSpeed(tags, roadClass) : signed * shareOfLimit;
    const highest = restrictedAccess.has(access[direction]) ? restrictedCap : Infinity;
    return scheduledSpeed(tags) ?? Math.min(wanted, groundSpeed(tags), highest);
  };
  const driving: Driving = {
    roadClass,
    forward: speed('forward'),
    backward: speed('backward'),
    restricted: restrictedAccess.has(access.forward) || restrictedAccess.has(access.backward)
  };
  return driving.forward > 0 || driving.backward > 0 ? driving : undefined;
}

/** In which directions a van may drive a way under some conditions. */
export function drivableSomeday(tags: Tags): { forward: boolean; backward: boolean } {
  const driving = drivingOn(tags, { isOpened: true });
  return { forward: (driving?.forward ?? 0) > 0, backward: (driving?.backward ?? 0) > 0 };
}

export const isFerry = (tags: Tags): boolean => ['ferry', 'shuttle_train'].includes(tags.get('route') ?? '');

/** The access that is signed for cars, in either direction; empty where none is. */
export const accessOf = (tags: Tags): string => firstOf(tags, accessKeys);

/** Whether a barrier or a ban at this node keeps a van from driving over it. */
export function blocksDriving(tags: Tags): boolean {
  const access = accessOf(tags);
  if (access !== '') return forbiddenAccess.has(access);
  const barrier = tags.get('barrier');
  if (barrier === undefined || passableBarriers.has(barrier) || tags.get('bollard') === 'rising') return false;
  const isLowKerb = ['lowered', 'flat'].includes(tags.get('kerb') ?? '');
  return !isLowKerb && !(barrier === 'kerb' && tags.get('highway') === 'crossing');
}

function classOf(tags: Tags): RoadClass | undefined {
  const route = tags.get('route');
  const wanted = route === 'ferry' || route === 'shuttle_train' ? route : tags.get('highway');
  return roadClasses.find((roadClass) => roadClass === wanted);
}

function isBlocked(tags: Tags): boolean {
  const construction = tags.get('construction') ?? 'no';
  return (
    tags.get('area') === 'yes' ||
    tags.get('oneway') === 'reversible' ||
    tags.get('impassable') === 'yes' ||
    tags.get('status') === 'impassable' ||
    tags.get('service') === 'emergency_access' ||
    !['no', 'widening', 'minor'].includes(construction) ||
    tags.has('proposed')
  );
}

/** Ours: a road over ice or snow is closed until the dispatcher opens it (research/routing.md). */
const isForWinter = (tags: Tags) => tags.get('ice_road') === 'yes' || tags.get('winter_road') === 'yes';

/** Ours: a ferry that names only walkers or cyclists is a boat without a car deck. */
const isForWalkers = (tags: Tags) => ['foot', 'bicycle', 'passenger'].some((key) => tags.has(key));

function directionsOf(tags: Tags, roadClass: RoadClass): { forward: boolean; backward: boolean } {
  const oneway = firstOf(tags, onewayKeys);
  if (oneway === '-1') return { forward: false, backward: true };
  const implied = roadClass === 'motorway' || ['roundabout', 'circular'].includes(tags.get('junction') ?? '');
  const isOneWay = ['yes', '1', 'true'].includes(oneway) || (implied && oneway !== 'no');
  return { forward: true, backward: !isOneWay };
}

/** km/h where no limit is signed: tracks of the two best grades are roads in all but name. */
const defaultSpeed = (tags: Tags, roadClass: RoadClass) =>
  roadClass === 'track' && ['grade1', 'grade2'].includes(tags.get('tracktype') ?? '') ? 25 : classSpeeds[roadClass];

const groundSpeed = (tags: Tags) =>
  Math.min(
    surfaceSpeeds.get(tags.get('surface') ?? '') ?? Infinity,
    tracktypeSpeeds.get(tags.get('tracktype') ?? '') ?? Infinity,
    smoothnessSpeeds.get(tags.get('smoothness') ?? '') ?? Infinity
  );

/** The first limit among the keys that can be understood, km/h: `80`, `50 mph`, `FI:urban`, `FI:zone30`. */
function limitOf(tags: Tags, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const text = (tags.get(key) ?? '').trim();
    const [, value, unit] = /^(\d+(?:\.\d+)?)\s*(mph)?/.exec(text) ?? [];
    const zone = /^[A-Z]{2}:(?:zone:?)?(\d+)$/.exec(text)?.[1];
    const limit = Number(value ?? zone ?? NaN) * (unit ? 1.609344 : 1) || namedLimits.get(text.split(':').at(-1)!);
    if (limit !== undefined && limit >= 1) return limit;
  }
  return undefined;
}

/** km/h of a ferry whose timetable says how long it takes. */
function scheduledSpeed(tags: Tags): number | undefined {
  const length = Number(tags.get(lengthOfWay) ?? NaN);
  const duration = isFerry(tags) ? durationOf(tags.get('duration') ?? '') : undefined;
  return length > 0 && duration !== undefined ? (length / duration) * 3.6 : undefined;
}

/** Seconds, from `hh:mm`, `hh:mm:ss`, minutes alone or ISO 8601 `PT1H20M`. */
function durationOf(text: string): number | undefined {
  const clock = /^(?:(\d+):)?(\d+)(?::(\d+))?$/.exec(text);
  if (clock) return plausible(Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0));
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text);
  if (iso) return plausible(Number(iso[1] ?? 0) * 3600 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0));
  return undefined;
}

/** No ferry with cars sails for two days: a slip of the pen would not even fit where durations are kept. */
const plausible = (seconds: number) => (seconds > 0 && seconds < 2 * 86_400 ? seconds : undefined);
const firstOf = (tags: Tags, keys: readonly string[]) => keys.map((key) => tags.get(key)).find(Boolean) ?? '';
