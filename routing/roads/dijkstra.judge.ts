import { distanceBetween } from '../../src/domain/geometry.ts';
import { drivingOn } from '../region/car-profile.ts';
import type { RoadGraph } from '../region/road-graph.ts';
import { Heap } from './heap.ts';
import type { MetricOptions } from './metric.ts';
import { judgeTurns } from './turns.judge.ts';

/**
 * How often a private road is entered from a public one at the least, the tenths of a second of the fastest among those
 * ways, and the tenths of a metre of the shortest among the fastest.
 */
export interface Judged {
  readonly passages: number;
  readonly duration: number;
  readonly distance: number;
}

/** What is remembered of how one came here, the last arc being the one that is driven now. */
interface Drive {
  readonly number: number;
  readonly arcs: readonly number[];
  onward?: readonly { readonly drive: Drive; readonly duration: number }[];
}

export interface Stop {
  readonly edge: number;
  readonly fraction: number;
  /** Where one comes by and goes on along the edge only (0) or against it only (1). */
  readonly direction?: 0 | 1 | undefined;
}

/**
 * The slow obvious answer that the router is compared with: Dijkstra's algorithm as in a textbook, from a source along
 * every arc that may be driven. A stop at a junction is at the beginning of what leaves it and at the end of what comes
 * to it.
 *
 * With the router it shares what the map says: the profile's speeds and who may drive a road (`car-profile.ts`), and of
 * the pack its arcs, lengths, obstacles and forbidden drives. What a way costs, which turn may follow which and when, and
 * how long that takes is written here and in `turns.judge.ts` again.
 * @returns asks for the cheapest way from a source to each destination, `undefined` where there is none
 */
export function judge(
  graph: RoadGraph,
  destinations: readonly Stop[],
  options: MetricOptions = {}
): (source: Stop) => (Judged | undefined)[] {
  const roads = judgeRoads(graph, options);
  const arcsFrom = Map.groupBy(roads.keys(), (arc) => graph.arcHead[arc ^ 1]!);
  const { turnsAfter, remembered } = judgeTurns(graph, (arc) => roads.has(arc), options);
  /** Drives that matter for what may follow, by what is remembered of them. */
  const drives = new Map<string, Drive>();
  const driveOf = (driven: readonly number[]): Drive => {
    const arcs = remembered(driven);
    const key = arcs.join();
    const known = drives.get(key) ?? { number: drives.size, arcs };
    drives.set(key, known);
    return known;
  };
  const onwardFrom = (drive: Drive) =>
    (drive.onward ??= turnsAfter(drive.arcs).map(({ next, duration }) => {
      return { drive: driveOf([...drive.arcs, next]), duration };
    }));
  const numbered = destinations.map((stop, index) => ({ stop, index, junction: junctionOf(graph, stop) }));
  const atJunction = Map.groupBy(numbered, ({ junction }) => junction ?? -1);
  const onEdge = Map.groupBy(numbered, ({ stop, junction }) => (junction === undefined ? stop.edge : -1));

  return (source) => {
    const found: (Judged | undefined)[] = destinations.map(() => undefined);
    const arrive = (index: number, way: Judged) => {
      if (isBetter(way, found[index])) found[index] = way;
    };
    const best: Judged[] = [];
    const waiting = new Heap();
    const met: Drive[] = [];
    /** Drives the last arc of a drive to its end, from a share of its edge that was reached by a way. */
    const goOn = (drive: Drive, from: number, way: Judged) => {
      const arc = drive.arcs.at(-1)!;
      const edge = arc >> 1;
      const road = roads.get(arc)!;
      const after = (to: number): Judged => ({
        passages: way.passages,
        duration: way.duration + partOf(road.duration, from, to),
        distance: way.distance + partOf(graph.edgeLength[edge]!, from, to)
      });
      for (const { stop, index } of onEdge.get(edge) ?? []) {
        if (stop.direction !== undefined && stop.direction !== (arc & 1)) continue;
        if (arc & 1 ? stop.fraction <= from : stop.fraction >= from) arrive(index, after(stop.fraction));
      }
      const whole = after(1 - (arc & 1));
      for (const { index } of atJunction.get(graph.arcHead[arc]!) ?? []) arrive(index, whole);
      for (const { drive: next, duration } of onwardFrom(drive)) {
        const ahead = roads.get(next.arcs.at(-1)!)!;
        const turned: Judged = {
          passages: whole.passages + (ahead.isRestricted && !road.isRestricted ? 1 : 0),
          duration: whole.duration + duration + (road.isFerry ? 0 : ahead.wait),
          distance: whole.distance
        };
        if (!isBetter(turned, best[next.number])) continue;
        best[next.number] = turned;
        met[next.number] = next;
        waiting.push(next.number, turned.passages * 2 ** 32 + turned.duration);
      }
    };

    const nothing = { passages: 0, duration: 0, distance: 0 };
    const junction = junctionOf(graph, source);
    // Who stands at a junction is there, whichever way he must go on.
    for (const { index } of atJunction.get(junctionOf(graph, { ...source, direction: undefined }) ?? -2) ?? [])
      arrive(index, nothing);
    if (junction === undefined) {
      for (const arc of [2 * source.edge, 2 * source.edge + 1])
        if (roads.has(arc) && (source.direction ?? arc & 1) === (arc & 1))
          goOn(driveOf([arc]), source.fraction, nothing);
    } else {
      for (const arc of arcsFrom.get(junction) ?? []) goOn(driveOf([arc]), arc & 1, nothing);
    }
    // What is taken from the heap may have been improved since; driving it again does no harm.
    while (waiting.size > 0) {
      const drive = met[waiting.pop()]!;
      goOn(drive, drive.arcs.at(-1)! & 1, best[drive.number]!);
    }
    return found;
  };
}

/** The node that a stop is at; none where it is on its edge. */
export const junctionOf = ({ arcHead }: RoadGraph, { edge, fraction, direction }: Stop) =>
  direction === undefined && (fraction === 0 || fraction === 1) ? arcHead[2 * edge + 1 - fraction] : undefined;

export interface JudgedRoad {
  /** Tenths of a second. */
  readonly duration: number;
  readonly isRestricted: boolean;
  readonly isFerry: boolean;
  /** Tenths of a second before a ferry leaves. */
  readonly wait: number;
}

/** Each arc that may be driven: each edge's own tags are read. */
export function judgeRoads(
  graph: RoadGraph,
  { profile = 'raitti', date, factors = {}, closed = [], opened = [] }: MetricOptions
): Map<number, JudgedRoad> {
  const roads = new Map<number, JudgedRoad>();
  const at = (point: number) => ({
    longitude: graph.points[2 * point]! / 1e7,
    latitude: graph.points[2 * point + 1]! / 1e7
  });
  /** Tenths of a metre of an edge, or from each of its points to the next as OSRM has it. */
  function lengthsOf(edge: number, isParted: boolean): number[] {
    if (!isParted) return [graph.edgeLength[edge]!];
    const points = [...Array(graph.edgePoint[edge + 1]! - graph.edgePoint[edge]!).keys()].map((point) =>
      at(graph.edgePoint[edge]! + point)
    );
    return points.slice(1).map((point, index) => 10 * distanceBetween(points[index]!, point));
  }
  graph.edgeTrait.forEach((trait, edge) => {
    const tags = graph.traits[trait]!;
    for (const [arc, direction] of [
      [2 * edge, 'forward'],
      [2 * edge + 1, 'backward']
    ] as const) {
      const driving = drivingOn(tags, { profile, date, isOpened: opened.includes(arc) });
      if (!driving || driving[direction] === 0 || closed.includes(arc)) continue;
      const speed = driving[direction] * (factors[driving.roadClass] ?? 1);
      roads.set(arc, {
        duration: lengthsOf(edge, profile === 'osrm-car').reduce(
          (sum, length) => sum + Math.max(1, Math.round((length / speed) * 3.6)),
          0
        ),
        isRestricted: driving.restricted[direction],
        isFerry: tags.get('route') === 'ferry',
        wait: Math.round(driving.wait * 10)
      });
    }
  });
  return roads;
}

/** Of a duration or a length, what lies between two shares of an edge. */
export const partOf = (whole: number, from: number, to: number) =>
  Math.abs(Math.round(whole * to) - Math.round(whole * from));

function isBetter(way: Judged, known: Judged | undefined): boolean {
  if (!known) return true;
  const difference = way.passages - known.passages || way.duration - known.duration || way.distance - known.distance;
  return difference < 0;
}
