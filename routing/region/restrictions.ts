import { arcsByTail } from './arcs-by-tail.ts';
import { longestRestriction, underProfile, type ForbiddenDrive } from './forbidden-drive.ts';
import type { Member, Tags } from './pbf/read.ts';
import type { RoadGraph } from './road-graph.ts';
import { firstOf } from './tag-keys.ts';
import { longestValue } from './trait.ts';

/**
 * A turn restriction as the map has it: from a way, over a node or over ways, to a way. More than one way only where
 * none may be entered (`no_entry`) or left to (`no_exit`).
 * https://wiki.openstreetmap.org/wiki/Relation:restriction
 */
export interface MappedRestriction {
  /** `only`: to every other way it is forbidden. */
  readonly kind: 'no' | 'only';
  /** When it holds, as the map says it (`Mo-Fr 07:00-17:00`); always where it is empty. */
  readonly condition: string;
  readonly from: readonly number[];
  readonly viaNode: number | undefined;
  readonly viaWays: readonly number[];
  readonly to: readonly number[];
}

/** The most particular tag that is present decides, as with access. `restriction:hgv` and the like are for others. */
const keys = ['restriction:motorcar', 'restriction:motor_vehicle', 'restriction:vehicle', 'restriction'];
/** Who is excepted where a van is. As OSRM's `restrictions` in profiles/car.lua. */
const vanKinds = new Set(['motorcar', 'motor_vehicle', 'vehicle']);

/**
 * What a relation forbids vans, once for each condition; nothing where it is not for them.
 * @returns `broken` where it restricts turns but its members do not say which
 */
export function restrictionsOf(members: readonly Member[], tags: Tags): MappedRestriction[] | 'broken' {
  if (tags.get('type') !== 'restriction') return [];
  if ((tags.get('except') ?? '').split(/[;,]/).some((kind) => vanKinds.has(kind.trim()))) return [];
  const always = firstOf(tags, keys);
  const sometimes = firstOf(
    tags,
    keys.map((key) => `${key}:conditional`)
  );
  const rules = [{ value: always, condition: '' }, ...conditionalValues(sometimes)].flatMap(({ value, condition }) => {
    const kind = kindOf(value);
    return kind ? [{ kind, value, condition }] : [];
  });
  if (rules.length === 0) return [];
  const ways = (role: string) => members.filter((member) => member.role === role && member.type === 'way');
  const ids = (found: readonly Member[]) => found.map(({ id }) => id);
  const viaNodes = members.filter(({ role, type }) => role === 'via' && type === 'node');
  const [from, viaWays, to] = [ids(ways('from')), ids(ways('via')), ids(ways('to'))];
  const hasOneVia = viaNodes.length + Math.min(viaWays.length, 1) === 1;
  if (from.length === 0 || to.length === 0 || !hasOneVia) return 'broken';
  if (rules.some(({ value }) => (from.length > 1 && value !== 'no_entry') || (to.length > 1 && value !== 'no_exit')))
    return 'broken';
  return rules.map(({ kind, condition }) => ({ kind, condition, from, viaNode: viaNodes[0]?.id, viaWays, to }));
}

/** Any `no_…` and `only_…` counts, whatever its direction is called; but a ban on red lights only is for the signals. */
const kindOf = (value: string) =>
  value.endsWith('_on_red') ? undefined : (/^(no|only)_./.exec(value)?.[1] as 'no' | 'only' | undefined);

/** `no_left_turn @ (Mo-Fr 07:00-17:00); only_straight_on @ (Sa,Su)`: semicolons within brackets part hours, not values. */
function conditionalValues(text: string): { value: string; condition: string }[] {
  // OpenStreetMap keeps no longer values: this one was made to keep us busy.
  if (text.length > longestValue) return [];
  return [...text.matchAll(/([a-z_]+)\s*@\s*(\([^)]*\)|[^;]*)/g)].map(([, value, condition]) => {
    return { value: value!, condition: condition!.replace(/^\(|\)$/g, '').trim() };
  });
}

/** How a road graph is numbered, for what the map names by its own numbers. */
export interface Numbering {
  readonly graph: Pick<RoadGraph, 'nodeCount' | 'arcHead'>;
  /** The edges of a way in the way's order; `undefined` where it is none of the roads. */
  edgesOf(way: number): readonly number[] | undefined;
  nodeOf(node: number): number | undefined;
  /** Whether there is anything under which a van may drive this arc. */
  isDrivable(arc: number): boolean;
}

/**
 * The sequences of arcs that restrictions forbid. A restriction whose members do not meet at their ends forbids nothing:
 * it is a slip, or one of them is no road for vans; nor, but to OSRM, does one that would leave no way on. Such are counted.
 */
export function forbiddenDrives(
  restrictions: readonly MappedRestriction[],
  numbering: Numbering
): { drives: ForbiddenDrive[]; broken: number } {
  const { graph, isDrivable } = numbering;
  const leaving = arcsByTail(graph.nodeCount, graph.arcHead);
  const drives = new Map<string, ForbiddenDrive>();
  const forbid = (arcs: readonly number[], condition: string) =>
    drives.set([...arcs, condition].join(), { arcs, condition });
  /** Those that allow only some ways on, together where they are for the same place. */
  const onlyTo = new Map<string, { approach: readonly number[]; condition: string; allowed: Set<number> }>();
  let broken = 0;
  for (const { kind, condition, ...members } of restrictions) {
    const ways = waysThrough(members, numbering);
    const open = ways.filter((arcs) => arcs.every(isDrivable));
    if (ways.length === 0 || (kind === 'only' && open.length === 0)) broken++;
    if (kind === 'no') for (const arcs of open) forbid(arcs, condition);
    else
      for (const arcs of ways) {
        const approach = arcs.slice(0, -1);
        const key = [...approach, condition].join();
        const known = onlyTo.get(key) ?? { approach, condition, allowed: new Set() };
        known.allowed.add(arcs.at(-1)!);
        onlyTo.set(key, known);
      }
  }
  for (const { approach, condition, allowed } of onlyTo.values()) {
    if (!approach.every(isDrivable)) continue;
    const node = graph.arcHead[approach.at(-1)!]!;
    const waysOn = [...leaving.arcs.subarray(leaving.first[node], leaving.first[node + 1])].filter(isDrivable);
    const isLeftAWay = waysOn.some((arc) => allowed.has(arc));
    for (const arc of waysOn) {
      if (isLeftAWay && !allowed.has(arc)) forbid([...approach, arc], condition);
      // Ours: of several each is allowed, and one that leaves no way on means nothing. To OSRM each forbids the rest.
      else if (condition === '' && !(allowed.size === 1 && allowed.has(arc)))
        forbid([...approach, arc], underProfile('osrm-car'));
    }
  }
  return { drives: [...drives.values()], broken };
}

/** A relation that can mean more than this means nothing: each way that ends where it begins doubles its meanings. */
const mostMeanings = 64;

/** Every sequence of arcs that a restriction's members can mean: more than one where a way ends where it begins. */
function waysThrough(
  { from, viaNode, viaWays, to }: Omit<MappedRestriction, 'kind' | 'condition'>,
  { graph, edgesOf, nodeOf }: Numbering
): number[][] {
  const headOf = (arc: number) => graph.arcHead[arc]!;
  const tailOf = (arc: number) => graph.arcHead[arc ^ 1]!;
  /** A way in both directions. */
  const bothWays = (way: number) => {
    const edges = edgesOf(way) ?? [];
    if (edges.length === 0) return [];
    return [edges.map((edge) => 2 * edge), edges.toReversed().map((edge) => 2 * edge + 1)];
  };
  const isWhole = (arcs: readonly number[]) =>
    arcs.length <= longestRestriction && arcs.every((arc, at) => at === 0 || headOf(arcs[at - 1]!) === tailOf(arc));
  const begin = from.flatMap(bothWays).map((arcs) => arcs.slice(-1));
  const end = to.flatMap(bothWays).map((arcs) => arcs.slice(0, 1));
  const joined = (parts: readonly number[][], more: readonly number[][]) => {
    const found = parts.flatMap((arcs) => more.map((next) => [...arcs, ...next]).filter(isWhole));
    return found.length > mostMeanings ? [] : found;
  };
  if (viaNode !== undefined) {
    const node = nodeOf(viaNode);
    return joined(
      begin.filter(([arc]) => headOf(arc!) === node),
      end
    );
  }
  const over = (ways: readonly number[]) => ways.map(bothWays).reduce(joined, begin);
  const inOrder = joined(over(viaWays), end);
  return inOrder.length > 0 ? inOrder : joined(over(viaWays.toReversed()), end);
}
