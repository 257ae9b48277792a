import { importRoads } from '#routing/region/import-roads.ts';
import { writePbf, type OsmMember, type OsmNode, type OsmRelation, type OsmWay } from '#routing/region/pbf/write.ts';
import { RegionError } from '#routing/region/region-error.ts';
import { prepareRoads } from '#routing/roads/roads.ts';
import { createRouter } from '#routing/roads/router.ts';
import type { RoadRouter } from '#routing/roads/questions.ts';
import { rowsOf, type Scenario } from './feature-file.ts';

type Place = readonly [longitude: number, latitude: number];

/** What a scenario draws: letters are nodes, digits only places to ask from. */
export interface DrawnMap {
  readonly places: ReadonlyMap<string, Place>;
  readonly nodes: OsmNode[];
  readonly ways: OsmWay[];
  readonly relations: OsmRelation[];
}

/** Degrees to a metre, as OSRM's tests have it in both directions. */
const degrees = 0.899067936270461e-5;

/** Draws what a scenario's steps say: a grid of characters, tables of nodes, ways and relations. */
export function drawMap({ steps }: Scenario): DrawnMap {
  const saying = (said: string) => steps.filter(({ text }) => text === said);
  const origin = numbersOf(steps.findLast(({ text }) => text.startsWith('the origin'))?.text) ?? [1, 1];
  const [grid = 100] = numbersOf(steps.findLast(({ text }) => text.startsWith('a grid size'))?.text) ?? [];
  const places = new Map<string, Place>();
  for (const { drawing } of saying('the node map'))
    drawing.split('\n').forEach((row, down) =>
      [...row].forEach((name, right) => {
        if (/[a-z0-9]/.test(name)) places.set(name, placeAt(origin, grid, right / 2, down));
      })
    );
  for (const { table } of saying('the node locations'))
    for (const { node, lon, lat } of rowsOf(table)) places.set(node!, [Number(lon), Number(lat)]);

  const tagsOfNodes = new Map<string, Record<string, string>>();
  for (const { table } of saying('the nodes'))
    for (const { node, id: _id, ...tags } of rowsOf(table))
      tagsOfNodes.set(node!, { ...tagsOfNodes.get(node!), ...signed(tags) });
  const letters = [...places.keys()].filter((name) => /[a-z]/.test(name));
  const nodes = letters.map((name) => {
    const [longitude, latitude] = places.get(name)!;
    return { id: nodeId(name), longitude, latitude, tags: tagsOfNodes.get(name) ?? {} };
  });
  nodes.sort((one, other) => one.id - other.id);

  const wayIds = new Map<string, number>();
  const ways = steps
    .filter(({ text }) => /^the ways/.test(text))
    .flatMap(({ table }) => rowsOf(table))
    .map(({ nodes: drawn = '', name = drawn, ...tags }, index) => {
      wayIds.set(drawn, index + 1);
      const isSaidEmpty = name === '""' || name === "''";
      const refs = [...drawn].map(nodeId);
      return { id: index + 1, refs, tags: signed({ highway: 'primary', name: isSaidEmpty ? '' : name, ...tags }) };
    });
  const relations = saying('the relations')
    .flatMap(({ table }) => rowsOf(table))
    .map((row, index) => relationOf(index + 1, row, wayIds));
  return { places, nodes, ways, relations };
}

/** Names of nodes are mostly a letter; some have a few. */
const nodeId = (name: string) => [...name].reduce((id, letter) => id * 100 + letter.charCodeAt(0), 0);

const signed = (tags: Record<string, string>) =>
  Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== '' && value !== '(nil)'));

const numbersOf = (text: string | undefined) => text?.match(/-?\d+(?:\.\d+)?/g)?.map(Number);

/** As a file keeps it, so that questions are asked where the node is. */
const placeAt = (
  [longitude = 0, latitude = 0]: readonly number[],
  grid: number,
  right: number,
  down: number
): Place => [
  Number((longitude + right * grid * degrees).toFixed(7)),
  Number((latitude - down * grid * degrees).toFixed(7))
];

function relationOf(id: number, row: Record<string, string>, wayIds: ReadonlyMap<string, number>): OsmRelation {
  const members: OsmMember[] = [];
  const tags: Record<string, string> = {};
  for (const [key, value] of Object.entries(row)) {
    const [, type, role = ''] = /^(node|way|relation):?(.*)$/.exec(key) ?? [];
    if (type === undefined) tags[key] = value;
    for (const name of type === undefined ? [] : value.split(',').filter(Boolean)) {
      const member = name.trim();
      if (type === 'node') members.push({ type, ref: nodeId(member), role });
      if (type === 'way') members.push({ type, ref: wayIds.get(member) ?? 0, role });
    }
  }
  return { id, members, tags: signed(tags) };
}

/**
 * One straight way from a first to a fifth node, 100 metres from each to the next, as the question of routability has it.
 * @param row the way's tags, and below `node/` those of the node in its middle
 */
export function drawRow(row: Record<string, string>): DrawnMap {
  const wayTags: Record<string, string> = { highway: 'primary', name: 'way' };
  const nodeTags: Record<string, string> = {};
  for (const [key, value] of Object.entries(row))
    if (key.startsWith('node/')) nodeTags[key.slice('node/'.length)] = value;
    else wayTags[key] = value;
  const places = new Map([...'abcde'].map((name, index) => [name, placeAt([1, 1], 100, index, 0)]));
  const nodes = [...places].map(([name, [longitude, latitude]]) => {
    return { id: nodeId(name), longitude, latitude, tags: name === 'c' ? signed(nodeTags) : {} };
  });
  return { places, nodes, ways: [{ id: 1, refs: nodes.map(({ id }) => id), tags: signed(wayTags) }], relations: [] };
}

/** @returns nothing where no car drives at all */
export async function routerOn(map: DrawnMap, date: string | undefined): Promise<RoadRouter | undefined> {
  const file = writePbf(map, { source: 'drawn', writingProgram: 'like-osrm' });
  try {
    const { graph } = await importRoads(async function* () {
      yield file;
    });
    return createRouter(prepareRoads(graph), { profile: 'osrm-car', ...(date !== undefined && { date }) });
  } catch (error) {
    if (error instanceof RegionError && error.code === 'no-drivable-roads') return undefined;
    throw error;
  }
}
