import { distanceBetween, type Position } from '#domain/geometry.ts';
import { angleBetween, type RoadProgress } from './road-line.ts';

/** What is known of how a van follows its road. */
export interface Following {
  /** Where the road was asked for. */
  readonly askedAt: Position;
  /** Whether the van has been on it since: from a yard it first has to come there. */
  readonly joined: boolean;
  /** Fixes in a row by which the van is not on it. */
  readonly doubts: number;
}

interface Fix {
  readonly position: Position;
  readonly heading: number | null;
  readonly accuracy: number | null;
}

/** Metres. No yard is farther from its road; a receiver that may be wrong by more cannot say on which road a van is. */
export const farFromRoad = 100;
/** Metres by which a fix without a word about it is taken to be off: a good receiver's in the open. */
const usualAccuracy = 10;
/** Metres from the road, beside the fix's own error, from which on the van is not on it: half a main road and its bays. */
const besideRoad = 20;
/** Degrees between van and road from which on the van drives elsewhere, and from which on it drives back. */
const elsewhere = 45;
const back = 120;
/** Fixes that must agree; a van may turn round in a yard without leaving its road, so that takes one more. */
const enough = 2;
/** Metres that a van has to come from where it asked before it asks again for a road that it never was on. */
const apart = 50;

export const begunAt = (askedAt: Position): Following => ({ askedAt, joined: false, doubts: 0 });

/**
 * Whether a van has left its road, by its distance and its direction. One fix alone decides nothing; between being on the road and having left it lies room, in which what was thought before stays.
 */
export function follow(
  before: Following,
  { position, heading, accuracy }: Fix,
  { offset, bearing }: Pick<RoadProgress, 'offset' | 'bearing'>
): { following: Following; hasLeft: boolean } {
  const error = accuracy ?? usualAccuracy;
  const away = besideRoad + error;
  const angle = heading === null ? 0 : angleBetween(heading, bearing);
  const isAway = offset > away || (offset > away / 2 && angle > elsewhere);
  const isBack = angle > back;
  if (!isAway && !isBack) {
    const isOn = offset <= away / 2;
    const following = isOn ? { ...before, joined: true, doubts: 0 } : before;
    return { following, hasLeft: false };
  }
  const doubts = before.doubts + 1;
  const mayAsk = before.joined || distanceBetween(before.askedAt, position) >= apart;
  return { following: { ...before, doubts }, hasLeft: mayAsk && doubts >= (isAway ? enough : enough + 1) };
}
