import { roadsDrawn, type DrawnNodes, type DrawnWay } from '../region/drawn-roads.fixture.ts';
import type { OsmMember } from '../region/pbf/write.ts';
import type { MetricOptions } from './metric.ts';
import { prepareRoads } from './roads.ts';
import { createRouter } from './router.ts';

type Tags = Record<string, string>;

/** A map drawn with letters for nodes. */
export interface DrawnMap {
  /** Rows of letters from north to south; anything else is empty space. */
  readonly map: string;
  /** From one letter to the next; a hundred where it is not said. */
  readonly metres?: number;
  /** `abc` is a way over three nodes; its tags are added to those of a residential street. */
  readonly ways: Readonly<Record<string, Tags>>;
  /** Tags of nodes, by their letters. */
  readonly nodes?: Readonly<Record<string, Tags>>;
  /** `ab b bc` or `ab be,ef fg`: from, via a node or ways, to. */
  readonly restrictions?: readonly (readonly [members: string, tags: Tags | string])[];
}

/** The roads of a map drawn with letters. */
export async function roadsOfMap({ map, metres, ways, nodes = {}, restrictions = [] }: DrawnMap) {
  const drawnNodes: DrawnNodes = {};
  for (const [letter, position] of positionsOf(map, metres))
    drawnNodes[idOf(letter)] = [position.longitude, position.latitude, nodes[letter] ?? {}];
  const names = Object.keys(ways);
  const drawnWays = names.map((name): DrawnWay => {
    return { refs: [...name].map(idOf), tags: { highway: 'residential', ...ways[name] } };
  });
  const wayId = (name: string) => names.indexOf(name) + 1 || 999;
  const relations = restrictions.map(([members, tags], index) => {
    const [from, via, to] = members.split(' ') as [string, string, string];
    const way = (role: string) => (name: string) => ({ type: 'way', ref: wayId(name), role }) satisfies OsmMember;
    const vias: OsmMember[] =
      via.length === 1 ? [{ type: 'node', ref: idOf(via), role: 'via' }] : via.split(',').map(way('via'));
    return {
      id: index + 1,
      members: [...from.split(',').map(way('from')), ...vias, ...to.split(',').map(way('to'))],
      tags: { type: 'restriction', ...(typeof tags === 'string' ? { restriction: tags } : tags) }
    };
  });
  return roadsDrawn(drawnNodes, drawnWays, relations);
}

/** Asks for the way from one letter to another: the letters that it passes, and how long it takes. */
export async function routesOnMap(drawn: DrawnMap, options?: MetricOptions) {
  const router = createRouter(prepareRoads((await roadsOfMap(drawn)).graph), options);
  const positions = positionsOf(drawn.map, drawn.metres);
  const letterAt = new Map(
    [...positions].map(([letter, { longitude, latitude }]) => [`${longitude},${latitude}`, letter])
  );
  return async (from: string, to: string) => {
    const { routes } = await router.route([positions.get(from)!, positions.get(to)!]);
    const { duration, distance, geometry } = routes[0]!;
    return { passed: geometry.coordinates.map((place) => letterAt.get(place.join())).join(''), duration, distance };
  };
}

function positionsOf(map: string, metres = 100) {
  // Degrees of the equator: to the south and to the east.
  const [step, eastStep] = [metres / 110_574.3, metres / 111_319.5];
  const rows = map.split('\n');
  return new Map(
    rows.flatMap((row, south) =>
      [...row].flatMap((letter, east) => {
        const longitude = Math.round((24 + east * eastStep) * 1e7) / 1e7;
        const latitude = Math.round(-south * step * 1e7) / 1e7;
        return /[a-z0-9]/i.test(letter) ? [[letter, { longitude, latitude }] as const] : [];
      })
    )
  );
}

const idOf = (letter: string) => letter.charCodeAt(0);
