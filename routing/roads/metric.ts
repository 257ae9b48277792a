import { drivingOn, standardConditions, type RoadClass } from '../region/car-profile.ts';
import { isDrivable, type RoadGraph } from '../region/road-graph.ts';
import type { TurnGraph } from '../region/turn-graph.ts';
import { costOf, forbidden } from './cost.ts';
import { turnCosts } from './turn-metric.ts';

/** Under which conditions ways are found. All of them may change while the region is open. */
export interface MetricOptions {
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
  /** For each turn what it costs to drive its first arc and turn; `Infinity` where that is shut. */
  readonly turnCost: Float64Array;
}

/** Gives roads and turns their costs: the profile is asked once for each trait. */
export function metricOf(graph: RoadGraph, turns: TurnGraph, options: MetricOptions = {}): RoadMetric {
  const arcDuration = arcDurations(graph, options);
  const arcCost = Float64Array.from(arcDuration, (duration, arc) =>
    duration === forbidden ? Infinity : costOf(duration, graph.edgeLength[arc >> 1]!)
  );
  const restrictedTraits = graph.traits.map((tags) => drivingOn(tags, { isOpened: true })?.restricted === true);
  const arcRestricted = Uint8Array.from(graph.arcHead, (_, arc) =>
    restrictedTraits[graph.edgeTrait[arc >> 1]!] ? 1 : 0
  );
  return { arcDuration, arcCost, arcRestricted, turnCost: turnCosts(graph, turns, arcCost) };
}

function arcDurations(graph: RoadGraph, { factors = {}, closed = [], opened = [] }: MetricOptions): Uint32Array {
  /** Tenths of a metre a tenth of a second, for each trait in its own direction and against it. */
  const speedsOf = (isOpened: boolean) =>
    Float64Array.from(
      graph.traits.flatMap((tags) => {
        const driving = drivingOn(tags, { ...standardConditions, isOpened });
        const factor = (driving && factors[driving.roadClass]) ?? 1;
        return [driving?.forward ?? 0, driving?.backward ?? 0].map((speed) => (speed * factor) / 3.6);
      })
    );
  const durationOf = (arc: number, speeds: Float64Array) => {
    const speed = speeds[2 * graph.edgeTrait[arc >> 1]! + (arc & 1)]!;
    if (!(speed > 0) || !isDrivable(graph, arc)) return forbidden;
    return Math.min(forbidden - 1, Math.max(1, Math.round(graph.edgeLength[arc >> 1]! / speed)));
  };
  const usual = speedsOf(false);
  const durations = Uint32Array.from(graph.arcHead, (_, arc) => durationOf(arc, usual));
  if (opened.length > 0) {
    const whenOpened = speedsOf(true);
    for (const arc of opened) durations[arc] = durationOf(arc, whenOpened);
  }
  for (const arc of closed) durations[arc] = forbidden;
  return durations;
}
