import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { distanceBetween, type Position } from '../../../src/domain/geometry.ts';
import { positionsOf, roadsOfMap, type DrawnMap, type LetteredWay } from '../../region/drawn-map.fixture.ts';
import { graphDrawn } from '../../region/drawn-roads.fixture.ts';
import { importRoads } from '../../region/import-roads.ts';
import { seededRandom } from '../../planner/random.ts';
import type { MetricOptions } from '../metric.ts';
import { prepareRoads } from '../roads.ts';
import { createRouter } from '../router.ts';
import type { RouteLeg } from '../questions.ts';
import { told } from './told.fixture.ts';
import type { RouteStep } from './route-step.ts';

const at = (longitude: number, latitude: number): Position => ({ longitude, latitude });
const positionOf = ([longitude, latitude]: readonly [number, number]) => at(longitude, latitude);

const sum = (steps: readonly RouteStep[], key: 'distance' | 'duration') =>
  Math.round(steps.reduce((total, step) => total + step[key] * 10, 0)) / 10;

/** What holds for the steps of any leg. */
function expectWhole({ steps, distance, duration }: RouteLeg): void {
  expect(steps![0]!.maneuver.type).toBe('depart');
  expect(steps!.at(-1)!.maneuver.type).toBe('arrive');
  expect(sum(steps!, 'distance')).toBe(distance);
  expect(sum(steps!, 'duration')).toBe(duration);
  steps!.forEach(({ geometry, maneuver, intersections }, index) => {
    const next = steps![index + 1];
    expect(maneuver.location).toEqual(geometry.coordinates[0]);
    if (next) expect(geometry.coordinates.at(-1)).toEqual(next.geometry.coordinates[0]);
    expect(intersections[0]!.location).toEqual(maneuver.location);
    for (const { bearings, entry, in: came, out } of intersections) {
      expect(entry).toHaveLength(bearings.length);
      expect(bearings).toEqual(bearings.toSorted((a, b) => a - b));
      if (out !== undefined) expect(entry[out]).toBe(true);
      if (came !== undefined) expect(bearings[came]).toBeDefined();
    }
    if (maneuver.exit !== undefined) expect(maneuver.exit).toBeGreaterThan(0);
  });
}

describe('a route with steps', () => {
  const town = async () =>
    createRouter(
      prepareRoads(
        await graphDrawn({ 1: [24, 61.5], 2: [24.02, 61.5], 3: [24.02, 61.51], 4: [24.02, 61.49] }, [
          { refs: [1, 2], tags: { highway: 'residential', name: 'Rantatie' } },
          { refs: [4, 2, 3], tags: { highway: 'residential', name: 'Mäkitie', ref: '1234' } }
        ])
      )
    );

  test('is told leg by leg', async () => {
    const { routes } = await (
      await town()
    ).route([at(24.005, 61.5), at(24.02, 61.505), at(24.02, 61.495)], {
      steps: true
    });
    for (const leg of routes[0]!.legs) expectWhole(leg);
    const told = routes[0]!.legs.map(({ steps }) =>
      steps!.map(({ maneuver: { type, modifier }, name, ref }) => [type, modifier, name, ref])
    );
    expect(told).toEqual([
      [
        ['depart', undefined, 'Rantatie', undefined],
        ['turn', 'left', 'Mäkitie', '1234'],
        ['arrive', 'straight', 'Mäkitie', '1234']
      ],
      [
        ['depart', undefined, 'Mäkitie', '1234'],
        ['arrive', 'straight', 'Mäkitie', '1234']
      ]
    ]);
  });

  test('has no steps where nobody asks for them', async () => {
    const { routes } = await (await town()).route([at(24.005, 61.5), at(24.02, 61.505)]);
    expect(routes[0]!.legs[0]).not.toHaveProperty('steps');
  });

  test.each([
    ['on the right', at(24.02, 61.495), at(24.0203, 61.505), 'right'],
    ['on the left', at(24.02, 61.495), at(24.0197, 61.505), 'left'],
    ['on the left of somebody who comes the other way', at(24.02, 61.508), at(24.0203, 61.495), 'left'],
    ['on the road', at(24.02, 61.495), at(24.02003, 61.505), 'straight'],
    ['beyond the end of the road', at(24.005, 61.5), at(24.0201, 61.5103), 'straight']
  ])('arrives at a place %s', async (_where, from, to, side) => {
    const { routes } = await (await town()).route([from, to], { steps: true });
    expect(routes[0]!.legs[0]!.steps!.at(-1)!.maneuver.modifier).toBe(side);
  });

  test('that goes nowhere departs and arrives', async () => {
    const { routes } = await (await town()).route([at(24.005, 61.5), at(24.005, 61.5)], { steps: true });
    expectWhole(routes[0]!.legs[0]!);
  });

  test('between junctions, and to where one stands', async () => {
    const router = await town();
    for (const pair of [
      [at(24, 61.5), at(24.02, 61.51)],
      [at(24.02, 61.5), at(24.02, 61.5)]
    ]) {
      const { routes } = await router.route(pair, { steps: true });
      expectWhole(routes[0]!.legs[0]!);
    }
  });
});

describe('where turns are forbidden', () => {
  const map = '    d   e\n\na 1 b 2 c\n';
  const ways: LetteredWay[] = [
    ['ab', 'residential', { name: 'Rantatie' }],
    ['bc', 'residential', { name: 'Rantatie' }],
    ['bd', 'residential', { name: 'Mäkitie' }],
    ['ce', 'residential', { name: 'Kuja' }]
  ];
  const stepsBetween = async (restrictions: readonly (readonly [string, string])[], from: string, to: string) => {
    const { graph } = await roadsOfMap({ map, ways, restrictions });
    const positions = positionsOf(map);
    const { routes } = await createRouter(prepareRoads(graph)).route([positions.get(from)!, positions.get(to)!], {
      steps: true
    });
    expectWhole(routes[0]!.legs[0]!);
    return routes[0]!.legs[0]!.steps!;
  };

  test('the way goes on to where one may turn round, and that is told', async () => {
    const steps = await stepsBetween([['ab b bd', 'no_left_turn']], '1', 'd');
    expect(told(steps)).toEqual([
      'new name left: Kuja',
      'continue uturn: Kuja',
      'new name right: Rantatie',
      'turn right: Mäkitie'
    ]);
    const [passedB] = steps[0]!.intersections.slice(1);
    expect(passedB).toMatchObject({ bearings: [0, 90, 270], entry: [false, true, false] });
  });

  test('a ban after a way that was driven says nothing of the turns before it', async () => {
    // Whoever comes from `ab` drives a copy of `bc`, from which `ce` is shut; it is `bc` all the same.
    const steps = await stepsBetween([['ab bc ce', 'no_left_turn']], '1', '2');
    expect(told(steps)).toEqual([]);
    expect(steps[0]!.intersections[1]).toMatchObject({ bearings: [0, 90, 270], entry: [true, true, false] });
  });
});

describe('what is shut now is no choice', () => {
  // Two streets that part: where both are open, it is said which one.
  const map: DrawnMap = {
    map: `
        c
a   b
        d`,
    ways: [['ab'], ['bc'], ['bd']]
  };
  const toldOf = async (drawn: DrawnMap, options: MetricOptions) => {
    const { graph } = await roadsOfMap(drawn);
    const positions = positionsOf(drawn.map);
    const { routes } = await createRouter(prepareRoads(graph), options).route(
      [positions.get('a')!, positions.get('c')!],
      { steps: true }
    );
    return told(routes[0]!.legs[0]!.steps!);
  };

  test('a road that a dispatcher has closed', async () => {
    expect(await toldOf(map, {})).toEqual(['fork slight left: bc']);
    expect(await toldOf(map, { closed: [4, 5] })).toEqual(['new name slight left: bc']);
  });

  test('a turn that is forbidden on this day', async () => {
    const restrictions = [['ab b bd', { 'restriction:conditional': 'no_right_turn @ (Mo-Fr)' }]] as const;
    expect(await toldOf({ ...map, restrictions }, { date: '2026-11-28' })).toEqual(['fork slight left: bc']);
    expect(await toldOf({ ...map, restrictions }, { date: '2026-11-27' })).toEqual(['new name slight left: bc']);
  });

  test('a road over the ice, until it is opened', async () => {
    const icy: DrawnMap = { ...map, ways: [['ab'], ['bc'], ['bd', 'residential', { ice_road: 'yes' }]] };
    expect(await toldOf(icy, {})).toEqual(['new name slight left: bc']);
    expect(await toldOf(icy, { opened: [4, 5] })).toEqual(['fork slight left: bc']);
  });
});

const extracts = new URL('../../../../shared/osm/', import.meta.url);
const recordings = new URL('../../../../shared/osrm/', import.meta.url);
const routerOf = async (name: string) => {
  const { graph } = await importRoads(() => createReadStream(new URL(`${name}.osm.pbf`, extracts)));
  return { graph, router: createRouter(prepareRoads(graph)) };
};

describe.skipIf(!existsSync(extracts))('on the real extracts of ../shared/osm (skipped where they are absent)', () => {
  test.each(['fi-helsinki-centre-2019', 'fi-kotka-karhula-2019', 'li-liechtenstein-2021'])(
    '%s: the steps of 60 random ways are whole',
    async (name) => {
      const { graph, router } = await routerOf(name);
      const random = seededRandom(2026);
      const somewhere = () => {
        const point = Math.floor(random() * (graph.points.length / 2));
        return at(graph.points[2 * point]! / 1e7, graph.points[2 * point + 1]! / 1e7);
      };
      const types = new Set<string>();
      for (let way = 0; way < 60; way++) {
        const answer = await router.route([somewhere(), somewhere()], { steps: true }).catch(() => undefined);
        if (!answer) continue;
        expectWhole(answer.routes[0]!.legs[0]!);
        for (const { maneuver } of answer.routes[0]!.legs[0]!.steps!) types.add(maneuver.type);
      }
      expect([...types]).toEqual(expect.arrayContaining(['turn', 'continue', 'new name', 'end of road']));
    }
  );

  test.skipIf(!existsSync(recordings))('Tampere: a driver is told what OSRM tells in ../shared/osrm', async () => {
    const recording = JSON.parse(readFileSync(new URL('route-steps.json', recordings), 'utf8'));
    const positions = (recording.request as string)
      .replace(/.*driving\/|\?.*/g, '')
      .split(';')
      .map((pair) => positionOf(pair.split(',').map(Number) as [number, number]));
    const { router } = await routerOf('fi-tampere-roads-2021');
    const stepsOf = (legs: readonly { steps?: RouteStep[] }[]) => legs.flatMap(({ steps }) => steps!.slice(1, -1));
    const ours = stepsOf((await router.route(positions, { steps: true })).routes[0]!.legs);
    const theirs = stepsOf(recording.body.routes[0].legs);
    const isTold = (step: RouteStep) =>
      ours.some(
        ({ name, maneuver }) =>
          distanceBetween(positionOf(maneuver.location), positionOf(step.maneuver.location)) < 30 &&
          maneuver.type === step.maneuver.type &&
          maneuver.modifier === step.maneuver.modifier &&
          name === step.name
      );
    expect(theirs.filter(isTold).length / theirs.length).toBeGreaterThan(0.95);
  });
});
