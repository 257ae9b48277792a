import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import { RouterError } from '../roads/questions.ts';
import { prepareRoads } from '../roads/roads.ts';
import { createRouter } from '../roads/router.ts';
import { answerRequest } from './answer-request.ts';
import { readAnswer } from './read-answer.ts';
import { osrmPath, type OsrmService } from './request.ts';

const nodes: DrawnNodes = {
  1: [24, 61],
  2: [24.01, 61],
  3: [24.02, 61],
  4: [24.01, 61.005],
  5: [24.02, 61.005],
  6: [24.03, 61.01],
  7: [24.04, 61.01]
};
const drawn = () =>
  graphDrawn(nodes, [
    { refs: [1, 2, 3], tags: { highway: 'primary', name: 'Valtatie' } },
    { refs: [2, 4, 5, 3], tags: { highway: 'residential', oneway: 'yes' } },
    { refs: [5, 6], tags: { highway: 'service', access: 'private' } },
    { refs: [6, 7], tags: { route: 'ferry', motor_vehicle: 'yes' } }
  ]);

const position = fc.record({
  longitude: fc.oneof(fc.constantFrom(24, 24.01, 24.02), fc.double({ min: 23.98, max: 24.05, noNaN: true })),
  latitude: fc.oneof(fc.constantFrom(61, 61.005), fc.double({ min: 60.99, max: 61.02, noNaN: true }))
});
const figure = fc.oneof(
  fc.nat(200),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true })
);

function optionsFor(service: OsrmService, count: number): fc.Arbitrary<object> {
  const each = <Value>(value: fc.Arbitrary<Value>) =>
    fc.array(fc.option(value), { minLength: count, maxLength: count });
  const indices = fc.array(fc.nat(count - 1), { minLength: 1, maxLength: 4 });
  const places = {
    bearings: each(fc.tuple(fc.nat(360), fc.nat(180))),
    radiuses: each(fc.oneof(fc.constant('unlimited'), figure)),
    approaches: each(fc.constantFrom('curb', 'opposite', 'unrestricted')),
    snapping: fc.constantFrom('any', 'default'),
    generate_hints: fc.boolean()
  };
  const details = {
    steps: fc.boolean(),
    annotations: fc.boolean(),
    geometries: fc.constantFrom('polyline', 'polyline6', 'geojson'),
    overview: fc.constantFrom('full', 'simplified', false)
  };
  const own: Partial<Record<OsrmService, object>> = {
    nearest: { number: fc.integer({ min: 1, max: 20 }) },
    route: { ...details, alternatives: fc.nat(3), continue_straight: fc.constantFrom('default', true, false) },
    table: {
      sources: indices,
      destinations: indices,
      annotations: fc.subarray(['duration', 'distance'], { minLength: 1 }),
      fallback_speed: figure,
      fallback_coordinate: fc.constantFrom('input', 'snapped'),
      scale_factor: figure
    },
    match: {
      ...details,
      timestamps: fc
        .array(fc.integer({ min: 1, max: 500 }), { minLength: count, maxLength: count })
        .map((steps) => steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0))),
      gaps: fc.constantFrom('split', 'ignore'),
      tidy: fc.boolean()
    }
  };
  return fc.record({ ...places, ...own[service] }, { requiredKeys: [] });
}

const question = fc.constantFrom<OsrmService>('nearest', 'route', 'table', 'match').chain((service) =>
  fc
    .array(position, service === 'nearest' ? { minLength: 1, maxLength: 1 } : { minLength: 1, maxLength: 5 })
    .chain((positions) =>
      fc.record({
        service: fc.constant(service),
        positions: fc.constant(positions),
        options: optionsFor(service, positions.length)
      })
    )
);

test('whatever is asked, our client understands the answer, and a refusal has a code of OSRM', async () => {
  const router = createRouter(prepareRoads(await drawn()));
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(question, async ({ service, positions, options }) => {
      let mistake: unknown;
      const url = osrmPath(service, positions, options);
      const { status, body } = await answerRequest(router, url, {}, (error) => (mistake = error));
      if (mistake) throw mistake;
      const text = JSON.stringify(body);
      try {
        readAnswer(service, { status, text }, positions.length);
        codes.add(`${service} Ok`);
      } catch (error) {
        if (!(error instanceof RouterError) || status === 200) throw error;
        expect(error.code).not.toBe('InvalidAnswer');
        codes.add(error.code);
      }
    }),
    { numRuns: 1500, seed: 2026 }
  );
  // Not all was refused, and not for one reason.
  expect([...codes].sort()).toEqual(
    expect.arrayContaining(['match Ok', 'nearest Ok', 'route Ok', 'table Ok', 'InvalidOptions', 'NoSegment'])
  );
});
