import type { Modifier } from './bearings.ts';
import type { Branch, Intersection } from './intersection.ts';
import { isRenamed } from './name-change.ts';
import { fuzzy, grouped, narrow, straightest } from './obvious.ts';
import { isObviousByClass, type Road } from './road.ts';

/**
 * Two or three roads that split without a turn, none more obvious than another. After OSRM's `findFork`
 * (guidance/turn_handler.hpp).
 */
export function forkOf({ from, ahead }: Intersection): readonly Branch[] | undefined {
  const middle = straightest(ahead);
  if (!middle || Math.abs(middle.turn) > narrow) return undefined;
  const at = ahead.indexOf(middle);
  const isBeside = (inner: Branch, outer: Branch) =>
    Math.abs(outer.turn) <= narrow || (Math.abs(outer.turn - inner.turn) <= narrow && Math.abs(inner.turn) <= grouped);
  let first = at;
  while (first > 0 && isBeside(ahead[first]!, ahead[first - 1]!)) first--;
  let last = at;
  while (last + 1 < ahead.length && isBeside(ahead[last]!, ahead[last + 1]!)) last++;
  const fork = ahead.slice(first, last + 1);
  if (fork.length < 2 || fork.length > 3) return undefined;
  const isApart = (neighbour: Branch | undefined, end: Branch) =>
    neighbour === undefined ? 180 - Math.abs(end.turn) >= grouped : Math.abs(neighbour.turn - end.turn) >= grouped;
  if (!isApart(ahead[first - 1], fork[0]!) || !isApart(ahead[last + 1], fork.at(-1)!)) return undefined;
  const isEven = fork.every(
    ({ entry, road }) => entry && road.mode === from.road.mode && road.isLink === fork[0]!.road.isLink
  );
  const neighbours = fork.slice(1).map((branch, index) => [fork[index]!, branch] as const);
  const isClear = neighbours.some(([a, b]) => isStraighter(from.road, a, b) || isStraighter(from.road, b, a));
  const isClearByClass = fork.some(({ road }) =>
    fork.some((other) => other.road !== road && isObviousByClass(from.road, road, other.road))
  );
  return isEven && !isClear && !isClearByClass ? fork : undefined;
}

/** Among other roads a fork of two is none where one of them is greater. */
export function greaterOf([left, right, third]: readonly Branch[]): Branch | undefined {
  if (third || Math.abs(left!.road.priority - right!.road.priority) <= 1) return undefined;
  return left!.road.priority < right!.road.priority ? left : right;
}

/** Whether one of two roads is so much straighter that it goes on, or is plainly the same road. */
function isStraighter(from: Road, branch: Branch, other: Branch): boolean {
  const [size, otherSize] = [Math.abs(branch.turn), Math.abs(other.turn)];
  if (size < 0.01 && from.name !== '' && !isRenamed(from, branch.road)) return true;
  return otherSize > 1.4 * size && otherSize - size > fuzzy;
}

/** The middle one of three goes on without a word where it is straight and the same road. */
export const isPlainMiddle = ({ from }: Intersection, fork: readonly Branch[], chosen: Branch): boolean =>
  fork.length === 3 && chosen === fork[1] && Math.abs(chosen.turn) < 3 && !isRenamed(from.road, chosen.road);

export function sideIn(fork: readonly Branch[], chosen: Branch): Modifier {
  if (chosen === fork[0]) return 'slight left';
  return chosen === fork.at(-1) ? 'slight right' : 'straight';
}
