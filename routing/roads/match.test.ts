import { createReadStream, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { seededRandom } from '../planner/random.ts';
import { graphDrawn, type DrawnNodes } from '../region/drawn-roads.fixture.ts';
import { importRoads } from '../region/import-roads.ts';
import type { RoadRouter } from './questions.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';
import { along, at, noisy, type Line } from './trace.fixture.ts';

/** Which share of a line's length lies within a metre or two of another line. */
function shareOn(line: Line, other: Line): number {
  const pieces = along(line, 10);
  const isOn = ({ longitude, latitude }: Position) =>
    other.some((b, index) => {
      const a = other[Math.max(0, index - 1)]!;
      const shrink = Math.cos((latitude * Math.PI) / 180);
      const [dx, dy] = [(b[0] - a[0]) * shrink, b[1] - a[1]];
      const [px, py] = [(longitude - a[0]) * shrink, latitude - a[1]];
      const share = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
      return Math.hypot(px - share * dx, py - share * dy) * 111_195 < 2;
    });
  return pieces.filter(isOn).length / pieces.length;
}

const street = { highway: 'residential' };
/** Two streets from west to east, 110 m apart, joined at both ends; from the northern one a lane leads away. */
const nodes: DrawnNodes = {
  1: [24, 61.5],
  2: [24.02, 61.5],
  3: [24, 61.501],
  4: [24.02, 61.501],
  5: [24.01, 61.501],
  6: [24.01, 61.505],
  7: [24.03, 61.5],
  8: [24.05, 61.5]
};
const drawn = async () =>
  createRouter(
    prepareRoads(
      await graphDrawn(nodes, [
        { refs: [1, 2], tags: { ...street, name: 'Etelätie' } },
        { refs: [3, 5, 4], tags: { ...street, name: 'Pohjoistie' } },
        { refs: [1, 3], tags: street },
        { refs: [2, 4], tags: street },
        { refs: [5, 6], tags: { ...street, name: 'Kuja' } },
        { refs: [2, 7, 8], tags: { ...street, name: 'Etelätie' } }
      ])
    )
  );

describe('a drawn trace', () => {
  const along5 = [24.001, 24.004, 24.007, 24.01, 24.013, 24.016];
  const radiuses = along5.map(() => 40);

  test('stays on its street, though single places lie nearer to the other', async () => {
    const trace = along5.map((longitude, index) => at(longitude, index === 3 ? 61.5006 : 61.5002));
    const { matchings, tracepoints } = await (await drawn()).match(trace, { radiuses });
    expect(tracepoints.map((point) => point?.name)).toEqual(trace.map(() => 'Etelätie'));
    expect(matchings).toHaveLength(1);
    expect(matchings[0]!.legs).toHaveLength(5);
    expect(matchings[0]!.distance).toBeCloseTo(796, -1);
    expect(tracepoints.map((point) => [point?.matchings_index, point?.waypoint_index])).toEqual(
      trace.map((_, index) => [0, index])
    );
  });

  test('a step back is standing, not a drive around the block', async () => {
    const trace = [24.001, 24.004, 24.0037, 24.0041, 24.0039, 24.007].map((longitude) => at(longitude, 61.5));
    const { matchings } = await (await drawn()).match(trace, { radiuses });
    expect(matchings[0]!.distance).toBeCloseTo(319.5, 0);
    expect(matchings[0]!.geometry.coordinates.every(([, latitude]) => latitude === 61.5)).toBe(true);
  });

  test('where no road leads back to from where the van had come, the trace is cut', async () => {
    // Beyond 2 there is only a way off: who had come to 24.0063 could not be at 24.0057 again.
    const roads = await graphDrawn(nodes, [
      { refs: [1, 2], tags: street },
      { refs: [2, 7], tags: { ...street, oneway: 'yes' } },
      { refs: [1, 3], tags: street }
    ]);
    const trace = [24.003, 24.0063, 24.005, 24.0057, 24.004, 24.003].map((longitude) => at(longitude, 61.5));
    const radiuses = [5, 40, 40, 5, 5, 5];
    const { matchings, tracepoints } = await createRouter(prepareRoads(roads)).match(trace, { radiuses });
    expect(matchings.map(({ legs }) => legs.length)).toEqual([2, 2]);
    expect(tracepoints.map((point) => point?.matchings_index)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(tracepoints.map((point) => point?.waypoint_index)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  test('turning round in the street is found where the trace turns', async () => {
    const trace = [24.001, 24.004, 24.007, 24.004, 24.001].map((longitude) => at(longitude, 61.5));
    const { matchings } = await (await drawn()).match(trace, { radiuses: trace.map(() => 10) });
    expect(matchings[0]!.distance).toBeCloseTo(2 * 319.5, 0);
  });

  test('a place that is nowhere near is left out, and the way goes on without it', async () => {
    const trace = [at(24.001, 61.5), at(24.004, 61.5), at(24.007, 61.49), at(24.01, 61.5)];
    const { matchings, tracepoints } = await (await drawn()).match(trace);
    expect(tracepoints[2]).toBeNull();
    expect(matchings[0]!.legs).toHaveLength(2);
    expect(tracepoints[3]!.waypoint_index).toBe(2);
  });

  test('a long silence cuts the trace in two, unless it is to be ignored', async () => {
    const trace = along5.map((longitude) => at(longitude, 61.5));
    const timestamps = [0, 10, 20, 1000, 1010, 1020];
    const cut = await (await drawn()).match(trace, { timestamps });
    expect(cut.matchings.map(({ legs }) => legs.length)).toEqual([2, 2]);
    expect(cut.tracepoints.map((point) => point!.matchings_index)).toEqual([0, 0, 0, 1, 1, 1]);
    expect((await (await drawn()).match(trace, { timestamps, gaps: 'ignore' })).matchings).toHaveLength(1);
    expect((await (await drawn()).match(trace)).matchings).toHaveLength(1);
  });

  test('what the receiver says of its course tells one street from another', async () => {
    const trace = [at(24.0001, 61.5003), at(24.0001, 61.5005), at(24.0001, 61.5007)];
    const options = { radiuses: trace.map(() => 40) };
    const north = await (await drawn()).match(trace, { ...options, bearings: trace.map(() => [0, 20] as const) });
    expect(north.tracepoints.map((point) => point?.name)).toEqual(['', '', '']);
    const west = (await drawn()).match(trace.slice(0, 2), {
      bearings: [
        [270, 20],
        [270, 20]
      ]
    });
    await expect(west).rejects.toMatchObject({ code: 'NoSegment' });
  });

  test('tidy leaves out places beside the one before', async () => {
    const trace = [24.001, 24.00101, 24.00102, 24.004].map((longitude) => at(longitude, 61.5));
    const { tracepoints, matchings } = await (await drawn()).match(trace, { tidy: true });
    expect(tracepoints.map((point) => point?.waypoint_index)).toEqual([0, undefined, undefined, 1]);
    expect(matchings[0]!.legs).toHaveLength(1);
  });

  test('a trace across country is less sure than one along a street', async () => {
    const router = await drawn();
    const confidence = async (trace: Position[]) =>
      (await router.match(trace, { radiuses: trace.map(() => 60) })).matchings[0]!.confidence;
    const sure = await confidence([24.001, 24.01, 24.019].map((longitude) => at(longitude, 61.5)));
    const unsure = await confidence([at(24.001, 61.5), at(24.0099, 61.5045), at(24.019, 61.5)]);
    expect(sure).toBeGreaterThan(0.95);
    expect(unsure).toBeLessThan(0.5);
  });

  test.each<[string, Position[], Parameters<RoadRouter['match']>[1], string]>([
    ['one place', [at(24, 61.5)], {}, 'InvalidOptions'],
    ['far from all roads', [at(25, 61.5), at(25.01, 61.5)], {}, 'NoSegment'],
    ['only one place fits', [at(24.001, 61.5), at(25.01, 61.5)], {}, 'NoMatch'],
    ['clocks that go back', [at(24.001, 61.5), at(24.002, 61.5)], { timestamps: [2, 1] }, 'InvalidValue'],
    ['too few clocks', [at(24.001, 61.5), at(24.002, 61.5)], { timestamps: [2] }, 'InvalidOptions'],
    ['too many radiuses', [at(24.001, 61.5), at(24.002, 61.5)], { radiuses: [2, 3, 4] }, 'InvalidOptions'],
    ['outside the world', [at(24.001, 61.5), at(24.002, 95)], {}, 'InvalidQuery']
  ])('refused: %s', async (_what, trace, options, code) => {
    await expect((await drawn()).match(trace, options)).rejects.toMatchObject({ code });
  });
});

const extract = new URL('../../../shared/osm/fi-helsinki-centre-2019.osm.pbf', import.meta.url);
describe.skipIf(!existsSync(extract))('routes in Helsinki (skipped where ../shared/osm is absent)', () => {
  test.each([
    [5, 0.97, 0.99],
    [10, 0.97, 0.97],
    // Where streets are as near to each other as places are wrong, some of it is guessed.
    [20, 0.92, 0.8]
  ])('a trace with a noise of %d m gives its route back', async (deviation, found, right) => {
    const { graph } = await importRoads(() => createReadStream(extract));
    const router = createRouter(prepareRoads(graph));
    const random = seededRandom(2026);
    const points = graph.points.length / 2;
    const somewhere = () => {
      const point = Math.floor(random() * points);
      return at(graph.points[2 * point]! / 1e7, graph.points[2 * point + 1]! / 1e7);
    };
    const there: number[] = [];
    const back: number[] = [];
    while (there.length < 20) {
      const answer = await router.route([somewhere(), somewhere()]).catch(() => undefined);
      const route = answer?.routes[0];
      if (!route || route.distance < 1000) continue;
      const trace = noisy(along(route.geometry.coordinates, 50), deviation, random);
      const { matchings } = await router.match(trace, { radiuses: trace.map(() => deviation) });
      const lines = matchings.flatMap(({ geometry }) => geometry.coordinates);
      there.push(shareOn(route.geometry.coordinates, lines));
      back.push(shareOn(lines, route.geometry.coordinates));
    }
    const mean = (shares: number[]) => shares.reduce((sum, one) => sum + one, 0) / shares.length;
    expect(mean(there)).toBeGreaterThan(found);
    expect(mean(back)).toBeGreaterThan(right);
  });
});
