import { accessOf } from './car-profile.ts';
import type { Tags } from './pbf/read.ts';

/**
 * What stands at a node and takes time but lets a van pass, as bits. The first four as in OSRM's profiles/lib/obstacles.lua
 * (v26.4.1); gates are ours.
 */
export const obstacle = {
  trafficSignals: 1,
  stop: 2,
  /** A stop sign for the smaller roads of a junction. */
  minorStop: 4,
  giveWay: 8,
  /** Two bits say which gate: one at which OSRM waits, too; … */
  gate: 16,
  /** … one to which a key has to be found; … */
  lockedGate: 32,
  /** … or one that OSRM passes as if it stood open: it swings or slides, or a sign says who may pass. */
  otherGate: 48,
  /** A place made for turning round. */
  turningPlace: 64,
  /** A stop sign of which nobody says for which direction it is. */
  eitherWay: 128
} as const;

/** The obstacles at a node for those who come along a way's own direction, and against it. */
export interface NodeObstacles {
  readonly forward: number;
  readonly backward: number;
}

const gates = new Set(['gate', 'lift_gate', 'swing_gate', 'sliding_gate', 'hampshire_gate']);
const turningPlaces = new Set(['turning_circle', 'turning_loop', 'mini_roundabout']);

/** What of a node's tags takes time; nothing where nothing does. */
export function obstaclesOn(tags: Tags): NodeObstacles | undefined {
  const highway = tags.get('highway') ?? '';
  const direction = (highway === 'traffic_signals' && tags.get('traffic_signals:direction')) || tags.get('direction');
  const signs = signsOf(tags, highway, direction);
  const both = gateOf(tags) | (turningPlaces.has(highway) ? obstacle.turningPlace : 0);
  if ((signs | both) === 0) return undefined;
  return {
    forward: both | (direction === 'backward' ? 0 : signs),
    backward: both | (direction === 'forward' ? 0 : signs)
  };
}

function signsOf(tags: Tags, highway: string, direction: string | undefined): number {
  if (highway === 'traffic_signals') return obstacle.trafficSignals;
  if (highway === 'give_way') return obstacle.giveWay;
  if (highway !== 'stop') return 0;
  if (tags.get('stop') === 'minor') return obstacle.minorStop;
  return obstacle.stop | (['forward', 'backward', 'both'].includes(direction ?? '') ? 0 : obstacle.eitherWay);
}

function gateOf(tags: Tags): number {
  const barrier = tags.get('barrier') ?? '';
  if (!gates.has(barrier)) return 0;
  if (tags.get('locked') === 'yes') return obstacle.lockedGate;
  const isWaitedAt = (barrier === 'gate' || barrier === 'lift_gate') && accessOf(tags) === '';
  return isWaitedAt ? obstacle.gate : obstacle.otherGate;
}
