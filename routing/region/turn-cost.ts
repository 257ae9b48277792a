import { bearingAtStart } from './bearing.ts';
import type { Profile } from './car-profile.ts';
import { obstacle } from './obstacles.ts';
import { classOf, isFerry, roadClasses, type RoadClass } from './road-classes.ts';
import type { RoadGraph } from './road-graph.ts';

/** Seconds. As in OSRM's profiles/car.lua and profiles/lib/obstacles.lua (v26.4.1). */
const turnPenalty = 7.5;
/** How much dearer a left turn is where people drive on the right. */
const turnBias = 1.075;
const uTurnPenalty = 20;
const uTurnPenaltyAtTurningPlace = 5;
const trafficSignalPenalty = 2;
const stopPenalty = 2;
const giveWayPenalty = 1;

/** Ours: to get out, open, drive through, close and get in again; and to find the key besides. */
const gatePenalty = 30;
const lockedGatePenalty = 60;
/** `barrier_penalties` in profiles/car.lua, as its recorded answers have it. */
const gatePenaltyOfOsrm = 60;

/** Metres. A stop sign that names no direction stands this near before the junction it is for. */
const stopSignReach = 20;
/** Metres. How far from a junction a driver looks to say by which angle a road leaves it. */
const lookAhead = 10;

/**
 * How long a turn takes by its angle: nearly nothing straight on, and up to `turnPenalty` the sharper it is.
 * The formula is that of `process_turn` in OSRM's profiles/car.lua (v26.4.1).
 * @param angle degrees from straight on, to the right above and to the left below zero, from -180 to 180
 * @returns seconds
 */
function secondsOfAngle(angle: number): number {
  const exponent =
    angle >= 0 ? (13 / turnBias) * (angle / 180) - 6.5 * turnBias : 13 * turnBias * (-angle / 180) - 6.5 / turnBias;
  return turnPenalty / (1 + Math.exp(-exponent));
}

/** The same for each hundredth of a degree from -180°: a region has more turns than there are angles. */
const secondsByAngle = new Float64Array(36_001).map((_, hundredths) => secondsOfAngle(hundredths / 100 - 180));

/**
 * How long the gate at an arc's end takes, in tenths of a second. On a main road it is a boom that stands open but for
 * accidents, as before a tunnel.
 */
export function gateDuration(obstacles: number, profile: Profile, roadClass: RoadClass | undefined): number {
  const gate = obstacles & obstacle.otherGate;
  if (gate === 0) return 0;
  if (profile === 'osrm-car') return gate === obstacle.otherGate ? 0 : 10 * gatePenaltyOfOsrm;
  if (roadClass !== undefined && mainRoads.test(roadClass)) return 0;
  return 10 * (gate === obstacle.lockedGate ? lockedGatePenalty : gatePenalty);
}
const mainRoads = /^(?:motorway|trunk|primary|secondary|tertiary)(?:_link)?$/;

/** Asks for the duration of turns from one arc into another, in tenths of a second; gates are not counted. */
export function createTurnClock(graph: RoadGraph): (from: number, to: number) => number {
  const { arcHead, arcObstacles, edgeLength } = graph;
  const degree = new Uint32Array(graph.nodeCount);
  for (const node of arcHead) degree[node]!++;
  const greatness = smallestFirst(graph);
  const greatest = new Uint8Array(graph.nodeCount);
  arcHead.forEach((node, arc) => (greatest[node] = Math.max(greatest[node]!, greatness[graph.edgeTrait[arc >> 1]!]!)));
  const isAfloat = graph.traits.map(isFerry);
  const changesMode = (from: number, to: number) =>
    isAfloat[graph.edgeTrait[from >> 1]!] !== isAfloat[graph.edgeTrait[to >> 1]!];
  const bearings = new Float64Array(arcHead.length).map((_, arc) => bearingAtStart(graph, arc, lookAhead));

  function secondsOfObstacles(from: number, to: number, isTwoRoads: boolean): number {
    const standing = arcObstacles[from]!;
    let seconds = 0;
    if (standing & obstacle.trafficSignals) seconds += trafficSignalPenalty;
    if (standing & obstacle.giveWay) seconds += giveWayPenalty;
    // Ours: the smaller road is the one of the smaller class, where OSRM says it is the slower one.
    const isMinor = greatness[graph.edgeTrait[from >> 1]!]! < greatest[arcHead[from]!]!;
    if (standing & obstacle.minorStop && isMinor) seconds += stopPenalty;
    if (standing & obstacle.stop) {
      // Just behind a junction: it is for those who come towards it.
      const isForOthers =
        standing & obstacle.eitherWay &&
        isTwoRoads &&
        edgeLength[from >> 1]! < 10 * stopSignReach &&
        edgeLength[to >> 1]! > 10 * stopSignReach;
      if (!isForOthers) seconds += stopPenalty;
    }
    return seconds;
  }

  return (from, to) => {
    const roads = degree[arcHead[from]!]!;
    const isUTurn = to === (from ^ 1);
    let seconds = secondsOfObstacles(from, to, roads === 2);
    if (roads > 2 || isUTurn || changesMode(from, to))
      seconds += secondsByAngle[18_000 + (isUTurn ? 18_000 : angleBetween(bearings[from ^ 1]!, bearings[to]!))]!;
    if (isUTurn) seconds += arcObstacles[from]! & obstacle.turningPlace ? uTurnPenaltyAtTurningPlace : uTurnPenalty;
    return Math.round(seconds * 10);
  };
}

/** For each trait how great its road is, the smallest class 0. */
const smallestFirst = ({ traits }: RoadGraph) =>
  Uint8Array.from(traits, (tags) => roadClasses.length - 1 - roadClasses.indexOf(classOf(tags) ?? 'other'));

/**
 * Hundredths of a degree from straight on, so that a road that leads exactly back is always to the right.
 * @param back the bearing from a junction back along the road that is come from
 * @param on the bearing of the road that is taken
 */
function angleBetween(back: number, on: number): number {
  let angle = Math.round((on - back - 180) * 100);
  while (angle <= -18_000) angle += 36_000;
  // A road without length has no direction.
  return Number.isNaN(angle) ? 0 : angle;
}
