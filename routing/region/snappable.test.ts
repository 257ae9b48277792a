import { createReadStream, existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLegFinder } from '../roads/leg-finder.ts';
import { prepareRoads } from '../roads/roads.ts';
import { roadsOfMap, type DrawnMap } from './drawn-map.fixture.ts';
import { importRoads } from './import-roads.ts';
import { edgeFlag, type RoadGraph } from './road-graph.ts';

const oneway = { oneway: 'yes' };

/** Names, as the letters of their ways, of the edges that a place may be snapped to. */
async function snappableOf(map: DrawnMap): Promise<string[]> {
  const { graph } = await roadsOfMap(map);
  return snappableEdges(graph)
    .map((edge) => graph.names[graph.edgeName[edge]!]!)
    .sort();
}

const snappableEdges = (graph: RoadGraph) =>
  [...graph.edgeFlags.keys()].filter((edge) => graph.edgeFlags[edge]! & edgeFlag.snappable);

const cases: readonly (readonly [name: string, map: DrawnMap, snappable: readonly string[]])[] = [
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
  [
    'the shore beyond the ice, of fewer roads than this side',
    { map: 'a-b-c-d\n  |\n  e', ways: [['ab'], ['be'], ['bc', 'ice_road'], ['cd']] },
    ['ab', 'be', 'cd']
  ],
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
    {
      map: 'g-a-b-c-d\n  |/|\n  e f',
      ways: [['ga'], ['ab'], ['bf'], ['ae'], ['eb', 'residential', oneway], ['bc'], ['cd', 'ice_road', oneway]],
      restrictions: [['eb b bc', 'only_straight_on']]
    },
    ['ab', 'ae', 'bc', 'bf', 'eb', 'ga']
  ]
];

test.each(cases)('nobody is led where there is no way in or no way out: %s', async (_, map, snappable) => {
  expect(await snappableOf(map)).toEqual(snappable);
});

const extracts = new URL('../../../shared/osm/', import.meta.url);

describe.skipIf(!existsSync(extracts))('the real extracts of ../shared/osm (skipped where they are absent)', () => {
  test.each(['fi-helsinki-centre-2019', 'fi-kotka-karhula-2019', 'li-liechtenstein-2021'])(
    '%s: every road that a place is snapped to is reached, and left',
    async (name) => {
      const { graph } = await importRoads(() => createReadStream(new URL(`${name}.osm.pbf`, extracts)));
      const finder = createLegFinder(prepareRoads(graph));
      const places = snappableEdges(graph).map((edge) => ({ edge, fraction: 0.5 }));
      const hub = [places[100]!];
      for (const costs of [finder.costs(hub, places), finder.costs(places, hub)])
        expect(costs.indexOf(Infinity)).toBe(-1);
    }
  );
});
