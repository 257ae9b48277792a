import { RegionError } from '../../region/region-error.ts';
import type { TurnGraph } from '../../region/turn-graph.ts';
import { hierarchyOf, none, type Hierarchy } from './contraction.ts';

const magic = 0x48_54_49_52; // "RITH", as its bytes stand in the file
const formatVersion = 1;
const headerNumbers = 4;

/**
 * The content of `hierarchy.bin`, all little-endian 32-bit numbers: magic, version, nodes, arcs; then `rankOf`,
 * `first` and `head` of `Hierarchy`. The rest follows from these and from the roads.
 */
export function encodeHierarchy({ rankOf, first, head }: Hierarchy): Uint8Array<ArrayBuffer> {
  const numbers = new Uint32Array(headerNumbers + rankOf.length + first.length + head.length);
  numbers.set([magic, formatVersion, rankOf.length, head.length]);
  numbers.set(rankOf, headerNumbers);
  numbers.set(first, headerNumbers + rankOf.length);
  numbers.set(head, headerNumbers + rankOf.length + first.length);
  return new Uint8Array(numbers.buffer);
}

/**
 * Opens the content of `hierarchy.bin`.
 * @param turns of the same pack's roads
 * @throws RegionError `not-a-region`, `unsupported-region-version` or `broken-region`
 */
export function decodeHierarchy(file: ArrayBuffer, turns: TurnGraph): Hierarchy {
  if (file.byteLength % 4 !== 0 || file.byteLength < 4 * headerNumbers) throw notAHierarchy();
  const numbers = new Uint32Array(file);
  const [found, version, nodeCount, arcCount] = numbers as unknown as [number, number, number, number];
  if (found !== magic) throw notAHierarchy();
  if (version !== formatVersion) {
    throw new RegionError(
      'unsupported-region-version',
      `The region pack has a hierarchy of version ${version}; this program reads version ${formatVersion}. ${rebuild}`
    );
  }
  if (nodeCount !== turns.nodeCount) throw broken('it is of other roads');
  if (numbers.length !== headerNumbers + 2 * nodeCount + 1 + arcCount)
    throw broken('its length is not what its header promises');
  const rankOf = numbers.subarray(headerNumbers, headerNumbers + nodeCount);
  const first = numbers.subarray(headerNumbers + nodeCount, headerNumbers + 2 * nodeCount + 1);
  const head = numbers.subarray(headerNumbers + 2 * nodeCount + 1);
  checkRanks(rankOf);
  checkArcs(first, head);
  const hierarchy = hierarchyOf(turns, rankOf, { first, head });
  checkTurns(turns, hierarchy);
  return hierarchy;
}

function checkRanks(rankOf: Uint32Array): void {
  const isTaken = new Uint8Array(rankOf.length);
  for (const rank of rankOf) {
    if (rank >= rankOf.length || isTaken[rank]) throw broken('a rank is missing');
    isTaken[rank] = 1;
  }
}

/** Arcs lead up in rising order, and what lies above a node lies above its parent: so no search leaves the arrays. */
function checkArcs(first: Uint32Array, head: Uint32Array): void {
  const nodeCount = first.length - 1;
  if (first[0] !== 0 || first[nodeCount] !== head.length) throw broken('arcs are left over');
  for (let rank = 0; rank < nodeCount; rank++) {
    const [begin, end] = [first[rank]!, first[rank + 1]!];
    if (end < begin || end > head.length) throw broken('arcs are out of order');
    let above = rank;
    for (let arc = begin; arc < end; arc++) {
      if (head[arc]! <= above || head[arc]! >= nodeCount) throw broken('an arc does not lead up');
      above = head[arc]!;
    }
  }
  for (let rank = 0; rank < nodeCount; rank++) {
    if (first[rank] === first[rank + 1]) continue;
    const parent = head[first[rank]!]!;
    let at = first[parent]!;
    for (let arc = first[rank]! + 1; arc < first[rank + 1]!; arc++) {
      while (at < first[parent + 1]! && head[at]! < head[arc]!) at++;
      if (at === first[parent + 1]! || head[at] !== head[arc]) throw broken('a shortcut is missing');
    }
  }
}

function checkTurns({ nodeCount, firstTurn, turnTo }: TurnGraph, { placeOfTurn }: Hierarchy): void {
  for (let node = 0; node < nodeCount; node++)
    for (let turn = firstTurn[node]!; turn < firstTurn[node + 1]!; turn++)
      if (placeOfTurn[turn] === none && turnTo[turn] !== node) throw broken('a turn is missing');
}

const rebuild = 'Build the region again with "raitti region build".';
const notAHierarchy = () => new RegionError('not-a-region', `hierarchy.bin is not a road hierarchy. ${rebuild}`);
const broken = (what: string) =>
  new RegionError('broken-region', `The region pack is damaged: in hierarchy.bin ${what}. ${rebuild}`);
