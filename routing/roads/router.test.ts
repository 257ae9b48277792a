import { createReadStream, existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceBetween, type Position } from '../../src/domain/geometry.ts';
import { seededRandom } from '../planner/random.ts';
import { graphDrawn, roadsDrawn, type DrawnNodes, type DrawnWay } from '../region/drawn-roads.fixture.ts';
import { importRoads } from '../region/import-roads.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { quantitiesOf } from './cost.ts';
import { judge } from './dijkstra.judge.ts';
import { createLegFinder } from './leg-finder.ts';
import type { MetricOptions } from './metric.ts';
import { snappingLimit, type Approach, type PlaceOptions } from './questions.ts';
import { prepareRoads, type Roads } from './roads.ts';
import { createRouter } from './router.ts';
import { createSnapping } from './snapping.ts';
import { judgeTurns } from './turns.judge.ts';

/** Places within a few hundred metres of random points of the roads. */
function randomPositions(graph: RoadGraph, count: number, random: () => number): Position[] {
  const points = graph.points.length / 2;
  return Array.from({ length: count }, () => {
    const point = Math.floor(random() * points);
    return {
      longitude: graph.points[2 * point]! / 1e7 + (random() - 0.5) * 0.004,
      latitude: graph.points[2 * point + 1]! / 1e7 + (random() - 0.5) * 0.002
    };
  });
}

/** `table` and `route` against the judge and against each other, from every source to every destination. */
async function expectAsJudged(
  roads: Roads,
  from: Position[],
  to: Position[],
  options: MetricOptions & Pick<PlaceOptions, 'snapping'> = {}
) {
  const { graph } = roads;
  const router = createRouter(roads);
  router.recustomize(options);
  const places = createSnapping(graph, createLegFinder(roads, options));
  const approaches = [null, 'curb', 'opposite'] as const;
  const approachOf = (index: number) => approaches[index % 3]!;
  const snap = (position: Position, approach: Approach | null) =>
    places.nearest(position, 1, snappingLimit, { approach, any: options.snapping === 'any' })[0];
  const onRoads = (positions: Position[]) =>
    positions.filter((position) => approaches.every((approach) => snap(position, approach)));
  const [sources, destinations] = [onRoads(from), onRoads(to)];
  if (sources.length + destinations.length === 0) return;
  const snapped = (positions: Position[]) => positions.map((position, index) => snap(position, approachOf(index))!);
  const judged = judge(graph, snapped(sources), snapped(destinations), options);
  const durations = judged.map((row) => row.map((way) => (way ? way.duration / 10 : null)));
  const distances = judged.map((row) => row.map((way) => (way ? way.distance / 10 : null)));
  const table = await router.table([...sources, ...destinations], {
    sources: sources.map((_, index) => index),
    destinations: destinations.map((_, index) => sources.length + index),
    approaches: [...sources.keys(), ...destinations.keys()].map(approachOf),
    snapping: options.snapping
  });
  expect(table.durations).toEqual(durations);
  expect(table.distances).toEqual(distances);
  for (const [row, source] of sources.entries()) {
    for (const [column, destination] of destinations.entries()) {
      const asked = router.route([source, destination], {
        approaches: [approachOf(row), approachOf(column)],
        snapping: options.snapping
      });
      if (durations[row]![column] === null) {
        await expect(asked).rejects.toMatchObject({ code: 'NoRoute' });
        continue;
      }
      const [route] = (await asked).routes;
      expect([route!.duration, route!.distance]).toEqual([durations[row]![column], distances[row]![column]]);
      expectDrawn(route!.geometry.coordinates, route!.distance);
    }
  }
}

/** The drawn line is as long as the route says, but for the rounding of each edge to 0.1 m. */
function expectDrawn(line: [number, number][], distance: number) {
  const positions = line.map(([longitude, latitude]) => ({ longitude, latitude }));
  const length = positions.slice(1).reduce((sum, b, index) => sum + distanceBetween(positions[index]!, b), 0);
  expect(Math.abs(length - distance)).toBeLessThan(0.2 + 0.06 * line.length);
}

const street = { highway: 'residential' };
const oneWay = { highway: 'residential', oneway: 'yes' };
const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });

describe('on one road', () => {
  // About 5.3 km from west to east.
  const nodes: DrawnNodes = {
    1: [24, 61.5],
    2: [24.05, 61.5],
    3: [24.1, 61.5],
    4: [24.05, 61.51]
  };

  test('between two places of the same edge, both ways', async () => {
    const router = createRouter(prepareRoads(await graphDrawn(nodes, [{ refs: [1, 3], tags: street }])));
    const [there, back] = [at(24.02, 61.5001), at(24.04, 61.4999)];
    for (const pair of [
      [there, back],
      [back, there]
    ]) {
      const { routes, waypoints } = await router.route(pair);
      expect(routes[0]!.distance).toBeCloseTo(1065.1, 0);
      expect(routes[0]!.duration).toBeCloseTo(1065.1 / (40 / 3.6), 0);
      expect(waypoints[0]!.distance).toBeCloseTo(11.1, 1);
      expect(routes[0]!.geometry.coordinates).toHaveLength(2);
    }
  });

  test('against a one-way street the way leads around', async () => {
    const graph = await graphDrawn(nodes, [
      { refs: [1, 2, 3], tags: oneWay },
      { refs: [3, 4, 1], tags: oneWay }
    ]);
    const router = createRouter(prepareRoads(graph));
    const [first, second] = [at(24.02, 61.5), at(24.04, 61.5)];
    const { durations, distances } = await router.table([first, second]);
    const circle = graph.edgeLength.reduce((sum, length) => sum + length, 0) / 10;
    expect(durations[0]![1]).toBeLessThan(durations[1]![0]!);
    expect(distances[0]![1]! + distances[1]![0]!).toBeCloseTo(circle, 1);
    expect((await router.route([second, first])).routes[0]!.geometry.coordinates).toContainEqual([24.05, 61.51]);
    expect((await router.table([first, first])).durations).toEqual([
      [0, 0],
      [0, 0]
    ]);
  });

  test('a place at a junction is on all its roads', async () => {
    const graph = await graphDrawn(nodes, [
      { refs: [1, 2], tags: oneWay },
      { refs: [2, 1], tags: oneWay },
      { refs: [2, 3], tags: street }
    ]);
    const { distances } = await createRouter(prepareRoads(graph)).table([at(24.05, 61.5), at(24.06, 61.5)]);
    expect(distances[0]![1]).toBeCloseTo(532.5, 0);
    expect(distances[1]![0]).toBeCloseTo(532.5, 0);
  });

  test('legs sum to the route, and the table has the same legs', async () => {
    const router = createRouter(prepareRoads(await graphDrawn(nodes, [{ refs: [1, 2, 3], tags: street }])));
    const positions = [at(24.01, 61.5), at(24.09, 61.5), at(24.03, 61.5), at(24.03, 61.5)];
    const { routes } = await router.route(positions);
    const { durations, distances } = await router.table(positions);
    expect(routes[0]!.legs).toMatchObject(
      [0, 1, 2].map((leg) => ({ duration: durations[leg]![leg + 1], distance: distances[leg]![leg + 1] }))
    );
    const sum = routes[0]!.legs.reduce((total, leg) => total + leg.duration, 0);
    expect(routes[0]!.duration).toBeCloseTo(sum, 6);
    expect(routes[0]!.legs[2]).toMatchObject({ duration: 0, distance: 0 });
  });

  test('a route may be as long as its legs together, also beyond what one leg can be', async () => {
    const router = createRouter(
      prepareRoads(
        await graphDrawn({ 1: [0, 61.5], 2: [19, 61.5] }, [
          { refs: [1, 2], tags: { highway: 'motorway', oneway: 'no' } }
        ])
      )
    );
    const { legs, distance, duration } = (
      await router.route(Array.from({ length: 9 }, (_, index) => at(index % 2 === 0 ? 0 : 19, 61.5)))
    ).routes[0]!;
    expect(distance).toBeCloseTo(8 * legs[0]!.distance, 1);
    expect(duration).toBeCloseTo(8 * legs[0]!.duration, 1);
    expect(distance).toBeGreaterThan(7_000_000);
  });

  test('a leg may have more points than a function takes arguments', async () => {
    const count = 200_000;
    const random = seededRandom(1);
    const ids = Array.from({ length: count }, (_, index) => index + 1);
    // Not quite straight: a map file that packs too well is refused.
    const nodes = Object.fromEntries(ids.map((id) => [id, [24 + id / 1e5, 61.5 + random() / 1e4]])) as DrawnNodes;
    const router = createRouter(prepareRoads(await graphDrawn(nodes, [{ refs: ids, tags: street }])));
    const [route] = (await router.route([at(23.999, 61.5), at(26.001, 61.5)])).routes;
    expect(route!.geometry.coordinates).toHaveLength(count);
  });
});

test('the nearest road is found behind many whose boxes are nearer', async () => {
  // Thirty roads each make an angle around the place; one short street beside it is nearer than any of them.
  const nodes: DrawnNodes = { 1: [24.011, 61.5], 2: [24.012, 61.5], 3: [24.03, 61.53] };
  const angles = Array.from({ length: 30 }, (_, index) => {
    const [west, corner, north] = [100 + 3 * index, 101 + 3 * index, 102 + 3 * index];
    const away = 0.03 + index * 0.0001;
    nodes[west] = [24 - away, 61.5 - away / 2];
    nodes[corner] = [24 + away, 61.5 - away / 2];
    nodes[north] = [24 + away, 61.5 + away / 2];
    return { refs: [west, corner, north], tags: { ...street, name: 'Kierto' } };
  });
  const joins = angles.map(({ refs }) => ({ refs: [2, refs[2]!], tags: { ...street, name: 'Kierto' } }));
  const graph = await graphDrawn(nodes, [...angles, ...joins, { refs: [1, 2], tags: { ...street, name: 'Koulutie' } }]);
  const [nearest] = await createRouter(prepareRoads(graph)).nearest(at(24.0105, 61.4999));
  expect(nearest).toMatchObject({ name: 'Koulutie', location: [24.011, 61.5] });
});

describe('questions that have no answer', () => {
  const nodes: DrawnNodes = { 1: [24, 61.5], 2: [24.05, 61.5] };
  const router = async () => createRouter(prepareRoads(await graphDrawn(nodes, [{ refs: [1, 2], tags: street }])));

  test.each([
    ['far from every road', [at(24.02, 61.5), at(25, 61.5)], 'NoSegment', 1],
    ['latitude and longitude mixed up', [at(61.5, 24), at(24, 61.5)], 'NoSegment', 0],
    ['outside the world', [at(24, 91), at(24, 61.5)], 'InvalidQuery', 0],
    ['not a number', [at(24, NaN), at(24, 61.5)], 'InvalidQuery', 0],
    ['only one position', [at(24, 61.5)], 'InvalidQuery', undefined]
  ])('%s', async (_what, positions, code, position) => {
    await expect((await router()).route(positions)).rejects.toMatchObject({ code, position });
  });

  test('a table without positions, a source that is not there, no nearest', async () => {
    const asked = await router();
    await expect(asked.table([])).rejects.toMatchObject({ code: 'InvalidQuery' });
    await expect(asked.table([at(24, 61.5)], { sources: [1] })).rejects.toMatchObject({ code: 'InvalidQuery' });
    await expect(asked.nearest(at(24, 61.5), { number: 0 })).rejects.toMatchObject({ code: 'InvalidQuery' });
    await expect(asked.nearest(at(27, 61.5))).rejects.toMatchObject({ code: 'NoSegment' });
  });
});

describe('random small networks with one-way, private and winter roads, ferries, closures and turn restrictions', () => {
  const side = 4;
  const ids = Array.from({ length: side * side }, (_, index) => index + 1);
  const nodes = Object.fromEntries(
    ids.map((id) => [id, [24 + ((id - 1) % side) * 0.005, 61 + Math.floor((id - 1) / side) * 0.0025]])
  ) as DrawnNodes;
  const tags = fc.constantFrom<DrawnWay['tags']>(
    ...[street, street, street, street, oneWay, oneWay],
    { highway: 'primary', maxspeed: '100' },
    { highway: 'service', oneway: '-1' },
    { ...street, access: 'private' },
    { ...street, 'motor_vehicle:forward': 'destination' },
    { highway: 'track', ice_road: 'yes' },
    { ...street, 'motor_vehicle:conditional': 'no @ (Nov-Mar)' },
    { route: 'ferry', motor_vehicle: 'yes', interval: '00:10' }
  );
  /** Streets of a grid, so that there is another way round, and ways that lead anywhere. */
  const gridStreets = ids.flatMap((id) => [
    ...(id % side === 0 ? [] : [[id, id + 1]]),
    ...(id > side * (side - 1) ? [] : [[id, id + side]])
  ]);
  const gridStreet = fc.record({ refs: fc.constantFrom(...gridStreets), tags });
  const way = fc.record({ refs: fc.array(fc.constantFrom(...ids), { minLength: 2, maxLength: 5 }), tags });
  const ways = fc
    .tuple(
      fc.uniqueArray(gridStreet, { minLength: 6, maxLength: 24, selector: ({ refs }) => refs.join() }),
      fc.array(way, { maxLength: 3 })
    )
    .map((lists) => lists.flat());
  const restriction = fc.record({
    /** Which way is next, of those that go on from where one is. */
    choices: fc.array(fc.nat(11), { minLength: 2, maxLength: 5 }),
    tags: fc.constantFrom<Record<string, string>>(
      { restriction: 'no_left_turn' },
      { restriction: 'no_u_turn' },
      { restriction: 'only_straight_on' },
      { restriction: 'only_left_turn', except: 'bicycle' },
      { restriction: 'no_right_turn', except: 'motorcar' },
      { 'restriction:conditional': 'no_left_turn @ (Nov-Mar); only_straight_on @ (Jul)' }
    )
  });
  const arcs = fc.array(fc.nat(60), { maxLength: 5 });
  const metrics = fc.record({
    profile: fc.constantFrom('raitti' as const, 'osrm-car' as const),
    date: fc.constantFrom('2026-01-15', '2026-07-15'),
    factors: fc.constantFrom({}, { residential: 0.7, ferry: 2 }),
    closed: arcs,
    opened: arcs
  });
  const standing = fc.constantFrom<Record<string, string>>(
    { highway: 'traffic_signals', 'traffic_signals:direction': 'backward' },
    { highway: 'stop' },
    { highway: 'stop', stop: 'minor' },
    { highway: 'give_way', direction: 'forward' },
    { highway: 'turning_circle' },
    { barrier: 'gate' },
    { barrier: 'lift_gate', locked: 'yes' },
    { barrier: 'bollard' }
  );
  const obstacles = fc.array(fc.tuple(fc.constantFrom(...ids), standing), { maxLength: 6 });
  const drawn = fc.tuple(ways, fc.array(restriction, { maxLength: 8 }), obstacles);

  /** A restriction from a way over those that go on from its last node, so that most of them are good ones. */
  function relationOf(
    drawnWays: readonly DrawnWay[],
    { choices, tags }: { choices: number[]; tags: Record<string, string> },
    id: number
  ) {
    const chain: number[] = [choices[0]! % drawnWays.length];
    let at = drawnWays[chain[0]!]!.refs.at(-1)!;
    const via = at;
    for (const choice of choices.slice(1)) {
      const onward = [...drawnWays.keys()].filter(
        (way) => way !== chain.at(-1) && [drawnWays[way]!.refs[0], drawnWays[way]!.refs.at(-1)].includes(at)
      );
      const next = onward.length === 0 ? chain.at(-1)! : onward[choice % onward.length]!;
      const { refs } = drawnWays[next]!;
      at = refs[0] === at ? refs.at(-1)! : refs[0]!;
      chain.push(next);
    }
    const way = (index: number, role: string) => ({ type: 'way', ref: index + 1, role }) as const;
    const vias =
      chain.length === 2
        ? [{ type: 'node', ref: via, role: 'via' } as const]
        : chain.slice(1, -1).map((index) => way(index, 'via'));
    return {
      id,
      members: [way(chain[0]!, 'from'), ...vias, way(chain.at(-1)!, 'to')],
      tags: { type: 'restriction', ...tags }
    };
  }
  type Restriction = Parameters<typeof relationOf>[1];
  const graphOf = async ([drawnWays, restrictions, standingAt]: [
    DrawnWay[],
    Restriction[],
    [node: number, tags: Record<string, string>][]
  ]) => {
    const drawnNodes = { ...nodes };
    for (const [node, tagsThere] of standingAt) drawnNodes[node] = [nodes[node]![0], nodes[node]![1], tagsThere];
    const relations = restrictions.map((one, index) => relationOf(drawnWays, one, index + 1));
    return (await roadsDrawn(drawnNodes, drawnWays, relations)).graph;
  };

  test('the router says what the judge says', async () => {
    let restricted = 0;
    await fc.assert(
      fc.asyncProperty(drawn, metrics, fc.integer(), async (map, { closed, opened, ...others }, seed) => {
        const graph = await graphOf(map);
        const roads = prepareRoads(graph);
        const known = (numbers: number[]) => numbers.filter((arc) => arc < graph.arcHead.length);
        const metric = { ...others, closed: known(closed), opened: known(opened) };
        if (graph.forbiddenDrives.some(({ arcs }) => arcs.length > 2)) restricted++;
        const random = seededRandom(seed);
        await expectAsJudged(roads, randomPositions(graph, 3, random), randomPositions(graph, 4, random), metric);
        await expectAsJudged(roads, randomPositions(graph, 4, random), randomPositions(graph, 2, random), {
          ...metric,
          snapping: 'any'
        });
      }),
      { numRuns: 200, seed: 2026 }
    );
    // The draw is worth something only while it has ways over which something is forbidden.
    expect(restricted).toBeGreaterThan(40);
  });

  test('a way that is found may be driven turn for turn, and its parts sum to its cost', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.integer(), async (map, seed) => {
        const graph = await graphOf(map);
        // Under OSRM's profile nobody waits for ferries, which are no turns.
        const profile = 'osrm-car';
        const finder = createLegFinder(prepareRoads(graph), { profile });
        const snapping = createSnapping(graph, finder);
        const places = randomPositions(graph, 4, seededRandom(seed)).flatMap((place) =>
          snapping.nearest(place, 1, 5000)
        );
        const { turnsAfter } = judgeTurns(graph, finder.isOpen, { profile });
        for (const from of places) {
          for (const to of places) {
            const leg = finder.leg(from, to);
            if (!leg) continue;
            let seconds = leg.stretches.reduce((sum, stretch) => sum + finder.secondsOf(stretch), 0);
            const arcs = leg.stretches.map(({ arc }) => arc);
            for (const [index, arc] of arcs.entries()) {
              if (index === 0) continue;
              const turn = turnsAfter(arcs.slice(0, index)).find(({ next }) => next === arc);
              expect(turn).toBeDefined();
              seconds += turn!.duration / 10;
            }
            expect(seconds).toBeCloseTo(quantitiesOf(leg.cost).duration, 5);
          }
        }
      }),
      { numRuns: 200, seed: 2026 }
    );
  });
});

const extracts = new URL('../../../shared/osm/', import.meta.url);
const extract = async (name: string) =>
  (await importRoads(() => createReadStream(new URL(`${name}.osm.pbf`, extracts)))).graph;

describe.skipIf(!existsSync(extracts))('the real extracts of ../shared/osm (skipped where they are absent)', () => {
  test.each(['fi-tampere-roads-2021', 'fi-helsinki-centre-2019', 'fi-kotka-karhula-2019', 'li-liechtenstein-2021'])(
    '%s: 200 random pairs, half of them in winter and with closures, are as Dijkstra has them',
    async (name) => {
      const graph = await extract(name);
      const random = seededRandom(2026);
      const roads = prepareRoads(graph);
      const places = () => [randomPositions(graph, 25, random), randomPositions(graph, 4, random)] as const;
      await expectAsJudged(roads, ...places());
      const closed = Array.from({ length: 200 }, () => Math.floor(random() * graph.arcHead.length));
      await expectAsJudged(roads, ...places(), { date: '2026-01-15', closed });
    }
  );

  test('snapping finds what looking at every road finds', async () => {
    const graph = await extract('fi-kotka-karhula-2019');
    const snapping = createSnapping(graph, { isOpen: () => true, isSnappable: () => true });
    for (const position of randomPositions(graph, 100, seededRandom(7))) {
      const some = snapping.nearest(position, 5, 5000);
      const all = snapping.nearest(position, graph.edgeCount, Infinity);
      expect(some).toEqual(all.slice(0, 5));
      expect(all).toHaveLength(graph.edgeFlags.filter((flags) => flags > 0).length);
    }
  });
});
