import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { osrmPath } from './request.ts';

const at = (longitude: number, latitude: number) => ({ longitude, latitude });
const two = [at(25, 66), at(25.1, 66.2)];

describe('a question is written as OSRM reads it', () => {
  test.each([
    ['without options', {}, ''],
    ['an option left out', { steps: undefined, overview: false }, '?overview=false'],
    ['words', { geometries: 'geojson', alternatives: 2, steps: true }, '?geometries=geojson&alternatives=2&steps=true'],
    [
      'lists of words',
      { annotations: ['duration', 'speed'], exclude: ['toll', 'ferry'] },
      '?annotations=duration,speed&exclude=toll,ferry'
    ],
    ['everything of a list', { annotations: true }, '?annotations=true'],
    ['bearings, one at the default', { bearings: [null, [90, 20]] }, '?bearings=;90,20'],
    ['radiuses', { radiuses: [49.5, 'unlimited'] }, '?radiuses=49.5;unlimited'],
    ['the side to arrive at', { approaches: ['curb', null] }, '?approaches=curb;'],
    ['indices', { sources: [0], destinations: [1, 2] }, '?sources=0&destinations=1;2'],
    ['hints as they came', { hints: ['a_-Z9==', null] }, '?hints=a_-Z9%3D%3D;'],
    [
      'a hint that is none, and adds no option',
      { hints: ['x&overview=full#', '%3B'] },
      '?hints=x%26overview%3Dfull%23;%253B'
    ]
  ])('%s', (_, options, query) => {
    expect(osrmPath('route', two, options)).toBe(`/route/v1/driving/25,66;25.1,66.2${query}`);
  });
});

test('coordinates have the digits that OSRM reckons with, and no exponent', () => {
  const coordinate = fc.record({
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -90, max: 90, noNaN: true })
  });
  fc.assert(
    fc.property(fc.array(coordinate, { minLength: 1 }), (positions) => {
      const written = osrmPath('table', positions, {}).replace('/table/v1/driving/', '').split(';');
      expect(written).toHaveLength(positions.length);
      written.forEach((text, index) => {
        expect(text).toMatch(/^-?\d{1,3}(\.\d{1,6})?,-?\d{1,2}(\.\d{1,6})?$/);
        const [longitude, latitude] = text.split(',').map(Number);
        expect(Math.abs(longitude! - positions[index]!.longitude)).toBeLessThanOrEqual(0.500_001e-6);
        expect(Math.abs(latitude! - positions[index]!.latitude)).toBeLessThanOrEqual(0.500_001e-6);
      });
    })
  );
  expect(osrmPath('nearest', [at(1e-7, -1e-6)], {})).toBe('/nearest/v1/driving/0,-0.000001');
});

test.each([
  ['off the earth', [at(25, 66), at(66, 91)], 1],
  ['not a number', [at(NaN, 66)], 0],
  ['without end', [at(25, Infinity)], 0],
  ['none at all', [], undefined]
])('positions %s are not asked about', (_, positions, position) => {
  expect(() => osrmPath('route', positions, {})).toThrow(expect.objectContaining({ code: 'InvalidQuery', position }));
});
