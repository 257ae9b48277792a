import { forbidden, type RoadGraph } from '../region/road-graph.ts';

/** Tenths of a second, and tenths of a metre of the shortest among the fastest ways. */
export interface Judged {
  readonly duration: number;
  readonly distance: number;
}

interface Stop {
  readonly edge: number;
  readonly fraction: number;
}

/**
 * The slow obvious answer that the router is compared with: Dijkstra's algorithm as in a textbook, over a network
 * where each stop is a node of its own in the middle of its road.
 * @returns one row for each source: the cheapest way to each destination, `undefined` where there is none
 */
export function judge(
  graph: RoadGraph,
  sources: readonly Stop[],
  destinations: readonly Stop[]
): (Judged | undefined)[][] {
  const roads = new Map<string, { to: string; duration: number; distance: number }[]>();
  const addRoad = (from: string, to: string, duration: number, distance: number) => {
    roads.set(from, [...(roads.get(from) ?? []), { to, duration, distance }]);
  };
  const nameOf = ({ edge, fraction }: Stop) => {
    if (fraction === 0) return `node ${graph.arcHead[2 * edge + 1]}`;
    if (fraction === 1) return `node ${graph.arcHead[2 * edge]}`;
    return `edge ${edge} at ${fraction}`;
  };
  const stopsOn = Map.groupBy([...sources, ...destinations], (stop) => stop.edge);
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const fractions = new Set([0, ...(stopsOn.get(edge) ?? []).map((stop) => stop.fraction), 1]);
    const places = [...fractions]
      .sort((a, b) => a - b)
      .map((fraction) => ({ name: nameOf({ edge, fraction }), fraction }));
    const share = (whole: number, from: number, to: number) => Math.round(whole * to) - Math.round(whole * from);
    for (let index = 1; index < places.length; index++) {
      const a = places[index - 1]!;
      const b = places[index]!;
      const distance = share(graph.edgeLength[edge]!, a.fraction, b.fraction);
      const along = graph.arcDuration[2 * edge]!;
      const against = graph.arcDuration[2 * edge + 1]!;
      if (along !== forbidden) addRoad(a.name, b.name, share(along, a.fraction, b.fraction), distance);
      if (against !== forbidden) addRoad(b.name, a.name, share(against, a.fraction, b.fraction), distance);
    }
  }
  return sources.map((source) => {
    const found = everywhereFrom(nameOf(source), roads);
    return destinations.map((destination) => found.get(nameOf(destination)));
  });
}

function everywhereFrom(
  start: string,
  roads: ReadonlyMap<string, readonly { to: string; duration: number; distance: number }[]>
): Map<string, Judged> {
  const best = new Map<string, Judged>([[start, { duration: 0, distance: 0 }]]);
  // Waiting places by duration, so that the next one is the first of the earliest list.
  const waiting: Set<string>[] = [new Set([start])];
  for (let duration = 0; duration < waiting.length; duration++) {
    const now = waiting[duration];
    while (now && now.size > 0) {
      const [place] = [...now].sort((a, b) => best.get(a)!.distance - best.get(b)!.distance);
      now.delete(place!);
      const here = best.get(place!)!;
      if (here.duration !== duration) continue;
      for (const road of roads.get(place!) ?? []) {
        const there = { duration: here.duration + road.duration, distance: here.distance + road.distance };
        const known = best.get(road.to);
        const isBetter =
          !known ||
          there.duration < known.duration ||
          (there.duration === known.duration && there.distance < known.distance);
        if (!isBetter) continue;
        best.set(road.to, there);
        (waiting[there.duration] ??= new Set()).add(road.to);
      }
    }
  }
  return best;
}
