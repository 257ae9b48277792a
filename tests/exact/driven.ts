import type { RoadGraph } from '#routing/region/road-graph.ts';
import { costOf } from '#routing/roads/cost.ts';
import { judgeRoads, junctionOf, partOf, type Stop } from '#routing/roads/dijkstra.judge.ts';
import type { Leg, Stretch } from '#routing/roads/leg-finder.ts';
import type { MetricOptions } from '#routing/roads/metric.ts';
import { judgeTurns } from '#routing/roads/turns.judge.ts';

/** No restriction of the map goes over more arcs. */
const longestMemory = 64;

/**
 * Drives legs turn for turn by the judge's rules.
 * @returns asks what is wrong with a leg; nothing where each of its arcs and turns may be driven, it begins and ends where
 * it is to, and they sum to its cost
 */
export function createTestDriver(graph: RoadGraph, conditions: MetricOptions) {
  const roads = judgeRoads(graph, conditions);
  const { turnsAfter } = judgeTurns(graph, (arc) => roads.has(arc), conditions);
  const { edgeLength } = graph;

  return (leg: Leg, from: Stop, to: Stop): string | undefined => {
    const arcs = leg.stretches.map(({ arc }) => arc);
    const wrongEnd = endsWrong(leg, from, to);
    if (wrongEnd) return wrongEnd;
    let [passages, duration, distance] = [0, 0, 0];
    for (const [at, stretch] of leg.stretches.entries()) {
      const { arc } = stretch;
      const road = roads.get(arc);
      if (!road) return `drives arc ${arc}, which is shut`;
      duration += partOf(road.duration, stretch.from, stretch.to);
      distance += partOf(edgeLength[arc >> 1]!, stretch.from, stretch.to);
      if (at === 0) continue;
      const before = roads.get(arcs[at - 1]!)!;
      const turn = turnsAfter(arcs.slice(Math.max(0, at - longestMemory), at)).find(({ next }) => next === arc);
      if (!turn) return `turns from arc ${arcs[at - 1]} into arc ${arc}, which is forbidden`;
      duration += turn.duration + (before.isFerry ? 0 : road.wait);
      if (road.isRestricted && !before.isRestricted) passages++;
    }
    const cost = costOf(duration, distance, passages);
    return cost === leg.cost ? undefined : `costs ${leg.cost}, but its parts ${cost}`;
  };

  function endsWrong({ stretches }: Leg, from: Stop, to: Stop): string | undefined {
    const [start, end] = [junctionOf(graph, from), junctionOf(graph, to)];
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (!first || !last) return start !== undefined && start === end ? undefined : 'goes nowhere';
    const nodeAt = ({ arc }: Stretch, fraction: number) => junctionOf(graph, { edge: arc >> 1, fraction });
    const isAtStart = start === undefined ? isAt(first.arc, first.from, from) : nodeAt(first, first.from) === start;
    const isAtEnd = end === undefined ? isAt(last.arc, last.to, to) : nodeAt(last, last.to) === end;
    if (!isAtStart) return 'begins somewhere else';
    if (!isAtEnd) return 'ends somewhere else';
    // Who is there already stands still.
    if (stretches.length === 1 && first.from === first.to) return undefined;
    for (const [at, { arc, ...parts }] of stretches.entries()) {
      const begin = at === 0 && start === undefined ? from.fraction : arc & 1;
      const finish = at === stretches.length - 1 && end === undefined ? to.fraction : 1 - (arc & 1);
      if (parts.from !== begin || parts.to !== finish) return `drives arc ${arc} from ${parts.from} to ${parts.to}`;
    }
    return undefined;
  }
}

const isAt = (arc: number, fraction: number, stop: Stop) =>
  arc >> 1 === stop.edge && fraction === stop.fraction && (stop.direction ?? arc & 1) === (arc & 1);
