import type { RoadGraph } from '../region/road-graph.ts';
import { arcsByTail } from '../region/arcs-by-tail.ts';
import { arcAt, nodesByArc } from '../region/turn-graph.ts';
import { otherWays } from './alternatives.ts';
import { cheapest, costUpTo, quantitiesOf, type Snapped } from './cost.ts';
import type { Seed } from './hierarchy/climb.ts';
import { createFinder } from './hierarchy/finder.ts';
import { metricOf, type MetricOptions } from './metric.ts';
import type { Roads } from './roads.ts';
import { snappableUnder, type IsSnappable } from './snappable.ts';

/** A part of an arc, between two shares of its edge counted in the edge's own direction. */
export interface Stretch {
  readonly arc: number;
  readonly from: number;
  readonly to: number;
}

export interface Leg {
  readonly cost: number;
  readonly stretches: readonly Stretch[];
}

export interface LegFinder {
  /** The cheapest way between two places; nothing where there is none. */
  leg(from: Snapped, to: Snapped): Leg | undefined;
  /** Up to so many other good ways, cheapest first. */
  otherLegs(from: Snapped, to: Snapped, number: number): Leg[];
  /** The costs from each place to each place, row by row; `Infinity` where there is no way. */
  costs(from: readonly Snapped[], to: readonly Snapped[]): Float64Array;
  /** What each stretch of a leg costs, with the turn at its end; together they cost what the leg does. */
  costsOf(stretches: readonly Stretch[]): number[];
  /** Seconds that driving a stretch takes. */
  secondsOf(stretch: Stretch): number;
  isOpen(arc: number): boolean;
  /** Whether a turn of the turn graph may be taken under the conditions of now. */
  isTurnOpen(turn: number): boolean;
  /** Whether a place on an edge is one that a van can come to and leave again. */
  readonly isSnappable: IsSnappable;
  /** Whether an edge is private, or for deliveries and visitors only. */
  isRestricted(edge: number): boolean;
  /** Finds ways under other conditions from now on. */
  recustomize(options: MetricOptions): void;
}

/** A first node of a way, and the arc that is left for it; none at a junction, where every arc can be taken. */
interface Departure extends Seed {
  readonly arc: number | undefined;
}

/** Finds ways between places on roads, on top of ways between arcs. */
export function createLegFinder({ graph, turns, hierarchy }: Roads, options?: MetricOptions): LegFinder {
  let { arcDuration, arcCost, arcRestricted, turnCost } = metricOf(graph, turns, options);
  let finder = createFinder(turns, hierarchy, turnCost);
  const nodesOf = nodesByArc(turns);
  const leaving = arcsByTail(graph.nodeCount, graph.arcHead);
  const arcsFrom = (node: number) => leaving.arcs.subarray(leaving.first[node], leaving.first[node + 1]);

  function departures(place: Snapped): Departure[] {
    const junction = junctionAt(graph, place);
    if (junction !== undefined) {
      return [...arcsFrom(junction)]
        .filter((arc) => arcCost[arc]! < Infinity)
        .map((node) => ({ node, cost: 0, arc: undefined }));
    }
    return arcsOf(place).flatMap((arc) => {
      const rest = costToEnd(place, arc);
      if (!Number.isFinite(rest)) return [];
      const seeds: Departure[] = [];
      for (let turn = turns.firstTurn[arc]!; turn < turns.firstTurn[arc + 1]!; turn++) {
        const cost = rest + (turnCost[turn]! - arcCost[arc]!);
        if (Number.isFinite(cost)) seeds.push({ node: turns.turnTo[turn]!, cost, arc });
      }
      return seeds;
    });
  }

  function arrivals(place: Snapped): Seed[] {
    const junction = junctionAt(graph, place);
    const ends =
      junction === undefined
        ? arcsOf(place).map((arc) => ({ arc, cost: arcCost[arc]! - costToEnd(place, arc) }))
        : [...arcsFrom(junction)].map((arc) => ({ arc: arc ^ 1, cost: arcCost[arc ^ 1]! }));
    // However the van came onto the arc, it has arrived.
    return ends
      .filter(({ cost }) => Number.isFinite(cost))
      .flatMap(({ arc, cost }) => nodesOf(arc).map((node) => ({ node, cost })));
  }

  /** From the place to the end of an arc of its edge; the arc against the edge ends where the edge begins. */
  const costToEnd = (place: Snapped, arc: number) =>
    arc & 1 ? costUpTo(graph, arcDuration, place, 1) : arcCost[arc]! - costUpTo(graph, arcDuration, place, 0);

  /** The way that does not leave the edge of `from`. */
  function direct(from: Snapped, to: Snapped): Leg | undefined {
    const [start, end] = [junctionAt(graph, from), junctionAt(graph, to)];
    if (start !== undefined) return start === end ? { cost: 0, stretches: [] } : undefined;
    // A table asks this of every pair, and nearly none is on one edge.
    if (end === undefined && from.edge !== to.edge) return undefined;
    const mayDrive = (direction: 0 | 1) =>
      direction === (from.direction ?? direction) && direction === (to.direction ?? direction);
    const ends = [0, 1].filter((fraction) => end === junctionAt(graph, { edge: from.edge, fraction }));
    const fractions = end !== undefined ? ends : [to.fraction];
    const legs = fractions.flatMap((fraction): Leg[] => {
      // Where it stands already a van is by whichever direction it may drive.
      const isStill = from.fraction === fraction && arcCost[2 * from.edge]! < Infinity && mayDrive(0);
      const direction = isStill || from.fraction < fraction ? 0 : 1;
      if (!mayDrive(direction)) return [];
      const cost = Math.abs(
        costUpTo(graph, arcDuration, { edge: from.edge, fraction }, direction) -
          costUpTo(graph, arcDuration, from, direction)
      );
      const stretch = { arc: 2 * from.edge + direction, from: from.fraction, to: fraction };
      return Number.isNaN(cost) ? [] : [{ cost, stretches: [stretch] }];
    });
    return cheapest(legs);
  }

  function leg(from: Snapped, to: Snapped): Leg | undefined {
    const onEdge = direct(from, to);
    const sources = departures(from);
    const way = finder.path(sources, arrivals(to));
    if (onEdge && onEdge.cost <= (way?.cost ?? Infinity)) return onEdge;
    return way && legOf(way, sources, from, to);
  }

  function otherLegs(from: Snapped, to: Snapped, number: number): Leg[] {
    const sources = departures(from);
    const targets = arrivals(to);
    const best = finder.path(sources, targets);
    if (!best || (direct(from, to)?.cost ?? Infinity) <= best.cost) return [];
    const costs = { step: costOfStep, edgeOf: (node: number) => arcAt(turns, node) >> 1 };
    return otherWays(finder, costs, sources, targets, best, number).map((way) => legOf(way, sources, from, to));
  }

  /** From being at one node to being at the next. */
  function costOfStep(from: number, to: number): number {
    for (let turn = turns.firstTurn[from]!; turn < turns.firstTurn[from + 1]!; turn++)
      if (turns.turnTo[turn] === to) return turnCost[turn]!;
    throw new Error('Two nodes of a way do not follow each other.');
  }

  function legOf(
    way: { readonly cost: number; readonly nodes: readonly number[] },
    sources: readonly Departure[],
    from: Snapped,
    to: Snapped
  ): Leg {
    const departure = cheapest(sources.filter(({ node }) => node === way.nodes[0]))!;
    const stretches = way.nodes.map((node): Stretch => {
      const arc = arcAt(turns, node);
      return { arc, from: arc & 1, to: 1 - (arc & 1) };
    });
    const last = stretches.at(-1)!;
    if (junctionAt(graph, to) === undefined) stretches[stretches.length - 1] = { ...last, to: to.fraction };
    if (departure.arc !== undefined)
      stretches.unshift({ arc: departure.arc, from: from.fraction, to: 1 - (departure.arc & 1) });
    return { cost: way.cost, stretches };
  }

  function costs(from: readonly Snapped[], to: readonly Snapped[]): Float64Array {
    const found = finder.costs(from.map(departures), to.map(arrivals));
    from.forEach((source, row) =>
      to.forEach((target, column) => {
        const cell = row * to.length + column;
        found[cell] = Math.min(found[cell]!, direct(source, target)?.cost ?? Infinity);
      })
    );
    return found;
  }

  function costsOf(stretches: readonly Stretch[]): number[] {
    return stretches.map((stretch, index) => {
      const next = stretches[index + 1];
      return costOfStretch(stretch) + (next ? costOfTurn(stretch.arc, next.arc) : 0);
    });
  }

  /** Beside driving the arc: a turn costs the same however the van came there, where it may be taken at all. */
  function costOfTurn(arc: number, next: number): number {
    for (const node of nodesOf(arc))
      for (let turn = turns.firstTurn[node]!; turn < turns.firstTurn[node + 1]!; turn++)
        if (arcAt(turns, turns.turnTo[turn]!) === next && isTurnOpen(turn)) return turnCost[turn]! - arcCost[arc]!;
    throw new Error('Two stretches of a leg do not meet.');
  }

  function costOfStretch({ arc, from, to }: Stretch): number {
    const upTo = (fraction: number) => costUpTo(graph, arcDuration, { edge: arc >> 1, fraction }, arc & 1 ? 1 : 0);
    return Math.abs(upTo(to) - upTo(from));
  }

  const secondsOf = (stretch: Stretch) => quantitiesOf(costOfStretch(stretch)).duration;

  const isOpen = (arc: number) => arcCost[arc]! < Infinity;
  const isTurnOpen = (turn: number) => turnCost[turn]! < Infinity;
  // Closures change it; it is known when it is first asked for.
  let profile = options?.profile ?? 'raitti';
  let snappable: IsSnappable | undefined;
  const isSnappable: IsSnappable = (edge, directions) =>
    (snappable ??= snappableUnder(graph, turns, turnCost, profile))(edge, directions);
  const isRestricted = (edge: number) => arcRestricted[2 * edge] === 1 || arcRestricted[2 * edge + 1] === 1;

  function recustomize(changed: MetricOptions): void {
    ({ arcDuration, arcCost, arcRestricted, turnCost } = metricOf(graph, turns, changed));
    finder = createFinder(turns, hierarchy, turnCost);
    profile = changed.profile ?? 'raitti';
    snappable = undefined;
  }

  return { leg, otherLegs, costs, costsOf, secondsOf, isOpen, isTurnOpen, isSnappable, isRestricted, recustomize };
}

/** The node that a place lies on; none where it is in the middle of its edge, or driven past in one direction only. */
function junctionAt(graph: RoadGraph, { edge, fraction, direction }: Snapped): number | undefined {
  if ((fraction !== 0 && fraction !== 1) || direction !== undefined) return undefined;
  return graph.arcHead[2 * edge + (fraction === 0 ? 1 : 0)];
}

const arcsOf = ({ edge, direction }: Snapped) =>
  direction === undefined ? [2 * edge, 2 * edge + 1] : [2 * edge + direction];
