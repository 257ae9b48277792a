import type { Asked, Rules } from './car-profile.ts';
import type { Tags } from './pbf/read.ts';
import type { RoadClass } from './road-classes.ts';
import { firstOf, keysByDirection } from './tag-keys.ts';

/**
 * What OSRM's own car profile says: its rules and numbers (profiles/car.lua, v26.9), in our words. Left out is what it
 * says of ways beside their time: OSRM counts yards, alleys and narrow roads double when it chooses a way, keeps lanes
 * for full cars apart, and begins no way on a private yard. We choose by time. Left out, too, are its limits by name for
 * countries far away, and what looks like slips: that it shuts a street in which a tramway is built, and drives one-way
 * ferries and bridges that open in both directions.
 */
export const osrmCar: Rules = {
  accessKeys: keysByDirection(['motorcar', 'motor_vehicle', 'vehicle', 'access']),
  vehicle: { height: 2, width: 1.9, length: 4.8, weight: 2 },
  isBlocked: isNoRoad,
  isToTheDoor: (roadClass) => !['track', 'road', 'ferry', 'shuttle_train', 'other'].includes(roadClass),
  speedOf: (asked) => Math.min(limitedSpeed(asked), groundSpeed(asked.tags)),
  waitOf: () => 0
};

/** km/h where no limit is signed. Those that are missing are driven only where they are signed for cars. */
export const classSpeeds: Readonly<Partial<Record<RoadClass, number>>> = {
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
  winter_road: 20,
  ice_road: 15,
  ferry: 5,
  shuttle_train: 10
};
const signedForCars = 10;
const movableBridge = 5;

/** A signed limit is an upper bound that nobody keeps up all the way. */
export const shareOfLimit = 0.8;

/** Limits by name, km/h; of OSRM's exceptions by country those of the north and its neighbours. */
const namedLimits = new Map(Object.entries({ urban: 50, rural: 90, trunk: 110, motorway: 130 }));
const limitsByCountry = new Map(
  Object.entries({
    'ch:rural': 80,
    'ch:trunk': 100,
    'ch:motorway': 120,
    'de:living_street': 7,
    'de:rural': 100,
    'dk:rural': 80,
    'fr:rural': 80,
    'no:rural': 80,
    'no:motorway': 110,
    'ru:living_street': 20,
    'ru:urban': 60,
    'ru:motorway': 110,
    none: 140
  })
);

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
    snow: 30,
    earth: 20,
    stone: 20,
    rocky: 20,
    sand: 20,
    ice: 20,
    laterite: 15,
    mud: 10
  })
);
const tracktypeSpeeds = new Map(Object.entries({ grade1: 60, grade2: 40, grade3: 30, grade4: 25, grade5: 20 }));
const smoothnessSpeeds = new Map(
  Object.entries({ intermediate: 80, bad: 40, very_bad: 20, horrible: 10, very_horrible: 5, impassable: 0 })
);

/** What no car drives, whatever the signs say of access. */
export function isNoRoad(tags: Tags): boolean {
  const construction = tags.get('construction') ?? 'no';
  return (
    tags.get('area') === 'yes' ||
    tags.get('oneway') === 'reversible' ||
    tags.get('impassable') === 'yes' ||
    tags.get('status') === 'impassable' ||
    tags.get('service') === 'emergency_access' ||
    !['no', 'widening', 'minor'].includes(construction) ||
    ['steps', 'construction', 'proposed'].includes(tags.get('highway') ?? '')
  );
}

const limitKeys = keysByDirection(['maxspeed:advisory', 'maxspeed', 'source:maxspeed', 'maxspeed:type']);

function limitedSpeed({ tags, roadClass, direction, access }: Asked): number {
  const usual = tags.get('bridge') === 'movable' ? movableBridge : classSpeeds[roadClass];
  const speed = usual ?? (access === '' ? 0 : signedForCars);
  const limit = limitOf(firstOf(tags, limitKeys[direction]));
  return speed > 0 && limit > 0 ? limit * shareOfLimit : speed;
}

/** km/h of `80`, `50 mph`, `FR:urban`; 0 where it says nothing. */
function limitOf(text: string): number {
  const [digits] = /^\d+/.exec(text) ?? [];
  if (digits !== undefined) return Number(digits) * (/mp\/?h/.test(text) ? 1.609 : 1);
  const name = text.toLowerCase();
  return limitsByCountry.get(name) ?? namedLimits.get(/^[a-z]{2}:([a-z]+)/.exec(name)?.[1] ?? '') ?? 0;
}

/** @param surfaces highest speeds on a surface, km/h, of another profile */
export const groundSpeed = (tags: Tags, surfaces: ReadonlyMap<string, number> = surfaceSpeeds): number =>
  Math.min(
    surfaces.get(tags.get('surface') ?? '') ?? surfaceSpeeds.get(tags.get('surface') ?? '') ?? Infinity,
    tracktypeSpeeds.get(tags.get('tracktype') ?? '') ?? Infinity,
    smoothnessSpeeds.get(tags.get('smoothness') ?? '') ?? Infinity
  );
