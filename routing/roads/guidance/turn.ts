import { modifierOf } from './bearings.ts';
import { forkOf, greaterOf, isPlainMiddle, sideIn } from './fork.ts';
import type { Branch, Intersection } from './intersection.ts';
import { isOfMotorways, motorwayTurn } from './motorway.ts';
import { isRenamed, isSameStreet } from './name-change.ts';
import { fuzzy, narrow, obviousBranch, obviousTurn, straightest } from './obvious.ts';
import { basicType, type Turn } from './turn-type.ts';
import { turnAside } from './turn-aside.ts';

/** What a driver does who leaves an intersection by one of its roads, roundabouts left aside. */
export function turnInto(intersection: Intersection, chosen: Branch): Turn {
  const { from, ahead } = intersection;
  if (chosen === intersection.back || isOtherCarriageway(intersection, chosen))
    return { type: 'continue', modifier: 'uturn' };
  // On board somebody else steers.
  const isAtSea = from.road.mode !== 'driving' && ahead.every(({ road }) => road.mode === from.road.mode);
  if (isAtSea) return { type: 'unseen', modifier: modifierOf(chosen.turn) };
  const street = streetPastYards(intersection);
  if (street) return turnPastYards(intersection, chosen, street);
  if (isOfMotorways(intersection)) return motorwayTurn(intersection, chosen);
  const obvious = obviousBranch(intersection);
  const fork = forkOf(intersection);
  const isAllLinks = ahead.length === 2 && [from, ...ahead].every(({ road }) => road.isLink);
  if (fork && (!obvious || isAllLinks)) {
    if (!fork.includes(chosen)) return turnAside(intersection, chosen, ahead.indexOf(fork[0]!), fork.length);
    const greatest = ahead.length > 2 ? greaterOf(fork) : undefined;
    if (greatest === chosen || isPlainMiddle(intersection, fork, chosen)) return obviousTurn(intersection, chosen);
    return { type: greatest ? basicType(from.road, chosen.road) : 'fork', modifier: sideIn(fork, chosen) };
  }
  if (obvious === chosen) return obviousTurn(intersection, chosen);
  if (obvious) return turnAside(intersection, chosen, ahead.indexOf(obvious), 1);
  if (isEndOfRoad(intersection)) {
    const type = basicType(from.road, chosen.road);
    const isRamp = type === 'on ramp' || type === 'off ramp';
    return { type: isRamp ? type : 'end of road', modifier: chosen.turn > 0 ? 'right' : 'left' };
  }
  const straight = straightest(ahead)!;
  const isShutAhead = Math.abs(straight.turn) < fuzzy && !straight.entry;
  const at = ahead.indexOf(straight);
  // Without a way straight on the straightest belongs to its side.
  return isShutAhead
    ? turnAside(intersection, chosen, at, 1)
    : turnAside(intersection, chosen, at + (straight.turn < 0 ? 1 : 0), 0);
}

/** Degrees from straight on at which two carriageways of a street still look like one. */
const alongside = 110;

/** Whether a road is the one that the driver came by, in the other direction: each has a carriageway of its own. */
function isOtherCarriageway({ from, back, ahead }: Intersection, chosen: Branch): boolean {
  const isBack = Math.abs(chosen.turn) > alongside && isSameStreet(from.road, chosen.road);
  const isBetween = (other: Branch) => other.turn * chosen.turn > 0 && Math.abs(other.turn) > Math.abs(chosen.turn);
  return isBack && back.isOneWay && chosen.isOneWay && !from.road.ring && !ahead.some(isBetween);
}

/** The only street that leads on where but yards, tracks and the like leave besides. */
function streetPastYards({ from, ahead }: Intersection): Branch | undefined {
  const streets = ahead.filter(({ road }) => !road.isMinor);
  return ahead.length > 1 && !from.road.isMinor && streets.length === 1 ? streets[0] : undefined;
}

function turnPastYards({ from, ahead }: Intersection, chosen: Branch, street: Branch): Turn {
  const modifier = modifierOf(chosen.turn);
  if (chosen === street) {
    if (from.road.mode !== chosen.road.mode) return { type: 'notification', modifier };
    return { type: isRenamed(from.road, chosen.road) ? 'new name' : 'unseen', modifier };
  }
  const isAsStraight = modifier === 'straight' && modifierOf(street.turn) === 'straight';
  const side = ahead.indexOf(chosen) < ahead.indexOf(street) ? 'slight left' : 'slight right';
  return { type: 'turn', modifier: isAsStraight ? side : modifier };
}

/** A T: one road right, one left, none on. */
function isEndOfRoad({ ahead }: Intersection): boolean {
  const [left, right] = ahead;
  if (!left || !right || ahead.length !== 2) return false;
  const isSquare = Math.abs(right.turn - 90) < narrow && Math.abs(left.turn + 90) < narrow;
  return isSquare && right.turn - left.turn > 2 * narrow;
}
