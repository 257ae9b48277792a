import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RouterError } from '../roads/questions.ts';
import { parseRequest } from './parse-request.ts';
import { osrmPath } from './request.ts';

const two = '23.74,61.504;23.761,61.4981';
const hint = 'AAAAAAAAAAAAAAAAAAAAAA';

describe('what is understood', () => {
  test.each<[string, object]>([
    [`/route/v1/driving/${two}`, { service: 'route', options: {} }],
    [`/route/v1/car/${two}.json`, { service: 'route', options: {} }],
    ['/nearest/v1/driving/23,61.json?number=3', { service: 'nearest', options: { number: 3 } }],
    [`/route/v1/my.profile~2:b/${two}`, { service: 'route' }],
    [`/route/v1/driving/${two}?hints=;&radiuses=1e3;.5&bearings=+10,20;`, { options: { radiuses: [1000, 0.5] } }],
    ['/nearest/v1/driving/-23.5,-61', { positions: [{ longitude: -23.5, latitude: -61 }] }],
    [`/route/v1/driving/${two}?`, { options: {} }],
    [
      `/route/v1/driving/${two}?alternatives=2&steps=true&overview=false&geometries=geojson&annotations=speed,nodes`,
      {
        options: {
          alternatives: 2,
          steps: true,
          overview: false,
          geometries: 'geojson',
          annotations: ['speed', 'nodes']
        }
      }
    ],
    [
      `/route/v1/driving/${two}?continue_straight=default&bearings=10,20;&radiuses=;unlimited&approaches=curb;opposite`,
      {
        options: {
          continue_straight: 'default',
          bearings: [[10, 20], null],
          radiuses: [null, 'unlimited'],
          approaches: ['curb', 'opposite']
        }
      }
    ],
    [`/route/v1/driving/${two};24,61?waypoints=0;2`, { options: { waypoints: [0, 2] } }],
    [`/table/v1/driving/${two}?hints=;${hint}`, { options: { hints: [null, hint] } }],
    [`/table/v1/driving/${two}?sources=all&destinations=1`, { options: { destinations: [1] } }],
    [
      `/table/v1/driving/${two}?fallback_speed=10.5&fallback_coordinate=snapped&scale_factor=2&annotations=distance`,
      {
        options: {
          fallback_speed: 10.5,
          fallback_coordinate: 'snapped',
          scale_factor: 2,
          annotations: ['distance']
        }
      }
    ],
    [
      `/match/v1/driving/${two}?timestamps=1;2&gaps=ignore&tidy=true`,
      { options: { timestamps: [1, 2], gaps: 'ignore', tidy: true } }
    ],
    // The example of Google's algorithm.
    [
      '/route/v1/driving/polyline(_p~iF~ps|U_ulLnnqC_mqNvxq`@)?steps=true',
      {
        positions: [
          { longitude: -120.2, latitude: 38.5 },
          { longitude: -120.95, latitude: 40.7 },
          { longitude: -126.453, latitude: 43.252 }
        ],
        options: { steps: true }
      }
    ],
    ['/route/v1/driving/polyline%28_p~iF~ps%7CU_ulLnnqC%29', { positions: [{}, { longitude: -120.95 }] }]
  ])('%s', (url, request) => {
    expect(parseRequest(url)).toMatchObject(request);
  });
});

describe('what is refused', () => {
  test.each<[string, string, string | RegExp]>([
    ['/viaroute?loc=61.5,23.75', 'InvalidUrl', 'URL string malformed close to position 9: "ute?lo"'],
    ['/', 'InvalidUrl', /position 1/],
    ['', 'InvalidUrl', /position 0/],
    ['/route/v1/driving/', 'InvalidUrl', /position 18/],
    ['/route/vx/driving/1,2;3,4', 'InvalidUrl', /position 8/],
    ['/%', 'InvalidUrl', ''],
    [`/tile/v1/driving/${two}`, 'InvalidService', 'Service tile not found!'],
    [`/constructor/v1/driving/${two}`, 'InvalidService', 'Service constructor not found!'],
    [`/route/v2/driving/${two}`, 'InvalidVersion', 'Service route not found!'],
    ['/route/v1/driving/a,b;c,d', 'InvalidQuery', 'Query string malformed close to position 18'],
    ['/route/v1/driving/23.74,61.504;', 'InvalidQuery', /position 31$/],
    [`/route/v1/driving/${two}x`, 'InvalidQuery', /position 45$/],
    [`/route/v1/driving/${two}.flatbuffers`, 'NotImplemented', 'Only the format json is implemented.'],
    [`/route/v1/driving/${two}.xml`, 'InvalidQuery', /position 45$/],
    [`/route/v1/driving/${two}?fallback_speed=3`, 'InvalidQuery', /position 46$/],
    [`/table/v1/driving/${two}?fallback_speed=1e3`, 'InvalidQuery', /position 61$/],
    [`/table/v1/driving/${two}?annotations=true`, 'InvalidQuery', /position 58$/],
    ['/route/v1/driving/polyline(_)', 'InvalidQuery', /position 27$/],
    ['/route/v1/driving/23.7400,61.5040;23.7610,61.4981?geometries=wkt', 'InvalidQuery', /position 61$/],
    [`/route/v1/driving/${two}?unknown=1`, 'InvalidQuery', /position 46$/],
    [`/route/v1/driving/${two}?toString=1`, 'InvalidQuery', /position 46$/],
    [`/route/v1/driving/${two}?steps=1`, 'InvalidQuery', /position 52$/],
    [`/route/v1/driving/${two}?sources=0`, 'InvalidQuery', ''],
    [`/route/v1/driving/${two}?hints=short;`, 'InvalidQuery', ''],
    [`/route/v1/driving/${two}?radiuses=a;b`, 'InvalidQuery', ''],
    [`/table/v1/driving/${two}?scale_factor=${'9'.repeat(400)}`, 'InvalidQuery', ''],
    ['/route/v1/driving/23.74,61.504', 'InvalidOptions', 'Number of coordinates needs to be at least two.'],
    ['/table/v1/driving/23.74,61.504', 'InvalidOptions', 'Number of coordinates needs to be at least two.'],
    ['/match/v1/driving/23.74,61.504', 'InvalidOptions', 'Number of coordinates needs to be at least two.'],
    [`/nearest/v1/driving/${two}`, 'InvalidOptions', 'Only one input coordinate is supported'],
    ['/nearest/v1/driving/1,2?number=0', 'InvalidOptions', ''],
    [
      `/route/v1/driving/${two}?radiuses=50`,
      'InvalidOptions',
      'Number of elements in radiuses size 1 does not match coordinate size 2'
    ],
    [`/route/v1/driving/${two}?bearings=400,10;`, 'InvalidOptions', ''],
    [`/route/v1/driving/${two}?bearings=-10,10;`, 'InvalidOptions', ''],
    [`/route/v1/driving/${two}?bearings=10,-10;`, 'InvalidOptions', ''],
    [`/route/v1/driving/${two}?radiuses=-1;`, 'InvalidOptions', ''],
    [`/table/v1/driving/${two}?sources=2`, 'InvalidOptions', ''],
    [`/table/v1/driving/${two}?fallback_speed=0`, 'InvalidOptions', ''],
    [`/table/v1/driving/${two}?scale_factor=-1`, 'InvalidOptions', ''],
    ['/route/v1/driving/181,61;24,61', 'InvalidValue', 'Invalid coordinate value.'],
    ['/match/v1/driving/24,91;24,61', 'InvalidValue', 'Invalid coordinate value.'],
    ['/table/v1/driving/181,61;24,61', 'InvalidOptions', 'Coordinates are invalid'],
    ['/nearest/v1/driving/24,91', 'InvalidOptions', 'Coordinates are invalid'],
    ['/route/v1/driving/181,61;24,61?radiuses=5', 'InvalidOptions', /^Number of elements in radiuses/],
    [`/route/v1/driving/${two}?waypoints=0;2`, 'InvalidOptions', ''],
    [
      `/route/v1/driving/${two};24,61?waypoints=0;1`,
      'InvalidValue',
      'First and last coordinates must be specified as waypoints.'
    ],
    [`/match/v1/driving/${two}?waypoints=1`, 'InvalidValue', ''],
    [`/route/v1/driving/${two}?waypoints=0;0;1`, 'InvalidOptions', ''],
    [`/table/v1/driving/${two}?waypoints=0;1`, 'InvalidQuery', /position 46$/],
    [`/route/v1/driving/${two}?exclude=motorway`, 'InvalidValue', 'Exclude flag combination is not supported.']
  ])('%s', (url, code, message) => {
    let error: unknown;
    try {
      parseRequest(url);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'RouterError', code });
    expect((error as Error).message).toMatch(message);
  });
});

test('whatever comes, it is a question or refused', () => {
  const piece = fc.constantFrom(
    '/',
    'route',
    'table',
    'match',
    'nearest',
    '/v1/',
    'driving',
    '1,2',
    ';',
    '?',
    '&',
    '=',
    ',',
    '.json',
    'polyline(',
    'polyline6(',
    ')',
    'steps=',
    'true',
    'bearings=',
    'hints=',
    'sources=',
    'all',
    '%',
    '%41',
    '\0',
    '__proto__',
    '9'.repeat(400)
  );
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }).map((parts) => parts.join('')),
    fc
      .array(fc.oneof(piece, fc.string()), { maxLength: 8 })
      .map((parts) => `/route/v1/driving/1,2;3,4?${parts.join('')}`)
  );
  fc.assert(
    fc.property(hostile, (url) => {
      try {
        const { positions } = parseRequest(url);
        for (const { longitude, latitude } of positions)
          expect(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90).toBe(true);
      } catch (error) {
        if (!(error instanceof RouterError)) throw error;
      }
    }),
    { numRuns: 3000 }
  );
});

test('what our client writes is read as it was meant', () => {
  const degrees = (limit: number) =>
    fc.double({ min: -limit, max: limit, noNaN: true }).map((value) => Number(value.toFixed(6)));
  const question = fc.array(fc.record({ longitude: degrees(180), latitude: degrees(85) }), {
    minLength: 2,
    maxLength: 6
  });
  const options = fc.record(
    {
      steps: fc.boolean(),
      overview: fc.constantFrom('full', 'simplified', false),
      alternatives: fc.oneof(fc.boolean(), fc.nat(3)),
      annotations: fc.oneof(fc.boolean(), fc.subarray(['speed', 'nodes', 'weight'], { minLength: 1 })),
      snapping: fc.constantFrom('any', 'default')
    },
    { requiredKeys: [] }
  );
  fc.assert(
    fc.property(question, options, (positions, asked) => {
      expect(parseRequest(osrmPath('route', positions, asked))).toEqual({
        service: 'route',
        positions: positions.map(({ longitude, latitude }) => ({ longitude: longitude + 0, latitude: latitude + 0 })),
        options: asked
      });
    })
  );
});
