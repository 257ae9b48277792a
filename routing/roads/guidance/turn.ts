import { modifierOf, type Modifier } from './bearings.ts';
import type { Branch, Intersection } from './intersection.ts';
import { isRenamed, isSameStreet } from './name-change.ts';
import { fuzzy, grouped, narrow, obviousBranch, straightest } from './obvious.ts';
import { isObviousByClass, type Road } from './road.ts';

/** OSRM's words for what a driver does at an intersection; `silent` is what nobody needs to be told. */
export type TurnType =
  | 'silent'
  | 'turn'
  | 'continue'
  | 'new name'
  | 'end of road'
  | 'fork'
  | 'merge'
  | 'on ramp'
  | 'off ramp'
  | 'notification';

export interface Turn {
  readonly type: TurnType;
  readonly modifier: Modifier;
}

/** What a driver does who leaves an intersection by one of its roads, roundabouts left aside. */
export function turnInto(intersection: Intersection, chosen: Branch): Turn {
  const { from, ahead } = intersection;
  if (chosen === intersection.back) return { type: 'continue', modifier: 'uturn' };
  if (isOfMotorways(intersection)) return motorwayTurn(intersection, chosen);
  const obvious = obviousBranch(intersection);
  const fork = forkOf(intersection);
  const isAllLinks = [from.road, ...ahead.map(({ road }) => road)].every(({ isLink }) => isLink);
  if (fork && (!obvious || isAllLinks) && fork.includes(chosen)) {
    const greatest = ahead.length > 2 ? greaterOf(fork) : undefined;
    if (greatest === chosen) return obviousTurn(intersection, chosen);
    return { type: greatest ? basicType(from.road, chosen.road) : 'fork', modifier: sideIn(fork, chosen) };
  }
  if (obvious === chosen) return obviousTurn(intersection, chosen);
  if (!obvious && isEndOfRoad(intersection)) {
    const type = basicType(from.road, chosen.road);
    return { type: type === 'on ramp' ? type : 'end of road', modifier: chosen.turn > 0 ? 'right' : 'left' };
  }
  return { type: basicType(from.road, chosen.road), modifier: distinctModifier(ahead, chosen) };
}

/** The word for a turn that is not more than that. */
export function basicType(from: Road, to: Road): TurnType {
  if (from.isMotorway && to.isLink) return 'off ramp';
  if (!from.isRamp && to.isRamp) return 'on ramp';
  return isSameStreet(from, to) ? 'continue' : 'turn';
}

/** The obvious way is told only where something changes on it. */
function obviousTurn(intersection: Intersection, chosen: Branch): Turn {
  const from = intersection.from.road;
  const modifier = modifierOf(chosen.turn);
  if (!from.isMotorway && basicType(from, chosen.road) === 'on ramp') return { type: 'on ramp', modifier };
  if (from.mode !== chosen.road.mode) return { type: 'notification', modifier };
  if (!isRenamed(from, chosen.road)) return { type: 'silent', modifier };
  if (intersection.ahead.length === 1 || !isThrough(intersection, chosen)) return { type: 'new name', modifier };
  if (chosen.road.isMotorway) return { type: 'merge', modifier: chosen.turn < 0 ? 'slight right' : 'slight left' };
  return { type: 'turn', modifier: Math.abs(chosen.turn) < narrow ? 'straight' : modifier };
}

/** Whether a road was there already before one came to it. */
const isThrough = ({ ahead }: Intersection, chosen: Branch) =>
  ahead.some(
    (other) =>
      other !== chosen &&
      Math.abs(((other.bearing - chosen.bearing + 540) % 360) - 180) > 180 - fuzzy &&
      isSameStreet(chosen.road, other.road) &&
      chosen.road.priority === other.road.priority
  );

/** A T: one road right, one left, none on. */
function isEndOfRoad({ ahead }: Intersection): boolean {
  const [left, right] = ahead;
  if (!left || !right || ahead.length !== 2) return false;
  return Math.abs(right.turn - 90) < narrow && Math.abs(left.turn + 90) < narrow;
}

/**
 * Two or three roads that split without a turn, none more obvious than another. After OSRM's `findFork`
 * (guidance/turn_handler.hpp).
 */
function forkOf({ from, ahead }: Intersection): readonly Branch[] | undefined {
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
  const isClear = neighbours.some(([a, b]) => isStraighter(a, b) || isStraighter(b, a));
  const isClearByClass = fork.some(({ road }) =>
    fork.some((other) => other.road !== road && isObviousByClass(from.road, road, other.road))
  );
  return isEven && !isClear && !isClearByClass ? fork : undefined;
}

/** Among other roads a fork of two is none where one of them is greater. */
function greaterOf([left, right, third]: readonly Branch[]): Branch | undefined {
  if (third || Math.abs(left!.road.priority - right!.road.priority) <= 1) return undefined;
  return left!.road.priority < right!.road.priority ? left : right;
}

/** Whether one of two roads is so much straighter that it goes on. */
function isStraighter(branch: Branch, other: Branch): boolean {
  const [size, otherSize] = [Math.abs(branch.turn), Math.abs(other.turn)];
  return otherSize > 1.4 * size && otherSize - size > fuzzy;
}

function sideIn(fork: readonly Branch[], chosen: Branch): Modifier {
  if (chosen === fork[0]) return 'slight left';
  return chosen === fork.at(-1) ? 'slight right' : 'straight';
}

/** The word for a turn, where a neighbour that may be taken too would go by the same word. */
function distinctModifier(ahead: readonly Branch[], chosen: Branch): Modifier {
  const modifier = modifierOf(chosen.turn);
  const alike = ahead.filter(({ turn, entry }) => entry && modifierOf(turn) === modifier);
  if (modifier === 'straight') {
    const inner = straightest(alike)!;
    return chosen === inner ? 'straight' : chosen.turn > inner.turn ? 'slight right' : 'slight left';
  }
  const isPair = ahead.length > 2 && alike.length === 2 && (modifier === 'left' || modifier === 'right');
  if (!isPair) return modifier;
  // The one that is nearer to a right angle keeps the word.
  const [gentle, sharp] = alike.toSorted((a, b) => Math.abs(a.turn) - Math.abs(b.turn)) as [Branch, Branch];
  const isGentleSquare = 90 - Math.abs(gentle.turn) < Math.abs(sharp.turn) - 90;
  if (isGentleSquare) return chosen === sharp ? `sharp ${modifier}` : modifier;
  return chosen === gentle ? `slight ${modifier}` : modifier;
}

/** Whether everything here is a motorway or belongs to one, and nothing turns. */
function isOfMotorways({ from, back, ahead }: Intersection): boolean {
  if (back.entry || ahead.some(({ entry, turn }) => entry && Math.abs(turn) > 60)) return false;
  const belongs = ({ isMotorway, isRamp, isLink }: Road) => isMotorway || isRamp || (isLink && from.road.isMotorway);
  const hasMotorway = ahead.some(({ entry, road }) => entry && road.isMotorway);
  return belongs(from.road) && ahead.every(({ road }) => belongs(road)) && (hasMotorway || from.road.isMotorway);
}

function motorwayTurn(intersection: Intersection, chosen: Branch): Turn {
  const { from, ahead } = intersection;
  const open = ahead.filter(({ entry }) => entry);
  const motorways = open.filter(({ road }) => road.isMotorway);
  if (from.road.isMotorway) {
    if (motorways.length === 0)
      return open.length > 1 ? forkAmong(open, chosen) : { type: 'silent', modifier: modifierOf(chosen.turn) };
    if (motorways.length > 1 && motorways.length === open.length) return forkAmong(open, chosen);
    const goesOn =
      straightest(motorways.filter(({ road }) => isSameStreet(from.road, road))) ?? straightest(motorways)!;
    if (chosen === goesOn) return obviousTurn(intersection, chosen);
    const side = chosen.turn > goesOn.turn ? 'right' : 'left';
    const isWide = Math.abs(chosen.turn) > 35;
    return { type: chosen.road.isLink ? 'off ramp' : 'turn', modifier: isWide ? side : `slight ${side}` };
  }
  // From a ramp.
  if (open.length === 1 && chosen.road.isMotorway) {
    const passing = ahead.find((other) => other !== chosen && isSameStreet(other.road, chosen.road));
    if (!passing) return obviousTurn(intersection, chosen);
    // Where the motorway comes from the left of the ramp it is joined to the left.
    const comesFromLeft = passing.turn < chosen.turn;
    return { type: 'merge', modifier: comesFromLeft ? 'slight left' : 'slight right' };
  }
  if (ahead.length === 2 || open.length === ahead.length) return forkAmong(open, chosen);
  return chosen.road.isMotorway
    ? { type: 'merge', modifier: chosen.turn <= 0 ? 'slight left' : 'slight right' }
    : { type: 'off ramp', modifier: modifierOf(chosen.turn) };
}

const forkAmong = (open: readonly Branch[], chosen: Branch): Turn =>
  open.length === 1
    ? { type: 'silent', modifier: modifierOf(chosen.turn) }
    : { type: 'fork', modifier: sideIn(open, chosen) };
