import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareRoads } from '../roads/roads.ts';
import { forbidden } from '../roads/cost.ts';
import { metricOf } from '../roads/metric.ts';
import { createRouter } from '../roads/router.ts';
import { graphDrawn, roadsDrawn, pbfDrawn, type DrawnNodes, type DrawnWay } from './drawn-roads.fixture.ts';
import { importRoads } from './import-roads.ts';
import { RegionError } from './region-error.ts';
import { decodeRoadGraph, edgeFlag, encodeRoadGraph, type RoadGraph } from './road-graph.ts';
import { turnsOf } from './turn-graph.ts';

const nodes: DrawnNodes = {
  1: [24, 61.5],
  2: [24.01, 61.5],
  3: [24.02, 61.5],
  4: [24.01, 61.51],
  5: [24.03, 61.5, { barrier: 'bollard' }],
  6: [24.04, 61.5]
};
const bothWays = edgeFlag.forward | edgeFlag.backward;
const street = { highway: 'residential', name: 'Äyhöntie' };

const durationsOf = (graph: RoadGraph) => metricOf(graph, turnsOf(graph)).arcDuration;

/** Each edge as its first and last point, its name and its two durations; `-` where driving is forbidden. */
const edgesOf = (graph: RoadGraph) =>
  Array.from({ length: graph.edgeCount }, (_, edge) => {
    const point = (at: number) => `${graph.points[2 * at]! / 1e7},${graph.points[2 * at + 1]! / 1e7}`;
    const [along, against] = [0, 1].map((direction) => {
      const duration = durationsOf(graph)[2 * edge + direction]!;
      return duration === forbidden ? '-' : duration / 10;
    });
    const [first, last] = [point(graph.edgePoint[edge]!), point(graph.edgePoint[edge + 1]! - 1)];
    return `${first} ${last} ${graph.names[graph.edgeName[edge]!]} ${along} ${against}`;
  });

describe('from ways to edges', () => {
  test('a name and a number are kept apart, and what the profiles do not read is not kept', async () => {
    const tags = {
      ...street,
      ref: 'E 75',
      surface: 'asphalt',
      'name:sv': 'Lövvägen',
      'turn:lanes': 'left|',
      bicycle: 'no'
    };
    const graph = await graphDrawn(nodes, [{ refs: [1, 2], tags }]);
    expect(graph.names).toEqual(['', 'Äyhöntie']);
    expect(graph.traits.map((trait) => Object.fromEntries(trait))).toEqual([
      { highway: 'residential', ref: 'E 75', surface: 'asphalt' }
    ]);
  });

  test('a way is cut at junctions, not at its other nodes', async () => {
    const graph = await graphDrawn(nodes, [
      { refs: [1, 2, 3], tags: street },
      { refs: [2, 4], tags: { highway: 'tertiary', oneway: 'yes' } },
      { refs: [4, 6], tags: { highway: 'footway' } }
    ]);
    expect(graph.nodeCount).toBe(4);
    expect(edgesOf(graph)).toEqual([
      '24,61.5 24.01,61.5 Äyhöntie 47.9 47.9',
      '24.01,61.5 24.02,61.5 Äyhöntie 47.9 47.9',
      '24.01,61.5 24.01,61.51  62.7 -'
    ]);
    const whole = await graphDrawn(nodes, [{ refs: [1, 2, 3], tags: street }]);
    expect(edgesOf(whole)).toEqual(['24,61.5 24.02,61.5 Äyhöntie 95.9 95.9']);
    expect(whole.edgePoint[1]).toBe(3);
  });

  test('ways that cross in their midst meet where they share a node, and only there', async () => {
    const south = { ...nodes, 7: [24.01, 61.49] } as DrawnNodes;
    const across = { refs: [4, 2, 7], tags: street };
    const crossing = await graphDrawn(south, [{ refs: [1, 2, 3], tags: street }, across]);
    expect([crossing.nodeCount, crossing.edgeCount]).toEqual([5, 4]);
    const bridge = await graphDrawn(south, [{ refs: [1, 3], tags: street }, across]);
    expect([bridge.nodeCount, bridge.edgeCount]).toEqual([4, 2]);
  });

  test('the order of nodes in the file does not matter', async () => {
    const { 1: first, 2: second, ...others } = nodes;
    const ways = [{ refs: [1, 2, 3, 6], tags: street }];
    const { graph } = await importRoads(async function* () {
      yield pbfDrawn(others as DrawnNodes, []);
      yield pbfDrawn({ 1: first!, 2: second! }, ways);
    });
    expect(graph).toEqual(await graphDrawn(nodes, ways));
  });

  test('nothing leads over a barrier, but both sides are reached', async () => {
    const graph = await graphDrawn(nodes, [{ refs: [3, 5, 6], tags: street }]);
    expect(graph.edgeCount).toBe(2);
    expect(graph.nodeCount).toBe(4);
    expect(new Set(graph.arcHead).size).toBe(4);
  });

  test('a node beyond the border of the extract ends the road', async () => {
    const graph = await graphDrawn(nodes, [{ refs: [1, 2, 99, 3, 6], tags: street }]);
    expect(edgesOf(graph)).toEqual([
      '24,61.5 24.01,61.5 Äyhöntie 47.9 47.9',
      '24.02,61.5 24.04,61.5 Äyhöntie 95.9 95.9'
    ]);
  });

  test('a ferry takes its time, over all its pieces, and nobody is snapped to it', async () => {
    const graph = await graphDrawn(nodes, [
      { refs: [1, 2], tags: street },
      { refs: [2, 3, 6], tags: { route: 'ferry', duration: '00:15' } },
      { refs: [3, 4], tags: street }
    ]);
    const pieces = [1, 2].map((edge) => durationsOf(graph)[2 * edge]! / 10);
    expect(pieces[0]! + pieces[1]!).toBeCloseTo(900, 0);
    expect([...graph.edgeFlags]).toEqual([bothWays, bothWays, bothWays, bothWays]);
    const nearest = await createRouter(prepareRoads(graph)).nearest({ longitude: 24.035, latitude: 61.5 });
    expect(nearest[0]!.name).toBe('Äyhöntie');
  });

  test('an ice road is in the pack, though nobody drives it until it is opened', async () => {
    const graph = await graphDrawn(nodes, [
      { refs: [1, 2], tags: street },
      { refs: [2, 3], tags: { highway: 'track', ice_road: 'yes' } }
    ]);
    expect([...graph.edgeFlags]).toEqual([bothWays, bothWays]);
    expect(edgesOf(graph)[1]).toMatch(/ - -$/);
  });

  test.each<[string, DrawnNodes, DrawnWay[]]>([
    ['only footways', nodes, [{ refs: [1, 2], tags: { highway: 'footway' } }]],
    ['roads whose nodes are missing', { 7: [24, 61] }, [{ refs: [1, 2], tags: street }]],
    ['no ways at all', nodes, []]
  ])('%s: refused', async (_what, where, ways) => {
    await expect(graphDrawn(where, ways)).rejects.toMatchObject({ code: 'no-drivable-roads' });
  });
});

describe('roads.bin', () => {
  const ways = [
    { refs: [1, 2], tags: street },
    { refs: [2, 3], tags: street },
    { refs: [2, 4], tags: { highway: 'tertiary', oneway: 'yes', access: 'private' } }
  ];
  const restriction = {
    id: 1,
    members: [
      { type: 'way', ref: 1, role: 'from' },
      { type: 'node', ref: 2, role: 'via' },
      { type: 'way', ref: 2, role: 'to' }
    ],
    tags: { type: 'restriction', restriction: 'no_straight_on', 'restriction:conditional': 'no_u_turn @ (Sa)' }
  } as const;
  const drawn = async () => {
    const [longitude, latitude] = nodes[2]!;
    const signals = { highway: 'traffic_signals' };
    return (await roadsDrawn({ ...nodes, 2: [longitude, latitude, signals] }, ways, [restriction])).graph;
  };

  test('comes back as it was', async () => {
    const graph = await drawn();
    expect([...graph.arcObstacles]).toEqual([1, 0, 0, 1, 0, 1]);
    expect(graph.forbiddenDrives.map(({ condition }) => condition)).toEqual(['', 'Sa']);
    expect(decodeRoadGraph(encodeRoadGraph(graph).buffer)).toEqual(graph);
  });

  test('cut short, lengthened, of another version or another file: refused', async () => {
    const file = encodeRoadGraph(await drawn());
    const codeOf = (bytes: Uint8Array) => {
      try {
        decodeRoadGraph(Uint8Array.from(bytes).buffer);
      } catch (error) {
        return error instanceof RegionError ? error.code : error;
      }
      return 'opened';
    };
    expect(codeOf(file)).toBe('opened');
    for (let length = 0; length < file.length; length++) {
      expect(codeOf(file.subarray(0, length))).toBe(length < 32 ? 'not-a-region' : 'broken-region');
    }
    expect(codeOf(Uint8Array.from([...file, 0]))).toBe('broken-region');
    expect(codeOf(file.with(4, 1))).toBe('unsupported-region-version');
    expect(codeOf(file.with(0, 0))).toBe('not-a-region');
  });

  test.each<[string, (graph: RoadGraph) => Partial<RoadGraph>]>([
    ['a road to a node that is not there', (graph) => ({ arcHead: graph.arcHead.with(3, graph.nodeCount) })],
    ['a road that is longer than any', (graph) => ({ edgeLength: graph.edgeLength.with(0, 2 ** 24 + 1) })],
    ['a name that is not there', (graph) => ({ edgeName: graph.edgeName.with(0, 9) })],
    ['tags that are not there', (graph) => ({ edgeTrait: graph.edgeTrait.with(0, 9) })],
    ['a road without a shape', (graph) => ({ edgePoint: graph.edgePoint.with(1, 1) })],
    ['points that no road has', (graph) => ({ edgePoint: graph.edgePoint.with(graph.edgeCount, 5) })],
    ['a point beside the earth', (graph) => ({ points: graph.points.with(1, 91e7) })],
    ['a turn between roads that do not meet', () => ({ forbiddenDrives: [{ arcs: [0, 0], condition: '' }] })],
    ['a million nodes for three roads', () => ({ nodeCount: 1_000_000 })]
  ])('%s: refused', async (_what, change) => {
    const graph = await drawn();
    const file = encodeRoadGraph({ ...graph, ...change(graph) });
    expect(() => decodeRoadGraph(file.buffer)).toThrow(/^The region pack is damaged: in roads\.bin /);
  });

  test('whatever is changed in it, it is refused or the router stays within it', async () => {
    const file = encodeRoadGraph(await drawn());
    const positions = [
      { longitude: 24.001, latitude: 61.5 },
      { longitude: 24.01, latitude: 61.505 }
    ];
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(255), async (place, value) => {
        let graph;
        try {
          graph = decodeRoadGraph(file.with(place, value).buffer);
        } catch (error) {
          expect(error).toBeInstanceOf(RegionError);
          return;
        }
        await createRouter(prepareRoads(graph))
          .table(positions)
          .catch((error: unknown) => expect(error).toMatchObject({ name: 'RouterError' }));
      }),
      { numRuns: 500 }
    );
  });
});
