import { modifierOf } from './bearings.ts';
import { isSameStreet } from './name-change.ts';
import { absorb, choices, isQuiet, isRing, joined, joinedTurn, turnOf, turnOver, type Piece } from './piece.ts';
import { basicType } from './turn-type.ts';

/** Metres within which two manoeuvres are one to a driver (OSRM, engine/guidance/collapse_turns.cpp). */
const close = 30;

/**
 * Makes one manoeuvre of those that a driver does as one: over both carriageways of a wide road, round an island, at a
 * crossing drawn in several pieces, at a name that lasts for a moment. The cases are those of OSRM's
 * engine/guidance/collapse_scenario_detection.cpp.
 * @param pieces those of one leg, the first of which is where it departs; changed in place
 */
export function collapse(pieces: Piece[]): void {
  for (let at = 1; at < pieces.length; at++) {
    if (pieces[at]!.type === 'slip road') {
      takeSlipRoad(pieces, at);
      continue;
    }
    if (at + 1 < pieces.length) at = collapsePair(pieces, at);
    const after = pieces[at + 1];
    if (after && leavesNoChoice(pieces[at]!, after))
      joinAt(pieces, at, joined(pieces[at - 1]!, pieces[at]!, after, pieces[at]!));
    // What was joined may show only now that it leads back.
    const [before, here, next] = [pieces[at - 2], pieces[at - 1], pieces[at]];
    if (before && here && next && turnsRound(before, here, next)) joinAt(pieces, --at, uTurn);
  }
}

/** Collapses a piece with the next one where they belong together; returns the place of the last that was looked at. */
function collapsePair(pieces: Piece[], at: number): number {
  const [before, here, next] = [pieces[at - 1]!, pieces[at]!, pieces[at + 1]!];
  if ([here, next].some(isRing) || here.road.mode !== next.road.mode || before.road.mode !== here.road.mode) return at;
  if (isStaggered(here, next)) {
    joinAt(pieces, at, { type: isSameStreet(before.road, next.road) ? 'silent' : 'new name', modifier: 'straight' });
  } else if (turnsRound(before, here, next)) {
    joinAt(pieces, at, uTurn);
  } else if (isNameForAMoment(before, here, next)) {
    absorb(here, next);
    absorb(before, here);
    pieces.splice(at, 2);
    return at - 1;
  } else if (isPartOfNext(here, next)) {
    Object.assign(next, joined(before, here, next, next));
    absorb(before, here);
    pieces.splice(at, 1);
    return at - 1;
  } else if (takesNext(here, next)) {
    joinAt(pieces, at, joined(before, here, next, here));
  } else if (at > 1 && crossesCarriageway(before, here, next)) {
    absorb(before, here);
    Object.assign(before, joined(pieces[at - 2]!, before, next, before), { road: next.road });
    absorb(before, next);
    pieces.splice(at, 2);
    return at - 1;
  }
  return at;
}

/** Makes a turn of a slip road and of what is done at its end; who arrives on it has but turned. */
function takeSlipRoad(pieces: Piece[], at: number): void {
  const [before, here, next] = [pieces[at - 1]!, pieces[at]!, pieces[at + 1]];
  if (!next || isRing(next)) {
    here.type = next && isSameStreet(before.road, next.road) ? 'continue' : 'turn';
    return;
  }
  const modifier = modifierOf(joinedTurn(here, next));
  joinAt(pieces, at, { type: isSameStreet(before.road, next.road) ? 'continue' : 'turn', modifier });
}

const uTurn = { type: 'continue', modifier: 'uturn' } as const;

/** Does a piece and the next one as one manoeuvre, after which the signs are those of the next. */
function joinAt(pieces: Piece[], at: number, manoeuvre: Pick<Piece, 'type' | 'modifier'>): void {
  const [here, next] = [pieces[at]!, pieces[at + 1]!];
  Object.assign(here, manoeuvre, { road: next.road });
  absorb(here, next);
  pieces.splice(at + 1, 1);
}

const isShort = (piece: Piece) => piece.distance <= close && isQuiet(piece);
const isTold = ({ type }: Piece) => type !== 'silent';
const isStraight = ({ modifier }: Piece) => modifier === 'straight';
const isTurning = ({ type }: Piece) => type === 'turn' || type === 'continue';
const isNameChange = (piece: Piece) => piece.type === 'new name' || (isTurning(piece) && isStraight(piece));
/** Straight on is on either side. */
const isSameSide = (a: Piece, b: Piece) =>
  ['left', 'right'].some((side) => [a, b].every((piece) => isStraight(piece) || piece.modifier.endsWith(side)));
const isUTurn = ({ modifier }: Piece) => modifier === 'uturn';
/** Who turns round does nothing else at once, but for reading another name. */
const isFit = (a: Piece, b: Piece) => !(isUTurn(a) && b.type !== 'new name') && !(isUTurn(b) && a.type !== 'new name');

/** A crossing whose arms do not quite meet: a few metres aside and on. */
function isStaggered(here: Piece, next: Piece): boolean {
  const isSquare = (piece: Piece) => Math.abs(turnOf(piece)) > 45 && Math.abs(turnOf(piece)) < 135;
  const isZigzag = turnOf(here) * turnOf(next) < 0;
  return here.distance < 3 && isQuiet(here) && isSquare(here) && isSquare(next) && isZigzag;
}

function turnsRound(before: Piece, here: Piece, next: Piece): boolean {
  if (!isTurning(here) && here.type !== 'end of road') return false;
  if ([before, here, next].some(isRing) || !isFit(here, next) || isUTurn(here)) return false;
  if ([here, next].some(({ road }) => road.mode !== before.road.mode)) return false;
  if (Math.abs(turnOver(here, next)) < 145 || !isSameStreet(before.road, next.road)) return false;
  const isLinkRoad = here.distance <= 2 * close && here.road.name === '';
  return isQuiet(here) && (here.distance <= close || isLinkRoad || choices(next) === 1);
}

/** Another name for a while, after which the old one is back. */
const isNameForAMoment = (before: Piece, here: Piece, next: Piece) =>
  (here.type === 'new name' || (here.type === 'turn' && isStraight(here))) &&
  (next.type === 'new name' ||
    (next.type === 'turn' && isStraight(next)) ||
    (next.type === 'silent' && next.road.name === '')) &&
  (before.road.name === next.road.name || isSameStreet(before.road, next.road));

/** A name that changes, or a road that bends, on the way into a manoeuvre. */
const isPartOfNext = (here: Piece, next: Piece): boolean => {
  if (!isShort(here) || !isTold(next) || !isFit(here, next)) return false;
  const isBend = !isTold(here) && !isStraight(here) && isSameSide(here, next) && choices(here) > 1;
  return isNameChange(here) || isBend;
};

/** Something that follows of itself once the manoeuvre is done. */
function takesNext(here: Piece, next: Piece): boolean {
  if (!isFit(here, next)) return false;
  const isOnly = choices(next) === 1 && isQuiet(here);
  if (!isTold(here))
    return next.type === 'new name'
      ? here.distance < close / 4
      : isOnly && isShort(here) && isTold(next) && !isStraight(here);
  if (!isTold(next)) return isShort(here) && !isStraight(next) && isSameSide(here, next);
  const isSoon = here.distance <= 1.5 * close && next.type === 'new name' && (isStraight(next) || choices(next) === 1);
  if (isNameChange(next) && (isShort(here) || isSoon)) return true;
  if (!isOnly) return false;
  return isStraight(here) ? isTurning(here) && here.distance <= 2 * close : here.distance <= close;
}

/** Two intersections close together at which there is but one way on each. */
function leavesNoChoice(here: Piece, next: Piece): boolean {
  const [, passed, third] = here.passages;
  if (!passed || third || [here, next].some(isRing) || !isFit(here, next) || here.road.mode !== next.road.mode)
    return false;
  const { back, ahead } = passed.intersection;
  const ways = [back, ...ahead].filter(({ entry }) => entry).length;
  return ways === 1 && choices(next) === 1 && here.distance < 1.5 * close;
}

/** Two turns with the middle of a wide road between them. */
function crossesCarriageway(before: Piece, here: Piece, next: Piece): boolean {
  if (isRing(before) || here.type !== 'silent' || !isStraight(here)) return false;
  if (!isTurning(before) || !(isTurning(next) || next.type === 'on ramp')) return false;
  const [shorter, longer] = [before.distance, here.distance].sort((a, b) => a - b) as [number, number];
  const isSmall = longer < 0.8 * close && (longer < 5 || shorter / longer > 0.75);
  return isSmall && Math.abs(turnOver(before, next)) < 140;
}

/** Intersections one has driven by on a road to see that it ends (OSRM, `MIN_END_OF_ROAD_INTERSECTIONS`). */
const seenEnding = 2;

/** What is left untold belongs to the step before; the end of a road is one only for those who drove along it. */
export function foldSilent(pieces: readonly Piece[]): Piece[] {
  const told: Piece[] = [];
  for (const piece of pieces) {
    const last = told.at(-1);
    if (last && piece.type === 'silent') {
      absorb(last, piece);
      continue;
    }
    if (piece.type === 'end of road' && last && passed(last) < seenEnding)
      piece.type = basicType(piece.passages[0]!.intersection.from.road, piece.road);
    told.push(piece);
  }
  return told;
}

/** Metres for which a name must last to be worth telling (OSRM, engine/guidance/verbosity_reduction.cpp). */
const shortName = 105;

/** Keeps still about names that are known already, or that a driver hardly reads before the next manoeuvre comes. */
export function hushNames([departing, ...pieces]: readonly Piece[]): Piece[] {
  const told = [departing!];
  for (const piece of pieces) {
    const last = told.at(-1)!;
    const isHushed = piece.distance < shortName || isSameStreet(last.road, piece.road);
    if (piece.type === 'new name' && last.road.mode === piece.road.mode && isHushed) absorb(last, piece);
    else told.push(piece);
  }
  return told;
}

/** How many intersections a piece goes by, where it begins included. */
const passed = ({ passages, first }: Piece) => passages.length + (first === 0 ? 1 : 0);
