import { isDrivable, type RoadGraph } from '../../region/road-graph.ts';
import { arcsByTail } from '../../region/arcs-by-tail.ts';
import { arcAt, type TurnGraph } from '../../region/turn-graph.ts';
import { deviation } from './bearings.ts';
import { createJunctions } from './junction.ts';
import { roadsOf, type Road } from './road.ts';

/** A road that leads away from an intersection. */
export interface Branch {
  readonly arc: number;
  readonly road: Road;
  /** Degrees from north in which it leaves. */
  readonly bearing: number;
  /** How much one turns to take it: 0 is straight on, right is positive, and the way back is 180. */
  readonly turn: number;
  readonly metres: number;
  readonly isOneWay: boolean;
  /** Whether it may be taken. */
  readonly entry: boolean;
}

/** The end of a road as somebody sees it who comes by that road. */
export interface Intersection {
  readonly node: number;
  readonly from: { readonly arc: number; readonly road: Road; readonly bearing: number };
  /** The way one came; a one-way road cannot be driven back. */
  readonly back: Branch;
  /** All other roads, from the sharpest left to the sharpest right. */
  readonly ahead: readonly Branch[];
}

export interface Intersections {
  /** The intersection at the end of an arc. */
  after(arc: number): Intersection;
  /** Where an arc leads to, and the roads that go on from it while no other road is met. */
  endOf(arc: number): number;
  /** The arcs that leave a node. */
  leaving(node: number): Iterable<number>;
  road(arc: number): Road;
}

/** Reads intersections from the roads of a region, with the turns that are open. */
export function createIntersections(
  graph: RoadGraph,
  turns: TurnGraph,
  isTurnOpen: (turn: number) => boolean
): Intersections {
  const { first, arcs } = arcsByTail(graph.nodeCount, graph.arcHead);
  const leaving = (node: number) => arcs.subarray(first[node], first[node + 1]);
  const roadOf = roadsOf(graph);
  const road = (arc: number) => roadOf(arc >> 1);
  const armsAt = createJunctions(graph, { leaving, road });

  function endOf(arc: number): number {
    const begin = graph.arcHead[arc ^ 1]!;
    for (let last = arc; ;) {
      const node = graph.arcHead[last]!;
      const onward = leaving(node).filter((next) => next !== (last ^ 1));
      if (onward.length !== 1 || node === begin) return node;
      last = onward[0]!;
    }
  }

  function after(arc: number): Intersection {
    const node = graph.arcHead[arc]!;
    const arms = armsAt(node);
    const own = arc ^ 1;
    const bearing = (arms.find((arm) => arm.arc === own)!.bearing + 180) % 360;
    const allowed: number[] = [];
    for (let turn = turns.firstTurn[arc]!; turn < turns.firstTurn[arc + 1]!; turn++)
      if (isTurnOpen(turn)) allowed.push(arcAt(turns, turns.turnTo[turn]!));
    // Nobody turns round where there is another way on.
    const isDeadEnd = allowed.every((next) => next === own);
    let back: Branch | undefined;
    const ahead: Branch[] = [];
    for (const { arc: next, bearing: leaves, isMerged } of arms) {
      const entry = allowed.includes(next) && (isDeadEnd || next !== own);
      const turn = next === own ? 180 : deviation(bearing, leaves);
      const isBack = Math.abs(turn) > 180 - 1e-6;
      // What one sees of a road already is not there once more.
      if (next !== own && !entry && (isMerged || isBack)) continue;
      const metres = graph.edgeLength[next >> 1]! / 10;
      const isOneWay = isDrivable(graph, next) !== isDrivable(graph, next ^ 1);
      const branch = {
        arc: next,
        road: road(next),
        bearing: leaves,
        turn: isBack ? 180 : turn,
        metres,
        isOneWay,
        entry
      };
      if (!isBack) ahead.push(branch);
      else if (!back?.entry && (entry || next === own)) back = branch;
    }
    if (ahead.length > 1) ahead.sort((a, b) => a.turn - b.turn);
    return { node, from: { arc, road: road(arc), bearing }, back: back!, ahead };
  }
  return { after, endOf, leaving, road };
}
