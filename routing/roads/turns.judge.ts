import type { Position } from '../../src/domain/geometry.ts';
import { isMet, momentOf } from '../region/conditional.ts';
import { classOf, roadClasses } from '../region/road-classes.ts';
import { isDrivable, type RoadGraph } from '../region/road-graph.ts';
import type { MetricOptions } from './metric.ts';

/** A turn that may be taken: into which arc, and in how many tenths of a second. */
export interface JudgedTurn {
  readonly next: number;
  readonly duration: number;
}

/**
 * The turns that may follow a drive, from the rules written out: every road that goes on from here, unless the last
 * arcs of the drive and the turn are a sequence that is forbidden; back only where nothing goes on, or where there is
 * room to turn. By OSRM also where all that goes on is forbidden, and where no other road leads to.
 * @param isOpen whether an arc may be driven
 * @param options OSRM's profile takes longer at gates; with a date, also what holds at times
 */
export function judgeTurns(
  graph: RoadGraph,
  isOpen: (arc: number) => boolean,
  { profile = 'raitti', date }: Pick<MetricOptions, 'profile' | 'date'> = {}
) {
  const { arcHead } = graph;
  const moment = date === undefined ? undefined : momentOf(date);
  const forbiddenDrives = graph.forbiddenDrives.filter(
    ({ condition }) =>
      condition === '' || condition === `profile ${profile}` || (moment !== undefined && isMet(condition, moment))
  );
  const edgeEnds = Map.groupBy(arcHead.keys(), (arc) => arcHead[arc]!);
  const openFrom = Map.groupBy([...arcHead.keys()].filter(isOpen), (arc) => arcHead[arc ^ 1]!);
  const openInto = Map.groupBy([...arcHead.keys()].filter(isOpen), (arc) => arcHead[arc]!);
  const endingWith = Map.groupBy(forbiddenDrives, ({ arcs }) => arcs.at(-1)!);
  const beginningWith = Map.groupBy(forbiddenDrives, ({ arcs }) => arcs[0]!);

  /** @param driven arcs in their order, the last of them driven to its end */
  function turnsAfter(driven: readonly number[]): JudgedTurn[] {
    const last = driven.at(-1)!;
    const junction = arcHead[last]!;
    const ahead = openFrom.get(junction) ?? [];
    const isBarred = (next: number) =>
      (endingWith.get(next) ?? []).some(
        ({ arcs, condition }) => condition === `profile ${profile}` && endsWith([...driven, next], arcs)
      );
    const onward = ahead.filter((next) => next !== (last ^ 1) && !isBarred(next));
    const hasRoom = (graph.arcObstacles[last]! & 64) !== 0;
    const mayTake = (next: number) =>
      !isAgainstRing(last, next) && !(endingWith.get(next) ?? []).some(({ arcs }) => endsWith([...driven, next], arcs));
    const isOnlyWay = !onward.some(mayTake) || (openInto.get(junction) ?? []).length <= 1;
    const mayTurnRound = onward.length === 0 || hasRoom || (profile === 'osrm-car' && isOnlyWay);
    return (mayTurnRound ? ahead : onward)
      .filter(mayTake)
      .map((next) => ({ next, duration: durationOf(last, next, edgeEnds.get(junction)!.length) }));
  }

  /**
   * Whoever looks round from where they come to a ring, towards the side to which it goes on, may take the roads they see
   * until the one by which it comes.
   */
  function isAgainstRing(from: number, to: number): boolean {
    const onRing = (arc: number) => /^(roundabout|circular)$/.test(traitOf(arc).get('junction') ?? '');
    const leaving = edgeEnds.get(arcHead[from]!)!.map((arc) => arc ^ 1);
    const goes = leaving.filter((arc) => onRing(arc) && isDrivable(graph, arc));
    const comes = leaving.filter((arc) => onRing(arc) && isDrivable(graph, arc ^ 1));
    if (goes.length !== 1 || comes.length !== 1 || onRing(from) || onRing(to) || to === (from ^ 1)) return false;
    const compass = (arc: number) => {
      const [east, north] = tenMetresAlong(shapeOf(arc));
      return (Math.atan2(north, east) * 180) / Math.PI;
    };
    const left = (arc: number) => (compass(arc) - compass(from ^ 1) + 720) % 360;
    const seen = left(goes[0]!) < left(comes[0]!) ? left : (arc: number) => (360 - left(arc)) % 360;
    return seen(to) > seen(comes[0]!);
  }

  /** What of a drive can still make a turn forbidden: the longest end of it that begins a forbidden drive. */
  function remembered(driven: readonly number[]): readonly number[] {
    for (let start = 0; start < driven.length - 1; start++) {
      const end = driven.slice(start);
      const isBeginning = (beginningWith.get(end[0]!) ?? []).some(
        ({ arcs }) => arcs.length > end.length && end.every((arc, at) => arc === arcs[at])
      );
      if (isBeginning) return end;
    }
    return driven.slice(-1);
  }

  function durationOf(from: number, to: number, roads: number): number {
    const standing = graph.arcObstacles[from]!;
    const lengths = [from, to].map((arc) => graph.edgeLength[arc >> 1]! / 10);
    const isTurningRound = to === (from ^ 1);
    let seconds = 0;
    if (standing & 1) seconds += 2;
    if (standing & 8) seconds += 1;
    const greater = roadClasses.slice(0, roadClasses.indexOf(classAt(from)));
    if (standing & 4 && edgeEnds.get(arcHead[from]!)!.some((arc) => greater.includes(classAt(arc)))) seconds += 2;
    if (standing & 2 && !(standing & 128 && roads === 2 && lengths[0]! < 20 && lengths[1]! > 20)) seconds += 2;
    const isAfloat = (arc: number) => /ferry|train/.test(classAt(arc));
    const isTurn = roads > 2 || isTurningRound || isAfloat(from) !== isAfloat(to);
    if (isTurn) seconds += sigmoid(isTurningRound ? 180 : angleOf(from, to));
    if (isTurningRound) seconds += standing & 64 ? 5 : 20;
    else if (standing & 48) seconds += secondsOfGate(from);
    return Math.round(seconds * 10);
  }

  const traitOf = (arc: number) => graph.traits[graph.edgeTrait[arc >> 1]!]!;
  const classAt = (arc: number) => classOf(traitOf(arc)) ?? 'other';

  /** OSRM waits at some of them, all alike; we at all but the booms of main roads. */
  function secondsOfGate(arc: number): number {
    const kind = graph.arcObstacles[arc]! & 48;
    if (profile === 'osrm-car') return kind === 48 ? 0 : 60;
    const highway = traitOf(arc).get('highway') ?? '';
    if (/motorway|trunk|primary|secondary|tertiary/.test(highway)) return 0;
    return kind === 32 ? 60 : 30;
  }

  /** Degrees to the right of straight on, or below zero to the left. */
  function angleOf(from: number, to: number): number {
    const before = shapeOf(from).reverse();
    const [x1, y1] = tenMetresAlong(before);
    const [x2, y2] = tenMetresAlong(shapeOf(to));
    // A road without length leads nowhere in particular.
    if ((x1 === 0 && y1 === 0) || (x2 === 0 && y2 === 0)) return 0;
    // The way in is from the place ten metres before the junction; the angle is between the two directions of driving.
    const angle = (Math.atan2(x2 * -y1 - y2 * -x1, x2 * -x1 + y2 * -y1) * 180) / Math.PI;
    const hundredths = Math.round(angle * 100);
    return hundredths === -18_000 ? 180 : hundredths / 100;
  }

  function shapeOf(arc: number): Position[] {
    const shape: Position[] = [];
    for (let point = graph.edgePoint[arc >> 1]!; point < graph.edgePoint[(arc >> 1) + 1]!; point++)
      shape.push({ longitude: graph.points[2 * point]! / 1e7, latitude: graph.points[2 * point + 1]! / 1e7 });
    return arc & 1 ? shape.reverse() : shape;
  }
  return { turnsAfter, remembered };
}

const endsWith = (driven: readonly number[], arcs: readonly number[]) =>
  arcs.length <= driven.length && arcs.every((arc, at) => arc === driven[driven.length - arcs.length + at]);

/** Where a line leads to in ten metres, in metres east and north of its beginning; as far as it goes if it is shorter. */
function tenMetresAlong(line: readonly Position[]): [east: number, north: number] {
  const start = line[0]!;
  const onPlane = ({ longitude, latitude }: Position): [number, number] => [
    (longitude - start.longitude) * 111_226 * Math.cos((start.latitude * Math.PI) / 180),
    (latitude - start.latitude) * 111_226
  ];
  let length = 0;
  for (const [index, point] of line.slice(1).entries()) {
    const [east, north] = onPlane(line[index]!);
    const [nextEast, nextNorth] = onPlane(point);
    const part = Math.sqrt((nextEast - east) ** 2 + (nextNorth - north) ** 2);
    if (length + part > 10) {
      const share = (10 - length) / part;
      return [east + share * (nextEast - east), north + share * (nextNorth - north)];
    }
    length += part;
  }
  return onPlane(line.at(-1)!);
}

/** OSRM's profiles/car.lua, `process_turn`, for driving on the right. */
const sigmoid = (angle: number) =>
  angle >= 0
    ? 7.5 / (1 + Math.exp(-((13 / 1.075) * (angle / 180) - 6.5 * 1.075)))
    : 7.5 / (1 + Math.exp(-(13 * 1.075 * (-angle / 180) - 6.5 / 1.075)));
