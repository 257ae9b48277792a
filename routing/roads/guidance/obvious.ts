import type { Branch, Intersection } from './intersection.ts';
import { isRenamed, isSameStreet } from './name-change.ts';
import { isLesser } from './road.ts';

/** Degrees. A road this close to straight on, or to another road, can be confused with it. */
export const narrow = 40;
export const grouped = 60;
export const fuzzy = 25;

/**
 * The road that a driver takes without being told, if there is one. After OSRM's `findObviousTurn` (guidance/intersection_handler.hpp):
 * first the road that goes on by its name, then the straightest of those that are not lesser, then the straightest of all; each
 * only where no other road could be meant.
 */
export function obviousBranch(intersection: Intersection): Branch | undefined {
  const { from, ahead } = intersection;
  const only = ahead.length === 1 ? ahead[0] : undefined;
  if (only) return only.entry ? only : undefined;
  const open = ahead.filter(({ entry }) => entry);
  const goesOn = ({ road }: Branch) =>
    (isSameStreet(from.road, road) || (!from.road.name && !road.name && from.road.isMinor && road.isMinor)) &&
    !isLesser(road, from.road);
  const notLesser = ({ road }: Branch) => !isLesser(road, from.road);
  const candidates = [straightest(open.filter(goesOn)), straightest(open.filter(notLesser))];
  const straight = straightest(open);
  if (!straight) return undefined;
  const isOnlyGentle = ahead.filter(({ turn }) => Math.abs(turn) <= 90).length === 1;
  if (!straight.road.isMinor && (Math.abs(straight.turn) <= grouped || (isOnlyGentle && Math.abs(straight.turn) <= 90)))
    candidates.push(straight);
  const found = candidates.find((candidate) => candidate && isDistinct(intersection, candidate));
  const forced = open.length === 1 && straight.road.isMotorway && Math.abs(straight.turn) <= grouped;
  return found ?? (forced ? straight : undefined);
}

export const straightest = (branches: readonly Branch[]): Branch | undefined =>
  branches.length === 0
    ? undefined
    : branches.reduce((best, branch) => (Math.abs(branch.turn) < Math.abs(best.turn) ? branch : best));

const isDistinct = (intersection: Intersection, candidate: Branch): boolean => {
  const isSimilar = Math.abs(candidate.turn) < grouped ? isSimilarAhead : isSimilarAside;
  return !intersection.ahead.some((other) => other !== candidate && isSimilar(intersection, candidate, other));
};

/** Whether another road could be meant by "straight on" just as well as the candidate. */
function isSimilarAhead(intersection: Intersection, candidate: Branch, other: Branch): boolean {
  const { road: from } = intersection.from;
  const size = Math.abs(candidate.turn);
  const otherSize = Math.abs(other.turn);
  if (size < narrow && !other.entry) return false;
  const isDistinctAngle = otherSize > 2 * size && otherSize - size > fuzzy / 2;
  const isSlightlyDistinct = otherSize > 1.4 * size;
  const keepsName = !isRenamed(from, candidate.road);
  const otherIsRenamed = isRenamed(from, other.road);
  if (isDistinctAngle) {
    if (!from.isRestricted && !candidate.road.isRestricted && other.road.isRestricted) return false;
    if (!from.isMinor && !candidate.road.isMinor && other.road.isMinor) return false;
    if (keepsName || otherIsRenamed || crosses(intersection, other)) return false;
    // On a small street nobody expects a sign.
    if (from.priority > 6) return false;
  }
  const isSamePriority = from.priority === candidate.road.priority;
  if (isSamePriority && keepsName && isSlightlyDistinct && candidate.road.priority < other.road.priority) return false;
  if (isSamePriority && from.group < other.road.group && otherIsRenamed && isRenamed(candidate.road, other.road))
    return false;
  return !(isSamePriority && other.road.isLink);
}

/** Whether a road goes on beyond the intersection, so that it is plainly the one that is crossed. */
function crosses({ ahead }: Intersection, road: Branch): boolean {
  return ahead.some((other) => {
    const angle = Math.abs(((other.bearing - road.bearing + 540) % 360) - 180);
    return angle > 180 - narrow;
  });
}

/** Whether another road looks like the one that goes on, where the candidate turns aside. */
const isSimilarAside = (_: Intersection, candidate: Branch, other: Branch): boolean =>
  Math.abs(other.turn) <= 2 * Math.abs(candidate.turn);
