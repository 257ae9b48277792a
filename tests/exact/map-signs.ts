import { createReadStream } from 'node:fs';
import { readPbf, type Member, type Tags } from '#routing/region/pbf/read.ts';
import type { Route } from '#routing/roads/questions.ts';

type Line = Route['geometry']['coordinates'];

/** Where one way has no value for cars, the next more general one counts. */
const onewayKeys = ['oneway:motorcar', 'oneway:motor_vehicle', 'oneway:vehicle', 'oneway'];
/** A van carries goods. */
const accessKeys = ['goods', 'motorcar', 'motor_vehicle', 'vehicle', 'access'];
const restrictionKeys = ['restriction:motorcar', 'restriction:motor_vehicle', 'restriction:vehicle', 'restriction'];
const excepted = /\b(motorcar|motor_vehicle|vehicle)\b/;
const noRoads = /^(footway|cycleway|pedestrian|steps|path|bridleway|corridor|platform|proposed|construction)$/;

/** Places that must not be passed one right after the other; after `only`, whatever follows but what is allowed. */
interface Ban {
  readonly places: readonly string[];
  readonly allowed: Set<string> | undefined;
}

/**
 * The map's own signs, read from its file once more and without the pack: which stretches are roads, which way they are
 * driven, and the turn restrictions that hold at all times. They are compared by place, so no number of the pack's is
 * believed. Left out is what needs the profile (who may drive there) and what the judge shares with nobody anyhow.
 * @returns asks what is wrong with a route's line by these signs; its first and last stretch begin or end somewhere between
 */
export async function readSigns(file: string): Promise<(line: Line) => string | undefined> {
  const places = new Map<number, string>();
  const ways = new Map<number, number[]>();
  const wayTags = new Map<number, Tags>();
  const relations: { members: readonly Member[]; tags: Tags }[] = [];
  await readPbf(createReadStream(file), {
    node: (id, longitude, latitude) => places.set(id, keyOf([longitude, latitude])),
    way(id, refs, tags) {
      if (!tags.has('highway') && !tags.has('route') && !tags.has('bridge')) return;
      ways.set(id, [...refs]);
      wayTags.set(id, new Map(tags));
    },
    relation: (_, members, tags) => {
      if (tags.get('type') === 'restriction') relations.push({ members: [...members], tags: new Map(tags) });
    }
  });
  // A restriction of what is no road for cars is for others.
  const roads = [...ways].filter(([id]) => isRoad(wayTags.get(id)!));
  const shapes = new Map(roads.map(([id, refs]) => [id, refs.map((ref) => places.get(ref) ?? '')]));
  const stretches = new Set<string>();
  for (const [id, shape] of shapes) {
    const tags = wayTags.get(id)!;
    const [forward, backward] = directionsOf(tags);
    for (const [at, place] of shape.slice(1).entries()) {
      if (forward) stretches.add(`${shape[at]} ${place}`);
      if (backward) stretches.add(`${place} ${shape[at]}`);
    }
  }
  const bans = Map.groupBy(
    relations.flatMap(({ members, tags }) => bansOf(members, tags, shapes, (ref) => places.get(ref))),
    ({ places: [first, second] }) => `${first} ${second}`
  );
  mergeAllowed([...bans.values()].flat());

  return (line) => {
    const passed = line.map(keyOf);
    for (let at = 1; at + 2 < passed.length; at++)
      if (!stretches.has(`${passed[at]} ${passed[at + 1]}`)) return `drives ${passed[at]} to ${passed[at + 1]}`;
    for (let at = 0; at + 2 < passed.length; at++) {
      for (const { places: banned, allowed } of bans.get(`${passed[at]} ${passed[at + 1]}`) ?? []) {
        if (!banned.every((place, step) => place === passed[at + step])) continue;
        const next = passed[at + banned.length];
        // The last place of a line lies between two of the map's.
        if (allowed && (at + banned.length >= passed.length - 1 || allowed.has(next!))) continue;
        return `is restricted at ${banned[1]}`;
      }
    }
    return undefined;
  };
}

const keyOf = ([longitude, latitude]: readonly [number, number]) =>
  `${Math.round(longitude * 1e7)},${Math.round(latitude * 1e7)}`;

const mostParticular = (tags: Tags, keys: readonly string[]) =>
  keys.map((key) => tags.get(key)).find((value) => value !== undefined);

/** Not every road that a van may drive: only what its signs or its kind keep every car from is none. */
function isRoad(tags: Tags): boolean {
  const access = mostParticular(tags, accessKeys);
  return access !== 'no' && (access !== undefined || !noRoads.test(tags.get('highway') ?? ''));
}

function directionsOf(tags: Tags): [forward: boolean, backward: boolean] {
  const oneway = mostParticular(tags, onewayKeys);
  if (oneway === '-1') return [false, true];
  const isRound = /^(roundabout|circular)$/.test(tags.get('junction') ?? '');
  const isMotorway = /^motorway(_link)?$/.test(tags.get('highway') ?? '');
  const isOneway = /^(yes|true|1)$/.test(oneway ?? '') || (oneway !== 'no' && (isRound || isMotorway));
  return [true, !isOneway];
}

/** A restriction from one way over a node or ways to one way, whose ends meet in one manner only. */
function bansOf(
  members: readonly Member[],
  tags: Tags,
  shapes: ReadonlyMap<number, string[]>,
  placeOf: (node: number) => string | undefined
): Ban[] {
  const value = mostParticular(tags, restrictionKeys) ?? '';
  if (!/^(no|only)_/.test(value) || value.endsWith('_on_red') || excepted.test(tags.get('except') ?? '')) return [];
  const lines = (role: string) => members.filter((one) => one.role === role && one.type === 'way').map(({ id }) => id);
  const vias = members.filter(({ role, type }) => role === 'via' && type === 'node');
  const ids = [lines('from'), lines('via'), lines('to')];
  if (ids[0]!.length !== 1 || ids[2]!.length !== 1 || (vias.length === 1) === ids[1]!.length > 0) return [];
  const chain = ids.flat().map((id) => shapes.get(id));
  if (chain.some((shape) => !shape || shape.includes('') || shape[0] === shape.at(-1))) return [];
  const driven = joined(chain as string[][]);
  if (!driven) return [];
  const [from, to] = [driven[0]!, driven.at(-1)!];
  const via = from.at(-1)!;
  if (vias.length === 1 && placeOf(vias[0]!.id) !== via) return [];
  const between = driven.slice(1, -1).flatMap((shape) => shape.slice(1));
  const approach = [from.at(-2)!, via, ...between];
  if (value.startsWith('no_')) return [{ places: [...approach, to[1]!], allowed: undefined }];
  return [{ places: approach, allowed: new Set([to[1]!]) }];
}

/** The shapes in the direction in which each begins where the one before ends; nothing where that is none, or several. */
function joined(shapes: readonly string[][]): string[][] | undefined {
  const both = (shape: string[]) => [shape, shape.toReversed()];
  let chains: string[][][] = both(shapes[0]!).map((shape) => [shape]);
  for (const shape of shapes.slice(1))
    chains = chains.flatMap((chain) =>
      both(shape)
        .filter((next) => next[0] === chain.at(-1)!.at(-1))
        .map((next) => [...chain, next])
    );
  return chains.length === 1 ? chains[0] : undefined;
}

/** Of several `only_` from the same place each is allowed. */
function mergeAllowed(bans: readonly Ban[]): void {
  for (const alike of Map.groupBy(bans, ({ places, allowed }) => (allowed ? places.join(' ') : '')).values())
    for (const { allowed } of alike)
      if (allowed) for (const other of alike) for (const place of other.allowed ?? []) allowed.add(place);
}
