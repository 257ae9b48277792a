import { drivingOn, type Driving, type Profile } from '../region/car-profile.ts';
import type { RoadClass } from '../region/road-classes.ts';
import { isDrivable, type RoadGraph } from '../region/road-graph.ts';
import type { TurnGraph } from '../region/turn-graph.ts';
import { isMet, momentOf } from '../region/conditional.ts';
import { underProfile } from '../region/forbidden-drive.ts';
import { distanceBetween } from '../../src/domain/geometry.ts';
import { costOf, forbidden } from './cost.ts';
import { pointAt } from './geometry.ts';
import { RouterError } from './questions.ts';
import { turnCosts } from './turn-metric.ts';

/** Under which conditions ways are found. All of them may change while the region is open. */
export interface MetricOptions {
  /** `osrm-car` is OSRM's own; `raitti`, with Finnish rules for a van, when absent. */
  readonly profile?: Profile;
  /** The day, or the minute of it, as the clocks are there: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. Without it, no season. */
  readonly date?: string;
  /** How many times as fast as the profile says a van is on roads of a class: learned from its own traces. */
  readonly factors?: Readonly<Partial<Record<RoadClass, number>>>;
  /** Arcs that are shut, whatever their tags say. */
  readonly closed?: readonly number[];
  /** Arcs that are open though the season has them shut: ice and winter roads. */
  readonly opened?: readonly number[];
}

/** What a region's roads and turns cost under one set of conditions. */
export interface RoadMetric {
  /** For each arc its duration in tenths of a second, at least 1; `forbidden` where it must not be driven. */
  readonly arcDuration: Uint32Array;
  /** For each arc its cost (`cost.ts`); `Infinity` where it must not be driven. */
  readonly arcCost: Float64Array;
  /** For each arc 1 where it is private, or for deliveries and visitors only. */
  readonly arcRestricted: Uint8Array;
  /** For each arc the tenths of a second until a ferry leaves; 0 on land. */
  readonly arcWait: Uint32Array;
  /** For each turn what it costs to drive its first arc and to turn; `Infinity` where that is shut. */
  readonly turnCost: Float64Array;
}

/**
 * Gives roads and turns their costs: the profile is asked once for each trait.
 * @throws RouterError `InvalidOptions` where the date is none
 */
export function metricOf(graph: RoadGraph, turns: TurnGraph, options: MetricOptions = {}): RoadMetric {
  const moment = options.date === undefined ? undefined : momentOf(options.date);
  if (options.date !== undefined && !moment)
    throw new RouterError('InvalidOptions', 'A date is written YYYY-MM-DD or YYYY-MM-DDTHH:MM.');
  const profile = options.profile ?? 'raitti';
  const roads = drivenRoads(graph, options);
  const arcCost = new Float64Array(graph.arcHead.length).map((_, arc) => {
    const duration = roads.arcDuration[arc]!;
    return duration === forbidden ? Infinity : costOf(duration, graph.edgeLength[arc >> 1]!);
  });
  const turnCost = turnCosts(graph, turns, {
    ...roads,
    arcCost,
    profile,
    isMet: (condition) => condition === underProfile(profile) || (moment !== undefined && isMet(condition, moment))
  });
  return { ...roads, arcCost, turnCost };
}

type DrivenRoads = Pick<RoadMetric, 'arcDuration' | 'arcRestricted' | 'arcWait'>;

function drivenRoads(graph: RoadGraph, options: MetricOptions): DrivenRoads {
  const { profile = 'raitti', date, factors = {}, closed = [], opened = [] } = options;
  const arcDuration = new Uint32Array(graph.arcHead.length);
  const arcRestricted = new Uint8Array(graph.arcHead.length);
  const arcWait = new Uint32Array(graph.arcHead.length);
  const drivings = (isOpened: boolean) => graph.traits.map((tags) => drivingOn(tags, { profile, date, isOpened }));
  const drive = (arc: number, driving: Driving | undefined) => {
    const direction = arc & 1 ? 'backward' : 'forward';
    const speed = (driving?.[direction] ?? 0) * ((driving && factors[driving.roadClass]) ?? 1);
    const isOpen = speed > 0 && isDrivable(graph, arc);
    arcDuration[arc] = isOpen ? lasting(arc, speed) : forbidden;
    arcRestricted[arc] = driving?.restricted[direction] ? 1 : 0;
    arcWait[arc] = Math.round((driving?.wait ?? 0) * 10);
  };
  // OSRM adds up what it rounds from one node of the map to the next.
  const lasting = profile === 'osrm-car' ? segmentDurations(graph) : wholeDurations(graph);
  const usual = drivings(false);
  for (let arc = 0; arc < graph.arcHead.length; arc++) drive(arc, usual[graph.edgeTrait[arc >> 1]!]);
  if (opened.length > 0) {
    const whenOpened = drivings(true);
    for (const arc of opened) drive(arc, whenOpened[graph.edgeTrait[arc >> 1]!]);
  }
  for (const arc of closed) arcDuration[arc] = forbidden;
  return { arcDuration, arcRestricted, arcWait };
}

/** Asks how long an arc takes, in tenths of a second, at so many km/h. */
type Durations = (arc: number, speed: number) => number;

const wholeDurations =
  ({ edgeLength }: RoadGraph): Durations =>
  (arc, speed) =>
    durationAt(speed, edgeLength[arc >> 1]!);

const segmentDurations =
  (graph: RoadGraph): Durations =>
  (arc, speed) => {
    let duration = 0;
    for (let point = graph.edgePoint[arc >> 1]! + 1; point < graph.edgePoint[(arc >> 1) + 1]!; point++)
      duration += durationAt(speed, 10 * distanceBetween(pointAt(graph, point - 1), pointAt(graph, point)));
    return Math.min(forbidden - 1, duration);
  };

/** Tenths of a second. @param speed km/h @param length tenths of a metre */
const durationAt = (speed: number, length: number) =>
  Math.min(forbidden - 1, Math.max(1, Math.round((length / speed) * 3.6)));
