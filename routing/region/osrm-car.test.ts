import { describe, expect, test } from 'vitest';
import { drivableSomeday, drivingOn } from './car-profile.ts';
import { lengthOfWay } from './trait.ts';

/** What OSRM's own feature tests for cars (features/car, v26.9) expect of ways, in our words. */

type Written = Record<string, string>;
const tagsOf = (written: Written) => new Map(Object.entries(written));
const drive = (written: Written) => drivingOn(tagsOf(written), { profile: 'osrm-car' });
const primary = { highway: 'primary' };

/** `><` both ways, `>` along, `<` against, `-` not at all. */
function ways(written: Written): string {
  const { forward = 0, backward = 0 } = drive(written) ?? {};
  return (backward > 0 ? '<' : '') + (forward > 0 ? '>' : '') || '-';
}

describe('access', () => {
  test.each<[string, Written, string]>([
    ['the more particular key decides', { access: 'no', vehicle: 'yes' }, '<>'],
    ['… also against', { access: 'yes', vehicle: 'no' }, '-'],
    ['… motor vehicles before vehicles', { vehicle: 'no', motor_vehicle: 'yes' }, '<>'],
    ['… and against', { vehicle: 'yes', motor_vehicle: 'no' }, '-'],
    ['… cars before motor vehicles', { motor_vehicle: 'no', motorcar: 'yes' }, '<>'],
    ['… and against', { motor_vehicle: 'yes', motorcar: 'no' }, '-'],
    ['… cars before all', { access: 'no', motorcar: 'yes' }, '<>'],
    ['one direction', { access: 'yes', 'access:forward': 'no' }, '<'],
    ['one direction of a ban', { access: 'no', 'access:backward': 'yes' }, '<'],
    ['cars both ways before access one way', { 'access:forward': 'yes', motorcar: 'no' }, '-'],
    ['cars one way before cars both ways', { motorcar: 'yes', 'motorcar:forward': 'no' }, '<'],
    ['cars one way before access one way', { 'access:forward': 'no', 'motorcar:forward': 'yes' }, '<>'],
    ['each direction by its own key', { 'access:forward': 'no', 'motorcar:backward': 'no' }, '-'],
    ['permissive', { access: 'permissive' }, '<>'],
    ['designated', { access: 'designated' }, '<>'],
    ['private: to the door', { access: 'private' }, '<>'],
    ['delivery', { access: 'delivery' }, '<>'],
    ['destination', { access: 'destination' }, '<>'],
    ['customers', { access: 'customers' }, '<>'],
    ['a word nobody knows', { access: 'some_tag' }, '<>'],
    ['agricultural', { access: 'agricultural' }, '-'],
    ['forestry', { access: 'forestry' }, '-'],
    ['emergency', { access: 'emergency' }, '-'],
    ...['psv', 'bus', 'minibus', 'taxi', 'share_taxi', 'foot', 'military', 'official', 'restricted'].map(
      (access): [string, Written, string] => [access, { access }, '-']
    ),
    ['permit', { access: 'permit' }, '<>'],
    ['residents', { access: 'residents' }, '<>'],
    ['several words, one of which opens', { access: 'agricultural;yes' }, '<>'],
    ['several words, one of which is to the door', { access: 'no;delivery' }, '<>'],
    ['several words, none of which opens', { access: 'forestry; agricultural' }, '-'],
    ['forestry, but open to motor vehicles', { access: 'forestry', motor_vehicle: 'yes' }, '<>'],
    ['signs for others', { foot: 'no', bicycle: 'no', psv: 'no', motorhome: 'no', hgv: 'no' }, '<>']
  ])('%s', (_what, signs, expected) => {
    expect(ways({ ...primary, ...signs })).toBe(expected);
  });

  test('what is only for the door is marked, in its direction', () => {
    const restricted = (signs: Written) => drive({ ...primary, ...signs })!.restricted;
    expect(restricted({ access: 'private' })).toEqual({ forward: true, backward: true });
    expect(restricted({ 'motor_vehicle:forward': 'destination' })).toEqual({ forward: true, backward: false });
    expect(restricted({ access: 'private', motorcar: 'permissive' })).toEqual({ forward: false, backward: false });
    expect(restricted({ access: 'no;residents' })).toEqual({ forward: true, backward: true });
    expect(restricted({ access: 'unknown' })).toEqual({ forward: true, backward: true });
  });
});

describe('kinds of way', () => {
  test.each(
    [
      ...['motorway_link', 'trunk', 'trunk_link', 'primary', 'primary_link', 'secondary', 'secondary_link', 'tertiary'],
      ...['tertiary_link', 'unclassified', 'residential', 'living_street', 'service', 'winter_road', 'ice_road']
    ].map((highway) => [highway])
  )('%s is driven both ways', (highway) => {
    expect(ways({ highway })).toBe('<>');
  });

  test.each([
    ...['track', 'road', 'path', 'footway', 'pedestrian', 'steps', 'pier', 'cycleway', 'bridleway', 'runway'],
    ...['proposed', 'construction', 'toString', 'yes']
  ])('%s is not', (highway) => {
    expect(ways({ highway, maxspeed: '100', surface: 'asphalt' })).toBe('-');
  });

  test.each<[Written, string]>([
    [{ highway: 'runway', motorcar: 'yes' }, '<>'],
    [{ highway: 'runway', access: 'yes' }, '<>'],
    [{ highway: 'runway', access: 'private', motorcar: 'permissive' }, '<>'],
    [{ highway: 'cycleway', motor_vehicle: 'designated' }, '<>'],
    [{ highway: 'track', 'motor_vehicle:forward': 'yes' }, '>'],
    [{ highway: 'pedestrian', motorcar: 'destination' }, '-'],
    [{ highway: 'track', access: 'private' }, '-'],
    [{ highway: 'track', access: 'unknown' }, '<>'],
    [{ highway: 'runway', foot: 'yes', bicycle: 'yes' }, '-'],
    [{ highway: 'steps', motor_vehicle: 'yes' }, '-'],
    [{ railway: 'train', maxspeed: '100' }, '-'],
    [{ building: 'yes', access: 'yes' }, '-']
  ])('%o, signed for cars: %s', (written, expected) => {
    expect(ways(written)).toBe(expected);
  });

  test.each<[Written, string]>([
    [{ construction: 'yes' }, '-'],
    [{ construction: 'no' }, '<>'],
    [{ construction: 'widening' }, '<>'],
    [{ construction: 'minor' }, '<>'],
    [{ proposed: 'yes' }, '<>'],
    [{ area: 'yes' }, '-'],
    [{ impassable: 'yes' }, '-'],
    [{ status: 'impassable' }, '-'],
    [{ service: 'emergency_access' }, '-']
  ])('a primary road with %o: %s', (signs, expected) => {
    expect(ways({ ...primary, ...signs })).toBe(expected);
  });
});

describe('one-way roads', () => {
  test.each<[Written, string]>([
    [{ oneway: 'yes' }, '>'],
    [{ oneway: '1' }, '>'],
    [{ oneway: 'true' }, '>'],
    [{ oneway: '-1' }, '<'],
    [{ oneway: 'no' }, '<>'],
    [{ oneway: 'reversible' }, '-'],
    [{ oneway: 'alternating' }, '<>'],
    [{ 'oneway:motorcar': 'yes', 'oneway:motor_vehicle': 'no' }, '>'],
    [{ 'oneway:motor_vehicle': 'no', 'oneway:vehicle': 'yes' }, '<>'],
    [{ 'oneway:vehicle': 'yes', oneway: 'no' }, '>'],
    [{ oneway: 'yes', 'oneway:bicycle': 'no' }, '>'],
    [{ oneway: 'no', 'oneway:bicycle': '-1' }, '<>'],
    [{ junction: 'roundabout' }, '>'],
    [{ junction: 'circular' }, '>'],
    [{ junction: 'roundabout', 'oneway:bicycle': 'no' }, '>'],
    [{ junction: 'jughandle' }, '<>'],
    [{ highway: 'motorway' }, '>'],
    [{ highway: 'motorway', oneway: 'no' }, '<>'],
    [{ highway: 'motorway', access: 'yes', motorcar: 'private' }, '>'],
    [{ highway: 'motorway_link' }, '<>'],
    [{ highway: 'motorway_link', junction: 'roundabout' }, '>'],
    [{ highway: 'trunk' }, '<>']
  ])('%o: %s', (signs, expected) => {
    expect(ways({ ...primary, ...signs })).toBe(expected);
  });
});

describe('speeds', () => {
  test.each<[Written, number]>([
    [{ highway: 'motorway' }, 90],
    [{ highway: 'motorway_link' }, 45],
    [{ highway: 'trunk' }, 85],
    [{ highway: 'trunk_link' }, 40],
    [{ highway: 'primary' }, 65],
    [{ highway: 'primary_link' }, 30],
    [{ highway: 'secondary' }, 55],
    [{ highway: 'secondary_link' }, 25],
    [{ highway: 'tertiary' }, 40],
    [{ highway: 'tertiary_link' }, 20],
    [{ highway: 'unclassified' }, 25],
    [{ highway: 'residential' }, 25],
    [{ highway: 'living_street' }, 10],
    [{ highway: 'service' }, 15],
    [{ highway: 'runway', access: 'yes' }, 10],
    [{ highway: 'service', service: 'driveway' }, 15],
    [{ highway: 'primary', access: 'private' }, 65],
    [{ highway: 'trunk', maxspeed: '60' }, 48],
    [{ highway: 'residential', maxspeed: '90' }, 72],
    [{ highway: 'living_street', maxspeed: 'FR:urban' }, 40],
    [{ highway: 'trunk', maxspeed: 'CH:rural' }, 64],
    [{ highway: 'trunk', maxspeed: 'CH:trunk' }, 80],
    [{ highway: 'trunk', maxspeed: 'CH:motorway' }, 96],
    [{ highway: 'trunk', maxspeed: 'none' }, 112],
    [{ highway: 'trunk', maxspeed: '50 mph' }, 64.36],
    [{ highway: 'trunk', maxspeed: 'signals' }, 85],
    [{ highway: 'trunk', maxspeed: '0' }, 85],
    [{ highway: 'trunk', maxspeed: 'XX:constructor' }, 85],
    [{ highway: 'residential', 'maxspeed:type': 'FI:urban' }, 40],
    [{ highway: 'residential', maxspeed: '90', 'maxspeed:advisory': '45' }, 36],
    [{ highway: 'residential', 'maxspeed:advisory': '45' }, 36],
    [{ highway: 'residential', 'maxspeed:forward': '90', 'maxspeed:advisory:forward': '45' }, 36],
    [{ highway: 'motorway', surface: 'asphalt' }, 90],
    [{ highway: 'motorway', surface: 'compacted' }, 80],
    [{ highway: 'motorway', surface: 'paving_stones' }, 60],
    [{ highway: 'motorway', surface: 'gravel' }, 40],
    [{ highway: 'motorway', surface: 'cobblestone' }, 30],
    [{ highway: 'motorway', surface: 'sand' }, 20],
    [{ highway: 'motorway', surface: 'mud' }, 10],
    [{ highway: 'motorway', surface: 'nonsense' }, 90],
    [{ highway: 'motorway', tracktype: 'grade1' }, 60],
    [{ highway: 'motorway', tracktype: 'grade5' }, 20],
    [{ highway: 'motorway', tracktype: 'nonsense' }, 90],
    [{ highway: 'motorway', smoothness: 'bad' }, 40],
    [{ highway: 'motorway', smoothness: 'very_horrible' }, 5],
    [{ highway: 'motorway', smoothness: 'excellent', surface: 'mud', tracktype: 'grade1' }, 10],
    [{ highway: 'service', smoothness: 'excellent', surface: 'asphalt', tracktype: 'grade1' }, 15]
  ])('%o: %d km/h', (written, speed) => {
    expect(drive(written)!.forward).toBeCloseTo(speed, 6);
  });

  test.each<[Written, number, number]>([
    [{ 'maxspeed:forward': '60' }, 48, 65],
    [{ 'maxspeed:backward': '60' }, 65, 48],
    [{ maxspeed: '15', 'maxspeed:forward': '60' }, 48, 12],
    [{ maxspeed: '15', 'maxspeed:forward': '30', 'maxspeed:backward': '60' }, 24, 48],
    [{ 'maxspeed:advisory': '90', 'maxspeed:advisory:forward': '45', 'maxspeed:advisory:backward': '60' }, 36, 48]
  ])('%o: %d along, %d against', (signs, forward, backward) => {
    expect(drive({ ...primary, ...signs })).toMatchObject({ forward, backward });
  });

  test('neither a good surface nor a limit opens a road, and a bad one shuts it', () => {
    expect(ways({ ...primary, access: 'no', surface: 'asphalt', smoothness: 'excellent', maxspeed: '100' })).toBe('-');
    expect(ways({ ...primary, access: 'yes', smoothness: 'impassable' })).toBe('-');
  });
});

test.each<[Written, string]>([
  [{ maxheight: '1' }, '-'],
  [{ maxheight: '3' }, '<>'],
  [{ 'maxheight:physical': '1', maxheight: '3' }, '-'],
  [{ maxheight: 'default' }, '<>'],
  [{ maxheight: 'none' }, '<>'],
  [{ maxwidth: '1' }, '-'],
  [{ 'maxwidth:physical': '3' }, '<>'],
  [{ width: '1.9' }, '-'],
  [{ width: '2.0' }, '<>'],
  [{ width: '1 m' }, '-'],
  [{ width: `6'2"` }, '-'],
  [{ width: `6'3"` }, '<>'],
  [{ width: "7'" }, '<>'],
  [{ width: 'narrow' }, '<>'],
  [{ est_width: '1' }, '-'],
  [{ maxweight: '1.5' }, '-'],
  [{ maxweight: '1500 kg' }, '-'],
  [{ maxweight: '4000 lbs' }, '-'],
  [{ maxweight: '5000 lbs' }, '<>'],
  [{ maxweightrating: '1.5', maxweight: '12' }, '-'],
  [{ maxlength: '4.5' }, '-'],
  [{ maxlength: '5' }, '<>'],
  [{ maxlength: 'unsigned' }, '<>'],
  [{ width: '1,8 m' }, '-'],
  [{ 'maxheight:forward': '1.9' }, '<'],
  [{ 'maxwidth:backward': '1.8', maxwidth: '3' }, '>'],
  [{ 'maxweight:backward': '1' }, '>'],
  [{ maxweight: '3.5 t' }, '<>']
])('room for a car with %o: %s', (signs, expected) => {
  expect(ways({ ...primary, ...signs })).toBe(expected);
});

describe('ferries, trains and bridges that open', () => {
  test.each<[Written, number]>([
    [{ route: 'ferry', motorcar: 'yes' }, 5],
    [{ route: 'ferry', bicycle: 'yes' }, 5],
    [{ route: 'shuttle_train' }, 10],
    [{ route: 'ferry', duration: '00:01:00' }, 60],
    [{ route: 'ferry', duration: 'PT1M' }, 60],
    [{ route: 'ferry', duration: '00:12' }, 5],
    [{ bridge: 'movable' }, 5],
    [{ bridge: 'movable', duration: '00:05:00' }, 12],
    [{ highway: 'primary', bridge: 'yes' }, 65]
  ])('%o over a kilometre: %d km/h', (written, speed) => {
    expect(drive({ ...written, [lengthOfWay]: '1000.0' })!.forward).toBeCloseTo(speed, 6);
  });

  test.each<Written>([
    { route: 'ferry', motor_vehicle: 'no' },
    { route: 'ferry', access: 'private' },
    { route: 'train' },
    { route: 'bicycle' }
  ])('%o is not driven', (written) => {
    expect(ways(written)).toBe('-');
  });

  test('nobody waits, and the day makes no difference', () => {
    const lossi = tagsOf({
      route: 'ferry',
      interval: '00:20',
      opening_hours: 'May-Oct',
      'access:conditional': 'no @ Jan'
    });
    const conditions = { profile: 'osrm-car', date: '2026-01-15' } as const;
    expect(drivingOn(lossi, conditions)).toMatchObject({ wait: 0, forward: 5 });
    const road = tagsOf({ highway: 'motorway', maxspeed: '120' });
    expect(drivingOn(road, conditions)!.forward).toBe(96);
  });
});

test('what is driven by OSRM alone is in a pack, too', () => {
  expect(drivingOn(tagsOf({ route: 'ferry', foot: 'yes' }), { profile: 'raitti' })).toBeUndefined();
  expect(drivableSomeday(tagsOf({ route: 'ferry', foot: 'yes' }))).toEqual({ forward: true, backward: true });
});
