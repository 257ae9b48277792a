import type { Asked, Rules } from './car-profile.ts';
import { classSpeeds, groundSpeed, isNoRoad, shareOfLimit } from './osrm-car.ts';
import type { Tags } from './pbf/read.ts';
import { durationOf, isFerry, type RoadClass } from './road-classes.ts';
import { seasonalLimit, type Season } from './seasons.ts';
import { firstOf, keysByDirection } from './tag-keys.ts';
import { lengthOfWay } from './trait.ts';

const accessKeys = ['goods', 'motorcar', 'motor_vehicle', 'vehicle', 'access'];

/**
 * Where we differ from OSRM's car profile, for a van on Finnish roads. The profile `osrm-car` does without all of it.
 * What has no other source is from research/routing.md, "Speed model for Finland", and marked there as an estimate to be
 * corrected by what couriers really drive.
 *
 * - *limits*: FI:urban, FI:rural, FI:zone30 and the like; where nothing is signed 50 in built-up areas, else 80
 *   (Tieliikennelaki 729/2018, 9 §), 20 in living streets (pihakatu).
 * - *winter*: limits by date (`seasons.ts`), or what the road's own `maxspeed:seasonal:winter` says.
 * - *caps*: what a van really drives at most, by class, on unpaved roads also by season.
 * - *tracks*: they lead to homes: 25 km/h on the two best grades, else 15.
 * - *private roads*: at most 35 km/h; also tracks, and streets for walkers or cyclists that are signed for motor
 *   vehicles, are driven to the door and never through (`roads/cost.ts`).
 * - *goods*: a van is `goods=*` before it is `motorcar=*`; `hgv=*` is for lorries and no concern of it.
 * - *van*: 2.7 m high, 7 m long, 3.5 t.
 * - *ferries*: half the interval is waited, or one crossing where a ferry just goes to and fro; one that names only
 *   walkers or cyclists is a boat without a car deck; 10 km/h where no duration is given.
 * - *ice and winter roads*: shut until a dispatcher opens them.
 * - *conditions*: `*:conditional` and `opening_hours` by date (`conditional.ts`).
 * - *barriers*: a height restrictor is measured by the van; gates that swing are opened like others, and a flat kerb is driven over.
 * - *restrictions*: of several `only_…` from one road each is allowed, and one towards a road that cannot be entered is a slip
 *   (`restrictions.ts`). To OSRM each forbids all others.
 * - *bridges that open* do so seldom: nobody waits.
 */
export const finnishCar: Rules = {
  accessKeys: keysByDirection(accessKeys),
  vehicle: { height: 2.7, width: 1.9, length: 7, weight: 3.5 },
  isBlocked: (tags, conditions) => isNoRoad(tags) || isForWalkers(tags) || (isForWinter(tags) && !conditions.isOpened),
  isToTheDoor: () => true,
  speedOf,
  waitOf
};

/** The most that a van really drives, km/h. */
const caps: Readonly<Record<RoadClass, number>> = {
  motorway: 95,
  motorway_link: 60,
  trunk: 95,
  trunk_link: 50,
  primary: 95,
  primary_link: 45,
  secondary: 85,
  secondary_link: 40,
  tertiary: 75,
  tertiary_link: 35,
  unclassified: 60,
  residential: 40,
  living_street: 15,
  service: 15,
  track: 15,
  road: 25,
  winter_road: 20,
  ice_road: 15,
  ferry: 10,
  shuttle_train: 10,
  other: 10
};
const goodTrack = 25;
const privateRoad = 35;

const unpaved = ['gravel', 'fine_gravel', 'compacted', 'unpaved', 'pebblestone'];
const unpavedSpeeds: Readonly<Record<Season, number>> = { summer: 60, winter: 50, thaw: 40 };
const surfacesOf = (season: Season) => new Map(unpaved.map((surface) => [surface, unpavedSpeeds[season]]));
const surfaces = { summer: surfacesOf('summer'), winter: surfacesOf('winter'), thaw: surfacesOf('thaw') };

function speedOf(asked: Asked): number {
  const { tags, roadClass, isRestricted, season } = asked;
  if (roadClass === 'other' && !isSignedForMotors(asked)) return 0;
  const isGoodTrack = roadClass === 'track' && ['grade1', 'grade2'].includes(tags.get('tracktype') ?? '');
  const cap = isGoodTrack ? goodTrack : caps[roadClass];
  const wanted = (limitOf(asked) ?? Infinity) * shareOfLimit;
  return Math.min(wanted, cap, groundSpeed(tags, surfaces[season]), isRestricted ? privateRoad : Infinity);
}

/** A street for walkers is not opened by a general `access=yes`. */
const isSignedForMotors = ({ tags, direction }: Asked) => firstOf(tags, motorKeys[direction]) !== '';
const motorKeys = keysByDirection(['goods', 'motorcar', 'motor_vehicle']);

/** km/h that may be driven; nothing where only the road itself sets a limit. */
function limitOf({ tags, roadClass, direction, season }: Asked): number | undefined {
  const winter = season === 'winter' ? signedLimit(tags, winterLimitKeys[direction]) : undefined;
  const usual = signedLimit(tags, limitKeys[direction]) ?? unsignedLimit(tags, roadClass);
  return winter ?? (usual && seasonalLimit(usual, roadClass === 'motorway', season));
}

const winterLimitKeys = keysByDirection(['maxspeed:seasonal:winter']);
const limitKeys = keysByDirection([
  ...['maxspeed:advisory', 'maxspeed', 'maxspeed:type', 'source:maxspeed', 'zone:maxspeed', 'zone:traffic']
]);

const namedLimits = new Map(
  Object.entries({ urban: 50, rural: 80, trunk: 100, motorway: 120, living_street: 20, walk: 7, none: 120 })
);

/** The first limit among the keys that can be understood: `80`, `50 mph`, `FI:urban`, `FI:zone30`. */
function signedLimit(tags: Tags, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const text = tags.get(key)?.trim();
    if (!text) continue;
    const [, value, unit] = /^(\d+(?:\.\d+)?)\s*(mph)?/.exec(text) ?? [];
    const zone = /^[A-Z]{2}:(?:zone:?)?(\d+)$/.exec(text)?.[1];
    const limit = Number(value ?? zone ?? NaN) * (unit ? 1.609344 : 1) || namedLimits.get(text.split(':').at(-1)!);
    if (limit !== undefined && limit >= 1) return limit;
  }
  return undefined;
}

function unsignedLimit(tags: Tags, roadClass: RoadClass): number | undefined {
  if (roadClass === 'motorway') return 120;
  if (roadClass === 'living_street') return 20;
  if (roadClass.endsWith('_link')) return classSpeeds[roadClass]! / shareOfLimit;
  const isStreet = roadClass === 'residential' || tags.get('lit') === 'yes' || tags.get('abutters') === 'residential';
  const hasPavement = !['', 'no', 'none'].includes(tags.get('sidewalk') ?? '');
  return isStreet || hasPavement ? 50 : 80;
}

const isForWinter = (tags: Tags) =>
  ['winter_road', 'ice_road'].includes(tags.get('highway') ?? '') ||
  tags.get('ice_road') === 'yes' ||
  tags.get('winter_road') === 'yes';

const isForWalkers = (tags: Tags) =>
  isFerry(tags) &&
  !accessKeys.some((key) => tags.has(key)) &&
  ['foot', 'bicycle', 'passenger'].some((key) => tags.has(key));

function waitOf(tags: Tags): number {
  if (!isFerry(tags)) return 0;
  const interval = durationOf(tags.get('interval') ?? '');
  const crossing = durationOf(tags.get('duration') ?? '') ?? (Number(tags.get(lengthOfWay) ?? 0) / caps.ferry) * 3.6;
  return interval === undefined ? crossing : interval / 2;
}
