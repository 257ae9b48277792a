import { describe, expect, test } from 'vitest';
import { drivableSomeday, drivingOn, type Conditions } from './car-profile.ts';
import { lengthOfWay } from './trait.ts';

type Written = Record<string, string>;
const tagsOf = (written: Written) => new Map(Object.entries(written));
const drive = (written: Written, conditions: Omit<Conditions, 'profile'> = {}) =>
  drivingOn(tagsOf(written), { profile: 'raitti', ...conditions });
const speed = (written: Written, date?: string) => drive(written, { date })?.forward ?? 0;

describe('limits', () => {
  test.each<[Written, number]>([
    [{ highway: 'secondary', maxspeed: 'FI:urban' }, 40],
    [{ highway: 'secondary', maxspeed: 'FI:rural' }, 64],
    [{ highway: 'secondary', 'maxspeed:type': 'FI:zone30' }, 24],
    [{ highway: 'secondary', 'maxspeed:type': 'FI:zone:40' }, 32],
    [{ highway: 'secondary', 'zone:maxspeed': 'FI:40' }, 32],
    [{ highway: 'secondary', 'source:maxspeed': 'FI:urban' }, 40],
    [{ highway: 'secondary', maxspeed: '60', 'maxspeed:type': 'FI:zone30' }, 48],
    [{ highway: 'secondary', maxspeed: '50 mph' }, 64.375],
    [{ highway: 'secondary' }, 64],
    [{ highway: 'secondary', lit: 'yes' }, 40],
    [{ highway: 'secondary', sidewalk: 'both' }, 40],
    [{ highway: 'secondary', sidewalk: 'no' }, 64],
    [{ highway: 'residential' }, 40],
    [{ highway: 'unclassified' }, 60],
    [{ highway: 'living_street' }, 15],
    [{ highway: 'motorway', 'maxspeed:type': 'FI:motorway' }, 95],
    [{ highway: 'motorway_link' }, 45],
    [{ highway: 'secondary', maxspeed: 'constructor' }, 64],
    [{ highway: 'secondary', maxspeed: '0.0000001' }, 64]
  ])('%o: %d km/h', (written, expected) => {
    expect(speed(written)).toBeCloseTo(expected, 1);
  });
});

describe('winter', () => {
  const [january, july, april] = ['2026-01-15', '2026-07-15', '2026-04-20'];
  test.each<[Written, string, number]>([
    [{ highway: 'motorway', maxspeed: '120' }, july, 95],
    [{ highway: 'motorway', maxspeed: '120' }, january, 80],
    [{ highway: 'motorway', maxspeed: '100' }, january, 80],
    [{ highway: 'trunk', maxspeed: '100' }, july, 80],
    [{ highway: 'trunk', maxspeed: '100' }, january, 64],
    [{ highway: 'trunk', maxspeed: '100', 'maxspeed:seasonal:winter': '100' }, january, 80],
    [{ highway: 'trunk', maxspeed: '80', 'maxspeed:seasonal:winter': '70' }, january, 56],
    [{ highway: 'trunk', maxspeed: '80', 'maxspeed:seasonal:winter': '70' }, july, 64],
    [{ highway: 'trunk', maxspeed: '80', 'maxspeed:conditional': '60 @ (winter)' }, january, 48],
    [{ highway: 'trunk', maxspeed: '80', 'maxspeed:conditional': '60 @ (winter)' }, july, 64],
    [{ highway: 'unclassified', surface: 'gravel' }, july, 60],
    [{ highway: 'unclassified', surface: 'gravel' }, january, 50],
    [{ highway: 'unclassified', surface: 'gravel' }, april, 40],
    [{ highway: 'unclassified', surface: 'asphalt' }, april, 60],
    [{ highway: 'unclassified', surface: 'dirt' }, july, 40]
  ])('%o on %s: %d km/h', (written, date, expected) => {
    expect(speed(written, date)).toBe(expected);
  });

  test('without a day it is summer', () => {
    expect(speed({ highway: 'motorway', maxspeed: '120' })).toBe(95);
  });
});

describe('tracks and private roads', () => {
  test.each<[Written, number, boolean]>([
    [{ highway: 'track' }, 15, false],
    [{ highway: 'track', tracktype: 'grade2' }, 25, false],
    [{ highway: 'track', tracktype: 'grade5' }, 15, false],
    [{ highway: 'track', access: 'private' }, 15, true],
    [{ highway: 'service', access: 'private' }, 15, true],
    [{ highway: 'unclassified', access: 'private' }, 35, true],
    [{ highway: 'unclassified', motor_vehicle: 'destination', maxspeed: '30' }, 24, true],
    [{ highway: 'unclassified', access: 'private', motor_vehicle: 'yes' }, 60, false],
    [{ highway: 'pedestrian', motor_vehicle: 'delivery' }, 10, true],
    [{ highway: 'cycleway', motor_vehicle: 'destination' }, 10, true],
    [{ highway: 'cycleway', motor_vehicle: 'designated' }, 10, false],
    [{ highway: 'service', access: 'no', goods: 'yes' }, 15, false]
  ])('%o: %d km/h, to the door alone: %s', (written, forward, restricted) => {
    expect(drive(written)).toMatchObject({ forward, restricted: { forward: restricted, backward: restricted } });
  });

  test.each<Written>([
    { highway: 'footway' },
    { highway: 'pedestrian' },
    { highway: 'footway', access: 'yes' },
    { highway: 'cycleway', vehicle: 'yes' },
    { highway: 'pedestrian', motor_vehicle: 'no' },
    { highway: 'service', motorcar: 'yes', goods: 'no' },
    { highway: 'service', access: 'forestry' },
    { highway: 'tertiary', maxheight: '2.6' },
    { highway: 'tertiary', maxweight: '3' },
    { highway: 'tertiary', maxlength: '6.5' }
  ])('not on %o', (written) => {
    expect(drive(written)).toBeUndefined();
  });

  test('signs for lorries are no concern of a van', () => {
    expect(speed({ highway: 'tertiary', hgv: 'no' })).toBe(64);
  });
});

describe('ferries', () => {
  const kilometre = { route: 'ferry', motor_vehicle: 'yes', [lengthOfWay]: '1000.0' };
  test.each<[Written, number, number]>([
    [{ duration: '00:06' }, 10, 360],
    [{ duration: '00:06', interval: '00:20' }, 10, 600],
    [{ duration: '00:06', interval: '15' }, 10, 450],
    [{ duration: 'soon', interval: 'often' }, 10, 360],
    [{ duration: '00:12' }, 5, 720],
    [{ duration: '1:00:00' }, 1, 3600],
    [{ duration: 'PT1H' }, 1, 3600],
    [{ duration: '99999999999' }, 10, 360],
    [{ duration: '0' }, 10, 360]
  ])('%o: %d km/h after %d s', (written, forward, wait) => {
    const driving = drive({ ...kilometre, ...written });
    expect(driving!.forward).toBeCloseTo(forward, 6);
    expect(driving!.wait).toBeCloseTo(wait, 6);
  });

  test('a boat for walkers is none; roads and bridges that open take no time of their own', () => {
    expect(drive({ route: 'ferry', foot: 'yes' })).toBeUndefined();
    expect(drive({ route: 'ferry' })).toBeDefined();
    expect(drive({ highway: 'residential', duration: '00:12', [lengthOfWay]: '1000.0' })).toMatchObject({
      forward: 40,
      wait: 0
    });
    expect(speed({ highway: 'primary', bridge: 'movable' })).toBe(64);
  });
});

describe('what is shut but for a time', () => {
  test.each<[Written, string | undefined, boolean]>([
    [{ highway: 'track', winter_road: 'yes' }, '2026-01-15', false],
    [{ highway: 'unclassified', ice_road: 'yes' }, '2026-01-15', false],
    [{ highway: 'ice_road' }, '2026-01-15', false],
    [{ highway: 'track', 'motor_vehicle:conditional': 'no @ (Apr-May)' }, '2026-04-15', false],
    [{ highway: 'track', 'motor_vehicle:conditional': 'no @ (Apr-May)' }, '2026-06-15', true],
    [{ highway: 'track', 'motor_vehicle:conditional': 'no @ (Apr-May)' }, undefined, true],
    [{ highway: 'service', access: 'no', 'access:conditional': 'yes @ (May-Sep)' }, '2026-06-15', true],
    [{ highway: 'service', access: 'no', 'access:conditional': 'yes @ (May-Sep)' }, '2026-01-15', false],
    [{ route: 'ferry', opening_hours: 'May-Oct 06:00-22:00' }, '2026-06-15T23:00', false],
    [{ route: 'ferry', opening_hours: 'May-Oct 06:00-22:00' }, '2026-06-15T12:00', true],
    [{ route: 'ferry', opening_hours: 'May-Oct 06:00-22:00' }, '2026-06-15', true],
    [{ route: 'ferry', opening_hours: 'when the captain wakes' }, '2026-06-15', true]
  ])('%o on %s is open: %s; a dispatcher can open it', (written, date, isOpen) => {
    expect(drive(written, { date }) !== undefined).toBe(isOpen);
    expect(drive(written, { date, isOpened: true })).toBeDefined();
    expect(drivableSomeday(tagsOf(written))).toEqual({ forward: true, backward: true });
  });

  test('opened or not, nobody drives against a one-way road or on a footway', () => {
    expect(drivableSomeday(tagsOf({ highway: 'track', ice_road: 'yes', oneway: 'yes' })).backward).toBe(false);
    expect(drivableSomeday(tagsOf({ highway: 'footway' }))).toEqual({ forward: false, backward: false });
    expect(drivableSomeday(tagsOf({ highway: 'track', access: 'no' }))).toEqual({ forward: false, backward: false });
  });
});
