import { modifierOf } from './bearings.ts';
import type { Branch, Intersection } from './intersection.ts';
import { isRenamed, isSameStreet } from './name-change.ts';
import { isLesser, isLinkTo } from './road.ts';
import { basicType, type Turn } from './turn-type.ts';

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
  const straight = straightest(open);
  if (!straight) return undefined;
  const notLesser = ({ road }: Branch) => !isLesser(road, from.road) && !isLinkTo(road, from.road);
  const goesOn = ({ road }: Branch) =>
    isSameStreet(from.road, road) || (!from.road.name && !road.name && from.road.isMinor && road.isMinor);
  const candidates = [straightest(open.filter(goesOn).filter(notLesser)), straightest(open.filter(notLesser))];
  const isOnlyGentle = ahead.filter(({ turn }) => Math.abs(turn) <= 90).length === 1;
  const isGentle = Math.abs(straight.turn) <= grouped || (isOnlyGentle && Math.abs(straight.turn) <= 90);
  if (!straight.road.isMinor && isGentle) candidates.push(straight);
  const found = candidates.find((candidate) => candidate && isDistinct(intersection, candidate));
  if (found) return found;
  const isForced = open.length === 1 && straight.road.isMotorway && Math.abs(straight.turn) <= grouped;
  return isForced || isWhereCarriagewaysMeet(intersection, open) ? straight : undefined;
}

export const straightest = (branches: readonly Branch[]): Branch | undefined =>
  branches.length === 0
    ? undefined
    : branches.reduce((best, branch) => (Math.abs(branch.turn) < Math.abs(best.turn) ? branch : best));

/** A street that splits into one for each direction, or comes together; the end of a street at another is none. */
function isWhereCarriagewaysMeet({ from, ahead }: Intersection, open: readonly Branch[]): boolean {
  const [left, right] = ahead;
  const isOneStreet = from.road.name !== '' && ahead.every(({ road }) => road.name === from.road.name);
  const isCrossStreet = Math.abs(right!.turn - 90) <= narrow && Math.abs(left!.turn + 90) <= narrow;
  return ahead.length === 2 && open.length === 1 && isOneStreet && !isCrossStreet;
}

const isDistinct = (intersection: Intersection, candidate: Branch): boolean => {
  const isSimilar = Math.abs(candidate.turn) < grouped ? isSimilarAhead : isSimilarAside;
  return !intersection.ahead.some((other) => other !== candidate && isSimilar(intersection, candidate, other));
};

/** Whether another road could be meant by "straight on" just as well as the candidate. */
function isSimilarAhead(intersection: Intersection, candidate: Branch, other: Branch): boolean {
  const { road: from } = intersection.from;
  const [size, otherSize] = [Math.abs(candidate.turn), Math.abs(other.turn)];
  if (size < narrow && !other.entry) return false;
  const isDistinctAngle = otherSize > 2 * size && otherSize - size > fuzzy / 2;
  const isSlightlyDistinct = otherSize > 1.4 * size;
  const keepsName = !isRenamed(from, candidate.road);
  const lanes = [from, candidate.road, other.road].map((road) => road.lanes) as [number, number, number];
  const otherIsRenamed = isRenamed(from, other.road);
  const opposite = oppositeOf(intersection, other);
  const crosses = 180 - opposite.bend;
  if (isDistinctAngle) {
    if (!from.isRestricted && !candidate.road.isRestricted && other.road.isRestricted) return false;
    if ((keepsName || otherIsRenamed) && !isForkOfLanes(lanes, candidate, other)) return false;
    if (opposite.isFourWays && (!opposite.isRenamed || crosses > 180 - narrow)) return false;
    // On a small street nobody expects a sign.
    if (from.priority > secondary) return false;
    if (lanes[0] > 0 && lanes[0] === lanes[1] && size < fuzzy) return false;
  }
  if (!from.ring && !candidate.road.ring && other.road.ring && size < otherSize) return false;
  if (keepsName && isSlightlyDistinct && opposite.isFourWays && otherIsRenamed)
    if (!opposite.isRenamed && crosses > 180 - fuzzy) return false;
  const isSamePriority = from.priority === candidate.road.priority;
  const isOfAnotherRank =
    candidate.road.priority < other.road.priority || candidate.road.priority > other.road.priority + 4;
  if (isSamePriority && keepsName && isSlightlyDistinct && isOfAnotherRank) return false;
  if (isLinkBeside(intersection, candidate, other) || isNarrower(intersection, candidate, other)) return false;
  const isLowerGroup = from.group < other.road.group;
  if (isSamePriority && isLowerGroup && otherIsRenamed && isRenamed(candidate.road, other.road)) return false;
  return !(isSamePriority && other.road.isLink);
}
const secondary = 6;

/** The road that leaves opposite another, the way one came included: by how many degrees it is not quite opposite. */
function oppositeOf({ from, back, ahead }: Intersection, road: Branch) {
  const bendOf = ({ bearing }: Branch) => 180 - Math.abs(((bearing - road.bearing + 540) % 360) - 180);
  const opposite = [back, ...ahead].reduce((best, other) => (bendOf(other) < bendOf(best) ? other : best));
  const seen = opposite === back ? from.road : opposite.road;
  return { bend: bendOf(opposite), isRenamed: isRenamed(seen, road.road), isFourWays: ahead.length >= 3 };
}

/** Whether a road is but the link that belongs to the road one stays on. */
const isLinkBeside = ({ from }: Intersection, candidate: Branch, other: Branch): boolean =>
  isLinkTo(other.road, from.road) && isLinkTo(other.road, candidate.road);

/** Whether the lanes of a road are shared out between two. */
const isForkOfLanes = ([from, one, other]: readonly [number, number, number], a: Branch, b: Branch): boolean =>
  one > 0 && one === other && from === one + other && Math.abs(a.turn - b.turn) < grouped;

/** Whether a road is lesser than the other two and has fewer lanes. */
const isNarrower = ({ from }: Intersection, candidate: Branch, { road }: Branch): boolean =>
  road.lanes > 0 && road.lanes + 1 < from.road.lanes && isLesser(road, from.road) && isLesser(road, candidate.road);

/** Whether another road looks like the one that goes on, where the candidate turns aside. */
const isSimilarAside = (intersection: Intersection, candidate: Branch, other: Branch): boolean => {
  const isStraight = Math.abs(other.turn) <= 20;
  if (!isStraight && (isLinkBeside(intersection, candidate, other) || isNarrower(intersection, candidate, other)))
    return false;
  return Math.abs(other.turn) <= 2 * Math.abs(candidate.turn);
};

/** The obvious way is told only where something changes on it. */
export function obviousTurn(intersection: Intersection, chosen: Branch): Turn {
  const from = intersection.from.road;
  const modifier = modifierOf(chosen.turn);
  const type = basicType(from, chosen.road);
  if (type === 'on ramp' || type === 'off ramp') return { type, modifier };
  const isNews = from.mode !== chosen.road.mode;
  if (!isRenamed(from, chosen.road))
    return { type: isNews ? 'notification' : isAlone(intersection, chosen) ? 'unseen' : 'silent', modifier };
  if (intersection.ahead.length === 1 || !isThrough(intersection, chosen))
    return { type: isNews ? 'notification' : 'new name', modifier };
  if (chosen.road.isMotorway) return { type: 'merge', modifier: chosen.turn < 0 ? 'slight right' : 'slight left' };
  if (from.isRamp && chosen.road.isRamp) return { type: 'silent', modifier };
  const isStraight = Math.abs(chosen.turn) < narrow && chosen.metres > longTurn;
  return { type: 'turn', modifier: isStraight ? 'straight' : modifier };
}

/** Where a road only goes on, of the same kind. */
const isAlone = ({ from, ahead }: Intersection, { road }: Branch): boolean =>
  ahead.length === 1 && String(from.road.classes) === String(road.classes);

/** Metres after which a road that one joins at a narrow angle is straight on (OSRM, twice `MAX_COLLAPSE_DISTANCE`). */
const longTurn = 60;

/** Whether a road was there already before one came to it. */
const isThrough = ({ ahead }: Intersection, chosen: Branch) =>
  ahead.some(
    (other) =>
      other !== chosen &&
      Math.abs(((other.bearing - chosen.bearing + 540) % 360) - 180) > 180 - fuzzy &&
      isSameStreet(chosen.road, other.road) &&
      chosen.road.priority === other.road.priority
  );
