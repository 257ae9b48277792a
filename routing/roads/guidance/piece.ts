import { deviation, modifierOf, type Modifier } from './bearings.ts';
import type { Branch, Intersection } from './intersection.ts';
import { isSameStreet } from './name-change.ts';
import type { Road } from './road.ts';
import type { TurnType } from './turn-type.ts';

/** OSRM's words for manoeuvres at an intersection, and `silent` for passing one without a word. */
export type PieceType = TurnType | 'roundabout' | 'rotary' | 'roundabout turn' | 'exit roundabout' | 'exit rotary';

/** A passage through an intersection, from the road one came by into another. */
export interface Passage {
  readonly intersection: Intersection;
  readonly chosen: Branch;
}

/** A part of a way that begins with something done at an intersection; those that are told become steps. */
export interface Piece {
  type: PieceType;
  modifier: Modifier;
  /** The number of the exit that leaves a ring. */
  exit?: number;
  ringName?: string;
  /** The road that the signs show. */
  road: Road;
  /** Those that a driver sees as intersections; the first is where the piece begins. */
  readonly passages: Passage[];
  /** The places in the leg's list of stretches. */
  first: number;
  end: number;
  /** Metres. */
  distance: number;
}

/** How much one turns where a piece begins. */
export const turnOf = ({ passages: [first] }: Piece): number => first!.chosen.turn;

/** How much one turns from before one piece until after the other has begun. */
export const turnOver = (first: Piece, last: Piece): number =>
  deviation(first.passages[0]!.intersection.from.bearing, last.passages[0]!.chosen.bearing);

/** How many ways may be taken where a piece begins. */
export const choices = ({ passages: [first] }: Piece): number =>
  first!.intersection.ahead.filter(({ entry }) => entry).length + (first!.intersection.back.entry ? 1 : 0);

/** Whether no other road is met on a piece. */
export const isQuiet = ({ passages }: Piece): boolean =>
  passages.slice(1).every(({ intersection }) => intersection.ahead.length === 1);

export const isRing = ({ type }: Piece): boolean =>
  type === 'roundabout' || type === 'rotary' || type === 'roundabout turn' || type.startsWith('exit');

const isPlain = ({ type, modifier }: Piece) =>
  type === 'new name' || ((type === 'turn' || type === 'continue') && modifier === 'straight');

/** Adds what follows to a piece; the manoeuvre and the signs stay as they are. */
export function absorb(piece: Piece, next: Piece): void {
  piece.passages.push(...next.passages);
  prolong(piece, next);
}

/** Adds what follows where nobody sees an intersection. */
export function prolong(piece: Piece, next: Pick<Piece, 'end' | 'distance'>): void {
  piece.end = next.end;
  piece.distance += next.distance;
}

/**
 * What two manoeuvres close together are to a driver: one, by the turn of both.
 * @param at whose manoeuvre is told, and `other`, which is done with it
 * @param before the piece before both
 */
export function joined(before: Piece, first: Piece, last: Piece, at: Piece): { type: PieceType; modifier: Modifier } {
  const other = at === first ? last : first;
  const keepsSide = at.type === 'fork' || at.type === 'merge';
  const modifier = keepsSide ? at.modifier : modifierOf(joinedTurn(first, last));
  const turning = isSameStreet(before.road, last.road) ? 'continue' : 'turn';
  return { type: joinedType(at, other, modifier, turning), modifier };
}

function joinedType(at: Piece, other: Piece, modifier: Modifier, turning: 'turn' | 'continue'): PieceType {
  const isTurn = at.type === 'turn' || at.type === 'continue';
  if (isPlain(other) || isPlain(at) || at.type === 'silent') {
    if (at.type === 'silent') return modifier === 'straight' ? 'new name' : turning;
    // Where the road bends at once, its new name is not all that happens.
    if (at.type === 'new name' && other.type === 'silent' && modifier !== 'straight') return 'turn';
    return isTurn ? turning : at.type;
  }
  if (other.type === 'on ramp') return other.type;
  return isTurn && other.type === 'turn' ? turning : at.type;
}

/** The turn of two manoeuvres together; where they undo each other, the first is what a driver has to know. */
export function joinedTurn(first: Piece, last: Piece): number {
  const total = turnOver(first, last);
  const isSameWay = turnOf(first) * turnOf(last) >= 0 || Math.min(Math.abs(turnOf(first)), Math.abs(turnOf(last))) <= 5;
  const isOne = Math.abs(total) >= 20 && (first.distance < 30 || isSameWay);
  return isOne ? total : turnOf(first);
}
