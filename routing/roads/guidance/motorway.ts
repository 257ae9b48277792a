import { modifierOf } from './bearings.ts';
import { sideIn } from './fork.ts';
import type { Branch, Intersection } from './intersection.ts';
import { isSameStreet } from './name-change.ts';
import { obviousTurn, straightest } from './obvious.ts';
import type { Road } from './road.ts';
import type { Turn } from './turn-type.ts';

/** Whether everything here is a motorway or belongs to one, and nothing turns. */
export function isOfMotorways({ from, back, ahead }: Intersection): boolean {
  if (back.entry || ahead.some(({ entry, turn }) => entry && Math.abs(turn) > 60)) return false;
  const belongs = ({ isMotorway, isRamp, isLink }: Road) => isMotorway || isRamp || (isLink && from.road.isMotorway);
  const hasMotorway = ahead.some(({ entry, road }) => entry && road.isMotorway);
  return belongs(from.road) && ahead.every(({ road }) => belongs(road)) && (hasMotorway || from.road.isMotorway);
}

export function motorwayTurn(intersection: Intersection, chosen: Branch): Turn {
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
  const comesFromRight = ahead.some(({ entry, road, turn }) => !entry && road.isMotorway && turn > chosen.turn);
  return chosen.road.isMotorway
    ? { type: 'merge', modifier: comesFromRight ? 'slight right' : 'slight left' }
    : { type: 'off ramp', modifier: modifierOf(chosen.turn) };
}

const forkAmong = (open: readonly Branch[], chosen: Branch): Turn =>
  open.length === 1
    ? { type: 'silent', modifier: modifierOf(chosen.turn) }
    : { type: 'fork', modifier: sideIn(open, chosen) };
