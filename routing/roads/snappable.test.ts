import { createReadStream, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../src/domain/geometry.ts';
import { seededRandom } from '../planner/random.ts';
import { positionsOf, roadsOfMap, type DrawnMap } from '../region/drawn-map.fixture.ts';
import { importRoads } from '../region/import-roads.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { createLegFinder, type LegFinder } from './leg-finder.ts';
import type { MetricOptions } from './metric.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';

const oneway = { oneway: 'yes' };
/** Conditions with the letters of ways that are closed or opened. */
interface Conditions extends Pick<MetricOptions, 'profile'> {
  readonly closed?: readonly string[];
  readonly opened?: readonly string[];
}

const roadsDrawn = async (map: DrawnMap) => prepareRoads((await roadsOfMap(map)).graph);

const nameOf = (graph: RoadGraph, edge: number) => graph.names[graph.edgeName[edge]!]!;

function metricWith(graph: RoadGraph, { closed = [], opened = [], ...rest }: Conditions): MetricOptions {
  const arcsOf = (names: readonly string[]) =>
    [...graph.arcHead.keys()].filter((arc) => names.includes(nameOf(graph, arc >> 1)));
  return { ...rest, closed: arcsOf(closed), opened: arcsOf(opened) };
}

/** Names, as the letters of their ways, of the edges that a place may be snapped to. */
async function snappableOf(map: DrawnMap, conditions: Conditions = {}): Promise<string[]> {
  const roads = await roadsDrawn(map);
  const finder = createLegFinder(roads, metricWith(roads.graph, conditions));
  return snappableEdges(roads.graph, finder)
    .map((edge) => nameOf(roads.graph, edge))
    .sort();
}

const snappableEdges = (graph: RoadGraph, { isOpen, isSnappable }: LegFinder) =>
  [...graph.edgeFlags.keys()].filter((edge) => {
    const open = ([0, 1] as const).filter((direction) => isOpen(2 * edge + direction));
    return isSnappable(edge, open);
  });

const bay = 'a-b-c-d\n  |\n  e';
const shore: DrawnMap = { map: bay, ways: [['ab'], ['be'], ['bc', 'ice_road'], ['cd']] };
const behindTrack: DrawnMap = { map: bay, ways: [['ab'], ['be'], ['bc', 'track'], ['cd']] };
const onlyIceLeadsOn: DrawnMap = {
  map: 'g-a-b-c-d\n  |/|\n  e f',
  ways: [['ga'], ['ab'], ['bf'], ['ae'], ['eb', 'residential', oneway], ['bc'], ['cd', 'ice_road', oneway]],
  restrictions: [['eb b bc', 'only_straight_on']]
};

const cases: readonly (readonly [
  name: string,
  map: DrawnMap,
  snappable: readonly string[],
  conditions?: Conditions
])[] = [
  [
    'a street that no turn leads into',
    {
      map: 'a-b-c\n  |\n  d',
      ways: [['ab'], ['bc'], ['bd', 'residential', oneway]],
      restrictions: [
        ['ab b bd', 'no_right_turn'],
        ['bc b bd', 'no_left_turn']
      ]
    },
    ['ab', 'bc']
  ],
  [
    'a street that no turn leads out of',
    {
      map: 'a-b-c\n  |\n  d',
      ways: [['ab'], ['bc'], ['bd']],
      restrictions: [
        ['bd b ab', 'no_left_turn'],
        ['bd b bc', 'no_right_turn']
      ]
    },
    ['ab', 'bc']
  ],
  [
    'a street with one turn that is forbidden, and one that is not',
    { map: 'a-b-c\n  |\n  d', ways: [['ab'], ['bc'], ['bd']], restrictions: [['bd b ab', 'no_left_turn']] },
    ['ab', 'bc', 'bd']
  ],
  [
    'a way round that leads back to nothing but itself, and the street before it',
    {
      map: 'a-b-c-d\n  | | |\n  g e-f',
      ways: [['ab'], ['bc'], ['bg'], ['cdfec', 'residential', oneway]],
      restrictions: [['cdfec c bc', 'no_left_turn']]
    },
    ['ab', 'bc', 'bg']
  ],
  ['the shore beyond the ice, of fewer roads than this side', shore, ['ab', 'be']],
  ['the same shore when the ice is opened', shore, ['ab', 'bc', 'be', 'cd'], { opened: ['bc'] }],
  ['a road behind a track', behindTrack, ['ab', 'bc', 'be', 'cd']],
  // To OSRM a part is tiny, or not: where all are, it takes any road.
  ['a road behind a track, as OSRM has it', behindTrack, ['ab', 'be', 'cd'], { profile: 'osrm-car' }],
  ['a road behind a closed one', behindTrack, ['ab', 'be'], { closed: ['bc'] }],
  [
    'a street after which a van has to turn round where another way leads on',
    {
      map: 'g-a-b-c-d\n  |/|\n  e f',
      ways: [['ga'], ['ab'], ['bf'], ['ae'], ['eb', 'residential', oneway], ['bc'], ['cd', 'residential', oneway]],
      restrictions: [['eb b bc', 'only_straight_on']]
    },
    ['ab', 'ae', 'bc', 'bf', 'ga']
  ],
  [
    'a street after which a van turns round where only the ice leads on',
    onlyIceLeadsOn,
    ['ab', 'ae', 'bc', 'bf', 'eb', 'ga']
  ],
  [
    'the same street when the ice leads on, but not back',
    onlyIceLeadsOn,
    ['ab', 'ae', 'bc', 'bf', 'ga'],
    { opened: ['cd'] }
  ]
];

for (const [name, map, snappable, conditions] of cases)
  test(`nobody is led where there is no way in or no way out: ${name}`, async () => {
    expect(await snappableOf(map, conditions)).toEqual(snappable);
  });

test('who is cut off is led to the next road, and back to his own when it is opened', async () => {
  const roads = await roadsDrawn(behindTrack);
  const [start, home] = ['a', 'd'].map((letter) => positionsOf(bay).get(letter)!) as [Position, Position];
  const router = createRouter(roads);
  const roadOf = async (hint?: string) =>
    (await router.route([start, home], { hints: [null, hint ?? null] })).waypoints[1]!;
  const { name, hint } = await roadOf();
  expect(name).toBe('cd');
  router.recustomize(metricWith(roads.graph, { closed: ['bc'] }));
  expect(await roadOf()).toMatchObject({ name: 'ab' });
  // What was remembered of the day before is no longer true.
  expect(await roadOf(hint)).toMatchObject({ name: 'ab' });
  router.recustomize({});
  expect(await roadOf(hint)).toMatchObject({ name: 'cd' });
});

test('who may come by in one direction only must come and go in that one', async () => {
  // Towards c a van would have to go on and never come back; from c there is no coming.
  const roads = await roadsDrawn({ map: bay, ways: [['ab'], ['bc'], ['be'], ['cd', 'residential', oneway]] });
  const { isSnappable } = createLegFinder(roads);
  const directions: (0 | 1)[][] = [[0, 1], [0], [1], []];
  expect(directions.map((some) => isSnappable(1, some))).toEqual([true, false, false, false]);
});

const extracts = new URL('../../../shared/osm/', import.meta.url);

describe.skipIf(!existsSync(extracts))('the real extracts of ../shared/osm (skipped where they are absent)', () => {
  test.each(['fi-helsinki-centre-2019', 'fi-kotka-karhula-2019', 'li-liechtenstein-2021'])(
    '%s: every road that a place is snapped to is reached, and left, whatever is closed',
    async (name) => {
      const { graph } = await importRoads(() => createReadStream(new URL(`${name}.osm.pbf`, extracts)));
      const finder = createLegFinder(prepareRoads(graph));
      const random = seededRandom(2026);
      const closed = Array.from({ length: 200 }, () => Math.floor(random() * graph.arcHead.length));
      // Kotka's extract is tiny to OSRM, which snaps there to any road.
      const isTiny = name === 'fi-kotka-karhula-2019';
      const ofOsrm = isTiny ? [] : [{ profile: 'osrm-car' as const }];
      for (const metric of [{}, ...ofOsrm, { closed, date: '2026-01-15' }]) {
        finder.recustomize(metric);
        const places = snappableEdges(graph, finder).map((edge) => ({ edge, fraction: 0.5 }));
        const hub = [places[Math.floor(places.length / 2)]!];
        for (const costs of [finder.costs(hub, places), finder.costs(places, hub)])
          expect(costs.indexOf(Infinity)).toBe(-1);
      }
    }
  );
});
