import { roadsDrawn, type DrawnNodes, type DrawnWay } from './drawn-roads.fixture.ts';
import type { OsmMember } from './pbf/write.ts';
import type { Position } from '../../src/domain/geometry.ts';

type Tags = Readonly<Record<string, string>>;

/** A way of a drawn map: the letters it passes, its class, and other tags. Its name is its letters where no tag says otherwise. */
export type LetteredWay = readonly [letters: string, highway?: string, tags?: Tags];

/** A map drawn with letters for nodes, for tests. */
export interface DrawnMap {
  /** Rows of letters from north to south; anything else is empty space. Characters stand half as far apart as lines. */
  readonly map: string;
  /** Between two lines, 200 where it is not said. */
  readonly metres?: number;
  /** Streets where their class is not said. */
  readonly ways: readonly LetteredWay[];
  /** Tags of nodes, by their letters. */
  readonly nodes?: Readonly<Record<string, Tags>>;
  /** `ab b bc` or `ab be,ef fg`: from, via a node or ways, to. */
  readonly restrictions?: readonly (readonly [members: string, tags: Tags | string])[];
}

/** The roads of a drawn map: one edge for each way where nothing meets it on its way. */
export async function roadsOfMap({ map, metres, ways, nodes = {}, restrictions = [] }: DrawnMap) {
  const drawnNodes: DrawnNodes = {};
  for (const [letter, { longitude, latitude }] of positionsOf(map, metres))
    drawnNodes[idOf(letter)] = [longitude, latitude, { ...nodes[letter] }];
  const drawnWays = ways.map(([letters, highway = 'residential', tags = {}]): DrawnWay => {
    const road = highway === 'ferry' ? { route: highway } : { highway };
    return { refs: [...letters].map(idOf), tags: { ...road, name: letters, ...tags } };
  });
  const wayId = (letters: string) => ways.findIndex((way) => way[0] === letters) + 1 || 999;
  const relations = restrictions.map(([members, tags], index) => {
    const [from, via, to] = members.split(' ') as [string, string, string];
    const way = (role: string) => (letters: string) => ({ type: 'way', ref: wayId(letters), role }) satisfies OsmMember;
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

/** Where the letters of a drawn map stand. */
export function positionsOf(map: string, metres = 200): ReadonlyMap<string, Position> {
  const degrees = metres / 111_226;
  const whole = (angle: number) => Math.round(angle * 1e7) / 1e7;
  return new Map(
    map.split('\n').flatMap((line, row) =>
      [...line].flatMap((letter, column) => {
        const longitude = whole(24 + (column * degrees) / 2 / Math.cos((61.5 * Math.PI) / 180));
        return /[a-z0-9]/i.test(letter)
          ? [[letter, { longitude, latitude: whole(61.5 - row * degrees) }] as const]
          : [];
      })
    )
  );
}

const idOf = (letter: string) => letter.charCodeAt(0);
