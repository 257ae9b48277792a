import { expect, test } from 'vitest';
import { graphDrawn } from '../../region/drawn-roads.fixture.ts';
import { isLesser, isObviousByClass, roadsOf } from './road.ts';

const roadWith = async (tags: Record<string, string>) => {
  const graph = await graphDrawn({ 1: [24, 61.5], 2: [24.01, 61.5] }, [{ refs: [1, 2], tags }]);
  return roadsOf(graph)(0);
};

test.each([
  [{ highway: 'motorway' }, { isMotorway: true, isRamp: false, isLink: false, isMinor: false, classes: ['motorway'] }],
  [{ highway: 'trunk_link' }, { isMotorway: false, isRamp: true, isLink: true, isMinor: false, classes: [] }],
  [{ highway: 'primary_link' }, { isMotorway: false, isRamp: false, isLink: true, isMinor: false }],
  [
    { highway: 'residential', name: 'Rantatie', ref: '4;79' },
    { name: 'Rantatie', ref: '4;79', mode: 'driving' }
  ],
  [{ highway: 'service' }, { isMinor: true }],
  [{ highway: 'track' }, { isMinor: true }],
  [
    { highway: 'residential', access: 'private' },
    { isRestricted: true, classes: ['restricted'] }
  ],
  [{ highway: 'residential', tunnel: 'no' }, { classes: [] }],
  [{ highway: 'primary', tunnel: 'yes', toll: 'yes' }, { classes: ['tunnel', 'toll'] }],
  [
    { route: 'ferry', motor_vehicle: 'yes' },
    { mode: 'ferry', classes: ['ferry'] }
  ],
  [{ route: 'shuttle_train', motor_vehicle: 'yes' }, { mode: 'train' }],
  [{ highway: 'primary', junction: 'roundabout' }, { ring: 'roundabout' }],
  [{ highway: 'primary', junction: 'circular' }, { ring: 'circular' }],
  [{ highway: 'primary', junction: 'yes' }, { ring: undefined }],
  [
    { highway: 'primary', destination: 'Turku;Helsinki', 'destination:ref': '3; 9' },
    { destinations: '3, 9: Turku, Helsinki' }
  ],
  [{ highway: 'primary', 'destination:ref': '3' }, { destinations: '3' }],
  [{ highway: 'primary' }, { destinations: '' }]
])('%j is seen as a driver sees it', async (tags, seen) => {
  expect(await roadWith(tags)).toMatchObject(seen);
});

test('a tag that no profile knows makes a road that is met, not an error', async () => {
  const graph = await graphDrawn({ 1: [24, 61.5], 2: [24.01, 61.5] }, [{ refs: [1, 2], tags: { highway: 'road' } }]);
  for (const highway of ['constructor', 'pipeline']) {
    const damaged = { ...graph, traits: [new Map([['highway', highway]])], edgeTrait: new Uint32Array([0]) };
    expect(roadsOf(damaged)(0)).toMatchObject({ isMinor: true, mode: 'driving' });
  }
});

test('roads are lesser by their groups, and yards beside any road', async () => {
  const [primary, tertiary, street, yard] = await Promise.all(
    ['primary', 'tertiary', 'residential', 'service'].map((highway) => roadWith({ highway }))
  );
  expect([isLesser(tertiary!, primary!), isLesser(street!, primary!), isLesser(primary!, street!)]).toEqual([
    false,
    true,
    false
  ]);
  expect([isLesser(yard!, street!), isLesser(street!, yard!)]).toEqual([true, false]);
  expect(isObviousByClass(primary!, primary!, tertiary!)).toBe(true);
  expect(isObviousByClass(tertiary!, primary!, street!)).toBe(false);
  expect(isObviousByClass(street!, street!, yard!)).toBe(true);
  expect(isObviousByClass(yard!, street!, yard!)).toBe(false);
});
