import { isRing, prolong, type Piece } from './piece.ts';
import type { Road } from './road.ts';

/** Metres. Who is no farther from an intersection is on either road. */
const shortest = 1;

/**
 * Leaves out the first and the last road of a way where they are but a step long: nobody turns before leaving or on arriving. After
 * OSRM's `trimShortSegments` (engine/guidance/post_processing.cpp).
 * @param pieces changed in place
 * @returns the road on which one arrives where the last one is left out
 */
export function trimEnds(pieces: Piece[]): Road | undefined {
  const [departing, next] = pieces;
  if (next && departing!.distance <= shortest && isAlike(departing!, next)) {
    Object.assign(next, {
      type: 'silent',
      modifier: 'straight',
      first: 0,
      distance: next.distance + departing!.distance
    });
    next.passages.shift();
    pieces.shift();
  }
  const [before, last] = pieces.slice(-2) as [Piece, Piece | undefined];
  if (!last || last.distance > shortest || !isAlike(before, last)) return undefined;
  pieces.pop();
  prolong(before, last);
  return before.road;
}

/** A ring is counted from where it is entered, and a ferry is told however short it is. */
const isAlike = (one: Piece, other: Piece) => !isRing(one) && !isRing(other) && one.road.mode === other.road.mode;
