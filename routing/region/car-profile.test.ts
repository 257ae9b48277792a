import { describe, expect, test } from 'vitest';
import { blocksDriving, drivableSomeday, drivingOn as drivingUnder, standardConditions } from './car-profile.ts';
import type { Tags } from './pbf/read.ts';
import { lengthOfWay } from './trait.ts';

type Written = Record<string, string>;
const tagsOf = (written: Written) => new Map(Object.entries(written));
const drivingOn = (tags: Tags) => drivingUnder(tags, standardConditions);
const street = { highway: 'residential' };

describe('where a van may drive', () => {
  test.each<Written>([
    street,
    { highway: 'track' },
    { highway: 'service', access: 'private' },
    { ...street, access: 'no', motor_vehicle: 'yes' },
    { ...street, vehicle: 'no', motor_vehicle: 'destination' },
    { ...street, motor_vehicle: 'no', motorcar: 'permissive' },
    { ...street, construction: 'minor' },
    { route: 'ferry', duration: '00:12' },
    { route: 'ferry', foot: 'yes', motor_vehicle: 'yes' }
  ])('%o', (tags) => {
    expect(drivingOn(tagsOf(tags))).toBeDefined();
  });

  test.each<Written>([
    {},
    { building: 'yes' },
    { highway: 'footway' },
    { highway: 'cycleway' },
    { highway: 'proposed' },
    { highway: 'construction', construction: 'primary' },
    { highway: 'toString' },
    { ...street, access: 'no' },
    { ...street, motor_vehicle: 'no', access: 'yes' },
    { ...street, motorcar: 'no', motor_vehicle: 'yes' },
    { ...street, vehicle: 'forestry' },
    { ...street, oneway: 'yes', 'motor_vehicle:forward': 'no' },
    { ...street, access: 'agricultural' },
    { highway: 'service', service: 'emergency_access' },
    { highway: 'pedestrian', area: 'yes' },
    { ...street, area: 'yes' },
    { ...street, oneway: 'reversible' },
    { ...street, smoothness: 'impassable' },
    { highway: 'track', winter_road: 'yes' },
    { highway: 'unclassified', ice_road: 'yes' },
    { route: 'ferry', foot: 'yes' },
    { route: 'ferry', motor_vehicle: 'no' }
  ])('not on %o', (tags) => {
    expect(drivingOn(tagsOf(tags))).toBeUndefined();
  });
});

test.each<[Written, number, number]>([
  [street, 25, 25],
  [{ highway: 'primary' }, 65, 65],
  [{ highway: 'motorway' }, 90, 0],
  [{ highway: 'motorway', oneway: 'no' }, 90, 90],
  [{ highway: 'trunk', oneway: 'yes' }, 85, 0],
  [{ highway: 'trunk', oneway: 'no' }, 85, 85],
  [{ highway: 'tertiary', oneway: '-1' }, 0, 40],
  [{ highway: 'tertiary', junction: 'roundabout' }, 40, 0],
  [{ highway: 'motorway_link' }, 45, 45],
  [{ highway: 'tertiary', oneway: 'no', 'oneway:motor_vehicle': 'yes' }, 40, 0],
  [{ highway: 'tertiary', oneway: 'yes', 'oneway:motorcar': 'no' }, 40, 40],
  [{ highway: 'tertiary', oneway: 'yes', 'oneway:bicycle': 'no' }, 40, 0],
  [{ highway: 'tertiary', 'motor_vehicle:backward': 'no' }, 40, 0],
  [{ highway: 'tertiary', 'access:forward': 'no', motor_vehicle: 'yes' }, 40, 40],
  [{ highway: 'tertiary', 'vehicle:forward': 'no', 'access:backward': 'private' }, 0, 15],
  [{ highway: 'tertiary', 'motor_vehicle:forward': 'destination', 'motor_vehicle:backward': 'yes' }, 15, 40],
  [{ highway: 'secondary', maxspeed: '80' }, 64, 64],
  [{ highway: 'secondary', maxspeed: '50 mph' }, 64.37376, 64.37376],
  [{ highway: 'secondary', maxspeed: 'FI:urban' }, 40, 40],
  [{ highway: 'secondary', maxspeed: 'FI:rural' }, 64, 64],
  [{ highway: 'secondary', 'maxspeed:type': 'FI:zone30' }, 24, 24],
  [{ highway: 'secondary', 'zone:maxspeed': 'FI:40' }, 32, 32],
  [{ highway: 'secondary', maxspeed: '60', 'maxspeed:type': 'FI:zone30' }, 48, 48],
  [{ highway: 'secondary', maxspeed: '80', 'maxspeed:backward': '60' }, 64, 48],
  [{ highway: 'secondary', maxspeed: 'none' }, 55, 55],
  [{ highway: 'secondary', maxspeed: 'constructor' }, 55, 55],
  [{ highway: 'secondary', maxspeed: '0' }, 55, 55],
  [{ highway: 'secondary', maxspeed: '0.0000001' }, 55, 55],
  [{ highway: 'unclassified', maxspeed: '80', surface: 'gravel' }, 40, 40],
  [{ highway: 'unclassified', maxspeed: '80', surface: 'fine_gravel' }, 64, 64],
  [{ highway: 'residential', surface: 'mud' }, 10, 10],
  [{ highway: 'residential', surface: 'constructor', smoothness: 'valueOf', tracktype: 'toString' }, 25, 25],
  [{ highway: 'residential', smoothness: 'very_bad' }, 20, 20],
  [{ highway: 'track' }, 15, 15],
  [{ highway: 'track', tracktype: 'grade2' }, 25, 25],
  [{ highway: 'track', tracktype: 'grade5' }, 15, 15],
  [{ highway: 'residential', access: 'private' }, 15, 15],
  [{ highway: 'residential', access: 'private', motor_vehicle: 'yes' }, 25, 25]
])('%o is driven at %d and %d km/h', (tags, forward, backward) => {
  expect(drivingOn(tagsOf(tags))).toMatchObject({ forward, backward });
});

test.each([
  ['00:12', 720],
  ['1:00:30', 3630],
  ['7', 420],
  ['PT1H20M', 4800],
  ['PT', undefined],
  ['soon', undefined],
  ['99999999999', undefined],
  ['PT200H', undefined],
  ['0', undefined]
])('a ferry that takes "%s"', (duration, seconds) => {
  const speed = seconds === undefined ? 5 : (1000 / seconds) * 3.6;
  expect(drivingOn(tagsOf({ route: 'ferry', duration, [lengthOfWay]: '1000.0' }))).toMatchObject({ forward: speed });
});

test('a duration counts on ferries alone', () => {
  expect(drivingOn(tagsOf({ ...street, duration: '00:12', [lengthOfWay]: '1000.0' }))).toMatchObject({ forward: 25 });
});

test.each<Written>([
  { highway: 'track', winter_road: 'yes' },
  { highway: 'unclassified', ice_road: 'yes', oneway: 'yes' }
])('%o waits for a dispatcher to open it', (tags) => {
  expect(drivingOn(tagsOf(tags))).toBeUndefined();
  expect(drivingUnder(tagsOf(tags), { isOpened: true })).toBeDefined();
  expect(drivableSomeday(tagsOf(tags))).toEqual({ forward: true, backward: tags['oneway'] === undefined });
});

describe('barriers', () => {
  test.each<Written>([
    { barrier: 'bollard' },
    { barrier: 'block' },
    { barrier: 'kerb' },
    { barrier: 'kerb', kerb: 'raised' },
    { barrier: 'gate', access: 'no' },
    { barrier: 'cattle_grid', motor_vehicle: 'no' },
    { access: 'no' }
  ])('%o blocks', (tags) => {
    expect(blocksDriving(tagsOf(tags))).toBe(true);
  });
  test.each<Written>([
    {},
    { barrier: 'gate' },
    { barrier: 'gate', access: 'private' },
    { barrier: 'lift_gate' },
    { barrier: 'kerb', kerb: 'lowered' },
    { barrier: 'kerb', highway: 'crossing' },
    { barrier: 'bollard', bollard: 'rising' },
    { barrier: 'bollard', motor_vehicle: 'yes' },
    { highway: 'crossing' }
  ])('%o does not', (tags) => {
    expect(blocksDriving(tagsOf(tags))).toBe(false);
  });
});
