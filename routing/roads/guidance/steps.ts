import { quantitiesOf, type Snapped } from '../cost.ts';
import { pointAt, type Coordinate } from '../geometry.ts';
import type { Stretch } from '../leg-finder.ts';
import type { Roads } from '../roads.ts';
import { bearingFrom, bearingInto, bearingOf } from './bearings.ts';
import { collapse, foldSilent, hushNames } from './collapse.ts';
import { createIntersections } from './intersection.ts';
import type { Passage, Piece } from './piece.ts';
import { piecesOf } from './pieces.ts';
import { trimEnds } from './trim.ts';
import type { Road } from './road.ts';
import type { RouteStep, StepIntersection } from './route-step.ts';
import { createSlipRoads } from './slip-road.ts';

/** What guidance needs to know of a leg. */
export interface GuidedLeg {
  readonly stretches: readonly Stretch[];
  /** What each stretch costs (`cost.ts`), with the turn at its end. */
  readonly costs: readonly number[];
  /** The leg's line, and for each stretch how many coordinates there are up to its end. */
  readonly line: { readonly coordinates: readonly Coordinate[]; readonly ends: readonly number[] };
  /** Where it ends, and on which side of its edge, driven in the edge's own direction, and how far off the destination is. */
  readonly to: Snapped & { readonly side: 'left' | 'right' | 'straight'; readonly distance: number };
}

export interface Guidance {
  /** What a driver does on a leg, from departing to arriving. */
  stepsOf(leg: GuidedLeg): RouteStep[];
}

/** Metres beside the road from which on a destination has a side (OSRM, engine/guidance/post_processing.cpp). */
const beside = 5;

/**
 * Guides drivers along ways through a region, in the shape of OSRM's `RouteStep`.
 * @param isTurnOpen whether a turn may be taken now: what is shut today, or at this hour, is no choice at a junction
 */
export function createGuidance(
  { graph, turns }: Pick<Roads, 'graph' | 'turns'>,
  isTurnOpen: (turn: number) => boolean
): Guidance {
  const intersections = createIntersections(graph, turns, isTurnOpen);
  const slipRoads = createSlipRoads(graph, intersections);

  function stepsOf(leg: GuidedLeg): RouteStep[] {
    if (leg.stretches.length === 0) return stepsOf(standing(leg));
    const pieces = piecesOf(graph, intersections, slipRoads, leg.stretches);
    const end = trimEnds(pieces);
    collapse(pieces);
    const [departing, ...told] = hushNames(foldSilent(pieces));
    return [departure(leg, departing!), ...told.map((piece) => manoeuvre(leg, piece)), arrival(leg, end)];
  }

  function departure(leg: GuidedLeg, piece: Piece): RouteStep {
    const [location, next] = leg.line.coordinates as [Coordinate, Coordinate];
    const bearing = whole(bearingOf(location, next) ?? bearingFrom(graph, leg.stretches[0]!.arc));
    const start = { location, bearings: [bearing], entry: [true], out: 0, ...classesOf(piece.road) };
    return {
      ...driven(leg, piece),
      maneuver: { location, bearing_before: 0, bearing_after: bearing, type: 'depart' },
      intersections: [start, ...met(piece.passages)]
    };
  }

  function manoeuvre(leg: GuidedLeg, piece: Piece): RouteStep {
    const [passage, ...others] = piece.passages as [Passage];
    return {
      ...driven(leg, piece),
      ...(piece.ringName !== undefined && { rotary_name: piece.ringName }),
      maneuver: {
        location: locationOf(passage),
        bearing_before: whole(passage.intersection.from.bearing),
        bearing_after: whole(passage.chosen.bearing),
        type: piece.type as RouteStep['maneuver']['type'],
        modifier: piece.modifier,
        ...(piece.exit !== undefined && { exit: piece.exit })
      },
      intersections: [intersectionOf(passage), ...met(others)]
    };
  }

  /** @param end the road whose signs are told, where it is not the one that the leg ends on */
  function arrival({ stretches, line, to }: GuidedLeg, end: Road | undefined): RouteStep {
    const [before, location] = line.coordinates.slice(-2) as [Coordinate, Coordinate];
    const last = stretches.at(-1)!;
    const bearing = whole(bearingOf(before, location) ?? bearingInto(graph, last.arc));
    const road = end ?? intersections.road(last.arc);
    const isAgainst = (last.arc & 1) === 1;
    const isAhead = to.distance < beside || to.side === 'straight' || last.to === (isAgainst ? 0 : 1);
    const side = isAhead ? 'straight' : (to.side === 'left') === isAgainst ? 'right' : 'left';
    return {
      distance: 0,
      duration: 0,
      geometry: { type: 'LineString', coordinates: [location, location] },
      ...signsOf(road),
      maneuver: { location, bearing_before: bearing, bearing_after: 0, type: 'arrive', modifier: side },
      intersections: [{ location, bearings: [(bearing + 180) % 360], entry: [true], in: 0 }]
    };
  }

  /** What a step has from the road between its manoeuvre and the next. */
  function driven({ costs, line }: GuidedLeg, { first, end, road }: Piece) {
    const { distance, duration } = quantitiesOf(costs.slice(first, end).reduce((sum, cost) => sum + cost, 0));
    const coordinates = line.coordinates.slice(first === 0 ? 0 : line.ends[first - 1]! - 1, line.ends[end - 1]);
    // GeoJSON wants two positions even of a step that goes nowhere.
    if (coordinates.length === 1) coordinates.push(coordinates[0]!);
    return { distance, duration, geometry: { type: 'LineString', coordinates } as const, ...signsOf(road) };
  }

  const met = (passages: readonly Passage[]): StepIntersection[] => passages.map(intersectionOf);

  function intersectionOf(passage: Passage): StepIntersection {
    const { back, ahead } = passage.intersection;
    const roads = [back, ...ahead];
    const bearings = roundedTogether(roads.map(({ bearing }) => whole(bearing)));
    const order = roads.map((_, index) => index).sort((a, b) => bearings[a]! - bearings[b]!);
    return {
      location: locationOf(passage),
      bearings: order.map((index) => bearings[index]!),
      entry: order.map((index) => roads[index]!.entry),
      in: order.indexOf(0),
      out: order.indexOf(roads.indexOf(passage.chosen)),
      ...classesOf(passage.chosen.road)
    };
  }

  function locationOf({ chosen }: Passage): Coordinate {
    const [first, end] = [graph.edgePoint[chosen.arc >> 1]!, graph.edgePoint[(chosen.arc >> 1) + 1]!];
    const { longitude, latitude } = pointAt(graph, chosen.arc & 1 ? end - 1 : first);
    return [longitude, latitude];
  }

  return { stepsOf };
}

/** Whoever is there already departs and arrives all the same. */
function standing(leg: GuidedLeg): GuidedLeg {
  const { edge, fraction } = leg.to;
  return {
    ...leg,
    stretches: [{ arc: 2 * edge, from: fraction, to: fraction }],
    costs: [0],
    line: { coordinates: leg.line.coordinates, ends: [leg.line.coordinates.length] }
  };
}

const whole = (bearing: number) => Math.round(bearing) % 360;

/**
 * OSRM tells the roads of an intersection by the 24th part of a circle in which they lead, unless two of them are in the same one
 * (`classifyIntersection`).
 */
function roundedTogether(bearings: readonly number[]): readonly number[] {
  const parts = bearings.map((bearing) => Math.floor((bearing + 7.5) / 15) % 24);
  const isClear = parts.every((part, index) => parts.indexOf(part) === index);
  return isClear ? parts.map((part) => 15 * part) : bearings;
}

const signsOf = ({ name, ref, destinations, mode }: Road) => ({
  name,
  ...(ref && { ref: ref.split(';').join('; ') }),
  ...(destinations && { destinations }),
  mode,
  driving_side: 'right' as const
});

const classesOf = ({ classes }: Road) => (classes.length > 0 ? { classes: [...classes] } : {});
