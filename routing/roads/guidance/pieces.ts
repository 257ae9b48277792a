import type { RoadGraph } from '../../region/road-graph.ts';
import type { Stretch } from '../leg-finder.ts';
import { deviation, modifierOf } from './bearings.ts';
import type { Branch, Intersection, Intersections } from './intersection.ts';
import { isSameStreet } from './name-change.ts';
import { prolong, type Passage, type Piece } from './piece.ts';
import { entersAtExit, hasExit, ringAt, type RingKind } from './roundabout.ts';
import type { SlipRoads } from './slip-road.ts';
import { turnInto } from './turn.ts';
import type { Turn } from './turn-type.ts';

/** The ring that a driver is on: what entering it was told as, and how many exits were passed. */
interface RingAtHand {
  readonly kind: RingKind;
  readonly entry: Piece | undefined;
  exits: number;
}

/** Cuts a way at its intersections and says what is done at each. */
export function piecesOf(
  graph: RoadGraph,
  intersections: Intersections,
  slipRoads: SlipRoads,
  stretches: readonly Stretch[]
): Piece[] {
  const road = intersections.road(stretches[0]!.arc);
  const lengthOf = ({ arc, from, to }: Stretch) => (graph.edgeLength[arc >> 1]! * Math.abs(to - from)) / 10;
  const pieces: Piece[] = [
    { type: 'silent', modifier: 'straight', road, passages: [], first: 0, end: 1, distance: lengthOf(stretches[0]!) }
  ];
  let ring: RingAtHand | undefined;
  const startsOnRing = road.ring !== undefined && ringAt(graph, intersections, graph.arcHead[stretches[0]!.arc]!);
  if (startsOnRing) ring = { kind: startsOnRing, entry: undefined, exits: 0 };

  for (let index = 1; index < stretches.length; index++) {
    const passage = passageOf(intersections, stretches[index - 1]!, stretches[index]!);
    const piece: Piece = {
      ...{ type: 'silent', modifier: 'straight', road: passage.chosen.road, passages: [passage] },
      ...{ first: index, end: index + 1, distance: lengthOf(stretches[index]!) }
    };
    ring = tell(graph, intersections, slipRoads, piece, passage, ring);
    if (piece.type === 'unseen') prolong(pieces.at(-1)!, piece);
    else pieces.push(piece);
  }
  // Who stays on a small ring is on one; it is a crossing for those who leave it.
  if (ring?.entry && ring.kind === 'roundabout turn') ring.entry.type = 'roundabout';
  return pieces;
}

function passageOf(intersections: Intersections, before: Stretch, after: Stretch): Passage {
  const intersection = intersections.after(before.arc);
  const chosen = [intersection.back, ...intersection.ahead].find(({ arc }) => arc === after.arc) ?? intersection.back;
  return { intersection, chosen };
}

/** Says what is done where a piece begins; returns the ring that the driver is on from there. */
function tell(
  graph: RoadGraph,
  intersections: Intersections,
  slipRoads: SlipRoads,
  piece: Piece,
  { intersection, chosen }: Passage,
  ring: RingAtHand | undefined
): RingAtHand | undefined {
  piece.modifier = modifierOf(chosen.turn);
  const from = intersection.from.road;
  if (ring && chosen.road.ring) {
    if (hasExit(intersection, chosen)) ring.exits++;
    return ring;
  }
  if (ring) {
    leave(piece, ring);
    return undefined;
  }
  const touchesRing = !from.ring && [chosen, ...intersection.ahead].some(({ road }) => road.ring);
  const kind = touchesRing ? ringAt(graph, intersections, intersection.node) : undefined;
  if (kind && chosen.road.ring) {
    piece.type = kind;
    if (kind === 'rotary') piece.ringName = chosen.road.name;
    return { kind, entry: piece, exits: entersAtExit(intersection, chosen) ? 1 : 0 };
  }
  // Into a ring and out of it at the same place.
  const isAcross = Math.abs(chosen.turn) < 25;
  if (kind && !isAcross) piece.type = kind === 'rotary' ? 'exit rotary' : 'exit roundabout';
  else Object.assign(piece, turnPastSlipRoads(slipRoads, intersection, chosen, turnInto(intersection, chosen)));
  return undefined;
}

/** What a turn is where a slip road leaves: onto that, or past it on the road that is then no fork any more. */
function turnPastSlipRoads(slipRoads: SlipRoads, intersection: Intersection, chosen: Branch, turn: Turn): Turn {
  const isFork = turn.type === 'fork';
  if (chosen === intersection.back || turn.type === 'unseen') return turn;
  const found = slipRoads.at(intersection, chosen, isFork);
  if (found === 'slip') return { ...turn, type: 'slip road' };
  if (found !== 'main') return turn;
  const modifier = modifierOf(chosen.turn);
  if (isSameStreet(intersection.from.road, chosen.road))
    return { type: Math.abs(chosen.turn) < 5 ? 'silent' : 'continue', modifier };
  return { type: chosen.road.name === '' ? 'silent' : 'new name', modifier };
}

function leave(piece: Piece, { kind, entry, exits }: RingAtHand): void {
  piece.type = kind === 'rotary' ? 'exit rotary' : 'exit roundabout';
  if (!entry) return;
  entry.exit = exits + 1;
  // Whoever enters wants to know where it goes on, not what the ring is called.
  entry.road = piece.road;
  if (kind !== 'roundabout turn') return;
  const [{ intersection }] = entry.passages as [Passage];
  entry.modifier = modifierOf(deviation(intersection.from.bearing, piece.passages[0]!.chosen.bearing));
  piece.type = 'silent';
}
